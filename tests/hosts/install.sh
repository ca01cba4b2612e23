#!/bin/sh
# Installs the hosts that run.sh asks, as far as this machine can get them: languages and their packages with
# apt-get, packages for Node with npm into build/hosts, and the newest drivers of PyPI, Maven Central, crates.io and the
# Go proxy into build/hosts/newest. Never fails: what is missing then, run.sh skips and names.
#
# usage: install.sh
# From the environment: NPM (another npm), FETCH_SECONDS (how long each registry may take).
set -u
: "${NPM:=npm}" "${FETCH_SECONDS:=1200}"
export FETCH_SECONDS
sources=$(pwd)/tests/hosts
folder=$(pwd)/build/hosts
# Node's own node:sqlite loads extensions from 22.13 on, and better-sqlite3 13 needs Node 22.
node_version=24.21.0
# shellcheck source=tests/hosts/common.sh
. "$sources/common.sh"

mkdir -p "$folder"
limit 1800 sh .ci/dependencies hosts || echo "Not all packages could be installed; going on."
cd "$folder" || exit 0

# newest HOST COMMAND...: fetches a driver into newest/HOST, once, and leaves nothing of half a driver.
newest() {
    name=$1
    shift
    [ ! -f "newest/$name/complete" ] || return 0
    rm -rf "newest/$name"
    mkdir -p "newest/$name"
    if limit "$FETCH_SECONDS" "$@" >"newest/$name.log" 2>&1; then
        : >"newest/$name/complete"
    else
        echo "The newest driver of $name could not be fetched, see build/hosts/newest/$name.log"
        rm -rf "newest/$name"
    fi
}

# fetch_newest REGISTRY: in its folder.
cat >fetch_newest.sh <<'END'
set -eu
cd "newest/$1"
case $1 in
apsw)
    python3 -m venv python
    ./python/bin/pip install --quiet --disable-pip-version-check --retries 1 --timeout 60 apsw
    ;;
jdbc)
    cat >pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>advocacy</groupId>
  <artifactId>host</artifactId>
  <version>0</version>
  <packaging>pom</packaging>
  <dependencies>
    <dependency>
      <groupId>org.xerial</groupId>
      <artifactId>sqlite-jdbc</artifactId>
      <version>RELEASE</version>
    </dependency>
  </dependencies>
</project>
POM
    mvn --batch-mode --quiet dependency:copy-dependencies -DoutputDirectory=jars
    ;;
rust)
    cat >Cargo.toml <<'TOML'
[package]
name = "advocacy-host"
version = "0.0.0"
edition = "2021"

[[bin]]
name = "rust"
path = "../../rust.rs"

[dependencies]
rusqlite = { version = "*", features = ["load_extension", "bundled"] }

[workspace]
TOML
    cargo fetch --quiet
    ;;
go)
    export GOFLAGS=-mod=mod GOTOOLCHAIN=local
    go mod init host
    go get github.com/mattn/go-sqlite3@latest
    ;;
esac
END
cp "$sources/rust.rs" .
! has python3 || newest apsw sh fetch_newest.sh apsw
! has mvn || newest jdbc sh fetch_newest.sh jdbc
! has cargo || newest rust sh fetch_newest.sh rust
! has go || newest go sh fetch_newest.sh go

if ! has "$NPM"; then
    echo "There is no npm; its packages are left out."
    exit 0
fi
export npm_config_fetch_retries=1 npm_config_fetch_timeout=60000 npm_config_audit=false npm_config_fund=false
if ! find_node; then
    platform=$(node -p 'process.platform + "-" + process.arch')
    echo "Installing node-$platform@$node_version with npm."
    mkdir -p node
    limit 300 "$NPM" install --prefix node --no-package-lock "node-$platform@$node_version" >node.log 2>&1 &&
        find_node || echo "npm could not install it, see build/hosts/node.log"
fi
if cmp -s "$sources/package.json" npm.installed; then
    exit 0
fi
# npm leaves out what does not fit the Node it runs on, and need not fetch headers that are there.
if [ -n "$node" ]; then
    prefix=$(cd "$(dirname "$(command -v "$node")")/.." && pwd)
    PATH=$prefix/bin:$PATH
    [ ! -f "$prefix/include/node/node_api.h" ] || export npm_config_nodedir="$prefix"
fi
echo "Installing npm packages, of which one may have to be compiled (output in build/hosts/npm.log)."
cp "$sources/package.json" package.json
if ! limit "$FETCH_SECONDS" "$NPM" install --no-package-lock >npm.log 2>&1; then
    echo "npm failed or was too slow, see build/hosts/npm.log"
    # Half of a package would look like a package.
    rm -rf node_modules
fi
# npm is content without what is optional; what is missing is tried again next time.
missing=
# shellcheck disable=SC2013
for name in $(sed -n 's/^    "\(.*\)": "[0-9].*/\1/p' package.json); do
    [ -d "node_modules/$name" ] || missing="$missing $name"
done
if [ -n "$missing" ]; then
    echo "npm could not install:$missing; see build/hosts/npm.log"
else
    cp package.json npm.installed
fi
