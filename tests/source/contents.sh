#!/bin/sh
# The tables of contents in the READMEs: whether they are as contents.awk makes them, or made anew.
# usage: contents.sh [write]   (in a folder with ext, sql and tests)
set -eu
LC_ALL=C
export LC_ALL
# shellcheck disable=SC2046
find ext sql tests -type f | sort |
    awk -v write="${1:+1}" -f "$(dirname "$0")/contents.awk" - $(find ext sql tests -name README.md | sort)
