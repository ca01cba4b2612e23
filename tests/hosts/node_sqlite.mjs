import { DatabaseSync } from "node:sqlite";

const [database, library, ...queries] = process.argv.slice(2);
const db = new DatabaseSync(database, { allowExtension: true });
db.loadExtension(library);

for (const query of queries) {
  try {
    console.log(Object.values(db.prepare(query).get())[0]);
  } catch (error) {
    console.log("error:", error.message);
  }
}
