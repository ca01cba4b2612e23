#!/bin/sh
# Asks the same queries in every host of SQLite that this machine has, each in its own language, by the snippets
# of this folder that README.md shows.
#
# usage: run.sh LIBRARY SQLITE3 [HOST...]
#   LIBRARY  the extension's file, such as build/advocacy.so
#   SQLITE3  the sqlite3 shell that makes the database
#   HOST     such as perl; all of them unless given
# From the environment: CC, NPM (another npm), HOST_SECONDS (how long a host may take for its answers).
#
# Says of each host: passed, or skipped and why, or FAILED and how; fails if one failed. What a host printed stands in
# build/hosts/HOST.out, what it complained about in build/hosts/HOST.log.
set -u
: "${CC:=cc}" "${CPPFLAGS:=}" "${LDFLAGS:=}" "${NPM:=npm}" "${HOST_SECONDS:=60}"
sources=$(pwd)/tests/hosts
folder=$(pwd)/build/hosts
# shellcheck source=tests/hosts/common.sh
. "$sources/common.sh"
case $1 in
/*) file=$1 ;;
*) file=$(pwd)/$1 ;;
esac
library=${file%.*}
sqlite3=$2
shift 2
hosts=${*:-shell c python_sqlite3 python_apsw python_pandas python_sqlalchemy sqlite_utils better_sqlite3 sqlite3 \
    libsql npm_package node_sqlite two_sqlites bun rsqlite perl php ruby jdbc go rust tcl odbc duckdb newest_apsw newest_jdbc newest_go newest_rust}

# Where Debian's packages put what is not a command.
gocode=/usr/share/gocode
crates=/usr/share/cargo/registry
jar=/usr/share/java/sqlite-jdbc.jar

tab=$(printf '\t')
passed=0
skipped=0
failed=0
omissions=
failures=

# What a host lacks or what is wrong with it: the first reason counts.
#   need WHY COMMAND...   a host for which this fails is skipped
#   must WHAT COMMAND...  a host for which this fails has failed
need() {
    reason=$1
    shift
    [ -z "$why$wrong" ] || return 0
    limit 60 "$@" >>"$folder/$host.log" 2>&1 || why=$reason
}

must() {
    reason=$1
    shift
    [ -z "$why$wrong" ] || return 0
    limit 300 "$@" >>"$folder/$host.log" 2>&1 || wrong="$reason, see build/hosts/$host.log"
}

lack() {
    [ -n "$why$wrong" ] || why=$1
}

# need_python WHY CODE: the first python3 that can run it, of the one on PATH and the system's.
need_python() {
    for python in python3 /usr/bin/python3; do
        if limit 60 "$python" -c "$2" >>"$folder/$host.log" 2>&1; then
            return 0
        elif [ "$host" = python_sqlite3 ] && has "$python"; then
            echo "$host: skipped $(command -v "$python"): it is built without enable_load_extension"
        fi
    done
    lack "$1"
}

need_node_package() {
    [ -n "$node" ] || lack "there is no Node 22.13 or later"
    [ -d "node_modules/$1" ] || lack "the npm package $1 is not installed in build/hosts"
}

write_cargo_manifest() {
    mkdir -p rust
    cat >rust/Cargo.toml <<END
[package]
name = "advocacy-host"
version = "0.0.0"
edition = "2021"

[[bin]]
name = "rust"
path = "../rust.rs"

[dependencies]
rusqlite = { version = "*", features = ["load_extension"] }
END
}

# What `make dist` has packed, installed as a user would.
need_own_package() {
    packed=
    for packed in "$folder"/../dist/sqlite-advocacy-*.tgz; do :; done
    if [ ! -f "$packed" ]; then
        lack "there is no npm package in build/dist, which make dist writes"
    elif ! has "$NPM"; then
        lack "there is no npm to install the package with"
    fi
    rm -rf package
    mkdir package
    cp npm_package.mjs package
    must "npm cannot install it" "$NPM" install --prefix package --offline --no-save --no-package-lock "$packed"
}

# One file of the library for two SQLites in a process must be refused; it used to crash.
need_refusal() {
    [ -z "$why$wrong" ] || return 0
    limit 60 "$node" two_sqlites.mjs survey.db "$library" "$library" >>"$folder/$host.log" 2>&1
    grep -q 'advocacy is in use by another SQLite in this process' "$folder/$host.log" ||
        wrong="the second SQLite in a process was not refused, see build/hosts/$host.log"
}

# prepare HOST: sets $command to what runs its snippet, or $why or $wrong.
prepare() {
    case $1 in
    python_* | odbc) prepare_python "$1" ;;
    better_sqlite3 | sqlite3 | libsql | npm_package | node_sqlite | two_sqlites | duckdb | bun) prepare_node "$1" ;;
    c | go | rust) prepare_compiled "$1" ;;
    newest_*) prepare_newest "${1#newest_}" ;;
    *) prepare_other "$1" ;;
    esac
}

prepare_python() {
    loads='import sqlite3; sqlite3.connect(":memory:").enable_load_extension(True)'
    case $1 in
    python_sqlite3) need_python "no python3 is built with enable_load_extension" "$loads" ;;
    python_apsw) need_python "no python3 has apsw" 'import apsw' ;;
    python_pandas) need_python "no python3 with enable_load_extension has pandas" "import pandas; $loads" ;;
    python_sqlalchemy) need_python "no python3 with enable_load_extension has SQLAlchemy" "import sqlalchemy; $loads" ;;
    odbc) need_python "no python3 has pyodbc and ODBC's driver SQLite3" \
        'import pyodbc, sys; sys.exit("SQLite3" not in pyodbc.drivers())' ;;
    *) wrong="there is no such host" ;;
    esac
    command="$python $1.py"
}

prepare_node() {
    case $1 in
    bun)
        need "there is no bun" ./node_modules/.bin/bun --version
        command="./node_modules/.bin/bun bun.mjs"
        return
        ;;
    sqlite3)
        need_node_package sqlite3
        need "npm could neither fetch nor compile the binary of sqlite3" "$node" -e 'require("sqlite3")'
        ;;
    libsql) need_node_package libsql ;;
    node_sqlite) [ -n "$node" ] || lack "there is no Node 22.13 or later" ;;
    *) need_node_package better-sqlite3 ;;
    esac
    command="$node $1.mjs"
    case $1 in
    duckdb) need_node_package @duckdb/node-api ;;
    two_sqlites) need_refusal ;;
    npm_package)
        need_own_package
        command="$node package/npm_package.mjs"
        ;;
    esac
}

prepare_compiled() {
    case $1 in
    c)
        # shellcheck disable=SC2086
        must "it does not compile" "$CC" $CPPFLAGS c.c $LDFLAGS -lsqlite3 -o c_host
        command=./c_host
        ;;
    go)
        need "there is no go" go version
        [ -d "$gocode/src/github.com/mattn/go-sqlite3" ] || lack "there is no mattn/go-sqlite3 in $gocode"
        must "it does not compile" env GOPATH="$gocode" GO111MODULE=off GOFLAGS= GOTOOLCHAIN=local CGO_ENABLED=1 \
            GOCACHE="$folder/go-cache" go build -tags libsqlite3 -o go_host go.go
        command=./go_host
        ;;
    rust)
        need "there is no cargo" cargo --version
        ls -d "$crates"/rusqlite-* >/dev/null 2>&1 || lack "there is no rusqlite in $crates"
        write_cargo_manifest
        must "it does not compile" env CARGO_TARGET_DIR="$folder/rust/target" cargo build --offline \
            --manifest-path rust/Cargo.toml --config 'source.crates-io.replace-with="system"' \
            --config "source.system.directory=\"$crates\""
        command=./rust/target/debug/rust
        ;;
    esac
}

# The newest drivers of the registries, with a SQLite of their own, as install.sh has fetched them.
prepare_newest() {
    [ -f "newest/$1/complete" ] || lack "it is not in build/hosts/newest, where install.sh fetches it to"
    case $1 in
    apsw) command="newest/apsw/python/bin/python python_apsw.py" ;;
    jdbc)
        need "there is no java" java -version
        command="java -cp $(printf '%s:' newest/jdbc/jars/*.jar) jdbc.java"
        ;;
    rust)
        must "it does not compile" cargo build --offline --manifest-path newest/rust/Cargo.toml
        command=newest/rust/target/debug/rust
        ;;
    go)
        [ -n "$why$wrong" ] || cp go.go newest/go/host.go
        must "it does not compile" env GOFLAGS=-mod=mod GOTOOLCHAIN=local CGO_ENABLED=1 CGO_CFLAGS=-O1 GOPROXY=off \
            GOCACHE="$folder/go-cache" go build -C newest/go -o host host.go
        command=newest/go/host
        ;;
    *) wrong="there is no such host" ;;
    esac
}

prepare_other() {
    case $1 in
    shell)
        has sqlite3 || lack "there is no sqlite3 on PATH"
        command="sh shell.sh"
        ;;
    sqlite_utils)
        has sqlite-utils || lack "there is no sqlite-utils"
        command="sh sqlite_utils.sh"
        ;;
    rsqlite)
        has Rscript || lack "there is no Rscript"
        need "R has no RSQLite" Rscript -e 'library(RSQLite)'
        command="Rscript rsqlite.R"
        ;;
    perl)
        need "perl has no DBD::SQLite" perl -MDBD::SQLite -e 1
        command="perl perl.pl"
        ;;
    php)
        need "there is no php with SQLite3" php -r 'exit(class_exists("SQLite3") ? 0 : 1);'
        command=php # its arguments begin with an absolute path
        ;;
    ruby)
        need "there is no ruby with the gem sqlite3" ruby -rsqlite3 -e 1
        command="ruby ruby.rb"
        ;;
    jdbc)
        need "there is no java" java -version
        [ -f "$jar" ] || lack "there is no $jar"
        command="java -cp $jar jdbc.java"
        ;;
    tcl)
        has tclsh || lack "there is no tclsh"
        echo 'package require sqlite3' >needs.tcl
        need "Tcl has no sqlite3" tclsh needs.tcl
        command="tclsh tcl.tcl"
        ;;
    *) wrong="there is no such host" ;;
    esac
}

# is_number FOUND EXPECTED: whether a host printed this number, to nine decimals.
is_number() {
    echo "$1" | grep -Eq '^-?[0-9]+([.][0-9]+)?$' &&
        awk -v found="$1" -v expected="$2" \
            'BEGIN { off = found - expected; exit !(off < 1e-9 && off > -1e-9) }' </dev/null
}

# answers HOST: whether what it printed is what queries.tsv expects, line by line; says what is not.
answers() {
    number=0
    while IFS=$tab read -r query expected <&3; do
        number=$((number + 1))
        if ! IFS= read -r found <&4; then
            echo "    no answer to $query"
            return 1
        fi
        case $expected in
        error:*)
            # Hosts put words of their own around the message.
            case $found in
            *[Ee]rror*"${expected#error: }"*) continue ;;
            esac
            ;;
        number:*)
            # 40 or 40.0, with as many digits as the host likes.
            if is_number "$found" "${expected#number: }"; then
                continue
            fi
            ;;
        NULL)
            # Each host has its own word for it.
            case $found in
            '' | NULL | null | None | NA) continue ;;
            esac
            ;;
        "$found") continue ;;
        esac
        printf '    asked     %s\n    expected  %s\n    found     %s\n' "$query" "$expected" "$found"
        return 1
    done 3<"$sources/queries.tsv" 4<"$folder/$1.out"
    [ "$number" -eq "$(wc -l <"$sources/queries.tsv")" ] && [ "$number" -gt 0 ]
}

# is_too_old HOST: whether the library refused its SQLite, and rightly so; sets $version.
is_too_old() {
    version=$(sed -n 's/.*advocacy needs SQLite 3.31 or later; this is \([0-9.]*\).*/\1/p' "$1.out" "$1.log" | head -n 1)
    echo "${version:-9}" | awk -F . '{ exit !($1 * 1000 + $2 < 3031) }'
}

