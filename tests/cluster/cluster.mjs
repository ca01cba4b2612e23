// A libSQL cluster on this machine: a primary and two replicas with the extension, filled over HTTP, asked, killed and
// brought back. README.md says what is proved. run.sh starts this.
// usage: node cluster.mjs FOLDER SQLD LIBRARY SQLITE3
import { execFileSync, spawnSync } from "node:child_process";
import { appendFileSync, mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

import { freePort, guard, Server } from "./server.mjs";
import { Shell } from "./shell.mjs";

const TOLERANCE = 1e-9;
const CATCH_UP_SECONDS = 60;
const ROWS_IN_A_STATEMENT = 50;
const STATEMENTS_IN_A_BATCH = 100;
const UNACKNOWLEDGED_SECONDS = 3;
const ROWS_BEFORE_THE_KILL = 50;

const [folder, binary, library, sqlite3] = process.argv.slice(2).map((path, i) => (i < 3 ? resolve(path) : path));
const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "../..");
const script = (name) => readFileSync(join(root, "sql", name), "utf8");
const VIEWS = ["reading.sql",
    ...readdirSync(join(root, "sql/views")).sort().map((name) => `views/${name}`)];
const questions = readFileSync(join(here, "questions.sql"), "utf8").split(/\n\n+/).slice(1).map((text) => {
    const [title, ...query] = text.trim().split("\n");
    return { title: title.replace(/^-- /, ""), sql: query.join("\n").replace(/;$/, "") };
});

function fail(message) {
    throw new Error(message);
}

function pathOf(program) {
    try {
        return execFileSync("sh", ["-c", `command -v ${program}`], { encoding: "utf8" }).trim();
    } catch {
        return null;
    }
}

