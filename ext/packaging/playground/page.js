// The playground's page: files in, figures out. All that computes is in the worker.
"use strict";

const at = (id) => document.getElementById(id);
const count = new Intl.NumberFormat("en");
const points = new Intl.NumberFormat("en", { minimumFractionDigits: 1, maximumFractionDigits: 1 });
// Rows of a source from which on the page of all figures takes minutes, and is written only when it is asked for.
const MANY = 200000;
let page = "";
let manual = [];
let busy = 0;

const worker = new Worker(URL.createObjectURL(new Blob([at("engine").textContent], { type: "text/javascript" })));
const waiting = new Map();

worker.onmessage = ({ data: { id, result, error } }) => {
    const { resolve, reject } = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) {
        resolve(result);
    } else {
        reject(new Error(error));
    }
};

// The promise of what the worker makes of it.
function ask(action, given = {}, transfer = []) {
    return new Promise((resolve, reject) => {
        const id = ask.number = (ask.number || 0) + 1;
        waiting.set(id, { resolve, reject });
        worker.postMessage({ id, action, ...given }, transfer);
    });
}

function say(text) {
    at("status").textContent = text;
}

// Runs a step after the user's wish: its error is shown, and no other wish is taken meanwhile.
async function attempt(step) {
    if (busy) {
        return;
    }
    busy++;
    at("problem").hidden = true;
    for (const button of document.querySelectorAll("button, #file")) {
        button.disabled = true;
    }
    try {
        await step();
    } catch (error) {
        at("problem").textContent = error.message;
        at("problem").hidden = false;
        say("");
    } finally {
        busy--;
        for (const button of document.querySelectorAll("button, #file")) {
            button.disabled = false;
        }
        document.body.dataset.ready = Number(document.body.dataset.ready || 0) + 1;
    }
}

function element(name, text, className) {
    const made = document.createElement(name);
    if (text !== undefined) {
        made.textContent = text;
    }
    if (className) {
        made.className = className;
    }
    return made;
}

function cell(value) {
    if (value === null) {
        return element("td", "NULL", "nothing");
    } else if (value instanceof Uint8Array) {
        return element("td", `${count.format(value.length)} bytes`, "nothing");
    }
    return element("td", String(value), typeof value === "string" ? "" : "number");
}

function table(caption, columns, rows, cellOf = cell) {
    const made = element("table");
    made.append(element("caption", caption));
    const head = made.createTHead().insertRow();
    for (const name of columns) {
        const th = element("th", name);
        th.scope = "col";
        head.append(th);
    }
    const body = made.createTBody();
    for (const row of rows) {
        body.insertRow().append(...row.map(cellOf));
    }
    return made;
}

const score = (value) => (value === null ? "–" : points.format(value).replace("-", "−"));
const interval = ({ lower, upper }) => (lower === null ? "–" : `${score(lower)} to ${score(upper)}`);

function showScores({ period, scores }) {
    const all = scores.find(({ scope }) => scope === "all");
    const segments = scores.filter(({ scope, segment }) => scope === "segment" && segment !== null);
    at("score").hidden = !all;
    if (!all) {
        return;
    }
    const few = `needs ${period.minimum_responses} answers or more`;
    at("headline").replaceChildren(
        element("strong", all.nps === null ? few : score(all.nps)),
        element("span", all.nps === null ? "" : `${score(all.lower)} to ${score(all.upper)} with ${100 * period.confidence}% confidence`),
        element("span", `${count.format(all.responses)} answers in the ${count.format(period.period_days)} days to ${period.as_of}, the newest of each customer`),
    );
    at("segments").hidden = segments.length === 0;
    at("segments").replaceChildren(table("Score by segment", ["segment", "answers", "score", "interval"],
        segments.map((row) => [row.segment, count.format(row.responses), score(row.nps), interval(row)]),
        (text, i) => element("td", text, i > 0 ? "number" : "")));
}

function settings() {
    const given = {};
    if (at("as-of").value) {
        given.as_of = at("as-of").value;
    }
    if (at("period").value) {
        given.period_days = Number(at("period").value);
    }
    return given;
}

// The lines of a mapping that want a decision.
function questions(mapping) {
    return (mapping.match(/PLEASE (CHOOSE|CHECK)/g) || []).length;
}

async function apply() {
    const mapping = at("mapping").value;
    say("Computing the score …");
    at("whole").hidden = true;
    const found = await ask("apply", { mapping, settings: settings() });
    const names = [...mapping.matchAll(/^CREATE TEMP VIEW (\w+) AS/gm)].map(([, name]) => name);
    const open = questions(mapping);
    at("mapped-says").textContent =
        (names.length ? `Taken for: ${names.join(", ")}.` : "The tables are taken by their names.") +
        (open ? ` ${open} places in the mapping say PLEASE: the values there can be read in two ways.` : "");
    showScores(found);
    manual = await ask("manual");
    showManual();
    at("ask").hidden = false;
    at("whole").hidden = false;
    at("page").hidden = true;
    at("save").hidden = true;
    at("write").hidden = found.rows <= MANY;
    if (found.rows <= MANY) {
        await write();
    }
}

