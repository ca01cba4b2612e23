// The npm package as a module: the same functions and the same file, which can be named itself, and a declaration of types beside each form.
import assert from "node:assert";
import { existsSync, readFileSync, realpathSync } from "node:fs";
import { createRequire } from "node:module";
import * as advocacy from "sqlite-advocacy";

const require = createRequire(import.meta.url);
assert.deepStrictEqual(Object.keys(advocacy).sort(), ["getLoadablePath", "load"]);
const path = advocacy.getLoadablePath();
assert.strictEqual(path, require("sqlite-advocacy").getLoadablePath());
// It is a module of its own, and not the other form in disguise.
assert.doesNotMatch(readFileSync("node_modules/sqlite-advocacy/index.mjs", "utf8"), /index\.cjs"/);
// Whoever wants the file itself can name it.
assert.strictEqual(realpathSync(require.resolve(path.replace(/.*(?=sqlite-advocacy)/, ""))), realpathSync(path));
const { exports } = require("sqlite-advocacy/package.json");
for (const form of ["import", "require"]) {
    for (const kind of ["types", "default"]) {
        assert.ok(existsSync(`node_modules/sqlite-advocacy/${exports["."][form][kind]}`), `${form} ${kind}`);
    }
}
