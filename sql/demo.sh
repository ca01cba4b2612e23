#!/bin/sh
# The demonstration: makes a survey, imports it as an analyst would, and shows a session.
# usage: demo.sh LIBRARY SQLITE3 FOLDER   (`make demo` calls it; FOLDER is made and written to)
set -eu
library=$1
sqlite3=$2
folder=$3
here=$(cd "$(dirname "$0")" && pwd)

mkdir -p "$folder"
cd "$folder"
rm -f company.db survey.csv

echo "-- Making a survey of 50,000 answers, survey.csv, with sql/demo.sql ..."
"$sqlite3" -batch -bail company.db <"$here/demo.sql"
"$sqlite3" -batch -header -csv company.db 'SELECT * FROM survey_response' >survey.csv

"$sqlite3" -batch -bail -cmd ".load '$library'" :memory: <"$here/session.sql"

# Each statement on its own, so that its error stands below it.
rm -f survey.db
"$sqlite3" -batch -bail survey.db '.import --csv survey.csv survey'
show() {
    printf '%s\n' "$1"
    "$sqlite3" -batch -box -cmd ".load '$library'" survey.db "$1" 2>&1
}
echo "-- A value that is not an answer is never dropped in silence."
show "INSERT INTO survey VALUES (50001, 'C00001', 'Team', '2026-10-31', 99);"
if show "SELECT nps(score) AS nps FROM survey;"; then
    echo "demo.sh: the bad value went unnoticed" >&2
    exit 1
fi
echo
echo "-- The way out that the message names."
show "SELECT round(nps(nps_answer(score)), 1) AS nps,
       count(*) - nps_responses(nps_answer(score)) AS \"blank or rejected\"
FROM survey;"
