#!/bin/sh
# Finds zig, whose C compiler makes the libraries of the platforms that this system has no compiler for.
# usage: zig.sh [install]
#   install  fetches it from PyPI into build/zig where there is none, within five minutes; fails where that fails
# Prints its path, or nothing. ZIG names another one; ZIG=none does without.
set -u
: "${ZIG:=}"
version=0.17.1
folder=build/zig

find_zig() {
    case $ZIG in
    none) return 0 ;;
    ?*) command -v "$ZIG" ;;
    *) command -v "$(pwd)/$folder/ziglang/zig" || command -v zig ;;
    esac
}

path=$(find_zig)
if [ "${1:-}" = install ] && [ -z "$path$ZIG" ]; then
    mkdir -p "$folder"
    # The packages of a Python may be its system's: so it goes into a folder of its own, and nothing comes with it.
    timeout 300 python3 -m pip install --quiet --disable-pip-version-check --no-deps --retries 1 --timeout 60 \
        --target "$folder" "ziglang==$version" >"$folder/pip.log" 2>&1 || exit 1
    path=$(find_zig)
fi
[ -z "$path" ] || echo "$path"
