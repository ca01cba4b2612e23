#!/bin/sh
# Writes the playground: one page with everything in it, the module too.
# usage: playground.sh VERSION MODULE   (the page goes to standard output; MODULE is advocacy.wasm)
set -eu
here=$(dirname "$0")
# What is included stands in place of a line with its name between two @.
gzip -n -9 -c "$2" | base64 -w 0 >"$2.base64"
sed 's/^export //' "$here/../npm/wasm/engine.mjs" >"$2.engine"
awk -v version="$1" -v here="$here" -v module="$2.base64" -v engine="$2.engine" '
    function include(file) {
        while ((getline line < file) > 0) {
            print line
        }
        close(file)
    }
    /^@.*@$/ {
        name = substr($0, 2, length($0) - 2)
        include(name == "engine.mjs" ? engine : here "/" name)
        next
    }
    /@WASM@/ {
        getline packed < module
        at = index($0, "@WASM@")
        print substr($0, 1, at - 1) packed substr($0, at + 6)
        next
    }
    { gsub(/@VERSION@/, version) } 1' "$here/page.html"
rm "$2.base64" "$2.engine"
