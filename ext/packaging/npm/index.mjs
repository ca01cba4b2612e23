// The npm package: where the library for this platform is, and how it is loaded into a connection. This is the ES module;
// make dist makes index.cjs of it, for require(), by exchanging its imports and exports.
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

// A bundler that makes CommonJS of this leaves no URL.
const url = import.meta.url;
const origin = url ? fileURLToPath(url) : __filename;

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

/** Where node resolves the package's file from, or nothing. Called so that no bundler takes it for a file of its own. */
function resolved(from, file) {
    try {
        return [createRequire(from).resolve(`sqlite-advocacy/${file}`)];
    } catch {
        return [];
    }
}

/** SQLite cannot read in Electron's archives; what it needs stands unpacked beside them. */
function unpacked(path) {
    return path.replace(/\.asar([\\/])/, ".asar.unpacked$1");
}

export function getLoadablePath() {
    const platform = `${process.platform}-${process.arch}${isMusl() ? "-musl" : ""}`;
    const suffix = { win32: "dll", darwin: "dylib" }[process.platform] || "so";
    const file = `binaries/${platform}/advocacy.${suffix}`;
    // Beside this file; or, in a bundle, in node_modules, as seen from the bundle, from where the process stands, and
    // beside the program into which it was compiled.
    const paths = [
        join(dirname(origin), file),
        ...resolved(origin, file),
        ...resolved(join(process.cwd(), "bundle.js"), file),
        join(dirname(process.execPath), file),
    ].map(unpacked);
    const path = paths.find((candidate) => existsSync(candidate));
    if (!path) {
        const looked = [...new Set(paths)].join(", ");
        throw new Error(
            `sqlite-advocacy has no library for ${platform}: looked for ${looked}; ` +
                "keep the package out of the bundle, or build the library with make and load build/advocacy",
        );
    }
    return path;
}

export function load(db) {
    db.loadExtension(getLoadablePath());
}