# ask_queries HOST: all of them, and at the end which SQLite it is; sets $wrong, $why or $note.
ask_queries() {
    case $1 in
    php) set -- "$1" -d "sqlite3.extension_dir=$folder/library" php.php survey.db "$file" ;;
    npm_package) set -- "$1" survey.db ;;
    two_sqlites) set -- "$1" survey.db "$library" library/advocacy ;;
    *) set -- "$1" survey.db "$library" ;;
    esac
    host=$1
    shift
    while IFS=$tab read -r query _; do
        set -- "$@" "$query"
    done <"$sources/queries.tsv"
    # shellcheck disable=SC2086
    limit "$HOST_SECONDS" $command "$@" "SELECT sqlite_version()" >"$host.out" 2>>"$host.log"
    status=$?
    if is_too_old "$host"; then
        why="advocacy needs SQLite 3.31 or later; this is $version"
    elif [ "$status" -eq 124 ] || [ "$status" -eq 137 ] || [ "$status" -eq 142 ]; then
        wrong="no end after $HOST_SECONDS seconds"
    elif [ "$status" -ne 0 ]; then
        wrong="it ended with status $status, see build/hosts/$host.log"
    elif ! answers "$host" >answers.txt; then
        wrong="a wrong answer"
    else
        note="SQLite $(tail -n 1 "$host.out")"
    fi
}

