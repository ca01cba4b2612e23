#!/bin/sh
# Runs one suite for run.sh, which says in the environment how: its output goes to a file of that number, and its
# number to standard output when it has ended.
# usage: run_suite.sh NUMBER SUITE
number=$1
suite=$2
{
    echo "== $(basename "$(dirname "$suite")")/$(basename "$suite")"
    case $suite in
    *.test) $ADVOCACY_WRAPPER "$ADVOCACY_RUNNER" "$suite" ;;
    *) $ADVOCACY_WRAPPER "$suite" ;;
    esac && : >"$ADVOCACY_OUTPUT/$number.passed"
} >"$ADVOCACY_OUTPUT/$number" 2>&1
# The second line is what this shell's commands took, as 0m1.25s in user and in system mode.
times >"$ADVOCACY_OUTPUT/$number.times"
echo "$number"
