#!/bin/sh
# Makes the pages, has them checked as HTML, and has headless Chromium check and photograph them.
# usage: run.sh BUILD SQLITE3   (`make test-browser` calls it, which has installed what it could)
# What cannot be had is skipped, and says so.
set -eu
build=$1
sqlite3=$2
library=$(cd "$build" && pwd)/advocacy
folder=$build/browser
failed=

mkdir -p "$folder"
rm -f "$folder"/*.html "$folder"/*.png "$folder"/*.pdf "$folder"/*.db

database() {
    cat sql/schema.sql "$@" sql/indexes.sql sql/reading.sql sql/views/*.sql | "$sqlite3" -init /dev/null -batch -bail "$folder/$name.db"
}
page() {
    "$sqlite3" -init /dev/null -batch -bail -noheader -list "$@" -cmd ".load '$library'" "$folder/$name.db" \
        "SELECT advocacy_dashboard()" >"$folder/$name.html"
}
echo "== pages"
name=company
database sql/demo.sql
start=$(date +%s)
page
echo "  the page of the demonstration's company took $(($(date +%s) - start)) s"
mv "$folder/company.html" "$folder/demo.html"
name=empty
database
page
name=hostile
# After the views, whose file ends with them.
database
"$sqlite3" -init /dev/null -batch -bail "$folder/hostile.db" <tests/support/hostile_company.sql
page

echo "== the same page from a file that cannot be written, and left as it was"
chmod 444 "$folder/company.db"
before=$(cksum <"$folder/company.db")
name=company
page -readonly
cmp "$folder/company.html" "$folder/demo.html" || failed="$failed read-only"
sh sql/dashboard.sh "$library" "$sqlite3" "$folder/company.db" "$folder/company.html"
cmp "$folder/company.html" "$folder/demo.html" || failed="$failed dashboard.sh"
[ "$(cksum <"$folder/company.db")" = "$before" ] || failed="$failed unchanged"
rm -f "$folder/company.html"

echo "== valid HTML"
if command -v tidy >/dev/null 2>&1; then
    # Its list of ARIA attributes is older than aria-current.
    for name in demo empty hostile; do
        if tidy -quiet -errors -utf8 --warn-proprietary-attributes no "$folder/$name.html" 2>&1; then
            echo "  ok: $name.html, $(tidy --version)"
        else
            failed="$failed tidy"
        fi
    done
else
    echo "  skipped: there is no tidy"
fi
# The checker of validator.w3.org. Kept in build/vnu; a registry that is slow fails nothing.
checker=$build/vnu/package/build/dist/vnu.jar
if ! java -version >/dev/null 2>&1; then
    echo "  skipped: the Nu HTML checker needs Java"
elif [ ! -f "$checker" ] && ! { command -v npm >/dev/null 2>&1 && mkdir -p "$build/vnu" && (
    cd "$build/vnu" && timeout 180 npm pack --silent --fetch-retries=1 --fetch-timeout=60000 vnu-jar@26.9.27 >npm.log 2>&1 &&
        tar xzf vnu-jar-*.tgz
); }; then
    echo "  skipped: the Nu HTML checker, vnu-jar of npm, cannot be fetched"
else
    # Every message counts, warnings too.
    messages=$(java -jar "$checker" "$folder/demo.html" "$folder/empty.html" "$folder/hostile.html" 2>&1) || true
    if [ -z "$messages" ]; then
        echo "  ok: demo.html, empty.html, hostile.html, Nu HTML checker $(java -jar "$checker" --version)"
    else
        echo "$messages"
        failed="$failed vnu"
    fi
fi

# What a screen reader and a keyboard need, as axe-core checks it. Kept in build/axe.
axe=$build/axe/package/axe.min.js
if [ ! -f "$axe" ] && ! { command -v npm >/dev/null 2>&1 && mkdir -p "$build/axe" && (
    cd "$build/axe" && timeout 180 npm pack --silent --fetch-retries=1 --fetch-timeout=60000 axe-core@4.14.1 >npm.log 2>&1 &&
        tar xzf axe-core-*.tgz
); }; then
    axe=
fi

echo "== in the browser"
if ! command -v python3 >/dev/null 2>&1; then
    echo "  skipped: there is no python3 to drive it with"
elif ! (cd tests/browser && PYTHONDONTWRITEBYTECODE=1 python3 -c 'import chromium, sys; sys.exit(not chromium.find())'); then
    echo "  skipped: there is no Chromium"
elif ! PYTHONDONTWRITEBYTECODE=1 timeout 600 python3 tests/browser/check.py "$sqlite3" "$library" "$folder" "$axe"; then
    failed="$failed browser"
fi

if [ -n "$failed" ]; then
    echo "FAILED:$failed"
    exit 1
fi
