// The npm package: where the library for this platform is, and how it is loaded into a connection.
"use strict";

const { existsSync } = require("node:fs");
const { join } = require("node:path");

/** Whether this process runs on musl, as on Alpine, which does not load libraries for glibc. */
function isMusl() {
    const report = process.report;
    if (process.platform !== "linux" || !report) {
        return false;
    }
    // A report on the network would look up names, and may take seconds.
    const { excludeNetwork } = report;
    report.excludeNetwork = true;
    const { header } = report.getReport();
    report.excludeNetwork = excludeNetwork;
    return !header.glibcVersionRuntime;
}

function getLoadablePath() {
    const platform = `${process.platform}-${process.arch}${isMusl() ? "-musl" : ""}`;
    const suffix = { win32: "dll", darwin: "dylib" }[process.platform] || "so";
    const path = join(__dirname, "binaries", platform, `advocacy.${suffix}`);
    if (!existsSync(path)) {
        throw new Error(`sqlite-advocacy has no library for ${platform}; build it with make and load build/advocacy`);
    }
    return path;
}

function load(db) {
    db.loadExtension(getLoadablePath());
}

module.exports = { getLoadablePath, load };
