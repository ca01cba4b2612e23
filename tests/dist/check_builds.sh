# Checks of the builds: bytes, symbols, the amalgamation. Part of run.sh.
# shellcheck shell=sh disable=SC2154,SC2164

# Once more from a copy elsewhere, of another age, under another umask, time zone and language.
equal_bytes() {
    copy=$scratch/a/folder/of/quite/another/name
    mkdir -p "$copy"
    cp -R Makefile LICENSE ext sql "$copy"
    rm -f "$scratch/dist.log"
    (
        umask 077
        cd "$copy"
        LC_ALL=C.UTF-8 TZ=Asia/Kathmandu BUILD=elsewhere $MAKE --no-print-directory run-dist BUILD=elsewhere
    )
    diff -r "$dist" "$copy/elsewhere/dist"
    rm -rf "$copy"
}

checksums() {
    need_file "$dist/checksums.txt"
    (
        cd "$dist"
        sha256sum -c checksums.txt
        find . -type f ! -name checksums.txt | sed 's|^\./||' | LC_ALL=C sort >"$scratch/files"
        sed 's/^[0-9a-f]*  //' checksums.txt | diff "$scratch/files" -
    )
}

# global OBJECT: the names that others would see.
global() {
    nm -g --defined-only "$1" | awk 'NF == 3 { print $3 }' | sort | tr '\n' ' ' | sed 's/ $//'
}

amalgamation_compiles() {
    compiled=
    for compiler in gcc clang; do
        command -v $compiler >/dev/null 2>&1 || continue
        for mode in -UNDEBUG -DSQLITE_CORE -DSQLITE_OMIT_LOAD_EXTENSION; do
            # shellcheck disable=SC2086
            $compiler $CPPFLAGS -std=c11 -O2 -Wall -Wextra -Wpedantic -Werror $mode -c "$dist/advocacy.c" \
                -o "$scratch/amalgamation.o"
            [ "$mode" = -UNDEBUG ] && points=$entry_points || points=$built_in_points
            same "$points" "$(global "$scratch/amalgamation.o")"
            compiled="$compiled $compiler"
        done
    done
    [ -n "$compiled" ] || skip "there is neither gcc nor clang"
}

# As its first lines say, without a word on visibility.
amalgamation_module() {
    mkdir -p "$scratch/module"
    # shellcheck disable=SC2086
    (cd "$scratch/module" && $CC $CPPFLAGS -O2 -fPIC -shared "$dist/advocacy.c" -lm -o advocacy.so)
    ask_shell "$SQLITE3" -cmd ".load '$scratch/module/advocacy'"
}

amalgamation_built_in() {
    # shellcheck disable=SC2086
    $CC $CPPFLAGS -O2 -DSQLITE_CORE -DBUILT_IN -I"$dist" "$tests/host.c" "$dist/advocacy.c" -lsqlite3 -lm \
        -o "$scratch/built_in"
    ask "$scratch/built_in" -
}

# fused FLAG...: how many instructions multiply and add with one rounding. fma() asks for some itself.
fused() {
    gcc -O2 -mfma "$@" -c "$dist/advocacy.c" -o "$scratch/fused.o"
    objdump -d "$scratch/fused.o" | grep -c 'vfn*m[as]' || true
}

amalgamation_contraction() {
    [ "$(uname -m)" = x86_64 ] || skip "this looks at instructions of x86-64"
    need gcc
    need objdump
    same "$(fused -ffp-contract=off)" "$(fused)"
}

# amalgamation_behind SQLITE RELEASE: appended to sqlite3.c, and included behind it.
amalgamation_behind() {
    why=$(sh tests/amalgamation.sh "$1" "$2") || skip "$why"
    folder=build/versions/$1
    cat "$folder/sqlite3.c" "$dist/advocacy.c" >"$scratch/all.c"
    # No header beside it, and JSON functions for the examples that use them.
    $CC -O0 -w -DSQLITE_ENABLE_JSON1 -c "$scratch/all.c" -o "$scratch/all.o"
    $CC -O0 -DBUILT_IN -I"$folder" -I"$dist" "$tests/host.c" "$scratch/all.o" -lm -lpthread -ldl -o "$scratch/all"
    ask "$scratch/all" -
    printf '#include "%s"\n' "$root/$folder/sqlite3.c" "$dist/advocacy.c" >"$scratch/both.c"
    $CC -O0 -w -DSQLITE_ENABLE_FTS5 -DSQLITE_ENABLE_RTREE -DSQLITE_ENABLE_SESSION -DSQLITE_ENABLE_PREUPDATE_HOOK \
        -fsyntax-only "$scratch/both.c"
}

