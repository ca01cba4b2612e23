// The npm package in one of Node's SQLite packages, asked the questions of queries.tsv.
// usage: load.mjs node_sqlite|libsql|better_sqlite3 QUERIES VERSION
import assert from "node:assert";
import { readFileSync } from "node:fs";
import { load } from "sqlite-advocacy";

const [host, queries, version] = process.argv.slice(2);

async function open() {
    if (host === "node_sqlite") {
        const { DatabaseSync } = await import("node:sqlite");
        return new DatabaseSync(":memory:", { allowExtension: true });
    }
    const { default: Database } = await import(host.replace("_", "-"));
    return new Database(":memory:");
}

const db = await open();
load(db);
// As text, which is SQLite's own: JavaScript writes 40.0 as 40.
const answer = (sql) => db.prepare(`SELECT CAST((${sql}) AS TEXT) AS answer`).get().answer;
const lines = readFileSync(queries, "utf8").trimEnd().split("\n");
for (const line of lines) {
    const [sql, expected] = line.split("\t");
    assert.strictEqual(answer(sql), expected, sql);
}
assert.strictEqual(answer("SELECT advocacy_version()"), version);
assert.throws(() => answer("SELECT nps(99)"), /99 is not an answer from 0 to 10/);
console.log(`${lines.length} queries, SQLite ${answer("SELECT sqlite_version()")}`);
