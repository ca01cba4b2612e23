// The WebAssembly build by itself: what it asks of its host, the questions of queries.tsv, every example of the manual, values
// there and back, files of databases, and CSVs of all kinds. usage: node wasm.mjs MODULE QUERIES VERSION
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [path, queries, version] = process.argv.slice(2);
const { load, SqliteError } = await import(pathToFileURL(resolve(path)));

const bytes = readFileSync(join(dirname(path), "advocacy.wasm"));
const imports = WebAssembly.Module.imports(new WebAssembly.Module(bytes)).map(({ module, name }) => `${module}.${name}`);
assert.deepEqual(imports.filter((name) => name.startsWith("host.")).sort(), ["host.now", "host.random"]);
assert.ok(imports.every((name) => /^(host|wasi_snapshot_preview1|env)\./.test(name)), imports.join());
assert.ok(!imports.some((name) => /sock|path_|connect|fetch/.test(name)), imports.join());

const engine = await load();
const db = engine.open();
assert.equal(db.value("SELECT advocacy_version()"), version);
console.log(`SQLite ${engine.version}, imports ${imports.join(", ")}`);

// Rows as the manual writes them: as text, which tells 40 and 40.0 apart.
function asText(sql) {
    const [{ columns, rows }] = db.run(sql);
    const names = columns.map((_, i) => `c${i}`);
    const [text] = db.run(`WITH asked(${names}) AS (${sql}) SELECT ${names.map((name) => `${name} || ''`)} FROM asked`);
    assert.equal(text.rows.length, rows.length);
    return text.rows.map((row) => row.map((value) => value ?? "NULL").join("|")).join("\n");
}

for (const line of readFileSync(queries, "utf8").trimEnd().split("\n")) {
    const [sql, expected] = line.split("\t");
    assert.equal(asText(sql), expected, sql);
}
const examples = db.all("SELECT example, output FROM advocacy_functions");
assert.ok(examples.length > 50);
for (const { example, output } of examples) {
    assert.equal(asText(example), output, example);
}
console.log(`${examples.length} examples`);

const values = [null, 0, -5, 2 ** 31, -(2 ** 40), 2 ** 53 - 1, (1n << 62n) + 1n, -(1n << 63n), 0.1, -1e300, "", "ä€😀", new Uint8Array([0, 1, 255])];
for (const value of values) {
    assert.deepEqual(db.value("SELECT ?", value), value);
    assert.deepEqual(db.value("SELECT ? IS ?", value, value), 1);
}
assert.throws(() => db.run("SELECT 1; SELECT nonsense(1)"), (error) => error instanceof SqliteError && error.offset === 17);
assert.throws(() => db.run("SELECT nps(99)"), /99 is not an answer from 0 to 10/);
assert.throws(() => db.run("ATTACH 'file.db' AS other; SELECT * FROM other.x"), SqliteError);
assert.match(db.value("SELECT date('now')"), new RegExp(`^${new Date().toISOString().slice(0, 8)}`));
assert.notEqual(db.value("SELECT random()"), db.value("SELECT random()"));

// A database to bytes and back.
db.run("CREATE TABLE t(a); INSERT INTO t VALUES (1), (2)");
const copy = engine.open(db.export());
copy.run("INSERT INTO t VALUES (3)");
assert.equal(copy.value("SELECT sum(a) FROM t"), 6);
assert.equal(db.value("SELECT sum(a) FROM t"), 3);
const wal = db.export().fill(2, 18, 20);
assert.equal(engine.open(wal).value("SELECT sum(a) FROM t"), 3);
const torn = engine.open(db.export().subarray(0, 600));
assert.throws(() => torn.run("SELECT * FROM t"), SqliteError);

// CSVs.
let tables = 0;
function imported(csv, delimiter) {
    const table = `csv ${++tables}`;
    const found = db.importCsv(table, csv, delimiter);
    return { ...found, cells: db.run(`SELECT * FROM "${table}"`)[0].rows };
}
const windows = Uint8Array.from("n;s\r\nM\xfcller;9\r\n", (letter) => letter.charCodeAt(0));
const wide = new Uint8Array(new Uint16Array([..."\ufeffa\tb\nä\t9\n"].map((letter) => letter.charCodeAt(0))).buffer);
for (const [csv, columns, cells] of [
    ["a,b\n1,2\n", ["a", "b"], [["1", "2"]]],
    ["\ufeffa,b\r\n1,2", ["a", "b"], [["1", "2"]]],
    ["a\n\"x \"\"y\"\"\n, z\"\n", ["a"], [['x "y"\n, z']]],
    ['a;b\n"1;5";2,5\n', ["a", "b"], [["1;5", "2,5"]]],
    ["a,A,,b\n1,2,3,4\n", ["a", "A_2", "column3", "b"], [["1", "2", "3", "4"]]],
    ["a|b\n\n|\n\n", ["a", "b"], [["", ""]]],
    ['a,b\n"open,2', ["a", "b"], [["open,2", null]]],
    ['a,b\n"x"y,2', ["a", "b"], [["xy", "2"]]],
    [windows, ["n", "s"], [["Müller", "9"]]],
    [wide, ["a", "b"], [["ä", "9"]]],
]) {
    const found = imported(csv);
    assert.deepEqual(found.columns, columns);
    assert.deepEqual(found.cells, cells);
}
const ragged = imported("a,b\n1\n1,2\n1,2,3\n");
assert.deepEqual([ragged.rows, ragged.short, ragged.long, ragged.cells], [3, 1, 1, [["1", null], ["1", "2"], ["1", "2"]]]);
assert.deepEqual(imported("a,b;c\n1,2;3", ";").cells, [["1,2", "3"]]);
assert.throws(() => db.importCsv("csv 1", "a\n1"), /already exists/);
assert.throws(() => db.importCsv("none", ""), SqliteError);
assert.equal(db.value("SELECT count(*) FROM sqlite_schema WHERE name = 'none'"), 0);

// From a CSV to the page, and memory that is given back.
const lines = Array.from({ length: 400 }, (_, i) => `c${i % 250}@example.org,2026-0${1 + (i % 9)}-15,${i % 11}`);
const survey = engine.open();
survey.importCsv("survey", `email,answered at,score\n${lines.join("\n")}`);
survey.run(survey.mapping());
assert.ok(survey.setup() > 100);
assert.match(survey.dashboard({ title: "From a CSV" }), /<title>From a CSV/);
survey.close();
console.log("values, files, CSVs, mapping, page: right");