# Rows that DuckDB counts and nps_counts() reads, against nps() over the same rows.
ask_duckdb() {
    "$sqlite3" -init /dev/null -batch -header -csv :memory: "
        WITH RECURSIVE row(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM row WHERE i < 20000)
        SELECT i AS customer, substr('SoloTeamFirm', 1 + i % 3 * 4, 4) AS segment,
               CASE WHEN i % 7 > 0 THEN 10 - i * (i + 31) % (3 + i % 3 * 4) END AS score FROM row" >many.csv
    limit "$HOST_SECONDS" "$sqlite3" -init /dev/null -batch -separator ' ' -cmd ".load '$library'" -cmd '.import --csv many.csv many' \
        :memory: "SELECT segment, nps_responses(score), printf('%.2f', nps(score)), printf('%.2f', nps_lower(score)),
                         printf('%.2f', nps_upper(score)) FROM many GROUP BY segment" >duckdb.expected 2>>duckdb.log
    # shellcheck disable=SC2086
    limit "$HOST_SECONDS" $command many.csv "$library" >duckdb.out 2>>duckdb.log
    status=$?
    if [ "$status" -ne 0 ]; then
        wrong="it ended with status $status, see build/hosts/duckdb.log"
    elif [ ! -s duckdb.expected ] || ! diff duckdb.expected duckdb.out >answers.txt; then
        wrong="a wrong answer"
    else
        note="counts of $(($(wc -l <many.csv) - 1)) rows"
    fi
}

