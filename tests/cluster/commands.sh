#!/bin/sh
# The commands of sql/README.md: a primary and a replica with the extension, filled and asked over HTTP.
sqld --db-path primary --extensions-path build/dist/sqld \
    --http-listen-addr 127.0.0.1:8080 --grpc-listen-addr 127.0.0.1:5001 >primary.log 2>&1 &
sqld --db-path replica --extensions-path build/dist/sqld \
    --http-listen-addr 127.0.0.1:8081 --primary-grpc-url http://127.0.0.1:5001 >replica.log 2>&1 &

# A script of any length, to the primary.
run() {
    sqlite3 :memory: "SELECT json_object('requests', json_array(
        json_object('type', 'sequence', 'sql', CAST(readfile('$1') AS TEXT)), json_object('type', 'close')))" |
        curl -s --retry 9 --retry-connrefused --data-binary @- http://127.0.0.1:8080/v2/pipeline
}
for file in sql/schema.sql sql/indexes.sql sql/reading.sql sql/views/*.sql sql/rollup.sql answers.sql; do
    run "$file"
done

# A query, to the replica, which has the rows in well under a second.
sleep 2
curl -s http://127.0.0.1:8081/v2/pipeline -d '{"requests": [{"type": "execute", "stmt": {"sql":
    "SELECT nps(nps_answer(score)), count(*) FROM survey_response"}}, {"type": "close"}]}'
