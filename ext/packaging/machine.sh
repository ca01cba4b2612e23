#!/bin/sh
# Says for which system and processor a library is, as the folders of make dist are named: linux-aarch64, windows-x86_64.
# usage: machine.sh LIBRARY
# Out of the first bytes of the file, so that it takes no tool of that system. An ELF file counts as Linux's.
set -eu

# bytes OFFSET COUNT: in hexadecimal.
bytes() {
    od -A n -t x1 -j "$1" -N "$2" "$file" | tr -d ' \n'
}

file=$1
case $(bytes 0 4) in
7f454c46)
    system=linux
    processor=$(bytes 18 2)
    ;;
cffaedfe)
    system=macos
    processor=$(bytes 4 4)
    ;;
4d5a*)
    system=windows
    header=$(od -A n -t u4 -j 60 -N 4 "$file" | tr -d ' ')
    processor=$(bytes $((header + 4)) 2)
    ;;
*) system=unknown processor= ;;
esac
case $system-$processor in
linux-3e00 | macos-07000001 | windows-6486) processor=x86_64 ;;
linux-b700 | macos-0c000001 | windows-64aa) processor=aarch64 ;;
linux-2800) processor=arm ;;
linux-0016) processor=s390x ;;
esac
echo "$system-$processor"
