import { Database } from "bun:sqlite";

// Only on macOS, whose own SQLite loads nothing:
// Database.setCustomSQLite("/opt/homebrew/opt/sqlite/lib/libsqlite3.dylib");
const [database, library, ...queries] = process.argv.slice(2);
const db = new Database(database);
db.loadExtension(library);

for (const query of queries) {
  try {
    console.log(db.query(query).values()[0][0]);
  } catch (error) {
    console.log("error:", error.message);
  }
}
