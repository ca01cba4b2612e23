import { DuckDBInstance } from "@duckdb/node-api";
import Database from "better-sqlite3";

const [file, library] = process.argv.slice(2);
const duck = await (await DuckDBInstance.create()).connect();
const counts = await duck.runAndReadAll(`
  SELECT segment, count(*) FILTER (score BETWEEN 9 AND 10), count(*) FILTER (score BETWEEN 7 AND 8),
         count(*) FILTER (score BETWEEN 0 AND 6)
  FROM read_csv('${file}', types = {'score': 'TINYINT'}) GROUP BY segment ORDER BY segment`);

const db = new Database(":memory:");
db.loadExtension(library);
const summary = db.prepare("SELECT nps_counts(?, ?, ?)").pluck();
for (const [segment, ...three] of counts.getRowsJS()) {
  const { responses, nps, lower, upper } = JSON.parse(summary.get(...three));
  console.log(segment, responses, nps.toFixed(2), lower.toFixed(2), upper.toFixed(2));
}
