#!/bin/sh
# Runs test executables one after the other and fails if one of them does.
# usage: run.sh BUILD SQLITE3 WRAPPER TEST...   (WRAPPER: a command to run them under, such as valgrind, or empty)
set -u
build=$1
ADVOCACY_SHELL=$2
wrapper=$3
shift 3
export ADVOCACY_SHELL
ADVOCACY_LIBRARY=$build/advocacy
export ADVOCACY_LIBRARY
: "${ADVOCACY_DATA:=../shared/data}"
export ADVOCACY_DATA
failed=
for test; do
    echo "== $(basename "$test")"
    $wrapper "$test" 2>&1 || failed="$failed $(basename "$test")"
done
if [ -n "$failed" ]; then
    echo "FAILED:$failed"
    exit 1
fi
