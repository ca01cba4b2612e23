#!/bin/sh
# Fetches the source of an SQLite version, for tests: puts sqlite3.c and its headers into build/versions/SQLITE.
# usage: amalgamation.sh SQLITE RELEASE
#   RELEASE  of the npm package better-sqlite3, each of which holds one version of SQLite
# NPM names another npm; with INSTALL=no nothing is fetched. Fails where the source cannot be had, and says why; what is there already is not fetched again.
set -u
folder=build/versions/$1
: "${NPM:=npm}" "${INSTALL:=yes}"
[ ! -f "$folder/sqlite3.c" ] || exit 0

if [ "$INSTALL" = no ]; then
    echo "it is not here, and nothing is fetched with INSTALL=no"
    exit 1
fi
if ! command -v "$NPM" >/dev/null 2>&1; then
    echo "there is no npm to fetch it with"
    exit 1
fi
mkdir -p "$folder"
rm -rf "$folder/package" "$folder"/*.tgz
echo "SQLite $1: fetching better-sqlite3@$2" >&2
if ! (cd "$folder" && timeout 300 "$NPM" pack --silent --fetch-retries=1 --fetch-timeout=60000 "better-sqlite3@$2") \
    >"$folder/npm.log" 2>&1; then
    echo "better-sqlite3@$2 cannot be fetched, see $folder/npm.log"
    exit 1
fi
tar xzf "$folder"/*.tgz -C "$folder" package/deps
if [ -f "$folder/package/deps/sqlite3.tar.gz" ]; then
    tar xzf "$folder/package/deps/sqlite3.tar.gz" -C "$folder"
else
    mv "$folder"/package/deps/sqlite3/* "$folder"
fi
rm -rf "$folder/package" "$folder"/*.tgz
if ! grep -q "^#define SQLITE_VERSION  *\"$1\"" "$folder/sqlite3.h"; then
    rm -f "$folder/sqlite3.c"
    echo "better-sqlite3@$2 does not hold SQLite $1"
    exit 1
fi