amalgamation_shell() {
    need "$NPM"
    folder=$logs/shell
    if ! fetched "$folder/shell.c" "the shell's source"; then
        mkdir -p "$folder"
        (cd "$folder" && timeout 300 "$NPM" pack --silent --fetch-retries=1 --fetch-timeout=60000 sqlite3@5.1.7) ||
            skip "sqlite3@5.1.7, which holds the shell's source, cannot be fetched with npm"
        tar xzf "$folder"/sqlite3-5.1.7.tgz -C "$folder" package/deps
        tar xzf "$folder"/package/deps/sqlite-autoconf-*.tar.gz -C "$folder" --strip-components=1
        rm -rf "$folder/package" "$folder"/*.tgz
    fi
    $CC -O0 -w -I"$folder" -DSQLITE_EXTRA_INIT=everywhere "$folder/shell.c" "$folder/sqlite3.c" \
        -I"$dist" -DSQLITE_CORE "$tests/everywhere.c" "$dist/advocacy.c" -lm -lpthread -ldl -o "$scratch/shell"
    ask_shell "$scratch/shell"
}

# elf_symbols PLATFORM COMPILER
elf_symbols() {
    need_file "$dist/$1/advocacy.so" "$2"
    need nm
    need objdump
    same "$entry_points" "$(nm -D --defined-only "$dist/$1/advocacy.so" | sed 's/.* //' | sort | tr '\n' ' ' | sed 's/ $//')"
    objdump -T "$dist/$1/advocacy.so" | sed -n 's/.*GLIBC_\([0-9.]*\).*/\1/p' | sort -u >"$scratch/glibc"
    cat "$scratch/glibc"
    case $1 in
    *-musl) [ ! -s "$scratch/glibc" ] ;;
    *)
        [ -s "$scratch/glibc" ]
        awk -F . '$1 != 2 || $2 > 31 { print "needs glibc " $0; bad = 1 } END { exit bad }' "$scratch/glibc"
        ;;
    esac
    objdump -p "$dist/$1/advocacy.so" | awk '$1 == "NEEDED" { print $2 }' | sort >"$scratch/needed"
    [ -s "$scratch/needed" ]
    ! grep -v -E '^lib[cm]\.so(\.6)?$' "$scratch/needed" || fail "it needs other libraries"
}

pe_symbols() {
    need_file "$dist/windows-x86_64/advocacy.dll" x86_64-w64-mingw32-gcc
    need x86_64-w64-mingw32-objdump
    x86_64-w64-mingw32-objdump -p "$dist/windows-x86_64/advocacy.dll" >"$scratch/headers"
    same "$entry_points" "$(sed -n '/Name Pointer\] Table$/,/^$/s/^[[:space:]]*\[ *[0-9]*\].* //p' "$scratch/headers" |
        sort | tr '\n' ' ' | sed 's/ $//')"
    sed -n 's/.*DLL Name: //p' "$scratch/headers" | sort >"$scratch/libraries"
    [ -s "$scratch/libraries" ]
    ! grep -v -i -E '^(kernel32|msvcrt|ucrtbase|api-ms-win-crt-.*)\.dll$' "$scratch/libraries" ||
        fail "it needs other libraries"
}

run_glibc() {
    need_file "$dist/linux-$(uname -m)/advocacy.so"
    # shellcheck disable=SC2086
    $CC $CPPFLAGS -O1 "$tests/host.c" -lsqlite3 -o "$scratch/host"
    ask "$scratch/host" "$dist/linux-$(uname -m)/advocacy"
}

# other_host COMPILER OUTPUT: host.c with an SQLite of its own; the slow half is kept.
other_host() {
    object=$logs/sqlite3-$SQLITE-$1.o
    [ -f "$object" ] || $1 -O1 -w -c "$source/sqlite3.c" -o "$object"
    $1 -O1 -I"$source" "$tests/host.c" "$object" -lm -o "$2"
}

run_musl() {
    library=$dist/linux-$(uname -m)-musl/advocacy.so
    need_file "$library" musl-gcc
    need musl-gcc
    need_sqlite
    other_host musl-gcc "$scratch/musl_host"
    objdump -p "$scratch/musl_host" | grep 'NEEDED.*libc\.so$'
    ask "$scratch/musl_host" "$library"
}

# Wine without a screen; the first run makes its folder. The 64-bit loader first: the wrapper asks for the 32-bit one.
run_windows() {
    need_file "$dist/windows-x86_64/advocacy.dll" x86_64-w64-mingw32-gcc
    for wine in /usr/lib/wine/wine64 wine64 wine none; do
        ! command -v $wine >/dev/null 2>&1 || break
    done
    [ "$wine" != none ] || skip "there is no wine"
    need x86_64-w64-mingw32-gcc
    need_sqlite
    other_host x86_64-w64-mingw32-gcc "$scratch/host.exe"
    cp "$dist/windows-x86_64/advocacy.dll" "$tests/queries.tsv" "$scratch"
    WINEDEBUG=-all
    DISPLAY=
    export WINEDEBUG DISPLAY
    timeout 300 "$wine" wineboot -i || skip "wine does not start here"
    (cd "$scratch" && timeout 300 "$wine" host.exe advocacy.dll queries.tsv "$VERSION")
}

# As whoever has mingw makes it: not among the objects of this system's library, and under its right name.
make_windows() {
    need x86_64-w64-mingw32-gcc
    $MAKE --no-print-directory -n all CC=x86_64-w64-mingw32-gcc >"$scratch/commands"
    grep -q -- "-o build/windows/advocacy.dll" "$scratch/commands"
    ! grep -e ' -o build/' "$scratch/commands" | grep -v ' -o build/windows/' || fail "it mixes with other objects"
    # One object of many is enough: all of them are compiled by dist.sh, as one file.
    $MAKE --no-print-directory build/windows/ext/advocacy.o CC=x86_64-w64-mingw32-gcc BUILD=build/windows
    same 6486 "$(od -A n -t x1 -N 2 build/windows/ext/advocacy.o | tr -d ' ')"
}
