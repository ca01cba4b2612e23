#!/bin/sh
# Runs the test suites against other versions of SQLite than the system's.
#
# usage: versions.sh BUILD SQLITE3 [SUITE...]
#   BUILD    where the extension and the objects of the pure code are, built as always with the
#            headers of the system
#   SQLITE3  the shell, for the suites that need one: it stays the system's
#   SUITE    such as tests/survey/test_survey.c or a *.test file; all of them unless given
# CC, CPPFLAGS, CFLAGS and LDFLAGS are taken from the environment; NPM names another npm, and
# ADVOCACY_VERSIONS other versions to run, such as "3.35.2=7.4.0".
#
# amalgamation.sh fetches the versions with npm and keeps them in build/versions. What cannot be had is
# skipped, and says so.
set -u
build=$1
shell=$2
shift 2
: "${CC:=cc}" "${CPPFLAGS:=}" "${CFLAGS:=-O2 -g}" "${LDFLAGS:=}"
# The oldest that is supported, one in the middle, the newest: SQLITE=BETTER-SQLITE3.
: "${ADVOCACY_VERSIONS:=3.31.1=7.0.0 3.46.0=11.0.0 3.54.1=13.2.0}"
versions=build/versions
suites=${*:-$(ls tests/*/test_*.c tests/*/*.test)}
pure=$(ls "$build"/ext/mathematics/*.o "$build"/ext/reading/*.o)
house="-std=c11 -ffp-contract=off -D_POSIX_C_SOURCE=200809L -Iext -Itests"
failed=
skipped=

fail() {
    echo "FAILED: $*"
    failed=yes
}

# skip SQLITE RELEASE: whether this version has to be left out; says why.
skip() {
    case "$skipped " in
    *" $1 "*) return 0 ;;
    esac
    if why=$(sh tests/amalgamation.sh "$1" "$2"); then
        return 1
    fi
    echo "SQLite $1: skipped ($why)"
    skipped="$skipped $1"
}

# library SQLITE NAME FLAGS...: compiles the amalgamation once.
library() {
    object=$versions/$1/$2.o
    name=$versions/$1/sqlite3
    shift 2
    if [ ! -f "$object" ]; then
        echo "  $CC $object"
        $CC -O1 -w -DSQLITE_ENABLE_COLUMN_METADATA "$@" -c "$name.c" -o "$object.new" &&
            mv "$object.new" "$object"
    fi
}

# program SQLITE OBJECT SOURCE OUTPUT: compiles a suite with that version's header and code.
program() {
    beside=
    case $3 in
    tests/simulate/*) beside=$(ls tests/simulate/s*.c) ;;
    esac
    # shellcheck disable=SC2086
    $CC -I"$versions/$1" $CPPFLAGS $CFLAGS $house "$3" $beside tests/support/*.c $pure \
        "$versions/$1/$2.o" $LDFLAGS -lcmocka -lm -ldl -lpthread -o "$4"
}

# run_suites SQLITE: all of them; the whole output goes to build/versions/SQLITE/tests.log.
run_suites() {
    library "$1" sqlite3 -DSQLITE_ENABLE_JSON1 || return 1
    mkdir -p "$versions/$1/tests"
    programs=
    complete=yes
    ADVOCACY_RUNNER=$versions/$1/tests/run_test_file
    export ADVOCACY_RUNNER
    program "$1" sqlite3 tests/runner/run_test_file.c "$ADVOCACY_RUNNER" || return 1
    for suite in $suites; do
        case $suite in
        *.test)
            programs="$programs $suite"
            continue
            ;;
        esac
        output=$versions/$1/tests/$(basename "$suite" .c)
        if program "$1" sqlite3 "$suite" "$output"; then
            programs="$programs $output"
        else
            complete=
        fi
    done
    # shellcheck disable=SC2086
    sh tests/run.sh "$build" "$shell" '' $programs >"$versions/$1/tests.log" 2>&1
    status=$?
    # What passed in a line for each suite, and all that a failed test says.
    grep -Ev '^\[(=+| RUN      |       OK |  PASSED  )\]|^ *$' "$versions/$1/tests.log" |
        grep -v 'test(s), listed below:$'
    [ $status -eq 0 ] && [ -n "$complete" ]
}

# The extension built with the headers of the oldest version, which lack what came later, and run
# in a host of that version that has no JSON functions.
run_oldest() {
    library "$1" without-json || return 1
    mkdir -p "$versions/$1/extension"
    # shellcheck disable=SC2086
    $CC -I"$versions/$1" $CFLAGS $house -Wall -Wextra -Wno-missing-field-initializers -Werror \
        -fPIC -fvisibility=hidden -shared \
        ext/*.c ext/*/*.c "$build"/generated/*.c $LDFLAGS -lm \
        -o "$versions/$1/extension/advocacy.so" || return 1
    program "$1" without-json tests/versions/without_json.c "$versions/$1/tests/without_json" ||
        return 1
    sh tests/run.sh "$versions/$1/extension" "$shell" '' "$versions/$1/tests/without_json"
}

# refuse SQLITE: a version that is too old.
refuse() {
    library "$1" sqlite3 || return 1
    # shellcheck disable=SC2086
    $CC -I"$versions/$1" $CPPFLAGS $CFLAGS $house tests/versions/old_host.c \
        "$versions/$1/sqlite3.o" $LDFLAGS -lm -ldl -lpthread -o "$versions/$1/old_host" || return 1
    "$versions/$1/old_host" "$build/advocacy"
}

for version in $ADVOCACY_VERSIONS; do
    sqlite=${version%=*}
    skip "$sqlite" "${version#*=}" && continue
    echo "SQLite $sqlite"
    run_suites "$sqlite" || fail "SQLite $sqlite"
done

if [ -f "$versions/3.31.1/sqlite3.c" ] || ! skip 3.31.1 7.0.0; then
    echo "SQLite 3.31.1 without JSON functions, the extension built with its headers"
    run_oldest 3.31.1 || fail "SQLite 3.31.1 without JSON functions"
fi

if ! skip 3.25.2 5.0.0; then
    echo "SQLite 3.25.2, which is too old"
    refuse 3.25.2 || fail "SQLite 3.25.2"
fi

[ -z "$skipped" ] || echo "Skipped:$skipped"
[ -z "$failed" ]
