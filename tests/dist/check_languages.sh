# Checks of the packages for Rust, Go and Ruby. Part of run.sh.
# shellcheck shell=sh disable=SC2154

# got FILE WHAT COMMAND...: runs what fetches, once.
got() {
    mark=$1
    what=$2
    shift 2
    ! fetched "$mark" "$what" || return 0
    timeout 300 "$@" || skip "$what cannot be had"
    : >"$mark"
}

# The crate, as it is unpacked, with the newest rusqlite and the SQLite in that.
rust_crate() {
    need cargo
    need_file "$dist/sqlite-advocacy-$VERSION.crate"
    project=$logs/crate
    mkdir -p "$project/src"
    rm -rf "$project/sqlite-advocacy-$VERSION"
    tar xzf "$dist/sqlite-advocacy-$VERSION.crate" -C "$project"
    cp "$tests/crate.rs" "$project/src/main.rs"
    cat >"$project/Cargo.toml" <<END
[package]
name = "advocacy-application"
version = "0.0.0"
edition = "2021"

[dependencies]
rusqlite = { version = "*", features = ["bundled"] }
sqlite-advocacy = { path = "sqlite-advocacy-$VERSION" }

[workspace]
members = ["sqlite-advocacy-$VERSION"]
END
    cd "$project"
    got complete "rusqlite from crates.io" cargo fetch --quiet
    timeout 500 cargo build --offline
    ./target/debug/advocacy-application "$tests/queries.tsv" "$VERSION"
    # The example in its documentation.
    timeout 300 cargo test --offline --quiet -p sqlite-advocacy --doc
}

# The module with the newest mattn/go-sqlite3 and the SQLite in that.
go_module() {
    need go
    need_file "$dist/sqlite-advocacy-go-$VERSION.tar.gz"
    project=$logs/go
    mkdir -p "$project"
    tar xzf "$dist/sqlite-advocacy-go-$VERSION.tar.gz" -C "$project"
    cd "$project"
    sed "s|@GO_MODULE@|$DIST_GO_MODULE|" "$tests/module.go" >main.go
    GOFLAGS=-mod=mod GOTOOLCHAIN=local CGO_ENABLED=1 CGO_CFLAGS=-O1 GOCACHE=$project/cache
    export GOFLAGS GOTOOLCHAIN CGO_ENABLED CGO_CFLAGS GOCACHE
    [ -f go.mod ] || go mod init application
    go mod edit -require="$DIST_GO_MODULE@v$VERSION" -replace="$DIST_GO_MODULE@v$VERSION=./sqlite-advocacy-go"
    got complete "github.com/mattn/go-sqlite3" go get github.com/mattn/go-sqlite3@latest
    timeout 500 go build -o application .
    go list -m github.com/mattn/go-sqlite3
    ./application "$tests/queries.tsv" "$VERSION"
}

# No registry of gems takes part: its host is the gem sqlite3 that is here.
ruby_gem() {
    need gem
    ruby -rsqlite3 -e 1 || skip "there is no ruby with the gem sqlite3"
    need_file "$dist/sqlite_advocacy-$VERSION.gem"
    gem install --silent --local --no-document --install-dir "$scratch/gems" "$dist/sqlite_advocacy-$VERSION.gem"
    (cd "$scratch" && GEM_PATH="$scratch/gems:$(gem environment path)" timeout 120 ruby "$tests/gem.rb" "$tests/queries.tsv" "$VERSION")
}
