#!/bin/sh
# The demonstration: makes a company, imports its survey as an analyst would, and shows two sessions: the
# score, and the advocates. In the end it writes the page of the company.
# usage: demo.sh LIBRARY SQLITE3 FOLDER   (`make demo` calls it; FOLDER is made and written to)
set -eu
library=$1
sqlite3=$2
folder=$3
here=$(cd "$(dirname "$0")" && pwd)

mkdir -p "$folder"
cd "$folder"
rm -f company.db survey.csv

echo "-- Making a company of 20,000 customers, company.db, with sql/demo.sql, and the export of its survey, survey.csv ..."
cat "$here/schema.sql" "$here/demo.sql" "$here/indexes.sql" "$here/reading.sql" "$here"/views/*.sql | "$sqlite3" -batch -bail company.db
"$sqlite3" -batch -header -csv company.db "
    SELECT r.response_id AS id, r.customer_id AS customer, c.segment, r.answered_at, r.score
    FROM survey_response AS r JOIN customer AS c ON c.customer_id = r.customer_id
    WHERE r.answered_at >= '2024-11-01' AND r.answered_at < '2026-11-01' ORDER BY r.response_id" >survey.csv

"$sqlite3" -batch -bail -cmd ".load '$library'" :memory: <"$here/session.sql"

# Each statement on its own, so that its error stands below it.
rm -f survey.db
"$sqlite3" -batch -bail survey.db '.import --csv survey.csv survey'
show() {
    printf '%s\n' "$1"
    "$sqlite3" -batch -box -cmd ".load '$library'" survey.db "$1" 2>&1
}
echo "-- A value that is not an answer is never dropped silently."
show "INSERT INTO survey VALUES (80001, 'C00001', 'Team', '2026-10-31', 99);"
if show "SELECT nps(score) AS nps FROM survey;"; then
    echo "demo.sh: the bad value went unnoticed" >&2
    exit 1
fi
echo
echo "-- The way out that the message names."
show "SELECT round(nps(nps_answer(score)), 1) AS nps,
       count(*) - nps_responses(nps_answer(score)) AS \"blank or rejected\"
FROM survey;"
echo
"$sqlite3" -batch -bail -cmd ".load '$library'" company.db <"$here/session_advocates.sql"

echo "-- All of it on one page, for people who have no SQL: SELECT advocacy_dashboard() on company.db gives dashboard.html."
"$sqlite3" -batch -bail -noheader -list -cmd ".load '$library'" -cmd 'PRAGMA cache_size = -65536' \
    company.db 'SELECT advocacy_dashboard()' >dashboard.html
