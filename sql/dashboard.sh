#!/bin/sh
# Writes the page of dashboard.sql for a database that has the canonical tables, or views with their names, or some
# of them, and leaves the database as it is: what it lacks, and the views of views.sql, are TEMP.
# usage: dashboard.sh LIBRARY SQLITE3 VIEWS DATABASE PAGE [DAY]   (`make dashboard` and demo.sh call it)
#   VIEWS  schema.sql and views.sql as TEMP ones, build/views_temp.sql
#   DAY    looks back from there, such as 2026-10-31, instead of the as_of of advocacy_settings; where that has no
#          row either, from the newest answer or purchase that is not in the future
set -eu
library=$1
sqlite3=$2
views=$3
database=$4
page=$5
day=${6:-}
here=$(cd "$(dirname "$0")" && pwd)

if [ ! -f "$database" ]; then
    echo "dashboard.sh: there is no database $database" >&2
    exit 1
fi
case $day in
'' | [0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]) ;;
*)
    echo "dashboard.sh: $day is not a day such as 2026-10-31" >&2
    exit 1
    ;;
esac

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

"$sqlite3" -batch -bail -readonly -cmd ".load '$library'" -cmd ".read '$views'" -cmd ".read '$script'" "$database" \
    <"$here/dashboard.sql" >"$new"
chmod 644 "$new"
mv "$new" "$page"
