#!/bin/sh
# Makes the packages of a release in BUILD/dist, from the amalgamation, the man page and the scripts in BUILD.
# `make dist` calls it. The same sources give the same bytes, wherever and whenever they are built with the same tools.
# usage: dist.sh BUILD
# From the environment: CC CPPFLAGS SQLITE3 VERSION SOURCE_DATE_EPOCH DIST_URL DIST_OWNER DIST_MAINTAINER DIST_GO_MODULE, and ZIG, the
# compiler for what this system has none for (zig.sh).
# What a tool is missing for is left out, and said.
set -eu
umask 022
LC_ALL=C
TZ=UTC
export LC_ALL TZ SOURCE_DATE_EPOCH
BUILD=$1
export BUILD
here=$(cd "$(dirname "$0")" && pwd)
work=$BUILD/dist.work
out=$BUILD/dist.new
newest_glibc=31 # of 2.31

has_command() {
    command -v "$1" >/dev/null 2>&1
}

skip() {
    echo "  $1: skipped: $2"
}

die() {
    echo "dist.sh: $*" >&2
    exit 1
}

# quoted TEXT: for the right side of sed's s|||.
quoted() {
    printf '%s' "$1" | sed 's/[&|\\]/\\&/g'
}

# filled FILE EXPRESSION...: a template with the version, and more sed expressions.
filled() {
    template=$1
    shift
    sed -e "s|@VERSION@|$VERSION|g" "$@" "$template"
}

# settle FOLDER: one time and one set of rights, whatever the umask of the sources' checkout.
settle() {
    find "$1" -type d -exec chmod 755 {} +
    find "$1" -type f -exec chmod 644 {} +
    find "$1" -name '*.sh' -exec chmod 755 {} +
    find "$1" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
}

# pack FOLDER FILE.tar.gz [NAME...]: what is in the folder, or of it only the names.
pack() {
    folder=$1
    file=$2
    shift 2
    [ $# -gt 0 ] || set -- .
    tar --sort=name --format=ustar --owner=0 --group=0 --numeric-owner --mtime="@$SOURCE_DATE_EPOCH" -C "$folder" -cf - \
        "$@" | gzip -n -9 >"$file"
}

# SQLite's two headers in a folder of their own: those of the system next to them are of another C library.
copy_headers() {
    mkdir -p "$work/include"
    # shellcheck disable=SC2086
    printf '#include <sqlite3ext.h>\n' | $CC $CPPFLAGS -M -E -x c - | tr ' ' '\n' |
        grep -E '/sqlite3(ext)?\.h$' >"$work/headers" || die "the compiler does not find sqlite3ext.h"
    while read -r header; do
        cp "$header" "$work/include"
    done <"$work/headers"
}

# compile COMPILER OUTPUT FLAG...: the loadable library. What is not said here is the compiler's own business, such as
# CFLAGS for one processor.
compile() {
    compiler=$1
    output=$2
    shift 2
    mkdir -p "$(dirname "$output")"
    $compiler -std=c11 -O2 -Wall -Wextra -ffp-contract=off -fvisibility=hidden -ffile-prefix-map="$PWD"=. \
        -I"$work/include" -shared -s "$BUILD/amalgamation/advocacy.c" "$@" -lm -o "$output"
}

elf_flags="-fPIC -Wl,--version-script=ext/packaging/exports.map -Wl,--build-id=none -Wl,-z,relro,-z,now"

compile_elf() {
    # shellcheck disable=SC2086
    compile "$1" "$2" $elf_flags
}

# The newest version of glibc whose symbols a library needs, as 2.N.
needed_glibc() {
    objdump -T "$1" | sed -n 's/.*GLIBC_2\.\([0-9]*\).*/\1/p' | sort -n | tail -n 1 | sed 's/^/2./'
}

# release PLATFORM LIBRARY: the archive of a platform, whose library has to be one for it.
release() {
    for_machine=$(sh "$here/machine.sh" "$out/$1/$2")
    [ "$for_machine" = "${1%-musl}" ] || die "$1/$2 is a library for $for_machine"
    cp LICENSE "$out/$1"
    settle "$out/$1"
    archive=advocacy-$VERSION-$1
    case $2 in
    *.dll)
        if has_command zip; then
            (cd "$out/$1" && zip -q -X -9 "../$archive.zip" LICENSE "$2")
        else
            skip "$archive.zip" "there is no zip"
        fi
        ;;
    *) pack "$out/$1" "$out/$archive.tar.gz" LICENSE "$2" ;;
    esac
    rm "$out/$1/LICENSE"
    echo "  $1/$2"
}

# check_glibc LIBRARY
check_glibc() {
    has_command objdump || die "there is no objdump to check with which glibc the library works"
    glibc=$(needed_glibc "$1")
    [ "${glibc#2.}" -le $newest_glibc ] ||
        die "the library would need glibc $glibc; 2.$newest_glibc is the newest that it may need"
}

