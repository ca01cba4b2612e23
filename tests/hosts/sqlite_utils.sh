#!/bin/sh
database=$1
library=$2
shift 2

for query; do
    sqlite-utils query "$database" "$query" --load-extension "$library" --raw && echo
done 2>&1
