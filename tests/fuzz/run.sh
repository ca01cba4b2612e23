#!/bin/sh
# Runs fuzzers one after the other and fails if one of them finds something.
#
# usage: run.sh FOLDER SECONDS FUZZER...
#   FOLDER   where inputs that reached something new are kept for the next run, and those that broke
#            something, with a log of each fuzzer
#   SECONDS  how long each of them runs
# The first inputs are the lines of tests/fuzz/corpus/NAME.txt.
set -u
folder=$1
seconds=$2
shift 2
failed=
for fuzzer; do
    name=$(basename "$fuzzer")
    seeds=$folder/seeds/$name
    kept=$folder/corpus/$name
    log=$folder/$name.log
    mkdir -p "$seeds" "$kept"
    lines=tests/fuzz/corpus/${name#fuzz_}.txt
    if [ -f "$lines" ]; then
        awk -v folder="$seeds" '{ file = folder "/" NR; printf "%s", $0 >file; close(file) }' "$lines"
    fi
    if "$fuzzer" -max_total_time="$seconds" -timeout=20 -max_len=2048 -rss_limit_mb=4096 \
        -artifact_prefix="$folder/$name-" -print_final_stats=1 "$kept" "$seeds" >"$log" 2>&1; then
        echo "$name: $(sed -n 's/^Done //p' "$log"), nothing found"
    else
        grep -v '^#[0-9]' "$log" | tail -n 40
        echo "$name: FAILED, see $log; to repeat it:"
        sed -n "s|.*Test unit written to |  $fuzzer |p" "$log"
        failed=yes
    fi
done
[ -z "$failed" ]
