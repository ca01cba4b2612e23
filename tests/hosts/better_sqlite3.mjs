import Database from "better-sqlite3";

const [database, library, ...queries] = process.argv.slice(2);
const db = new Database(database);
db.loadExtension(library);

for (const query of queries) {
  try {
    console.log(db.prepare(query).pluck().get());
  } catch (error) {
    console.log("error:", error.message);
  }
}
