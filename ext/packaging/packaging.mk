# Installation and packages: `make install`, `make dist`, `make test-dist`. Part of the Makefile, which includes it.

LIBDIR ?= $(PREFIX)/lib
INCLUDEDIR ?= $(PREFIX)/include
DATADIR ?= $(PREFIX)/share
MANDIR ?= $(DATADIR)/man

# Where the files of a release will be found, and who answers for them: for the metadata of the packages. ZIG=none makes
# nothing for other processors and macOS, which takes some minutes.
DIST_URL ?= .
DIST_OWNER ?= advocacy
DIST_GO_MODULE ?= advocacy.localhost/sqlite
ZIG ?=
# EMCC=none makes nothing as WebAssembly.
EMCC ?= emcc
WASM_SQLITE ?= build/versions/3.54.1
DIST_MAINTAINER ?= The advocacy authors <advocacy@localhost>

.PHONY: dist run-dist test-dist run-test-dist dist-wasm run-dist-wasm test-wasm

VERSION := $(shell sed -n 's/^\#define ADVOCACY_VERSION "\(.*\)"/\1/p' ext/version.h)
# The time that packages carry: of the last commit, or a constant where there is no history.
SOURCE_DATE_EPOCH ?= $(or $(shell git log -1 --format=%ct 2>/dev/null),1767225600)

AMALGAMATION := $(BUILD)/amalgamation/advocacy.c $(BUILD)/amalgamation/advocacy.h
MANUAL := $(BUILD)/advocacy.7

$(BUILD)/amalgamation/advocacy.c: $(SOURCES) $(GENERATED) $(HEADERS) ext/packaging/amalgamate.awk LICENSE
	@mkdir -p $(@D)
	$(SAY) awk $@
	$(AT)cd ext && awk -v version=$(call quoted,$(VERSION)) -f packaging/amalgamate.awk \
		advocacy.c $(call quoted,$(abspath $(GENERATED))) $(sort $(patsubst ext/%,%,$(filter-out ext/advocacy.c,$(SOURCES)))) \
		>$(call quoted,$(abspath $@))

$(BUILD)/amalgamation/advocacy.h: ext/packaging/advocacy.h.in ext/version.h
	@mkdir -p $(@D)
	$(SAY) sed $@
	$(AT)sed 's/@VERSION@/$(VERSION)/' $< >$@

$(BUILD)/libadvocacy.a: $(AMALGAMATION)
	$(SAY) $(CC) $@
	$(AT)$(CC) $(CPPFLAGS) $(CFLAGS) -std=c11 -ffp-contract=off -fPIC -DSQLITE_CORE -c $< -o $(BUILD)/amalgamation/advocacy.o
	$(AT)rm -f $@
	$(AT)$(AR) rcs $@ $(BUILD)/amalgamation/advocacy.o

# The functions in it are those of the function tables, which takes a shell to read.
$(MANUAL): $(BUILD)/$(LIBRARY) ext/packaging/advocacy.7.in ext/packaging/manual.sql
	$(SAY) sqlite3 $@
	$(AT)$(call given,VERSION) sh ext/packaging/manual.sh $(call quoted,$(abspath $(BUILD))/advocacy) \
		$(call quoted,$(SQLITE3)) $(call quoted,$@)

INSTALLED = $(call given,BUILD LIBRARY VERSION SOURCE_DATE_EPOCH DESTDIR PREFIX LIBDIR INCLUDEDIR DATADIR MANDIR)

install: $(BUILD)/$(LIBRARY) $(BUILD)/libadvocacy.a $(AMALGAMATION) $(MANUAL) $(BUILD)/views_temp.sql ## install library, header, advocacy.pc, man page and SQL scripts (PREFIX=/usr/local, DESTDIR=)
	@$(INSTALLED) sh ext/packaging/install.sh install

uninstall: ## remove what install has written
	@$(INSTALLED) sh ext/packaging/install.sh uninstall

# What is missing and cannot be installed is left out, and said; the rest is built.
dist: deps ## make the packages of a release: build/dist (INSTALL=no: with the tools that are here)
	@[ $(call quoted,$(INSTALL)) = no ] || $(DEPENDENCIES) packaging || \
		echo '  not all tools for packages are here; what needs them will be skipped'
	@[ $(call quoted,$(INSTALL)) = no ] || $(call given,ZIG) sh ext/packaging/zig.sh install >/dev/null || \
		echo '  zig cannot be had from PyPI; what needs it will be skipped'
	@$(MAKE) --no-print-directory run-dist

WASM = $(call given,VERSION EMCC WASM_SQLITE INSTALL) sh ext/packaging/wasm/wasm.sh $(call quoted,$(BUILD))

dist-wasm: deps ## make SQLite with the extension in it as WebAssembly: build/wasm, an ES module and playground.html
	@[ $(call quoted,$(INSTALL)) = no ] || $(DEPENDENCIES) wasm || echo '  emscripten cannot be installed'
	@$(MAKE) --no-print-directory run-dist-wasm

run-dist-wasm: $(AMALGAMATION)
	@$(WASM)

# What cannot be had skips its checks.
test-wasm: deps ## check the WebAssembly build, and the playground in headless Chromium
	@[ $(call quoted,$(INSTALL)) = no ] || $(DEPENDENCIES) wasm browser || echo '  not everything could be installed'
	@$(MAKE) --no-print-directory all $(AMALGAMATION)
	@$(MAKE) --no-print-directory run-test-dist ONLY=WebAssembly

run-dist: $(AMALGAMATION) $(MANUAL) $(BUILD)/views_temp.sql
	@$(WASM) >/dev/null || [ $$? = 77 ]
	@$(call given,CC CPPFLAGS SQLITE3 VERSION DIST_URL DIST_OWNER DIST_MAINTAINER DIST_GO_MODULE SOURCE_DATE_EPOCH ZIG) \
		sh ext/packaging/dist.sh $(call quoted,$(BUILD))

test-dist: dist ## check the packages: equal bytes, symbols, installation, every platform that can run here
	@$(MAKE) --no-print-directory run-test-dist

run-test-dist:
	@$(call given,CC CPPFLAGS CFLAGS SQLITE3 MAKE VERSION DIST_GO_MODULE SOURCE_DATE_EPOCH INSTALL ZIG EMCC WASM_SQLITE ONLY) \
		sh tests/dist/run.sh $(call quoted,$(BUILD))
