# advocacy: every command of the project. `make help` lists them.

CC ?= cc
CFLAGS ?= -O2 -g
BUILD ?= build
PREFIX ?= /usr/local
DESTDIR ?=
BENCH_ROWS ?= 10000000
FUZZ_SECONDS ?= 60
SQLITE3 ?= $(shell command -v "$$(brew --prefix sqlite 2>/dev/null)/bin/sqlite3" || echo sqlite3)

# V=1 shows the commands themselves.
AT := $(if $(V),,@)
SAY := @$(if $(V),:,echo ' ')

ifeq ($(shell uname -s),Darwin)
LIBRARY := advocacy.dylib
LINK_SHARED := -dynamiclib
else
LIBRARY := advocacy.so
LINK_SHARED := -shared
endif

WARNINGS := -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wstrict-prototypes -Wmissing-prototypes \
	-Wno-missing-field-initializers
# No contraction: the compensated sums and the decimal reader count on each operation being rounded by itself.
HOUSE_FLAGS := -std=c11 -ffp-contract=off $(WARNINGS) $(if $(STRICT),-Werror)
EXTENSION_FLAGS := $(HOUSE_FLAGS) -fPIC -fvisibility=hidden -Iext

MATHEMATICS := $(wildcard ext/mathematics/*.c)
# Everything that can be tested without a database: the mathematics, and the reader of JSON.
PURE := $(MATHEMATICS) ext/bindings/json_reader.c
SOURCES := ext/advocacy.c $(MATHEMATICS) $(wildcard ext/bindings/*.c)
HEADERS := $(wildcard ext/*.h ext/mathematics/*.h ext/bindings/*.h)
OBJECTS := $(SOURCES:%.c=$(BUILD)/%.o)
TEST_SOURCES := $(sort $(wildcard tests/test_*.c))
TEST_SUPPORT := $(wildcard tests/support/*.c)
TESTS := $(TEST_SOURCES:tests/%.c=$(BUILD)/tests/%)
C_FILES := $(SOURCES) $(HEADERS) $(TEST_SOURCES) $(wildcard tests/support/*.[ch] tests/bench/*.c tests/fuzz/*.c)

.DEFAULT_GOAL := all
.PHONY: all help deps deps-dev demo test run-tests sanitize memcheck coverage fuzz bench docs format lint install \
	uninstall clean test-versions
.DELETE_ON_ERROR:

all: $(BUILD)/$(LIBRARY) ## build the extension, build/advocacy.so (.dylib on macOS)

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

deps: ## install what demo and test need: SQLite's headers and shell, cmocka
	@CC='$(CC)' CPPFLAGS='$(CPPFLAGS)' SQLITE3='$(SQLITE3)' sh .ci/dependencies test

deps-dev: deps ## install what lint, sanitize, memcheck, coverage and fuzz need
	@CC='$(CC)' CPPFLAGS='$(CPPFLAGS)' SQLITE3='$(SQLITE3)' sh .ci/dependencies development

# The library

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(SAY) $(CC) $@
	$(AT)$(CC) $(CPPFLAGS) $(CFLAGS) $(EXTENSION_FLAGS) -MMD -MP -c $< -o $@

$(BUILD)/$(LIBRARY): $(OBJECTS)
	$(SAY) link $@
	$(AT)$(CC) $(CFLAGS) $(LDFLAGS) $(LINK_SHARED) $(OBJECTS) -lm -o $@

# The tests: one executable for each tests/test_*.c

TEST_FLAGS := $(HOUSE_FLAGS) -Iext -Itests
PURE_OBJECTS := $(PURE:%.c=$(BUILD)/%.o)
SUPPORT_OBJECTS := $(TEST_SUPPORT:%.c=$(BUILD)/%.o)

$(BUILD)/tests/support/%.o: tests/support/%.c
	@mkdir -p $(@D)
	$(SAY) $(CC) $@
	$(AT)$(CC) $(CPPFLAGS) $(CFLAGS) $(TEST_FLAGS) -MMD -MP -c $< -o $@

$(BUILD)/tests/%: tests/%.c $(SUPPORT_OBJECTS) $(PURE_OBJECTS)
	@mkdir -p $(@D)
	$(SAY) $(CC) $@
	$(AT)$(CC) $(CPPFLAGS) $(CFLAGS) $(TEST_FLAGS) -MMD -MP $< $(SUPPORT_OBJECTS) $(PURE_OBJECTS) $(LDFLAGS) \
		-lcmocka -lsqlite3 -lm -o $@

-include $(OBJECTS:.o=.d) $(SUPPORT_OBJECTS:.o=.d) $(TESTS:=.d)

test: deps ## run every test suite
	@$(MAKE) --no-print-directory run-tests

run-tests: $(BUILD)/$(LIBRARY) $(TESTS)
	@sh tests/run.sh '$(BUILD)' '$(SQLITE3)' '$(TEST_WRAPPER)' $(TESTS)

clean: ## remove everything that was built
	rm -rf build
