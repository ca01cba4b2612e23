import sqlite3 from "sqlite3";

const [database, library, ...queries] = process.argv.slice(2);
const db = new sqlite3.Database(database);

db.serialize(() => {
  db.loadExtension(library);
  for (const query of queries) {
    db.get(query, (error, row) => {
      console.log(error ? `error: ${error.message}` : Object.values(row)[0]);
    });
  }
});
