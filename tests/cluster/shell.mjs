// The sqlite3 shell on a database of this machine: what the servers must agree with.
import { execFileSync } from "node:child_process";

const SECONDS = 120;

export class Shell {
    constructor(program, library, path) {
        Object.assign(this, { program, library, path });
    }

    execute(options, input) {
        return execFileSync(this.program, ["-init", "/dev/null", "-batch", "-bail", ...options, this.path], {
            input, encoding: "utf8", timeout: 1000 * SECONDS, maxBuffer: 1 << 28, stdio: ["pipe", "pipe", "pipe"],
        });
    }

    // A script, without the extension: what is written must not need it.
    run(sql) {
        return this.execute([], sql);
    }

    // The rows of a query, each an array.
    rows(sql) {
        const text = this.execute(["-json", "-cmd", `.load '${this.library}'`], sql);
        return text.trim() ? JSON.parse(text).map((row) => Object.values(row)) : [];
    }

    // What the shell says to a query that fails.
    error(sql) {
        try {
            this.rows(sql);
        } catch (error) {
            return error.stderr;
        }
        throw new Error(`succeeded: ${sql}`);
    }

    // All rows of the tables that no trigger fills, as statements of so many rows each.
    insertions(rowsEach) {
        const statements = [];
        const open = new Map();
        for (const line of this.run(".dump").split("\n")) {
            const [, table, values] = line.match(/^INSERT INTO (\S+) VALUES(\(.*\));$/) ?? [];
            if (!table) {
                continue;
            }
            if (!open.has(table) || open.get(table).length === rowsEach) {
                open.set(table, []);
                statements.push({ table, rows: open.get(table) });
            }
            open.get(table).push(values);
        }
        return statements.map(({ table, rows }) => `INSERT INTO ${table} VALUES ${rows.join(", ")}`);
    }
}
