#!/bin/sh
database=$1
library=$2
shift 2

for query; do
    sqlite3 -batch -cmd ".load '$library'" "$database" "$query"
done 2>&1
