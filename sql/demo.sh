#!/bin/sh
# The demonstration: makes a company, imports its survey as an analyst would, and shows two sessions: the
# score, and the advocates. In the end it writes the page of the company.
# usage: demo.sh LIBRARY SQLITE3 FOLDER   (`make demo` calls it; FOLDER is made and written to)
# It writes over what it has made itself, and over nothing else.
set -eu
fail() {
    printf 'demo.sh: %s\n' "$1" >&2
    exit 1
}
[ $# -eq 3 ] || fail "usage: demo.sh LIBRARY SQLITE3 FOLDER"

# A path from the root, which no command takes for an option.
path() {
    case $1 in
    /*) printf '%s' "$1" ;;
    *) printf '%s/%s' "$PWD" "$1" ;;
    esac
}
# Between the double quotes of the shell's commands.
quoted() {
    printf '%s' "$1" | sed 's/["\\]/\\&/g'
}
library=$1
case $library in
*/*) library=$(path "$library") ;;
esac
sqlite3=$2
case $sqlite3 in
*/*) sqlite3=$(path "$sqlite3") ;;
esac
folder=$(path "$3")
here=$(cd "$(dirname "$(path "$0")")" && pwd)

# The shell without ~/.sqliterc, and for what is asked of a database the library.
shell() {
    "$sqlite3" -init /dev/null -batch "$@"
}
ask() {
    shell -cmd 'PRAGMA trusted_schema = OFF' -cmd ".load \"$(quoted "$library")\"" "$@"
}

# What the demonstration makes is marked: its databases in their header, by the number that stands at byte 68
# (PRAGMA application_id), its page by the name of what made it, its survey by the company beside it and its first line.
application_id=1633973871
is_marked() {
    [ "$(od -An -tx1 -j68 -N4 "$1" 2>/dev/null | tr -d ' \n')" = 6164766f ]
}
is_ours() {
    case $1 in
    *.db) is_marked "$1" ;;
    *.html) grep -q '^<meta name="generator" content="advocacy ' "$1" ;;
    *)
        [ -f company.db ] && is_marked company.db &&
            [ "$(head -n 1 "$1" | tr -d '\r')" = id,customer,segment,answered_at,score ]
        ;;
    esac
}

mkdir -p "$folder"
cd "$folder"
for file in company.db survey.csv survey.db dashboard.html; do
    if { [ -e "$file" ] || [ -L "$file" ]; } && ! { [ -f "$file" ] && is_ours "$file"; }; then
        fail "$folder/$file is there and was not made by the demonstration; move it away, or name another folder"
    fi
done
rm -f survey.csv survey.db dashboard.html company.db

echo "-- Making a company of 20,000 customers, company.db, with sql/demo.sql, and the export of its survey, survey.csv ..."
shell -bail company.db "PRAGMA application_id = $application_id"
cat "$here/schema.sql" "$here/demo.sql" "$here/indexes.sql" "$here/reading.sql" "$here"/views/*.sql |
    shell -bail company.db
shell -header -csv company.db "
    SELECT r.response_id AS id, r.customer_id AS customer, c.segment, r.answered_at, r.score
    FROM survey_response AS r JOIN customer AS c ON c.customer_id = r.customer_id
    WHERE r.survey = 'relationship' AND r.answered_at >= '2024-11-01' AND r.answered_at < '2026-11-01'
    ORDER BY r.response_id" >survey.csv

ask -bail :memory: <"$here/session.sql"

# Each statement on its own, so that its error stands below it.
shell -bail survey.db "PRAGMA application_id = $application_id" '.import --csv survey.csv survey'
show() {
    printf '%s\n' "$1"
    ask -box survey.db "$1" 2>&1
}
echo "-- A value that is not an answer is never dropped silently."
show "INSERT INTO survey VALUES (80001, 'C00001', 'Team', '2026-10-31', 99);"
if show "SELECT nps(score) AS nps FROM survey;"; then
    fail "the bad value went unnoticed"
fi
echo
echo "-- The way out that the message names."
show "SELECT round(nps(nps_answer(score)), 1) AS nps,
       count(*) - nps_responses(nps_answer(score)) AS \"blank or rejected\"
FROM survey;"
echo
ask -bail company.db <"$here/session_advocates.sql"

echo "-- All of it on one page, for people who have no SQL: SELECT advocacy_dashboard() on company.db gives dashboard.html."
ask -bail -noheader -list -cmd 'PRAGMA cache_size = -65536' company.db 'SELECT advocacy_dashboard()' >dashboard.html
[ "$(tail -c 8 dashboard.html)" = '</html>' ] || fail "$folder/dashboard.html could not be written to its end"
