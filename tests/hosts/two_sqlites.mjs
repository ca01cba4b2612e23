import Database from "better-sqlite3";
import { DatabaseSync } from "node:sqlite";

// Two packages, two SQLites in one process: the second loads a copy of the library's file.
const [database, library, copy, ...queries] = process.argv.slice(2);
const first = new Database(database);
first.loadExtension(library);
const second = new DatabaseSync(database, { allowExtension: true });
second.loadExtension(copy);

for (const [i, query] of queries.entries()) {
  const db = [first, second][i % 2];
  try {
    console.log(Object.values(db.prepare(query).get())[0]);
  } catch (error) {
    console.log("error:", error.message);
  }
}
