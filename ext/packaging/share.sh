#!/bin/sh
# Puts the man page and the SQL scripts where they are installed: scripts and their README name the library of the
# build folder, and name the installed one afterwards.
# usage: share.sh DESTDIR DATADIR MANDIR LIBRARY
#   LIBRARY  as it is loaded, such as /usr/local/lib/advocacy
# BUILD and SOURCE_DATE_EPOCH come from the environment; prints the names of the files it has written.
set -eu
destination=$1
scripts=$2/advocacy/sql
manual=$3/man7/advocacy.7

# quoted TEXT: for the right side of sed's s|||.
quoted() {
    printf '%s' "$1" | sed 's/[&|\\]/\\&/g'
}
library=$(quoted "$4")
folder=$(quoted "$scripts")

for file in sql/* sql/*/* "$BUILD/views_temp.sql"; do
    [ -f "$file" ] || continue
    case $file in
    sql/*) target=$destination$scripts/${file#sql/} ;;
    *) target=$destination$scripts/$(basename "$file") ;;
    esac
    install -d -- "$(dirname -- "$target")"
    case $file in
    *.sql | *.md)
        sed -e 's|\(\./\)\{0,1\}build/advocacy|@LIBRARY@|g' -e 's|build/views_temp\.sql|@SCRIPTS@/views_temp.sql|g' \
            -e "s|@LIBRARY@|$library|g" -e "s|@SCRIPTS@|$folder|g" "$file" >"$target"
        ;;
    *) cp -- "$file" "$target" ;;
    esac
    case $file in
    *.sh) chmod 755 -- "$target" ;;
    *) chmod 644 -- "$target" ;;
    esac
    echo "$target"
done

# No page where there was no shell to write it with.
[ -f "$BUILD/advocacy.7" ] || exit 0
# GNU date, or that of BSD and macOS.
day=$(date -u -d "@$SOURCE_DATE_EPOCH" +%Y-%m-%d 2>/dev/null || date -u -r "$SOURCE_DATE_EPOCH" +%Y-%m-%d)
install -d -- "$destination$3/man7"
sed -e "s|@DATE@|$day|" -e "s|@LIBRARY@|$library|g" -e "s|@SCRIPTS@|$folder|g" "$BUILD/advocacy.7" >"$destination$manual"
chmod 644 -- "$destination$manual"
echo "$destination$manual"
