# Checks of the WebAssembly build and of the playground. Part of run.sh.
# shellcheck shell=sh disable=SC2154

# In $wasm; made where it is missing or old.
need_wasm() {
    wasm=$root/$build/wasm
    why=$(sh ext/packaging/wasm/wasm.sh "$build") && return 0
    [ $? -eq $SKIPPED ] || fail "$why"
    skip "$why"
}

wasm_examples() {
    need node
    need_wasm
    timeout 120 node "$tests/wasm.mjs" "$wasm/index.mjs" "$tests/queries.tsv" "$VERSION"
}

# The package as it is installed has the same module.
wasm_package() {
    need_package
    need_wasm
    cmp "$wasm/advocacy.wasm" "$project/node_modules/sqlite-advocacy/wasm/advocacy.wasm"
    echo 'import { load } from "sqlite-advocacy/wasm"; console.log((await load()).open().value("SELECT nps(10)"));' \
        >"$project/wasm.mjs"
    same 100 "$(cd "$project" && node wasm.mjs)"
}

wasm_playground() {
    need python3
    need_wasm
    (cd tests/browser && PYTHONDONTWRITEBYTECODE=1 python3 -c 'import chromium, sys; sys.exit(not chromium.find())') ||
        skip "there is no Chromium"
    PYTHONDONTWRITEBYTECODE=1 timeout 900 python3 tests/browser/playground.py "$wasm/playground.html" "$logs/playground" \
        "$SQLITE3" "$root/$build/advocacy"
}