build_glibc() {
    compile_elf "$CC" "$out/linux-$arch/advocacy.so"
    check_glibc "$out/linux-$arch/advocacy.so"
    release "linux-$arch" advocacy.so
    sh "$here/sqld.sh" "$out/sqld" "$out/linux-$arch/advocacy.so"
    settle "$out/sqld"
    echo "  sqld"
}

build_linux() {
    case $machine in
    *linux*musl*)
        skip "Linux with glibc" "$CC compiles for $machine"
        compile_elf "$CC" "$out/linux-$arch-musl/advocacy.so"
        release "linux-$arch-musl" advocacy.so
        ;;
    *linux*)
        build_glibc
        # It is a wrapper of this system's gcc, and not of another CC.
        if has_command musl-gcc && [ "$(musl-gcc -dumpmachine)" = "$machine" ]; then
            compile_elf musl-gcc "$out/linux-$arch-musl/advocacy.so"
            release "linux-$arch-musl" advocacy.so
        else
            skip "Linux with musl" "there is no musl-gcc for $machine"
        fi
        ;;
    *) skip "Linux" "$CC compiles for $machine" ;;
    esac
}

build_windows() {
    if has_command x86_64-w64-mingw32-gcc; then
        compile x86_64-w64-mingw32-gcc "$out/windows-x86_64/advocacy.dll" -static-libgcc -Wl,--no-insert-timestamp \
            -Wl,--image-base=0x180000000 # or else it is made of the name of the output file
        release windows-x86_64 advocacy.dll
    else
        skip "Windows" "there is no x86_64-w64-mingw32-gcc"
    fi
}

# cross PLATFORM TARGET LIBRARY FLAG...: a library by zig, unless a compiler of this system has made it.
cross() {
    [ ! -d "$out/$1" ] || return 0
    platform=$1
    target=$2
    library=$3
    shift 3
    # In a folder of its own: for Windows, zig writes other files beside it.
    compile "$zig cc -target $target" "$work/$platform/$library" "$@"
    mkdir -p "$out/$platform"
    cp "$work/$platform/$library" "$out/$platform"
    case $platform in
    *-musl) ;;
    linux-*) check_glibc "$out/$platform/$library" ;;
    esac
    release "$platform" "$library"
}

build_others() {
    zig=$(sh "$here/zig.sh")
    if [ -z "$zig" ]; then
        skip "Linux, macOS and Windows on other processors" "there is no zig"
        return
    fi
    # What zig keeps is named by what it was made of, so all builds may share it.
    : "${ZIG_GLOBAL_CACHE_DIR:=$PWD/build/zig/cache}" "${ZIG_LOCAL_CACHE_DIR:=$work/zig}"
    export ZIG_GLOBAL_CACHE_DIR ZIG_LOCAL_CACHE_DIR
    for arch_of_cross in x86_64 aarch64; do
        # shellcheck disable=SC2086
        cross "linux-$arch_of_cross" "$arch_of_cross-linux-gnu.2.$newest_glibc" advocacy.so $elf_flags
        # shellcheck disable=SC2086
        cross "linux-$arch_of_cross-musl" "$arch_of_cross-linux-musl" advocacy.so $elf_flags
        cross "macos-$arch_of_cross" "$arch_of_cross-macos.11.0" advocacy.dylib -Wl,-install_name,@rpath/advocacy.dylib
        cross "windows-$arch_of_cross" "$arch_of_cross-windows-gnu" advocacy.dll
    done
}

# The Debian packages, with the very libraries of the release.
build_debian() {
    if ! has_command dpkg-deb; then
        skip "the Debian packages" "there is no dpkg-deb"
        return
    fi
    for of_debian in x86_64=amd64 aarch64=arm64; do
        if [ -f "$out/linux-${of_debian%=*}/advocacy.so" ]; then
            build_debian_for "${of_debian%=*}" "${of_debian#*=}"
        else
            skip "the Debian package for ${of_debian#*=}" "there is no library for it"
        fi
    done
}

