#!/bin/sh
# Writes the page of dashboard/ for a database that has the canonical tables, or views with their names, or some
# of them, and leaves the database as it is: what it lacks, and the views of views/, are TEMP.
# usage: dashboard.sh LIBRARY SQLITE3 VIEWS DATABASE PAGE [DAY]   (`make dashboard` and demo.sh call it)
#   VIEWS  schema.sql, reading.sql and views/*.sql as TEMP ones, build/views_temp.sql
#   DAY    looks back from there, such as 2026-10-31, instead of the as_of of advocacy_settings; where that has no
#          row either, from the newest answer or purchase that is not in the future
set -eu
fail() {
    echo "dashboard.sh: $1" >&2
    exit 1
}
if [ $# -lt 5 ] || [ $# -gt 6 ]; then
    echo "usage: dashboard.sh LIBRARY SQLITE3 VIEWS DATABASE PAGE [DAY]" >&2
    echo "such as: dashboard.sh /usr/local/lib/advocacy sqlite3 views_temp.sql company.db page.html 2026-10-31" >&2
    exit 2
fi
library=$1
sqlite3=$2
views=$3
database=$4
page=$5
day=${6:-}
here=$(cd "$(dirname "$0")" && pwd)

[ -f "$database" ] || fail "there is no database $database"
[ -f "$views" ] || fail "there is no file $views (the tables and views as TEMP ones)"
[ -d "$(dirname "$page")" ] || fail "$page cannot be written: there is no folder $(dirname "$page")"
[ ! -d "$page" ] || fail "$page is a folder, not a file for the page"
case $day in
'' | [0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]) ;;
*) fail "$day is not a day such as 2026-10-31" ;;
esac
if [ -n "$day" ] && [ "$("$sqlite3" -batch -noheader -list :memory: "SELECT '$day' IS date('$day', '+0 days')")" != 1 ]; then
    fail "$day is not a day of the calendar, such as 2026-10-31"
fi
if ! problem=$("$sqlite3" -batch -bail -readonly "$database" "SELECT count(*) FROM sqlite_master" 2>&1); then
    fail "$database cannot be read as a database: $problem"
fi

# What there is to show, and what would have been looked at.
tables=$("$sqlite3" -batch -bail -noheader -list -readonly -cmd ".load '$library'" -cmd ".read '$views'" "$database" "
    SELECT group_concat(t.name, ', '), count(m.name)
    FROM sqlite_temp_master AS t
    LEFT JOIN main.sqlite_master AS m ON m.name = t.name COLLATE NOCASE AND m.type IN ('table', 'view')
    WHERE t.type = 'table'")
if [ "${tables##*|}" = 0 ]; then
    fail "$database has none of the tables or views that the page is made of: ${tables%|*}.
sql/README.md, \"Use it on an existing database\", shows how a view with such a name makes one of a table that you have."
fi

# The new page replaces the old one when it is whole.
new=$(mktemp "$page.XXXXXX")
script=$(mktemp "${TMPDIR:-/tmp}/dashboard.XXXXXX")
trap 'rm -f "$new" "$script"' EXIT
trap 'exit 1' HUP INT TERM

# An empty TEMP table hides the table of the database that has its name, so it goes.
"$sqlite3" -batch -bail -noheader -list -readonly -cmd ".load '$library'" -cmd ".read '$views'" "$database" "
    SELECT 'DROP TABLE temp.' || t.name || ';'
    FROM sqlite_temp_master AS t JOIN main.sqlite_master AS m ON m.name = t.name COLLATE NOCASE
    WHERE t.type = 'table' AND m.type IN ('table', 'view') AND t.name <> 'advocacy_settings'" >"$script"

# The settings are copied, for they may be changed.
if [ -n "$("$sqlite3" -batch -bail -noheader -list -readonly "$database" \
    "SELECT 1 FROM sqlite_master WHERE name = 'advocacy_settings' COLLATE NOCASE")" ]; then
    echo "INSERT INTO temp.advocacy_settings SELECT * FROM main.advocacy_settings;" >>"$script"
fi
if [ -n "$day" ]; then
    cat >>"$script" <<END
INSERT INTO temp.advocacy_settings(as_of) SELECT '$day' WHERE NOT EXISTS (SELECT 1 FROM temp.advocacy_settings);
UPDATE temp.advocacy_settings SET as_of = '$day';
END
else
    cat >>"$script" <<END
INSERT INTO temp.advocacy_settings(as_of)
SELECT day
FROM (SELECT date(max(happened_at)) AS day
      FROM (SELECT max(answered_at) AS happened_at FROM survey_response WHERE answered_at < date('now', '+1 day')
            UNION ALL SELECT max(purchased_at) FROM purchase WHERE purchased_at < date('now', '+1 day')))
WHERE day IS NOT NULL AND NOT EXISTS (SELECT 1 FROM temp.advocacy_settings);
END
fi

# Room for all pages of a database of some size, which the views read again and again.
cat "$here"/dashboard/*.sql |
    "$sqlite3" -batch -bail -noheader -list -readonly -cmd ".load '$library'" -cmd ".read '$views'" -cmd ".read '$script'" \
        -cmd 'PRAGMA cache_size = -65536' "$database" >"$new"
chmod 644 "$new"
mv "$new" "$page"
