// SQLite with advocacy built in, run as WebAssembly: connections to databases in memory. It knows of no file, page or
// network; index.mjs and the playground give it the module.

const ROW = 100;
const DONE = 101;
const INTEGER = 1;
const REAL = 2;
const TEXT = 3;
const BLOB = 4;
// Bytes that SQLite is to copy, and bytes that stay where they are.
const TRANSIENT = -1;
const STATIC = 0;
const NO_SYSTEM = 52; // WASI's "not supported"

/** An error of SQLite or of the extension; `offset` is where in the SQL it is, in bytes, or -1. */
export class SqliteError extends Error {
    constructor(message, offset = -1) {
        super(message);
        this.name = "SqliteError";
        this.offset = offset;
    }
}

/** Starts the module, which is bytes or compiled. */
export async function start(source) {
    const module = source instanceof WebAssembly.Module ? source : await WebAssembly.compile(source);
    let memory;
    const imports = {
        host: {
            now: () => Date.now(),
            random: (at, count) => void crypto.getRandomValues(new Uint8Array(memory.buffer, at >>> 0, count)),
        },
    };
    // What C libraries link in and nothing here calls: there are no files and no processes.
    for (const { module: from, name } of WebAssembly.Module.imports(module)) {
        imports[from] ||= {};
        imports[from][name] ||= () => NO_SYSTEM;
    }
    const { exports } = await WebAssembly.instantiate(module, imports);
    memory = exports.memory;
    exports._initialize?.();
    return new Engine(exports);
}

class Engine {
    #encoder = new TextEncoder();
    #decoder = new TextDecoder();
    #bytes;

    constructor(exports) {
        this.c = exports;
        this.version = this.text(exports.sqlite3_libversion());
    }

    /** The memory, which is another object each time that it has grown. */
    get bytes() {
        if (this.#bytes?.buffer !== this.c.memory.buffer) {
            this.#bytes = new Uint8Array(this.c.memory.buffer);
        }
        return this.#bytes;
    }

    allocate(size) {
        const at = this.c.sqlite3_malloc(size) >>> 0;
        if (!at) {
            throw new SqliteError(`out of memory: ${size} bytes more are not to be had`);
        }
        return at;
    }

    /** A text or bytes in the memory, with a zero behind them: where, and how many bytes. */
    put(value) {
        const bytes = typeof value === "string" ? this.#encoder.encode(value) : value;
        const at = this.allocate(bytes.length + 1);
        this.bytes.set(bytes, at);
        this.bytes[at + bytes.length] = 0;
        return [at, bytes.length];
    }

    text(at, length = -1) {
        at >>>= 0;
        const end = length < 0 ? this.bytes.indexOf(0, at) : at + length;
        return this.#decoder.decode(this.bytes.subarray(at, end));
    }

    integer(at) {
        return new DataView(this.c.memory.buffer).getInt32(at >>> 0, true);
    }

    /** A connection to an empty database, or to a copy of one in the bytes of a file. */
    open(file = null) {
        const out = this.allocate(8);
        let at = 0;
        let size = 0;
        if (file) {
            [at, size] = this.put(file instanceof Uint8Array ? file : new Uint8Array(file));
            // A file in WAL mode has all in it once its last writer has gone; in memory there is no WAL.
            if (size > 19 && this.bytes[at + 18] === 2 && this.bytes[at + 19] === 2) {
                this.bytes.fill(1, at + 18, at + 20);
            }
        }
        const db = this.c.open_database(at, size, out) >>> 0;
        const code = this.integer(out);
        this.c.sqlite3_free(out);
        if (!db) {
            throw new SqliteError("out of memory");
        }
        const database = new Database(this, db);
        if (code !== 0) {
            database.fail();
        }
        return database;
    }
}

/** A connection. What it opens stays in memory until close(). */
export class Database {
    #engine;
    #db;

    constructor(engine, db) {
        this.#engine = engine;
        this.#db = db;
    }