async function write() {
    say("Writing the page of all figures …");
    page = await ask("page", { settings: settings() });
    at("write").hidden = true;
    at("save").hidden = false;
    at("page").hidden = false;
    at("page").srcdoc = page;
}

async function propose(notes) {
    for (const id of ["score", "whole", "ask"]) {
        at(id).hidden = true;
    }
    say(`${notes.join(" ")} Looking at what it holds …`);
    const mapping = await ask("mapping");
    at("mapping").value = mapping;
    at("mapped").hidden = false;
    at("mapped-details").open = questions(mapping) > 0;
    manual = await ask("manual");
    showManual();
    at("ask").hidden = false;
    if (!at("sql").value) {
        at("sql").value = "SELECT * FROM nps_trend ORDER BY month DESC LIMIT 12";
    }
    try {
        await apply();
    } catch (error) {
        at("mapped-says").textContent = "Nothing in it is known by its name or values. What is what has to be said in the mapping, for which it may help to look at the tables in SQL.";
        at("mapped-details").open = true;
        throw error;
    }
    say(notes.join(" "));
}

function open(files) {
    return attempt(async () => {
        say(`Reading ${files.map(({ name }) => name).join(", ")} …`);
        const read = await Promise.all(files.map(async (file) => ({ name: file.name, buffer: await file.arrayBuffer() })));
        await propose(await ask("open", { files: read }, read.map(({ buffer }) => buffer)));
    });
}

function showManual() {
    const { functions, schemas } = manual;
    const wanted = at("find").value.trim().toLowerCase();
    const entries = [
        ...functions.map(({ signature, summary, example }) => ({ head: signature, text: summary, sql: example })),
        ...schemas.map(({ name, type, columns }) => ({
            head: name, text: `${type}: ${columns.join(", ")}`, sql: `SELECT * FROM "${name.replace(/"/g, '""')}" LIMIT 20`,
        })),
    ].filter(({ head, text }) => `${head} ${text}`.toLowerCase().includes(wanted));
    at("found").textContent = `${entries.length} entries`;
    at("entries").replaceChildren(...entries.map(({ head, text, sql }) => {
        const item = element("li");
        const button = element("button", "Try it");
        button.type = "button";
        button.setAttribute("aria-label", `Try ${head}`);
        button.onclick = () => {
            at("sql").value = sql;
            run();
        };
        item.append(element("code", head), element("p", text), button);
        return item;
    }));
}

function run() {
    return attempt(async () => {
        at("answer-status").textContent = "Running …";
        at("answer").replaceChildren();
        try {
            const { results, seconds } = await ask("query", { sql: at("sql").value });
            at("answer-status").textContent = `${results.length ? "" : "Done, without rows to show. "}${seconds.toFixed(2)} s`;
            at("answer").replaceChildren(...results.map(({ columns, rows, more }) =>
                table(more ? `The first ${count.format(rows.length)} rows` : `${count.format(rows.length)} rows`, columns, rows)));
        } catch (error) {
            at("answer-status").textContent = `Error: ${error.message}`;
        }
    });
}

function download(name, content, type) {
    const link = element("a");
    link.href = URL.createObjectURL(new Blob([content], { type }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

// The page scrolls, and not a part of it.
function fitPage() {
    const inside = at("page").contentDocument?.documentElement;
    if (inside) {
        at("page").style.height = `${inside.scrollHeight + 4}px`;
    }
}

const drop = at("drop");
for (const name of ["dragenter", "dragover", "dragleave", "drop"]) {
    // Anywhere on the page: a file that is missed by a hair would replace the page.
    document.addEventListener(name, (event) => {
        event.preventDefault();
        drop.classList.toggle("over", name === "dragenter" || name === "dragover");
        if (name === "drop" && event.dataTransfer.files.length) {
            open([...event.dataTransfer.files]);
        }
    });
}
at("file").onchange = () => {
    const files = [...at("file").files];
    if (files.length) {
        open(files);
    }
};
// So that the same file can be chosen again.
at("file").onclick = () => {
    at("file").value = "";
};
at("demo").onclick = () => attempt(async () => {
    say("Making a company, which takes some seconds …");
    await propose(await ask("demo"));
});
at("apply").onclick = () => attempt(async () => {
    await apply();
    say("The mapping is in use.");
});
at("write").onclick = () => attempt(async () => {
    await write();
    say("The page is written.");
});
at("run").onclick = run;
at("sql").onkeydown = (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        run();
    }
};
at("find").oninput = showManual;
at("page").onload = fitPage;
window.onresize = fitPage;
at("save").onclick = () => download("advocacy.html", page, "text/html");
at("download").onclick = () => attempt(async () => download("advocacy.db", await ask("save"), "application/vnd.sqlite3"));

attempt(async () => {
    at("version").textContent = await ask("start", { packed: at("wasm").textContent.trim() });
    say("Ready.");
});