# build_debian_for PROCESSOR ARCHITECTURE
build_debian_for() {
    arch=$1
    architecture=$2
    check_glibc "$out/linux-$arch/advocacy.so"
    rm -rf "$work/debian"
    tree=$work/debian
    documents=$tree/usr/share/doc/libsqlite3-mod-advocacy
    mkdir -p "$tree/DEBIAN" "$tree/usr/lib/$arch-linux-gnu" "$tree/usr/share/lintian/overrides" "$documents"
    cp "$out/linux-$arch/advocacy.so" "$tree/usr/lib/$arch-linux-gnu/mod_advocacy.so"
    sh "$here/share.sh" "$tree" /usr/share /usr/share/man mod_advocacy >"$work/debian.log"
    [ ! -f "$tree/usr/share/man/man7/advocacy.7" ] || gzip -n -9 "$tree/usr/share/man/man7/advocacy.7"
    cp "$here/debian/lintian-overrides" "$tree/usr/share/lintian/overrides/libsqlite3-mod-advocacy"
    {
        echo "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/"
        echo "Upstream-Name: advocacy"
        echo
        echo "Files: *"
        sed -n 's/^Copyright (c) /Copyright: /p' LICENSE
        echo "License: Expat"
        sed -e '1,/^Copyright/d' LICENSE | sed -e '1{/^$/d}' -e 's/^$/./' -e 's/^/ /'
    } >"$documents/copyright"
    filled "$here/debian/changelog.in" -e "s|@MAINTAINER@|$(quoted "$DIST_MAINTAINER")|" \
        -e "s|@DATE@|$(date -u -d "@$SOURCE_DATE_EPOCH" -R)|" | gzip -n -9 >"$documents/changelog.Debian.gz"
    filled "$here/debian/control.in" -e "s|@MAINTAINER@|$(quoted "$DIST_MAINTAINER")|" -e "s|@GLIBC@|$glibc|" \
        -e "s|@ARCHITECTURE@|$architecture|" \
        -e "s|@SIZE@|$(find "$tree/usr" -type f -exec cat {} + | wc -c | awk '{ print int(($1 + 1023) / 1024) }')|" \
        >"$tree/DEBIAN/control"
    (cd "$tree" && find usr -type f | sort | xargs md5sum) >"$tree/DEBIAN/md5sums"
    settle "$tree"
    package=libsqlite3-mod-advocacy_$VERSION-1_$architecture.deb
    # gzip, because xz packs differently with one thread and with several.
    dpkg-deb --root-owner-group -Zgzip -z9 --build "$tree" "$out/$package" >"$work/debian.log"
    echo "  $package"
}

# npm's names for a platform are those of process.platform and process.arch.
npm_platform() {
    echo "$1" | sed -e 's/^windows/win32/' -e 's/^macos/darwin/' -e 's/x86_64/x64/' -e 's/aarch64/arm64/'
}

build_npm() {
    tree=$work/npm/package
    mkdir -p "$tree/binaries"
    cp "$here/npm/index.mjs" LICENSE "$tree"
    sed -f "$here/npm/commonjs.sed" "$here/npm/index.mjs" >"$tree/index.cjs"
    cp "$here/npm/index.d.ts" "$tree/index.d.cts"
    cp "$here/npm/index.d.ts" "$tree/index.d.mts"
    sed '/^This folder of the sources/,$d' "$here/npm/README.md" >"$tree/README.md"
    filled "$here/npm/package.json.in" >"$tree/package.json"
    for library in "$out"/linux-*/advocacy.* "$out"/macos-*/advocacy.* "$out"/windows-*/advocacy.*; do
        [ -f "$library" ] || continue
        folder=$tree/binaries/$(npm_platform "$(basename "$(dirname "$library")")")
        mkdir -p "$folder"
        cp "$library" "$folder"
    done
    if [ -f "$BUILD/wasm/advocacy.wasm" ]; then
        mkdir -p "$tree/wasm"
        cp "$BUILD"/wasm/advocacy.wasm "$BUILD"/wasm/*.mjs "$BUILD"/wasm/*.mts "$tree/wasm"
        cp "$BUILD/wasm/playground.html" "$out"
        echo "  playground.html"
    else
        skip "WebAssembly and playground.html" "there is no emcc, or no source of SQLite"
    fi
    settle "$work/npm"
    # npm itself would do the same; its archives differ from version to version.
    pack "$work/npm" "$out/sqlite-advocacy-$VERSION.tgz" package
    echo "  sqlite-advocacy-$VERSION.tgz"
}

# Python's wheels: of each platform one, with the library in it.
build_wheels() {
    if ! has_command python3; then
        skip "Python's wheels" "there is no python3"
        return
    fi
    set --
    for library in "$out"/linux-*/advocacy.* "$out"/macos-*/advocacy.* "$out"/windows-*/advocacy.*; do
        [ ! -f "$library" ] || set -- "$@" "$(basename "$(dirname "$library")")=$library"
    done
    python3 "$here/python/wheel.py" "$VERSION" "$SOURCE_DATE_EPOCH" LICENSE "$out" "$@"
}

