import Database from "libsql";

const [database, library, ...queries] = process.argv.slice(2);
const db = new Database(database);
db.loadExtension(library);

for (const query of queries) {
  try {
    console.log(db.prepare(query).raw().get()[0]);
  } catch (error) {
    console.log("error:", error.message);
  }
}