async function step(what, action) {
    const began = Date.now();
    process.stdout.write(`${what} ... `);
    const note = await action();
    console.log(`passed${note ? `, ${note}` : ""} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
}

function sameValue(a, b) {
    if (typeof a === "number" && typeof b === "number") {
        return Math.abs(a - b) <= TOLERANCE * Math.max(1, Math.abs(a), Math.abs(b));
    }
    return a === b;
}

function compareRows(where, found, expected) {
    if (found.length !== expected.length) {
        fail(`${where}: ${found.length} rows, the local shell has ${expected.length}`);
    }
    found.forEach((row, i) => row.forEach((value, j) => {
        if (!sameValue(value, expected[i][j])) {
            fail(`${where}: row ${i}, column ${j} is ${value}, in the local shell ${expected[i][j]}`);
        }
    }));
}

// Every server must answer every question as the local shell does.
async function askAll(servers, local) {
    let rows = 0;
    for (const { title, sql } of questions) {
        const expected = local.rows(sql);
        rows += expected.length;
        expected.length > 0 || fail(`no rows: ${title}`);
        for (const server of servers) {
            compareRows(`${server.name}, ${title}`, await server.rows(sql), expected);
        }
    }
    return `${questions.length} questions, ${rows} rows each`;
}

// How much there is in every table, and sums that change with the values of the survey.
function fingerprint(local) {
    const tables = local.rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'").flat();
    const counts = tables.map((table) => `(SELECT count(*) FROM ${table})`);
    return `SELECT ${counts.join(", ")}, (SELECT total(amount) FROM purchase),
        (SELECT total(response_id * length(coalesce(score, '') || coalesce(comment, ''))) FROM survey_response),
        (SELECT total(promoters + 3 * detractors) FROM nps_rollup)`;
}

async function waitUntilEqual(servers, local) {
    const sql = fingerprint(local);
    const expected = local.rows(sql);
    for (const server of servers) {
        for (const until = Date.now() + 1000 * CATCH_UP_SECONDS; ; await sleep(100)) {
            try {
                compareRows(server.name, await server.rows(sql), expected);
                break;
            } catch (error) {
                Date.now() < until || fail(`not caught up after ${CATCH_UP_SECONDS} seconds: ${error.message}`);
            }
        }
    }
}

function answerTo(id, text) {
    const customer = `C${String(1 + (id % 20000)).padStart(5, "0")}`;
    return `INSERT INTO survey_response(response_id, customer_id, answered_at, score, comment)
        VALUES (${id}, '${customer}', '2026-10-${10 + (id % 20)}', ${id % 11}, '${text}')`;
}

// Writes the same rows to a server and to the local database.
async function writeBoth(server, local, first, count, text) {
    const statements = Array.from({ length: count }, (_, i) => answerTo(first + i, text));
    await server.batch(statements);
    local.run(`${statements.join(";\n")};`);
}

function makeLocal() {
    const local = new Shell(sqlite3, library.replace(/\.so$/, ""), join(folder, "local.db"));
    local.run(["schema.sql", "demo.sql", "indexes.sql", ...VIEWS].map(script).join("\n"));
    const insertions = local.insertions(ROWS_IN_A_STATEMENT);
    const planted = local.run("SELECT sql || ';' FROM sqlite_master WHERE name = 'planted';");
    local.run(script("rollup.sql"));
    return { local, insertions, planted };
}

async function makeServers(extensions) {
    const data = join(folder, "servers");
    const grpc = await freePort();
    const replica = async (name) => new Server(name, binary, data, extensions, await freePort(),
        ["--primary-grpc-url", `http://127.0.0.1:${grpc}`]);
    const primary = new Server("primary", binary, data, extensions, await freePort(),
        ["--grpc-listen-addr", `127.0.0.1:${grpc}`]);
    return [primary, await replica("replica-1"), await replica("replica-2")];
}

async function load(primary, { insertions, planted }) {
    for (const name of ["schema.sql", "indexes.sql", ...VIEWS, "rollup.sql"]) {
        await primary.run(script(name));
    }
    await primary.run(planted);
    for (let i = 0; i < insertions.length; i += STATEMENTS_IN_A_BATCH) {
        await primary.batch(insertions.slice(i, i + STATEMENTS_IN_A_BATCH));
    }
    return `${insertions.length} statements of up to ${ROWS_IN_A_STATEMENT} rows`;
}

// A server must not run what trusted.lst does not vouch for.
async function refuseTampered(extensions) {
    const tampered = join(folder, "tampered");
    execFileSync("sh", [join(root, "ext/packaging/sqld.sh"), tampered, library]);
    appendFileSync(join(tampered, "advocacy.so"), "x");
    const server = new Server("tampered", binary, join(folder, "servers"), tampered, await freePort(), []);
    let isUsable = true;
    try {
        await server.start();
        await server.rows("SELECT nps(9)");
    } catch {
        isUsable = false;
    }
    await server.stop();
    !isUsable || fail("a library with another checksum was loaded");
}

// A program of that name for the commands below; each notes its process, so that it can be stopped.
function wrap(bin, name, command) {
    const words = command.map((word) => `'${word}'`).join(" ");
    const note = `echo $$ >>'${join(bin, "started")}'`;
    writeFileSync(join(bin, name), `#!/bin/sh\n${note}\nexec ${words} "$@"\n`, { mode: 0o755 });
}

// The commands that sql/README.md shows, on free ports.
async function runCommands() {
    const place = join(folder, "commands");
    const bin = join(place, "bin");
    rmSync(place, { recursive: true, force: true });
    mkdirSync(bin, { recursive: true });
    symlinkSync(join(root, "sql"), join(place, "sql"));
    execFileSync("sh", [join(root, "ext/packaging/sqld.sh"), join(place, "build/dist/sqld"), library]);
    wrap(bin, "sqld", [...guard, binary]);
    wrap(bin, "sqlite3", [pathOf(sqlite3)]);
    writeFileSync(join(place, "answers.sql"),
        "INSERT INTO survey_response(score) VALUES (10), ('10'), ('9 - likely'), (8), (''), (3);");
    let commands = readFileSync(join(here, "commands.sh"), "utf8");
    for (const port of ["8080", "8081", "5001"]) {
        commands = commands.replaceAll(`:${port}`, `:${await freePort()}`);
    }
    const stop = () => {
        spawnSync("sh", ["-c", `kill -9 $(cat '${join(bin, "started")}')`], { stdio: "ignore" });
        rmSync(join(bin, "started"), { force: true });
    };
    process.on("exit", stop);
    try {
        const text = execFileSync("sh", ["-c", commands], {
            cwd: place, encoding: "utf8", timeout: 60000, env: { ...process.env, PATH: `${bin}:${process.env.PATH}` },
        });
        const answer = '"rows":[[{"type":"float","value":40.0},{"type":"integer","value":"6"}]]';
        text.includes(answer) && !text.includes('"type":"error"') || fail(`the commands print\n${text}`);
    } finally {
        stop();
    }
}

async function errorsAreTheSame(servers, local) {
    const sql = "SELECT nps(99)";
    const message = local.error(sql).match(/nps\(\): .*/)[0].replace(/ \(\d+\)$/, "");
    for (const server of servers) {
        const found = await server.rows(sql).then(() => "no error", (error) => error.message);
        found.includes(message) || fail(`${server.name}: ${found}`);
    }
}

async function replicaReturns([primary, first, second], local) {
    await first.kill();
    await writeBoth(primary, local, 910000, 500, "while a replica is away");
    await waitUntilEqual([primary, second], local);
    await first.start();
    await waitUntilEqual([first], local);
    return "500 rows written meanwhile";
}

// Writes one row after the other and kills the primary under way; returns how many were acknowledged.
async function writeUntilKilled(primary, first) {
    let acknowledged = 0;
    try {
        for (;;) {
            await primary.run(answerTo(first + acknowledged, "acknowledged"));
            acknowledged++;
            if (acknowledged === ROWS_BEFORE_THE_KILL) {
                setTimeout(() => primary.kill(), 10);
            }
        }
    } catch {
        return acknowledged;
    }
}

async function primaryReturns([primary, ...replicas], local) {
    const first = 920000;
    const acknowledged = await writeUntilKilled(primary, first);
    acknowledged >= ROWS_BEFORE_THE_KILL || fail(`only ${acknowledged} rows were written`);
    await primary.ended;
    for (const replica of replicas) {
        (await replica.rows("SELECT nps(nps_answer(score)) FROM survey_response"))[0][0] > 0 || fail("no reading");
        await replica.run(answerTo(999999, "lost"), UNACKNOWLEDGED_SECONDS).then(
            () => fail(`${replica.name} acknowledged a row without a primary`), () => {});
    }
    await primary.start();
    // The row that was under way may be there or not; those that were acknowledged must be.
    const kept = (await primary.rows(`SELECT response_id FROM survey_response WHERE response_id >= ${first}
        AND response_id < 930000 ORDER BY 1`)).flat();
    kept.length >= acknowledged && kept.length <= acknowledged + 1 && kept.every((id, i) => id === first + i) ||
        fail(`${kept.length} rows of ${acknowledged}`);
    local.run(`${kept.map((id) => answerTo(id, "acknowledged")).join(";\n")};`);
    await waitUntilEqual([primary, ...replicas], local);
    return `${acknowledged} rows acknowledged, ${kept.length} there`;
}

async function writeEverywhere([primary, ...replicas], local) {
    await writeBoth(primary, local, 930000, 200, "through the primary");
    for (const [i, replica] of replicas.entries()) {
        await writeBoth(replica, local, 940000 + 1000 * i, 200, `through ${replica.name}`);
    }
    for (const change of ["UPDATE survey_response SET score = 0 WHERE response_id % 7 = 0",
        "UPDATE customer SET segment = 'Business' WHERE customer_id < 'C00100'",
        "DELETE FROM survey_response WHERE response_id % 11 = 0"]) {
        await replicas[0].run(change);
        local.run(`${change};`);
    }
    await waitUntilEqual([primary, ...replicas], local);
}

async function main() {
    rmSync(join(folder, "servers"), { recursive: true, force: true });
    rmSync(join(folder, "local.db"), { force: true });
    mkdirSync(folder, { recursive: true });
    const extensions = join(folder, "extensions");
    execFileSync("sh", [join(root, "ext/packaging/sqld.sh"), extensions, library]);
    const servers = await makeServers(extensions);
    const [primary] = servers;
    let made;

    await step("A library that is not what trusted.lst says is refused", () => refuseTampered(extensions));
    if (pathOf("curl")) {
        await step("The commands of sql/README.md do what it says", runCommands);
    } else {
        console.log("The commands of sql/README.md ... skipped: there is no curl");
    }
    await step("The demo company in a local database", () => { made = makeLocal(); });
    const { local } = made;
    await step("Primary and two replicas start", async () => {
        for (const server of servers) {
            await server.start();
        }
        const [[sqlite]] = await primary.rows("SELECT sqlite_version()");
        return `SQLite ${sqlite}, ${servers.map((one) => `${one.name} on ${one.port}`).join(", ")}`;
    });
    await step("The company through the primary, over HTTP", () => load(primary, made));
    await step("The replicas catch up", () => waitUntilEqual(servers, local));
    await step("All three answer as the local shell does", () => askAll(servers, local));
    await step("Errors arrive with their message", () => errorsAreTheSame(servers, local));
    await step("A replica is killed and brought back", () => replicaReturns(servers, local));
    await step("The primary is killed while it writes, and brought back", () => primaryReturns(servers, local));
    await step("Rows are written through the primary and through replicas", () => writeEverywhere(servers, local));
    await step("All three answer as the local shell does, again", () => askAll(servers, local));
    await step("Everything stops", async () => {
        for (const server of servers.reverse()) {
            await server.stop();
            !await server.answers() || fail(`${server.name} still answers`);
        }
    });
    console.log("test-cluster: passed");
}

main().then(() => process.exit(0), (error) => {
    console.log(`FAILED\n${error.stack}${error.cause ? `\n${error.cause}` : ""}`);
    process.exit(1);
});
