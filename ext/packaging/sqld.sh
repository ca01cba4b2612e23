#!/bin/sh
# Makes the folder that libSQL server loads extensions from (sqld --extensions-path FOLDER): the library, and
# trusted.lst, which names it with its checksum. sqld loads nothing that is not listed there, and does not start when
# a file is not what its checksum says.
# usage: sqld.sh FOLDER LIBRARY   (FOLDER is made; LIBRARY is a build for the system that sqld runs on)
set -eu
if [ $# -ne 2 ]; then
    echo "usage: sqld.sh FOLDER LIBRARY" >&2
    exit 2
fi
folder=$1
library=$2
name=$(basename -- "$library")

mkdir -p -- "$folder"
cp -- "$library" "$folder/$name"
chmod 644 -- "$folder/$name"
if command -v sha256sum >/dev/null 2>&1; then
    sum=$(sha256sum <"$folder/$name")
else
    sum=$(shasum -a 256 <"$folder/$name")
fi
printf '%s  %s\n' "${sum%% *}" "$name" >"$folder/trusted.lst"