# ask HOST: prepares it, asks it everything, and says how it went.
ask() {
    host=$1
    why=
    wrong=
    command=
    rm -f "$host.out" answers.txt
    : >"$host.log"
    prepare "$host"
    if [ -z "$why$wrong" ]; then
        if [ "$host" = duckdb ]; then
            ask_duckdb
        else
            ask_queries "$host"
        fi
    fi
    if [ -n "$wrong" ]; then
        echo "$host: FAILED: $wrong"
        [ ! -s answers.txt ] || cat answers.txt
        failed=$((failed + 1))
        failures="$failures, $host"
    elif [ -n "$why" ]; then
        echo "$host: skipped: $why"
        skipped=$((skipped + 1))
        omissions="$omissions, $host"
    else
        echo "$host: passed ($note)"
        passed=$((passed + 1))
    fi
}

mkdir -p "$folder/library"
cd "$folder" || exit 1
find_node || true

# The snippets run from here: so their packages are found, and nothing is written beside them.
cp "$sources"/*.* .
cp "$file" library || exit 1
# The shell of the snippets, without the user's ~/.sqliterc.
if has sqlite3; then
    mkdir -p bin
    printf '#!/bin/sh\nexec "%s" -init /dev/null "$@"\n' "$(command -v sqlite3)" >bin/sqlite3
    chmod +x bin/sqlite3
    PATH=$folder/bin:$PATH
fi
rm -f survey.db
"$sqlite3" -init /dev/null -batch survey.db '.import --csv survey.csv survey' \
    "CREATE VIEW survey_response AS SELECT customer AS customer_id, month || '-15' AS answered_at, score FROM survey" ||
    exit 1

for name in $hosts; do
    ask "$name"
done
echo "$passed passed, $skipped skipped, $failed failed"
echo "hosts: $passed of $((passed + skipped + failed))${omissions:+, skipped: ${omissions#, }}${failures:+, FAILED: ${failures#, }}"
[ "$failed" -eq 0 ]
