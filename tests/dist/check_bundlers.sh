# The npm package within what bundlers, other package managers and the compiler of TypeScript make. Part of run.sh.
# shellcheck shell=sh disable=SC2154

# Each by its name in npm_bundler; README.md of the package lists them.
# shellcheck disable=SC2034
bundlers="esbuild-esm esbuild-cjs esbuild-external rollup webpack webpack-externals vite-ssr bun-compile pnpm yarn-pnp tsc-strict"

# The tools in $modules/node_modules, and the package as a user would have it.
need_bundlers() {
    need_package
    modules=$logs/bundlers
    if ! fetched "$modules/complete" "what bundles"; then
        mkdir -p "$modules"
        echo '{ "private": true, "allowScripts": { "esbuild": true, "bun": true } }' >"$modules/package.json"
        (cd "$modules" && timeout 400 "$NPM" install --no-audit --no-fund --fetch-retries=1 --fetch-timeout=60000 esbuild rollup \
            @rollup/plugin-node-resolve webpack webpack-cli vite typescript @types/node pnpm @yarnpkg/cli-dist bun) ||
            skip "what bundles cannot be had with npm"
        : >"$modules/complete"
    fi
    rm -rf "$modules/node_modules/sqlite-advocacy" "$modules/out"
    cp -R "$project/node_modules/sqlite-advocacy" "$modules/node_modules"
    mkdir -p "$modules/out"
    cd "$modules"
    echo 'import { getLoadablePath } from "sqlite-advocacy"; console.log(getLoadablePath());' >entry.mjs
    echo 'console.log(require("sqlite-advocacy").getLoadablePath());' >entry.cjs
    PATH=$modules/node_modules/.bin:$PATH
}

# finds COMMAND...: whether a program prints the path of the library, where it is.
finds() {
    found=$(timeout 120 "$@")
    echo "$found"
    case $found in
    */binaries/linux-*/advocacy.so | */binaries/darwin-*/advocacy.dylib) [ -f "$found" ] ;;
    *) fail "that is not the library" ;;
    esac
}

npm_bundler() {
    need_bundlers
    case $1 in
    esbuild-esm)
        esbuild entry.mjs --bundle --platform=node --format=esm --outfile=out/bundle.mjs
        finds node out/bundle.mjs
        ;;
    esbuild-cjs)
        # It warns that CommonJS has no import.meta, which the package knows.
        esbuild entry.mjs --bundle --platform=node --format=cjs --outfile=out/bundle.cjs
        finds node out/bundle.cjs
        esbuild entry.cjs --bundle --platform=node --format=cjs --outfile=out/required.cjs
        finds node out/required.cjs
        ;;
    esbuild-external)
        esbuild entry.mjs --bundle --platform=node --format=esm --external:sqlite-advocacy --outfile=out/external.mjs
        finds node out/external.mjs
        ;;
    rollup)
        rollup entry.mjs --format es --plugin node-resolve --file out/rollup.mjs
        finds node out/rollup.mjs
        ;;
    webpack | webpack-externals)
        printf 'module.exports = { mode: "production", target: "node", entry: "./entry.cjs", output: { filename: "%s.cjs", path: __dirname + "/out" }%s };\n' \
            "$1" "$([ "$1" = webpack ] || echo ', externals: { "sqlite-advocacy": "commonjs sqlite-advocacy" }')" >webpack.config.cjs
        webpack --config webpack.config.cjs
        finds node "out/$1.cjs"
        ;;
    vite-ssr)
        vite build --ssr entry.mjs --outDir out
        finds node "$(ls out/entry.*)"
        ;;
    bun-compile)
        bun build --compile entry.mjs --outfile out/program
        finds out/program
        ;;
    pnpm | yarn-pnp) npm_manager "$1" ;;
    tsc-strict) npm_types ;;
    esac
}

# Managers that lay node_modules out in their own way, or have none.
npm_manager() {
    rm -rf "$scratch/managed"
    mkdir -p "$scratch/managed"
    cp entry.mjs entry.cjs "$scratch/managed"
    cp "$package" "$scratch/managed/package.tgz"
    cd "$scratch/managed"
    # As a module, or else yarn leaves ES modules to node, which knows no Plug'n'Play.
    echo '{ "private": true, "type": "module", "name": "managed", "dependencies": { "sqlite-advocacy": "file:./package.tgz" } }' >package.json
    if [ "$1" = pnpm ]; then
        timeout 120 pnpm install --offline --store-dir "$scratch/store"
        finds node entry.mjs
    else
        : >yarn.lock
        YARN_ENABLE_GLOBAL_CACHE=0 YARN_ENABLE_TELEMETRY=0 YARN_NODE_LINKER=pnp
        export YARN_ENABLE_GLOBAL_CACHE YARN_ENABLE_TELEMETRY YARN_NODE_LINKER
        yarn="node $modules/node_modules/@yarnpkg/cli-dist/bin/yarn.js"
        # shellcheck disable=SC2086
        {
            timeout 120 $yarn install
            finds $yarn node entry.mjs
            finds $yarn node entry.cjs
        }
    fi
}

npm_types() {
    for form in mts cts; do
        echo 'import { load, getLoadablePath } from "sqlite-advocacy";
            const path: string = getLoadablePath();
            load({ loadExtension: (file: string) => file.length + path.length });' >"typed.$form"
        echo 'import { load } from "sqlite-advocacy"; load(1);' >"wrong.$form"
        tsc --strict --noEmit --module nodenext --target es2022 --types node "typed.$form"
        ! tsc --strict --noEmit --module nodenext --target es2022 --types node "wrong.$form" || fail "it takes a number for a connection"
    done
}
