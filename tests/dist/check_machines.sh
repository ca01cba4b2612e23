# Checks of the libraries for other machines than this one. Part of run.sh.
# shellcheck shell=sh disable=SC2154

# The processor and the format stand in the first bytes of each; a compiler under another's name has been shipped before.
machines() {
    count=0
    for library in "$dist"/*/advocacy.so "$dist"/*/advocacy.dylib "$dist"/*/advocacy.dll; do
        folder=$(basename "$(dirname "$library")")
        case $folder in
        \* | sqld) continue ;;
        esac
        echo "$folder"
        same "${folder%-musl}" "$(sh ext/packaging/machine.sh "$library")"
        count=$((count + 1))
    done
    [ "$count" -ge 1 ]
    # One that is of another machine is told apart.
    printf '\177ELF\002\001\001\000\000\000\000\000\000\000\000\000\003\000\267\000' >"$scratch/arm64.so"
    same linux-aarch64 "$(sh ext/packaging/machine.sh "$scratch/arm64.so")"
}

# llvm_objdump ARGUMENT...: which reads the files of every system. Debian's has its version in its name.
llvm_objdump() {
    for tool in llvm-objdump $(ls /usr/bin/llvm-objdump-* /usr/lib/llvm-*/bin/llvm-objdump 2>/dev/null) none; do
        ! command -v "$tool" >/dev/null 2>&1 || break
    done
    [ "$tool" != none ] || skip "there is no llvm-objdump"
    "$tool" "$@"
}

pe_symbols_arm64() {
    library=$dist/windows-aarch64/advocacy.dll
    need_file "$library" zig
    llvm_objdump -p "$library" >"$scratch/headers"
    same "$entry_points" "$(sed -n '/Ordinal.*RVA.*Name/,$s/^ *[0-9]\{1,\} *0x[0-9a-f]* *//p' "$scratch/headers" |
        sort | tr '\n' ' ' | sed 's/ $//')"
    sed -n 's/.*DLL Name: //p' "$scratch/headers" | sort >"$scratch/libraries"
    [ -s "$scratch/libraries" ]
    ! grep -v -i -E '^(kernel32|ntdll|msvcrt|ucrtbase|api-ms-win-crt-.*)\.dll$' "$scratch/libraries" ||
        fail "it needs other libraries"
}

# macho_symbols PROCESSOR
macho_symbols() {
    library=$dist/macos-$1/advocacy.dylib
    need_file "$library" zig
    # The linker adds two names of its own.
    same "$entry_points" "$(llvm_objdump --macho --exports-trie "$library" | sed -n 's/^0x[0-9A-F]* *_//p' |
        grep -v -x -e _mh_dylib_header -e __dso_handle | sort | tr '\n' ' ' | sed 's/ $//')"
    llvm_objdump --macho --private-headers "$library" >"$scratch/headers"
    # Nothing but the C library of the system, and no newer macOS than 11.
    same /usr/lib/libSystem.B.dylib "$(awk '$2 == "LC_LOAD_DYLIB" { wanted = 1 } wanted && $1 == "name" { print $2; wanted = 0 }' \
        "$scratch/headers")"
    same 11.0 "$(awk '$1 == "minos" { print $2 }' "$scratch/headers")"
    # Apple's processors run nothing that is not signed, if only with a checksum.
    [ "$1" = x86_64 ] || grep LC_CODE_SIGNATURE "$scratch/headers"
}

# The whole page of the demonstration, and every example, by an emulated processor; the page by this one too.
run_arm64() {
    library=$dist/linux-aarch64/advocacy.so
    need_file "$library" zig
    need qemu-aarch64
    loader=/usr/aarch64-linux-gnu
    [ -d "$loader/lib" ] || skip "there is no C library for arm64 in $loader"
    need_sqlite
    ZIG_GLOBAL_CACHE_DIR=$root/build/zig/cache
    export ZIG_GLOBAL_CACHE_DIR
    object=$logs/sqlite3-$SQLITE-arm64.o
    target=aarch64-linux-gnu.2.31
    [ -f "$object" ] || "$ZIG" cc -target $target -O1 -w -c "$source/sqlite3.c" -o "$object"
    "$ZIG" cc -target $target -O1 -I"$source" "$tests/host.c" "$object" -lm -o "$scratch/host_arm64"
    other_host "$CC" "$scratch/host_here"
    for machine in here arm64; do
        cp build/demo_company.db "$scratch/company.db"
        [ $machine = here ] && run= || run="qemu-aarch64 -L $loader"
        [ $machine = here ] && built=$dist/linux-$(uname -m)/advocacy.so || built=$library
        # shellcheck disable=SC2086
        timeout 300 $run "$scratch/host_$machine" "$built" "$tests/queries.tsv" "$VERSION" \
            "$scratch/company.db" >"$scratch/said_$machine"
        sed -n '/^<!DOCTYPE html>/,$p' "$scratch/said_$machine" >"$scratch/page_$machine"
        sed '/^<!DOCTYPE html>/,$d' "$scratch/said_$machine"
    done
    tail -n 3 "$scratch/page_here" | grep -F '</html>'
    cmp "$scratch/page_here" "$scratch/page_arm64"
}

# run_foreign TRIPLET QEMU: the amalgamation with SQLite in it for a processor that no package is for, by Debian's cross
# compiler: every example, and the whole page with the bytes that it has here.
run_foreign() {
    compiler=$1-gcc
    need "$compiler"
    need "$2"
    need_sqlite
    object=$logs/sqlite3-$SQLITE-$1.o
    # Without a loader, since qemu has none of that system's.
    [ -f "$object" ] || "$compiler" -O1 -w -DSQLITE_OMIT_LOAD_EXTENSION -c "$source/sqlite3.c" -o "$object"
    "$compiler" -std=c11 -O1 -Wall -Wextra -Werror -DSQLITE_CORE -I"$source" -c "$dist/advocacy.c" -o "$scratch/$1.o"
    "$compiler" -O1 -static -DBUILT_IN -I"$source" -I"$dist" "$tests/host.c" "$scratch/$1.o" "$object" -lm -o "$scratch/host_$1"
    other_host "$CC" "$scratch/host_here"
    cp build/tenth_company.db "$scratch/company.db"
    timeout 300 "$scratch/host_here" "$dist/linux-$(uname -m)/advocacy.so" "$tests/queries.tsv" "$VERSION" \
        "$scratch/company.db" >"$scratch/said_here"
    cp build/tenth_company.db "$scratch/company.db"
    timeout 900 "$2" "$scratch/host_$1" - "$tests/queries.tsv" "$VERSION" "$scratch/company.db" >"$scratch/said_$1"
    sed '/^<!DOCTYPE html>/,$d' "$scratch/said_$1"
    tail -n 3 "$scratch/said_here" | grep -F '</html>'
    cmp "$scratch/said_here" "$scratch/said_$1"
}
