#!/bin/sh
# Runs test suites one after the other and fails if one of them does.
# usage: run.sh BUILD SQLITE3 WRAPPER SUITE...
#   WRAPPER  a command to run them under, such as valgrind, or empty
#   SUITE    an executable, or a *.test file, which $ADVOCACY_RUNNER runs
set -u
build=$1
ADVOCACY_SHELL=$2
wrapper=$3
shift 3
export ADVOCACY_SHELL
ADVOCACY_LIBRARY=$build/advocacy
export ADVOCACY_LIBRARY
: "${ADVOCACY_RUNNER:=$build/tests/runner/run_test_file}"
export ADVOCACY_RUNNER
: "${ADVOCACY_DATA:=../shared/data}"
export ADVOCACY_DATA
if [ $# -eq 0 ]; then
    echo "FAILED: no suite has this name"
    exit 1
fi
failed=
for suite; do
    echo "== $(basename "$suite")"
    case $suite in
    *.test) $wrapper "$ADVOCACY_RUNNER" "$suite" 2>&1 ;;
    *) $wrapper "$suite" 2>&1 ;;
    esac || failed="$failed $(basename "$suite")"
done
if [ -n "$failed" ]; then
    echo "FAILED:$failed"
    exit 1
fi
