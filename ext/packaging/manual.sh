#!/bin/sh
# Writes the man page: advocacy.7.in, with the functions out of the library's function tables. Places that only
# installation knows (@DATE@, @LIBRARY@, @SCRIPTS@) stay open.
# usage: manual.sh LIBRARY SQLITE3 OUTPUT   (VERSION in the environment)
# Without a shell that can load the library, nothing is written.
set -eu
library=$1
sqlite3=$2
output=$3
here=$(dirname "$0")

rm -f "$output"
if ! command -v "$sqlite3" >/dev/null 2>&1; then
    echo "  man page: skipped: there is no $sqlite3 to read the function tables with"
    exit 0
fi
trap 'rm -f "$output.functions" "$output.new"' EXIT
# Between the double quotes of the shell's commands.
quoted=$(printf '%s' "$library" | sed 's/["\\]/\\&/g')
if ! "$sqlite3" -init /dev/null -batch -bail -list -cmd ".load \"$quoted\"" :memory: <"$here/manual.sql" >"$output.functions"; then
    echo "  man page: skipped: $sqlite3 cannot load the library"
    exit 0
fi
sed -e "/^@FUNCTIONS@\$/{
r $output.functions
d
}" -e "s/@VERSION@/$VERSION/" "$here/advocacy.7.in" >"$output.new"
mv "$output.new" "$output"
