#!/bin/sh
# Checks what `make dist` and `make install` make. `make test-dist` calls it; README.md here lists the checks.
# usage: run.sh BUILD
# From the environment: CC CPPFLAGS CFLAGS SQLITE3 MAKE VERSION SOURCE_DATE_EPOCH, and
#   ADVOCACY_APT=1  as root, installs the Debian package into this very system and removes it again
#   NPM             another npm; NPM=none runs without what it fetches
#   DIST_GO_MODULE  as make dist had it
#   INSTALL=no      takes what is here, and fetches nothing
#   ZIG EMCC WASM_SQLITE  as make dist had them
#   ONLY            a word: only checks whose name holds it
# Every check prints passed, or skipped and why, or FAILED and what it said; one that fails fails the command.
set -u
umask 022
: "${CC:=cc}" "${CPPFLAGS:=}" "${CFLAGS:=-O2 -g}" "${SQLITE3:=sqlite3}" "${MAKE:=make}" "${NPM:=npm}" "${INSTALL:=yes}" "${ONLY:=}"
build=$1
root=$(pwd)
tests=$root/tests/dist
dist=$root/$build/dist
logs=$root/$build/test-dist
SKIPPED=77
# The parts, which use what stands here, are read below.
# shellcheck disable=SC2034
entry_points="sqlite3_advocacy_init sqlite3_extension_init sqlite3_modadvocacy_init"
# Built into an application there is no default one: it may have several extensions built in.
built_in_points="sqlite3_advocacy_init sqlite3_modadvocacy_init"
# The SQLite that hosts of other C libraries have built in, and the npm release that holds it.
SQLITE=3.46.0
RELEASE=11.0.0
# shellcheck disable=SC2034
source=$root/build/versions/$SQLITE

# The same zig for the copy of equal_bytes.
ZIG=$(sh ext/packaging/zig.sh)
: "${ZIG:=none}"
export ZIG

# And the same source of SQLite for WebAssembly, with what was compiled of it.
WASM_SQLITE=$(cd "${WASM_SQLITE:-build/versions/3.54.1}" 2>/dev/null && pwd) || WASM_SQLITE=build/versions/3.54.1
export WASM_SQLITE VERSION
: "${EMCC:=emcc}"
export EMCC

mkdir -p "$logs"
scratch=$(mktemp -d "${TMPDIR:-/tmp}/advocacy-dist.XXXXXX") || exit 1
WINEPREFIX=$scratch/wine
export WINEPREFIX NPM INSTALL

clean_up() {
    [ ! -d "$WINEPREFIX" ] || wineserver -k >/dev/null 2>&1
    [ ! -f "$scratch/installed" ] || DEBIAN_FRONTEND=noninteractive apt-get purge -y libsqlite3-mod-advocacy >/dev/null 2>&1
    rm -rf "$scratch"
}
trap clean_up EXIT
trap 'exit 1' HUP INT TERM

failed=
skipped=
passed=0
asked=0

# check NAME FUNCTION ARGUMENT...: in a shell of its own that stops at the first error.
check() {
    name=$1
    case $name in
    *"$ONLY"*) shift ;;
    *) return 0 ;;
    esac
    log=$logs/$(printf '%s' "$name" | tr -c 'A-Za-z0-9' '-').log
    (
        trap - EXIT
        set -eu
        "$@"
    ) >"$log" 2>&1
    status=$?
    asked=$((asked + 1))
    case $status in
    0)
        echo "  passed   $name"
        passed=$((passed + 1))
        ;;
    "$SKIPPED")
        echo "  skipped  $name: $(tail -n 1 "$log")"
        skipped="$skipped, $name"
        ;;
    *)
        echo "  FAILED   $name"
        sed 's/^/           /' "$log" | tail -n 30
        failed="$failed, $name"
        ;;
    esac
}

skip() {
    echo "$*"
    exit $SKIPPED
}

fail() {
    echo "$*"
    exit 1
}

need() {
    command -v "$1" >/dev/null 2>&1 || skip "there is no $1"
}

# fetched FILE WHAT: whether it is here; what is not may be fetched by the caller, unless nothing is.
fetched() {
    [ ! -f "$1" ] || return 0
    [ "$INSTALL" != no ] || skip "$2 is not here, and nothing is fetched with INSTALL=no"
    return 1
}

