// A libSQL server as a child process, and what it is asked over HTTP.
import { spawn, spawnSync } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

const START_SECONDS = 30;
const STOP_SECONDS = 10;
const ANSWER_SECONDS = 60;

// Every child ends with this process, whatever ends it: here, and by the kernel where this process is killed itself.
const running = new Set();
process.on("exit", () => running.forEach((child) => child.kill("SIGKILL")));
for (const [signal, number] of [["SIGHUP", 1], ["SIGINT", 2], ["SIGTERM", 15]]) {
    process.on(signal, () => process.exit(128 + number));
}
const setpriv = ["setpriv", "--pdeathsig", "KILL"];
export const guard = spawnSync(setpriv[0], [...setpriv.slice(1), "true"]).status === 0 ? setpriv : [];

export function freePort() {
    return new Promise((resolve, reject) => {
        const listener = createServer();
        listener.on("error", reject);
        listener.listen(0, "127.0.0.1", () => {
            const { port } = listener.address();
            listener.close(() => resolve(port));
        });
    });
}

// What a value is in the protocol: integers come as text, so that none is rounded on the way.
function plain(value) {
    return value.type === "integer" ? Number(value.value) : value.type === "null" ? null : value.value;
}

export class Server {
    // options: what sqld is started with beside its folder, its extensions and its HTTP port
    constructor(name, binary, folder, extensions, port, options) {
        Object.assign(this, { name, binary, port, child: null });
        this.log = `${folder}/${name}.log`;
        this.arguments = ["--no-welcome", "--db-path", `${folder}/${name}`, "--extensions-path", extensions,
            "--http-listen-addr", `127.0.0.1:${port}`, ...options];
        this.url = `http://127.0.0.1:${port}`;
        mkdirSync(folder, { recursive: true });
    }

    launch() {
        const log = openSync(this.log, "a");
        const command = [...guard, this.binary, ...this.arguments];
        const child = spawn(command[0], command.slice(1), { stdio: ["ignore", log, log] });
        closeSync(log);
        running.add(child);
        this.child = child;
        this.ended = new Promise((resolve) => {
            child.on("error", () => resolve("cannot be run"));
            child.on("exit", (code, signal) => {
                running.delete(child);
                this.child = null;
                resolve(signal ?? code);
            });
        });
    }

    async start() {
        this.launch();
        for (const until = Date.now() + 1000 * START_SECONDS; Date.now() < until; await sleep(100)) {
            if (!this.child) {
                throw new Error(`${this.name} ended at once:\n${readFileSync(this.log, "utf8").slice(-2000)}`);
            }
            if (await this.answers()) {
                return;
            }
        }
        throw new Error(`${this.name} does not answer after ${START_SECONDS} seconds, see ${this.log}`);
    }

    async answers() {
        try {
            return (await fetch(`${this.url}/health`, { signal: AbortSignal.timeout(2000) })).ok;
        } catch {
            return false;
        }
    }

    // As a machine that loses power, but for its disk.
    async kill() {
        this.child.kill("SIGKILL");
        await this.ended;
    }

    async stop() {
        this.child?.kill("SIGTERM");
        const isLate = sleep(1000 * STOP_SECONDS, true, { ref: false });
        if (await Promise.race([this.ended.then(() => false), isLate])) {
            await this.kill();
        }
    }

    // One request of the protocol's version 2, "Hrana over HTTP"; the result of each of its parts.
    async pipeline(requests, seconds = ANSWER_SECONDS) {
        const response = await fetch(`${this.url}/v2/pipeline`, {
            method: "POST",
            headers: { "Content-Type": "application/json" },
            body: JSON.stringify({ requests: [...requests, { type: "close" }] }),
            signal: AbortSignal.timeout(1000 * seconds),
        });
        if (!response.ok) {
            throw new Error(`${this.name}: ${response.status} ${await response.text()}`);
        }
        return (await response.json()).results.slice(0, -1).map((part) => {
            if (part.type !== "ok") {
                throw new Error(`${this.name}: ${part.error.message}`);
            }
            return part.response.result;
        });
    }

    // A whole script.
    async run(sql, seconds) {
        await this.pipeline([{ type: "sequence", sql }], seconds);
    }

    // Statements in one transaction: each runs when the one before it has succeeded.
    async batch(statements) {
        const steps = ["BEGIN", ...statements, "COMMIT"].map((sql, i) => ({
            stmt: { sql, want_rows: false },
            ...(i > 0 && { condition: { type: "ok", step: i - 1 } }),
        }));
        const [result] = await this.pipeline([{ type: "batch", batch: { steps } }]);
        const error = result.step_errors.find((one) => one);
        if (error || result.step_results.some((one) => !one)) {
            throw new Error(`${this.name}: ${error?.message}`);
        }
    }

    // The rows of a query, each an array.
    async rows(sql, seconds) {
        const [result] = await this.pipeline([{ type: "execute", stmt: { sql } }], seconds);
        return result.rows.map((row) => row.map(plain));
    }
}
