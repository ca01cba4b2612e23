// The npm package as CommonJS: its version, its functions, and the very file for this machine.
"use strict";
const assert = require("node:assert");
const { cpSync, existsSync, mkdirSync } = require("node:fs");
const { dirname, isAbsolute, join } = require("node:path");
const advocacy = require("sqlite-advocacy");

assert.strictEqual(require("sqlite-advocacy/package.json").version, process.argv[2]);
assert.deepStrictEqual(Object.keys(advocacy).sort(), ["getLoadablePath", "load"]);
const path = advocacy.getLoadablePath();
assert.ok(isAbsolute(path) && existsSync(path), path);
assert.ok(path.includes(`${process.platform}-${process.arch}`), path);
let loaded;
advocacy.load({ loadExtension: (file) => (loaded = file) });
assert.strictEqual(loaded, path);

// Node on musl reports no version of glibc; the package has a file for it where make dist had a compiler.
if (process.platform === "linux" && process.argv[3] === "musl") {
    const { getReport } = process.report;
    process.report.getReport = () => ({ header: {} });
    assert.strictEqual(advocacy.getLoadablePath(), path.replace("-x64/", "-x64-musl/"));
    process.report.getReport = getReport;
}

// In an archive of Electron's the library stands unpacked beside it, and only there can SQLite read it.
const inside = join("app.asar", "node_modules", "sqlite-advocacy");
const beside = join(process.cwd(), "app.asar.unpacked", path.slice(path.indexOf("node_modules")));
for (const folder of [inside, dirname(beside)]) {
    mkdirSync(folder, { recursive: true });
}
cpSync(require.resolve("sqlite-advocacy"), join(inside, "index.cjs"));
cpSync(path, beside);
assert.strictEqual(require(join(process.cwd(), inside, "index.cjs")).getLoadablePath(), beside);

// Where there is no binary, the error names the platform and the files that were looked for.
Object.defineProperty(process, "arch", { value: "sparc" });
assert.throws(() => advocacy.getLoadablePath(), (error) =>
    /no library for .*-sparc/.test(error.message) && error.message.includes(path.replace(/-x64|-arm64/, "-sparc")));
console.log(path);
