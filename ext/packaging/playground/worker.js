// The playground's worker: the database, away from the page, which stays usable while a query runs. It stands behind
// engine.mjs in one script.

const MOST_ROWS = 1000;
let engine;
let db;

async function unpacked(base64) {
    const packed = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Response(stream).arrayBuffer();
}

function starts(bytes, text) {
    return [...text].every((letter, i) => bytes[i] === letter.charCodeAt(0));
}

/** Whether the bytes are a database, or else may be a CSV; what they are otherwise is an error that says what to do. */
function isDatabase(name, bytes) {
    if (starts(bytes, "SQLite format 3\0")) {
        return true;
    }
    const wide = starts(bytes, "\xff\xfe") || starts(bytes, "\xfe\xff");
    const first = new TextDecoder().decode(bytes.subarray(0, 200)).trim()[0];
    let wrong;
    if (bytes.length === 0) {
        wrong = "is empty";
    } else if (starts(bytes, "PK\x03\x04")) {
        wrong = "is an archive or a workbook of Excel. Save its sheet as CSV, and choose that";
    } else if (!wide && bytes.subarray(0, 1 << 16).includes(0)) {
        wrong = "is neither a CSV nor a database of SQLite";
    } else if ("<{[%".includes(first)) {
        wrong = `begins with ${first}, as no CSV does. Export the answers as CSV, with the names of columns in its first line`;
    }
    if (wrong) {
        throw new Error(`${name} ${wrong}.`);
    }
    return false;
}

function tableName(file) {
    const base = file.replace(/\.[^.]*$/, "").replace(/[^\p{L}\p{N}_]+/gu, "_").replace(/^_+|_+$/g, "") || "answers";
    let name = base;
    for (let n = 2; db.value("SELECT 1 FROM sqlite_schema WHERE lower(name) = lower(?)", name); n++) {
        name = `${base}_${n}`;
    }
    return name;
}

const count = new Intl.NumberFormat("en");

function importFile({ name, bytes }) {
    const table = tableName(name);
    const { columns, rows, short, long } = db.importCsv(table, bytes);
    const notes = [
        short && `${count.format(short)} of its rows have fewer cells than the first line has names`,
        long && `${count.format(long)} of its rows have more cells than the first line has names, which were left out`,
    ].filter(Boolean);
    return `${name}: ${count.format(rows)} rows of ${columns.length} columns, in the table ${table}${notes.map((note) => `; ${note}`).join("")}.`;
}

/** Removes what the mapping and the setup before have made, all of it TEMP. */
function removeTemporary() {
    const objects = db.all("SELECT type, name FROM sqlite_temp_schema WHERE type IN ('view', 'table') AND name NOT LIKE 'sqlite_%'");
    for (const { type, name } of objects) {
        db.run(`DROP ${type} IF EXISTS temp.${quoted(name)}`);
    }
}

const actions = {
    async start({ packed }) {
        engine = await start(await unpacked(packed));
        return engine.version;
    },
    open({ files }) {
        const read = files.map(({ name, buffer }) => ({ name, bytes: new Uint8Array(buffer) }));
        const databases = read.filter(({ name, bytes }) => isDatabase(name, bytes));
        if (databases.length > 1) {
            throw new Error("One database at a time, please.");
        }
        const next = engine.open(databases[0]?.bytes);
        try {
            next.run("SELECT count(*) FROM sqlite_schema");
        } catch (error) {
            next.close();
            throw new Error(`${databases[0].name} cannot be read as a database of SQLite: ${error.message}.`);
        }
        db?.close();
        db = next;
        const notes = read.filter((file) => !databases.includes(file)).map(importFile);
        const tables = db.value("SELECT count(*) FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%'");
        return [...databases.map(({ name }) => `${name}: a database with ${tables} tables and views.`), ...notes];
    },
    demo() {
        db?.close();
        db = engine.open();
        for (const name of ["schema.sql", "demo.sql", "indexes.sql"]) {
            db.run(db.value("SELECT sql FROM advocacy_scripts WHERE name = ?", name));
        }
        return ["A made-up company: 20,000 customers and three years of answers, purchases, referrals, reviews and costs."];
    },
    mapping: () => db.mapping(),
    apply({ mapping, settings }) {
        removeTemporary();
        db.run(mapping);
        db.setup("snapshot", settings);
        return {
            period: db.all("SELECT as_of, period_days, minimum_responses, confidence FROM advocacy_period")[0],
            rows: db.value("SELECT coalesce(max(rows), 0) FROM data_quality"),
            scores: db.all("SELECT scope, segment, responses, nps, lower, upper FROM period_score WHERE period = 'current' ORDER BY scope, responses DESC, segment"),
        };
    },
    page: ({ settings }) => db.dashboard(settings),
    query({ sql }) {
        const begin = Date.now();
        const results = db.run(sql, [], MOST_ROWS);
        return { results, seconds: (Date.now() - begin) / 1000 };
    },
    manual() {
        const functions = db.all("SELECT name, signature, summary, example FROM advocacy_functions");
        const schemas = db.all(`SELECT 'temp' AS schema, name, type, sql FROM sqlite_temp_schema WHERE type = 'view'
            UNION ALL SELECT 'main', name, type, sql FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%'
            ORDER BY name`);
        return { functions, schemas: schemas.map(({ schema, name, type }) => ({ schema, name, type, columns: columnsOf(schema, name) })) };
    },
    save: () => db.export(),
};

function columnsOf(schema, name) {
    try {
        return db.all("SELECT name FROM pragma_table_info(?, ?)", name, schema).map((column) => column.name);
    } catch {
        // A view whose tables are gone.
        return [];
    }
}

self.onmessage = async ({ data: { id, action, ...given } }) => {
    try {
        self.postMessage({ id, result: await actions[action](given) });
    } catch (error) {
        self.postMessage({ id, error: error.message });
    }
};