# The folder of a package of sources in $tree: the amalgamation, and SQLite's headers, which declare what it calls.
source_tree() {
    tree=$work/$1
    mkdir -p "$tree" "$2"
    cp LICENSE "$tree"
    cp "$BUILD/amalgamation/advocacy.c" "$BUILD/amalgamation/advocacy.h" "$work/include"/*.h "$2"
}

build_crate() {
    name=sqlite-advocacy-$VERSION
    source_tree "crate/$name" "$work/crate/$name/c"
    mkdir -p "$tree/src"
    cp "$here/rust/build.rs" "$here/rust/README.md" "$tree"
    cp "$here/rust/src/lib.rs" "$tree/src"
    filled "$here/rust/Cargo.toml.in" >"$tree/Cargo.toml"
    settle "$work/crate"
    pack "$work/crate" "$out/$name.crate" "$name"
    echo "  $name.crate"
}

build_go() {
    source_tree go/sqlite-advocacy-go "$work/go/sqlite-advocacy-go"
    cp "$here/go/advocacy.go" "$tree"
    for file in go.mod README.md; do
        template=$here/go/$file
        [ -f "$template" ] || template=$template.in
        filled "$template" -e "s|@GO_MODULE@|$(quoted "$DIST_GO_MODULE")|g" >"$tree/$file"
    done
    settle "$work/go"
    pack "$work/go" "$out/sqlite-advocacy-go-$VERSION.tar.gz" sqlite-advocacy-go
    echo "  sqlite-advocacy-go-$VERSION.tar.gz"
}

build_gem() {
    if ! has_command gem; then
        skip "Ruby's gem" "there is no gem"
        return
    fi
    tree=$work/gem
    mkdir -p "$tree/lib"
    cp "$here/ruby/lib/sqlite_advocacy.rb" "$tree/lib"
    cp "$here/ruby/README.md" LICENSE "$tree"
    filled "$here/ruby/sqlite_advocacy.gemspec.in" >"$tree/sqlite_advocacy.gemspec"
    for library in "$out"/linux-*/advocacy.* "$out"/macos-*/advocacy.* "$out"/windows-*/advocacy.*; do
        [ -f "$library" ] || continue
        mkdir -p "$tree/binaries/$(basename "$(dirname "$library")")"
        cp "$library" "$tree/binaries/$(basename "$(dirname "$library")")"
    done
    settle "$tree"
    (cd "$tree" && gem build --silent sqlite_advocacy.gemspec) >"$work/gem.log" 2>&1 || die "gem build: $(cat "$work/gem.log")"
    cp "$tree/sqlite_advocacy-$VERSION.gem" "$out"
    echo "  sqlite_advocacy-$VERSION.gem"
}

build_sqlpkg() {
    if [ ! -f "$BUILD/advocacy.7" ]; then
        skip sqlpkg.json "there is no $SQLITE3 to read the names of the functions with"
        return
    fi
    "$SQLITE3" -init /dev/null -batch -bail -list -cmd ".load \"$(printf '%s' "$BUILD" | sed 's/["\\]/\\&/g')/advocacy\"" :memory: \
        "SELECT '        \"' || name || '\"' FROM advocacy_functions ORDER BY name" | sed '$!s/$/,/' >"$work/symbols"
    for platform in "linux-amd64 linux-x86_64.tar.gz" "linux-arm64 linux-aarch64.tar.gz" \
        "darwin-amd64 macos-x86_64.tar.gz" "darwin-arm64 macos-aarch64.tar.gz" "windows-amd64 windows-x86_64.zip" \
        "windows-arm64 windows-aarch64.zip"; do
        [ ! -f "$out/advocacy-$VERSION-${platform#* }" ] ||
            echo "            \"${platform% *}\": \"advocacy-{version}-${platform#* }\""
    done | sed '$!s/$/,/' >"$work/files"
    filled "$here/sqlpkg.json.in" -e "s|@OWNER@|$(quoted "$DIST_OWNER")|" -e "s|@URL@|$(quoted "$DIST_URL")|" -e "/@SYMBOLS@/{
r $work/symbols
d
}" -e "/@FILES@/{
r $work/files
d
}" >"$out/sqlpkg.json"
    echo "  sqlpkg.json"
}

tar --version 2>/dev/null | grep -q 'GNU tar' || die "packing the same bytes every time takes GNU tar"
machine=$($CC -dumpmachine)
arch=${machine%%-*}
rm -rf "$work" "$out"
mkdir -p "$work" "$out"
echo "advocacy $VERSION, packages in $BUILD/dist:"
cp "$BUILD/amalgamation/advocacy.c" "$BUILD/amalgamation/advocacy.h" "$out"
echo "  advocacy.c, advocacy.h"
copy_headers
build_linux
build_windows
build_others
build_debian
build_npm
build_wheels
build_crate
build_go
build_gem
build_sqlpkg
settle "$out"
(cd "$out" && find . -type f | sed 's|^\./||' | sort | xargs sha256sum) >"$work/checksums.txt"
mv "$work/checksums.txt" "$out/checksums.txt"
echo "  checksums.txt"
rm -rf "$BUILD/dist"
mv "$out" "$BUILD/dist"
rm -rf "$work"
