import Database from "better-sqlite3";
import * as advocacy from "sqlite-advocacy";

const [database, ...queries] = process.argv.slice(2);
const db = new Database(database);
advocacy.load(db);

for (const query of queries) {
  try {
    console.log(db.prepare(query).pluck().get());
  } catch (error) {
    console.log("error:", error.message);
  }
}