# need_file FILE [TOOL]: what make dist leaves out only for want of the tool.
need_file() {
    [ ! -f "$1" ] || return 0
    [ "${2:-}" != zig ] || [ "$ZIG" != none ] || skip "there is no zig to make it with"
    if [ $# -eq 1 ] || [ "$2" = zig ] || command -v "$2" >/dev/null 2>&1; then
        fail "make dist has not made ${1#"$dist/"}"
    fi
    skip "there is no $2 to make it with"
}

# The source of SQLite in $source.
need_sqlite() {
    why=$(sh tests/amalgamation.sh "$SQLITE" "$RELEASE") || skip "SQLite $SQLITE: $why"
}

same() {
    [ "$1" = "$2" ] || fail "expected '$1', found '$2'"
}

# ask HOST LIBRARY: the questions of host.c.
ask() {
    host=$1
    shift
    # shellcheck disable=SC2153
    timeout 120 "$host" "$@" "$tests/queries.tsv" "$VERSION"
}

# ask_shell SHELL ARGUMENT...: the questions of queries.tsv in an sqlite3 shell. The expected results hold no tab.
ask_shell() {
    cut -f 1 "$tests/queries.tsv" | sed 's/$/;/' >"$scratch/questions.sql"
    cut -f 2 "$tests/queries.tsv" >"$scratch/expected"
    "$@" -init /dev/null -batch -bail -list -noheader :memory: <"$scratch/questions.sql" >"$scratch/found"
    diff "$scratch/expected" "$scratch/found"
    same "$VERSION" "$("$@" -init /dev/null -batch -list -noheader :memory: "SELECT advocacy_version()")"
}

for part in "$tests"/check_*.sh; do
    # shellcheck source=/dev/null
    . "$part"
done

echo "advocacy $VERSION: what make dist and make install make"
check "two builds have equal bytes" equal_bytes
check "checksums" checksums
check "amalgamation: no warning, nothing but the entry points" amalgamation_compiles
check "amalgamation: as a module" amalgamation_module
check "amalgamation: built into an application" amalgamation_built_in
check "amalgamation: no contracted arithmetic" amalgamation_contraction
for version in 3.31.1=7.0.0 $SQLITE=$RELEASE 3.54.1=13.2.0; do
    check "amalgamation: in one file with SQLite ${version%=*}" amalgamation_behind "${version%=*}" "${version#*=}"
done
check "amalgamation: in a shell of one's own" amalgamation_shell
check "Linux, glibc: nothing but the entry points, no new glibc" elf_symbols "linux-$(uname -m)" "$CC"
check "Linux, musl: nothing but the entry points" elf_symbols "linux-$(uname -m)-musl" musl-gcc
check "Windows: nothing but the entry points, libraries of the system" pe_symbols
check "every library is for the machine of its folder" machines
check "Linux, arm64, glibc: nothing but the entry points, no new glibc" elf_symbols linux-aarch64 zig
check "Linux, arm64, musl: nothing but the entry points" elf_symbols linux-aarch64-musl zig
check "Windows, arm64: nothing but the entry points, libraries of the system" pe_symbols_arm64
for processor in x86_64 aarch64; do
    check "macOS, $processor: nothing but the entry points, macOS 11, signed" macho_symbols "$processor"
done
check "make CC=x86_64-w64-mingw32-gcc: advocacy.dll" make_windows
check "Linux, glibc: every example" run_glibc
check "Linux, arm64, glibc, under qemu: every example, and the same page" run_arm64
check "ARM, 32 bits, under qemu: every example, and the same page" run_foreign arm-linux-gnueabihf qemu-arm
check "s390x, big-endian, under qemu: every example, and the same page" run_foreign s390x-linux-gnu qemu-s390x
check "Linux, musl: every example" run_musl
check "Windows, under wine: every example" run_windows
check "list of sqld" trusted_list
check "make install with DESTDIR, make uninstall" staged_installation
check "make install into a folder of its own" installation
check "installed: application by pkg-config" installed_application
check "installed: application by pkg-config, a prefix with spaces" installed_with_spaces
check "installed: the SQL scripts" installed_scripts
check "man page" manual_page
check "Debian package: contents" debian_contents
check "Debian package: .load mod_advocacy" debian_load
check "Debian package: lintian" debian_lint
check "Debian package: apt install" debian_install
check "npm package: a library for each platform, no other" npm_binaries
check "npm package: require and import" npm_package
for bundler in $bundlers; do
    check "npm package: $bundler" npm_bundler "$bundler"
done
check "npm package: node:sqlite" npm_load_node
check "npm package: libsql" npm_load libsql libsql@0.5.22
check "npm package: better-sqlite3" npm_load better_sqlite3 better-sqlite3@11.10.0
check "Python: a wheel for each platform, as it says of itself" python_wheels
check "Python: installed with --no-index, used, removed" python_package
check "Python: apsw" python_apsw
check "Python: sqlite-utils with the plugin" python_sqlite_utils
check "Python: Datasette with the plugin" python_datasette
check "Rust: the crate, in today's rusqlite" rust_crate
check "Go: the module, in today's mattn/go-sqlite3" go_module
check "Ruby: the gem" ruby_gem
check "WebAssembly: every example, values, files, CSVs" wasm_examples
check "WebAssembly: npm package, sqlite-advocacy/wasm" wasm_package
check "WebAssembly: the playground in headless Chromium" wasm_playground
check "sqlpkg.json" sqlpkg_file

[ -z "$failed" ] || echo "FAILED: ${failed#, }"
echo "packages: $passed of $asked checks passed${skipped:+, skipped: ${skipped#, }}"
[ -z "$failed" ]
