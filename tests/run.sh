#!/bin/sh
# Runs test suites side by side, prints what each says in one piece and in a fixed order, then a total, and
# fails if one of them does.
# usage: run.sh BUILD SQLITE3 WRAPPER SUITE...
#   WRAPPER  a command to run them under, such as valgrind, or empty
#   SUITE    an executable, or a *.test file, which $ADVOCACY_RUNNER runs
# JOBS says how many at a time: as many as there are processors unless set. TIMES=yes prints the processor time that
# each has taken, the longest last.
set -u
build=$1
sqlite3=$2
ADVOCACY_WRAPPER=$3
shift 3
: "${JOBS:=$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 1)}"
with_times=${TIMES:-}
unset TIMES
ADVOCACY_LIBRARY=$build/advocacy
: "${ADVOCACY_RUNNER:=$build/tests/runner/run_test_file}"
: "${ADVOCACY_DATA:=../shared/data}"
ADVOCACY_OUTPUT=$build/tests/output.$$
case $build in
/*) ADVOCACY_SHELL=$ADVOCACY_OUTPUT/sqlite3 ;;
*) ADVOCACY_SHELL=$PWD/$ADVOCACY_OUTPUT/sqlite3 ;;
esac
export ADVOCACY_SHELL ADVOCACY_WRAPPER ADVOCACY_LIBRARY ADVOCACY_RUNNER ADVOCACY_DATA ADVOCACY_OUTPUT
if [ $# -eq 0 ]; then
    echo "FAILED: no suite has this name"
    exit 1
fi

# What takes longest starts first, so that at the end no processor waits for it.
longest='test_shell test_views test_view_work test_setup test_setup_failures test_setup_memory test_view_figures test_reading
    test_purchase_views test_candidates test_page test_purchase_robustness test_out_of_memory test_loading setup planted
    test_rollup test_page_memory test_dashboard test_dashboard_words test_prediction_memory test_windows'

# numbered SUITE...: the suites in the order in which they start, each behind its number.
numbered() {
    {
        for name in $longest; do
            for suite; do
                case $suite in */"$name" | */"$name".test) echo "$suite" ;; esac
            done
        done
        printf '%s\n' "$@"
    } | awk '!seen[$0]++ { print ++count, $0 }'
}

# Prints the numbers that it reads, which come as suites end, as outputs in order.
print_in_order() {
    next=1
    while read -r ended; do
        : >"$ADVOCACY_OUTPUT/$ended.ended"
        while [ -f "$ADVOCACY_OUTPUT/$next.ended" ]; do
            cat "$ADVOCACY_OUTPUT/$next"
            next=$((next + 1))
        done
    done
}

# Adds up cmocka's summaries.
total() {
    cat "$ADVOCACY_OUTPUT"/*[0-9] | awk -v suites="$1" '
        /^\[=+\] [0-9]+ test\(s\) run/ { run += $2 }
        /^\[  PASSED  \] [0-9]+ test\(s\)/ { passed += $4 }
        /^\[  (FAILED|ERROR ) *\] [0-9]+ test\(s\)/ { failed += $4 }
        /^\[  SKIPPED *\] [0-9]+ test\(s\)/ { skipped += $4 }
        END {
            printf "%d suites: %d tests run, %d passed, %d failed, %d skipped\n", suites, run, passed, failed, skipped
        }'
}

mkdir -p "$ADVOCACY_OUTPUT"
# The suites' shell: what the user's ~/.sqliterc says changes no result.
printf '#!/bin/sh\nexec '\''%s'\'' -init /dev/null "$@"\n' "$(printf '%s' "$sqlite3" | sed "s/'/'\\\\''/g")" >"$ADVOCACY_SHELL"
chmod +x "$ADVOCACY_SHELL"
trap 'rm -rf "$ADVOCACY_OUTPUT"' EXIT
numbered "$@" >"$ADVOCACY_OUTPUT/suites"
xargs -P "$JOBS" -n 2 sh tests/run_suite.sh <"$ADVOCACY_OUTPUT/suites" | print_in_order
total $#
if [ "$with_times" ]; then
    while read -r number suite; do
        tr ms '  ' <"$ADVOCACY_OUTPUT/$number.times" |
            awk -v suite="$suite" 'NR == 2 { printf "%.2f s %s\n", 60 * ($1 + $3) + $2 + $4, suite }'
    done <"$ADVOCACY_OUTPUT/suites" | sort -n
fi
failed=
while read -r number suite; do
    [ -f "$ADVOCACY_OUTPUT/$number.passed" ] || failed="$failed $(basename "$(dirname "$suite")")/$(basename "$suite")"
done <"$ADVOCACY_OUTPUT/suites"
if [ -n "$failed" ]; then
    echo "FAILED:$failed"
    exit 1
fi
