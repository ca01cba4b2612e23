#!/bin/sh
# Makes SQLite with the extension built in as WebAssembly, and what takes it, in BUILD/wasm: advocacy.wasm, the ES module
# of the npm package, and playground.html.
# usage: wasm.sh BUILD   (after the amalgamation was made)
# From the environment: VERSION, EMCC, emscripten's compiler (none: to do without), and WASM_SQLITE, the folder of SQLite's source
# Exits with 77 where something is missing, and says what.
set -eu
build=$1
: "${EMCC:=emcc}" "${WASM_SQLITE:=build/versions/3.54.1}"
here=ext/packaging
out=$build/wasm

missing() {
    echo "$1"
    exit 77
}

if [ -f "$out/playground.html" ] &&
    [ -z "$(find "$build/amalgamation" $here/wasm $here/playground $here/npm/wasm -type f -newer "$out/playground.html")" ]; then
    exit 0
fi
rm -rf "$out"
command -v "$EMCC" >/dev/null 2>&1 || missing "there is no $EMCC"
[ -f "$WASM_SQLITE/sqlite3.c" ] || why=$(sh tests/amalgamation.sh 3.54.1 13.2.0) || missing "SQLite 3.54.1: $why"
[ -f "$WASM_SQLITE/sqlite3.c" ] || missing "there is no source of SQLite in $WASM_SQLITE"
mkdir -p "$out"
# One thread, no files, no time zone but UTC.
options="-DSQLITE_OS_OTHER=1 -DSQLITE_THREADSAFE=0 -DSQLITE_TEMP_STORE=3 -DSQLITE_OMIT_LOAD_EXTENSION -DSQLITE_OMIT_LOCALTIME
    -DSQLITE_OMIT_WAL -DSQLITE_DEFAULT_MEMSTATUS=0 -DSQLITE_ENABLE_MATH_FUNCTIONS"
flags="-O2 -ffp-contract=off -fvisibility=hidden -ffile-prefix-map=$PWD=. -I$WASM_SQLITE"

# It changes least, so it is kept.
object=$WASM_SQLITE/sqlite3-wasm.o
if [ ! -f "$object" ]; then
    # shellcheck disable=SC2086
    "$EMCC" -std=gnu11 -w $flags $options -c "$WASM_SQLITE/sqlite3.c" -o "$object.part"
    mv "$object.part" "$object"
fi
for source in "$build/amalgamation/advocacy.c" "$here/wasm/system.c"; do
    # shellcheck disable=SC2086
    "$EMCC" -std=c11 -Wall -Wextra $flags -I"$build/amalgamation" -DSQLITE_CORE -c "$source" \
        -o "$out/$(basename "$source" .c).o"
done
exported=_malloc,_free,_open_database,_database_bytes,_bind_integer
for name in malloc free close_v2 errmsg error_offset libversion prepare_v2 step reset finalize sql changes \
    column_count column_name column_type column_double column_text column_blob column_bytes \
    bind_parameter_count bind_null bind_double bind_text bind_blob clear_bindings exec; do
    exported=$exported,_sqlite3_$name
done
"$EMCC" -O2 --no-entry -s STANDALONE_WASM=1 -s ALLOW_MEMORY_GROWTH=1 -s MAXIMUM_MEMORY=4GB -s TOTAL_STACK=8MB \
    -s ERROR_ON_UNDEFINED_SYMBOLS=0 -s WARN_ON_UNDEFINED_SYMBOLS=0 \
    -s EXPORTED_FUNCTIONS="$exported" "$out/system.o" "$out/advocacy.o" "$object" -o "$out/advocacy.wasm"
rm "$out/system.o" "$out/advocacy.o"
chmod 644 "$out/advocacy.wasm"
cp $here/npm/wasm/*.mjs $here/npm/wasm/*.mts "$out"
sh $here/playground/playground.sh "$VERSION" "$out/advocacy.wasm" >"$out/playground.part"
mv "$out/playground.part" "$out/playground.html"
echo "  $out: advocacy.wasm, the ES module, playground.html"
