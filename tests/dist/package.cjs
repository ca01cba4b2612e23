// The npm package as CommonJS: its version, its functions, and the very file for this machine.
"use strict";
const assert = require("node:assert");
const { existsSync } = require("node:fs");
const { isAbsolute } = require("node:path");
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

// Where there is no binary, the error names the platform.
Object.defineProperty(process, "arch", { value: "sparc" });
assert.throws(() => advocacy.getLoadablePath(), /no library for .*-sparc/);
console.log(path);
