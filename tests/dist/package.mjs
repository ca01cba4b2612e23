// The npm package as a module: the same functions, and a declaration of types beside each form.
import assert from "node:assert";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import * as advocacy from "sqlite-advocacy";

const require = createRequire(import.meta.url);
assert.strictEqual(advocacy.load, require("sqlite-advocacy").load);
assert.strictEqual(advocacy.getLoadablePath, require("sqlite-advocacy").getLoadablePath);
const { exports } = require("sqlite-advocacy/package.json");
for (const form of ["import", "require"]) {
    for (const kind of ["types", "default"]) {
        assert.ok(existsSync(`node_modules/sqlite-advocacy/${exports["."][form][kind]}`), `${form} ${kind}`);
    }
}