    fail() {
        const { c } = this.#engine;
        throw new SqliteError(this.#engine.text(c.sqlite3_errmsg(this.#db)), c.sqlite3_error_offset(this.#db));
    }

    /**
     * Runs all statements of a text. Gives, of each that has columns, { columns, rows, more }: rows are arrays, at most
     * `most` of them, and `more` says whether there were others.
     */
    run(sql, parameters = [], most = Infinity) {
        const engine = this.#engine;
        const { c } = engine;
        const results = [];
        const [text] = engine.put(sql);
        const out = engine.allocate(8);
        let statement = 0;
        try {
            for (let at = text; engine.bytes[at] !== 0; at = engine.integer(out + 4) >>> 0) {
                if (c.sqlite3_prepare_v2(this.#db, at, -1, out, out + 4) !== 0) {
                    const offset = c.sqlite3_error_offset(this.#db);
                    throw new SqliteError(engine.text(c.sqlite3_errmsg(this.#db)), offset < 0 ? offset : offset + at - text);
                }
                statement = engine.integer(out) >>> 0;
                if (statement) {
                    this.#bindAll(statement, parameters);
                    const result = this.#rows(statement, most);
                    if (result.columns.length) {
                        results.push(result);
                    }
                    c.sqlite3_finalize(statement);
                    statement = 0;
                }
            }
        } finally {
            if (statement) {
                c.sqlite3_finalize(statement);
            }
            c.sqlite3_free(out);
            c.sqlite3_free(text);
        }
        return results;
    }

    /** The rows of a query as objects. */
    all(sql, ...parameters) {
        const [result] = this.run(sql, parameters);
        return result ? result.rows.map((row) => Object.fromEntries(result.columns.map((name, i) => [name, row[i]]))) : [];
    }

    /** The first column of the first row; undefined when there is no row. */
    value(sql, ...parameters) {
        return this.run(sql, parameters, 1)[0]?.rows[0]?.[0];
    }

    #bindAll(statement, parameters) {
        const count = Math.min(this.#engine.c.sqlite3_bind_parameter_count(statement), parameters.length);
        for (let i = 0; i < count; i++) {
            this.#bind(statement, i + 1, parameters[i]);
        }
    }

    #bind(statement, place, value) {
        const { c } = this.#engine;
        if (value === null || value === undefined) {
            c.sqlite3_bind_null(statement, place);
        } else if (typeof value === "bigint" || typeof value === "boolean" || Number.isSafeInteger(value)) {
            const whole = BigInt(value);
            c.bind_integer(statement, place, Number(BigInt.asIntN(32, whole >> 32n)), Number(BigInt.asIntN(32, whole)));
        } else if (typeof value === "number") {
            c.sqlite3_bind_double(statement, place, value);
        } else {
            const bind = typeof value === "string" ? c.sqlite3_bind_text : c.sqlite3_bind_blob;
            const [at, length] = this.#engine.put(typeof value === "string" ? value : new Uint8Array(value));
            bind(statement, place, at, length, TRANSIENT);
            c.sqlite3_free(at);
        }
    }

    #rows(statement, most) {
        const { c } = this.#engine;
        const columns = [];
        for (let i = 0; i < c.sqlite3_column_count(statement); i++) {
            columns.push(this.#engine.text(c.sqlite3_column_name(statement, i)));
        }
        const rows = [];
        let code;
        while ((code = c.sqlite3_step(statement)) === ROW) {
            if (rows.length >= most) {
                return { columns, rows, more: true };
            }
            rows.push(columns.map((_, i) => this.#column(statement, i)));
        }
        if (code !== DONE) {
            this.fail();
        }
        return { columns, rows, more: false };
    }

    #column(statement, i) {
        const engine = this.#engine;
        const { c } = engine;
        switch (c.sqlite3_column_type(statement, i)) {
            case INTEGER: {
                const number = c.sqlite3_column_double(statement, i);
                return Number.isSafeInteger(number) ? number : BigInt(engine.text(c.sqlite3_column_text(statement, i)));
            }
            case REAL:
                return c.sqlite3_column_double(statement, i);
            case TEXT: {
                const at = c.sqlite3_column_text(statement, i);
                return engine.text(at, c.sqlite3_column_bytes(statement, i));
            }
            case BLOB: {
                const at = c.sqlite3_column_blob(statement, i) >>> 0;
                return engine.bytes.slice(at, at + c.sqlite3_column_bytes(statement, i));
            }
            default:
                return null;
        }
    }

    /**
     * Makes a table of a CSV: of bytes in UTF-8 or UTF-16, or of a text. The first record names the columns; all values
     * are text as they stand there, as in the shell's .import. Gives { columns, rows, short, long, delimiter }: records with
     * fewer cells than names end with NULLs, and what is too much in records with more is left out.
     */
    importCsv(table, csv, delimiter = null) {
        const engine = this.#engine;
        const { c } = engine;
        const [text, size] = engine.put(utf8(csv));
        let insert = 0;
        this.run("SAVEPOINT import_csv");
        try {
            const reader = new CsvReader(engine, text, size, delimiter);
            const names = uniqueNames(reader.next() ? reader.cells.map(([at, length]) => engine.text(at, length)) : []);
            const list = names.map((name) => `${quoted(name)} TEXT`).join(", ");
            this.run(`CREATE TABLE ${quoted(table)}(${list})`);
            const [sql] = engine.put(`INSERT INTO ${quoted(table)} VALUES (${names.map(() => "?").join(", ")})`);
            const out = engine.allocate(4);
            const code = c.sqlite3_prepare_v2(this.#db, sql, -1, out, 0);
            insert = engine.integer(out) >>> 0;
            c.sqlite3_free(sql);
            c.sqlite3_free(out);
            if (code !== 0) {
                this.fail();
            }
            const counts = { rows: 0, short: 0, long: 0 };
            while (reader.next()) {
                this.#insert(insert, reader.cells, names.length, counts);
            }
            c.sqlite3_finalize(insert);
            insert = 0;
            this.run("RELEASE import_csv");
            return { columns: names, delimiter: reader.delimiter, ...counts };
        } catch (error) {
            c.sqlite3_finalize(insert);
            this.run("ROLLBACK TO import_csv; RELEASE import_csv");
            throw error;
        } finally {
            c.sqlite3_free(text);
        }
    }

    #insert(insert, cells, width, counts) {
        const { c } = this.#engine;
        for (let i = 0; i < width; i++) {
            if (i < cells.length) {
                c.sqlite3_bind_text(insert, i + 1, cells[i][0], cells[i][1], STATIC);
            } else {
                c.sqlite3_bind_null(insert, i + 1);
            }
        }
        if (c.sqlite3_step(insert) !== DONE) {
            this.fail();
        }
        c.sqlite3_reset(insert);
        counts.rows++;
        counts.short += cells.length < width;
        counts.long += cells.length > width;
    }

    /** The script that maps this database to the tables that the views read, as advocacy_mapping() proposes it. */
    mapping() {
        return this.value("SELECT advocacy_mapping()");
    }

    /** Makes the views: kind 'temp', 'snapshot' or 'main'. Gives how many there are. */
    setup(kind = "snapshot", settings = {}) {
        return this.value("SELECT advocacy_setup(?, ?)", kind, JSON.stringify(settings));
    }

    /** The whole page of HTML. */
    dashboard(options = {}) {
        return this.value("SELECT advocacy_dashboard(?)", JSON.stringify(options));
    }

    /** The database as the bytes of a file. */
    export() {
        const { c } = this.#engine;
        const out = this.#engine.allocate(4);
        const at = c.database_bytes(this.#db, out) >>> 0;
        const size = this.#engine.integer(out);
        c.sqlite3_free(out);
        if (!at) {
            throw new SqliteError("out of memory");
        }
        const bytes = this.#engine.bytes.slice(at, at + size);
        c.sqlite3_free(at);
        return bytes;
    }

    close() {
        this.#engine.c.sqlite3_close_v2(this.#db);
        this.#db = 0;
    }
}

/** A name as SQL has it in quotes. */
export function quoted(name) {
    return `"${name.replace(/"/g, '""')}"`;
}

/** A file of text as UTF-8 without a mark in front: from UTF-8, UTF-16, or, where it is neither, Windows' Latin alphabet. */
function utf8(csv) {
    if (typeof csv === "string") {
        return new TextEncoder().encode(csv.replace(/^\ufeff/, ""));
    }
    const bytes = csv instanceof Uint8Array ? csv : new Uint8Array(csv);
    const wide = { "255,254": "utf-16le", "254,255": "utf-16be" }[bytes.subarray(0, 2).join()];
    if (wide) {
        return new TextEncoder().encode(new TextDecoder(wide).decode(bytes));
    }
    try {
        new TextDecoder("utf-8", { fatal: true }).decode(bytes);
        return bytes.subarray(0, 3).join() === "239,187,191" ? bytes.subarray(3) : bytes;
    } catch {
        return new TextEncoder().encode(new TextDecoder("windows-1252").decode(bytes));
    }
}

/** Names of columns, each once in SQLite's eyes: blank ones are numbered, and so are those that come again. */
function uniqueNames(names) {
    const taken = new Set();
    return names.map((given, i) => {
        const base = given.trim() || `column${i + 1}`;
        let name = base;
        for (let n = 2; taken.has(name.toLowerCase()); n++) {
            name = `${base}_${n}`;
        }
        taken.add(name.toLowerCase());
        return name;
    });
}

const QUOTE = 0x22;
const LINE_FEED = 0x0a;
const RETURN = 0x0d;

/**
 * Records of a CSV (RFC 4180) that lies in the engine's memory: `cells` are [where, length] of the last one. Quotes that
 * are doubled are made one in place, so that nothing is copied.
 */
class CsvReader {
    constructor(engine, at, size, delimiter) {
        this.engine = engine;
        this.at = at;
        this.end = at + size;
        this.cells = [];
        this.delimiter = delimiter || this.#guess();
        this.separator = this.delimiter.charCodeAt(0);
    }

    /** The one of comma, semicolon, tabulator and bar that splits the first line into most cells. */
    #guess() {
        const counts = { ",": 1, ";": 0, "\t": 0, "|": 0 };
        let inside = false;
        for (let i = this.at; i < this.end; i++) {
            const byte = this.engine.bytes[i];
            if (byte === QUOTE) {
                inside = !inside;
            } else if (!inside && (byte === LINE_FEED || byte === RETURN)) {
                break;
            } else if (!inside && byte < 0x80 && String.fromCharCode(byte) in counts) {
                counts[String.fromCharCode(byte)] += 2;
            }
        }
        return Object.keys(counts).reduce((best, each) => (counts[each] > counts[best] ? each : best), ",");
    }

    /** Reads a record; false at the end. Lines without anything are none. */
    next() {
        const { bytes } = this.engine;
        while (this.at < this.end && (bytes[this.at] === LINE_FEED || bytes[this.at] === RETURN)) {
            this.at++;
        }
        if (this.at >= this.end) {
            return false;
        }
        this.cells.length = 0;
        for (;;) {
            this.cells.push(bytes[this.at] === QUOTE ? this.#quotedCell(bytes) : this.#plainCell(bytes));
            if (this.at >= this.end || bytes[this.at] !== this.separator) {
                return true;
            }
            this.at++;
        }
    }

    #plainCell(bytes) {
        const from = this.at;
        while (this.at < this.end) {
            const byte = bytes[this.at];
            if (byte === this.separator || byte === LINE_FEED || byte === RETURN) {
                break;
            }
            this.at++;
        }
        return [from, this.at - from];
    }

    #quotedCell(bytes) {
        const from = ++this.at;
        let to = from;
        while (this.at < this.end) {
            if (bytes[this.at] === QUOTE) {
                this.at++;
                if (this.at >= this.end || bytes[this.at] !== QUOTE) {
                    break;
                }
            }
            bytes[to++] = bytes[this.at++];
        }
        // What stands behind the closing quote, against the rules, belongs to the cell too.
        const [rest, length] = this.#plainCell(bytes);
        bytes.copyWithin(to, rest, rest + length);
        return [from, to - from + length];
    }
}
