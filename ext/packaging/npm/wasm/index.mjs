// sqlite-advocacy/wasm: SQLite with advocacy built in as WebAssembly, for browsers and workers, and for Node, Deno and Bun
// where no library may be loaded. Databases live in memory.
import { start } from "./engine.mjs";

export { Database, SqliteError } from "./engine.mjs";

async function bytesOf(source) {
    if (!(source instanceof URL || typeof source === "string")) {
        return source;
    }
    const url = new URL(source, import.meta.url);
    if (url.protocol === "file:") {
        // Named so that no bundler for browsers looks for it.
        const files = "node:fs/promises";
        return (await import(/* @vite-ignore */ /* webpackIgnore: true */ files)).readFile(url);
    }
    const response = await fetch(url);
    if (!response.ok) {
        throw new Error(`sqlite-advocacy: ${url} cannot be had: ${response.status} ${response.statusText}`);
    }
    return response.arrayBuffer();
}

/** Starts SQLite: of the package's own file, of one at another URL, or of bytes or a module that are here already. */
export async function load(source = new URL("./advocacy.wasm", import.meta.url)) {
    return start(await bytesOf(source));
}
