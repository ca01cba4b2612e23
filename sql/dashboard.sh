#!/bin/sh
# Writes the page that advocacy_dashboard() makes of a database into a file, and leaves the database as it is.
# usage: dashboard.sh LIBRARY SQLITE3 DATABASE PAGE   (`make dashboard` calls it)
# From the environment, each of which may be missing:
#   MAPPING   a file of SQL that is read before: TEMP views that map tables of the database to the canonical names
#   AS_OF     the day to look back from, such as 2026-10-31
#   PERIOD    how many days the period has
#   TITLE     of the page
#   CURRENCY  of the amounts, such as EUR
# The page takes the place of an old one when it is whole, and not before; of a file that is no page of ours, never.
set -eu
fail() {
    printf 'dashboard.sh: %s\n' "$1" >&2
    exit 1
}
if [ $# -ne 4 ]; then
    echo "usage: dashboard.sh LIBRARY SQLITE3 DATABASE PAGE" >&2
    echo "such as: AS_OF=2026-10-31 dashboard.sh /usr/local/lib/advocacy sqlite3 company.db page.html" >&2
    exit 2
fi

# A path that no command takes for an option, nor the shell for a pipe.
path() {
    case $1 in
    /*) printf '%s' "$1" ;;
    *) printf './%s' "$1" ;;
    esac
}
# Between the double quotes of JSON and of the shell's commands; a line has no end there.
quoted() {
    printf '%s' "$1" | tr '\001-\037' ' ' | sed 's/["\\]/\\&/g'
}
library=$1
sqlite3=$2
database=$(path "$3")
page=$(path "$4")
mapping=${MAPPING:+$(path "$MAPPING")}

[ -f "$database" ] || fail "there is no database $database"
[ -z "$mapping" ] || [ -f "$mapping" ] || fail "there is no mapping $mapping"
[ -d "$(dirname "$page")" ] || fail "$page cannot be written: there is no folder $(dirname "$page")"
[ ! -d "$page" ] || fail "$page is a folder, not a file for the page"
for file in "$database" "$mapping"; do
    [ -z "$file" ] || ! [ "$page" -ef "$file" ] || fail "$page is what the page is made of; it needs a file of its own"
done
# A page says by what it was made.
if [ -f "$page" ] && [ -s "$page" ] && ! grep -q '^<meta name="generator" content="advocacy ' "$page"; then
    fail "$page is there and is not a page of this kind; move it away, or name another file"
fi
case ${PERIOD:-1} in
*[!0-9]*) fail "PERIOD is a number of days, not $PERIOD" ;;
esac

options=
option() {
    options="$options${options:+, }\"$1\": $2"
}
[ -z "${AS_OF:-}" ] || option as_of "\"$(quoted "$AS_OF")\""
[ -z "${PERIOD:-}" ] || option period_days "$PERIOD"
[ -z "${TITLE:-}" ] || option title "\"$(quoted "$TITLE")\""
[ -z "${CURRENCY:-}" ] || option currency "\"$(quoted "$CURRENCY")\""
query="SELECT advocacy_dashboard('{$(printf '%s' "$options" | sed "s/'/''/g")}')"

# Beside the old one, so that it can take its place in one step; what is not a file, such as /dev/stdout, is written to.
if [ -e "$page" ] && [ ! -f "$page" ]; then
    new=$(mktemp) || fail "there is no room for the page"
else
    new=$(mktemp "$page.XXXXXX") || fail "$page cannot be written"
fi
trap 'rm -f "$new"' EXIT
trap 'exit 1' HUP INT TERM

# Without ~/.sqliterc. A database from anywhere runs nothing; a lock is waited for; there is room for all pages of a
# database of some size, which is read again and again.
set -- -init /dev/null -batch -bail -noheader -list -readonly -cmd '.timeout 10000' -cmd 'PRAGMA trusted_schema = OFF' \
    -cmd 'PRAGMA cache_size = -65536' -cmd ".load \"$(quoted "$library")\""
[ -z "$mapping" ] || set -- "$@" -cmd ".read \"$(quoted "$mapping")\""
"$sqlite3" "$@" "$database" "$query" >"$new" || fail "no page was made of $database"
[ "$(tail -c 8 "$new")" = '</html>' ] || fail "$page could not be written to its end; is the disk full?"
if [ -e "$page" ] && [ ! -f "$page" ]; then
    cat "$new" >"$page" || fail "$page could not be written to its end"
else
    # Of a file of the umask's, which mktemp does not ask.
    chmod "$(printf '%o' $((0666 & ~0$(umask))))" "$new"
    mv -f "$new" "$page" || fail "$page cannot be written"
fi
