# An existing database, both ways. Run in an empty folder with $here, $library and $ADVOCACY_SHELL set; what it
# prints is shown in sql/README.md.
rm -rf existing
mkdir -p existing/build
cd existing || exit 1
ln -s "$here/sql" sql
for file in "$library".*; do cp "$file" build/; done
sqlite3() { command "$ADVOCACY_SHELL" -batch "$@"; }
run() {
    printf '$ %s\n' "$1"
    eval "$1"
}

sqlite3 shop.db <"$here/tests/golden/shop.sql"
cp shop.db foreign.db

run 'sqlite3 -bail shop.db <sql/mapping_example.sql'
run 'sqlite3 -box -cmd ".load ./build/advocacy" shop.db "
    SELECT advocacy_setup('\''main'\'', '\''{\"as_of\": \"2026-10-31\"}'\'') > 0 AS ready"'
run 'sqlite3 -box -cmd ".load ./build/advocacy" shop.db "
    SELECT segment, responses, round(nps, 1) AS nps, round(lower, 1) AS lower, round(upper, 1) AS upper,
           round(growth, 1) AS \"growth %\" FROM nps_growth"'
run 'sqlite3 -box -cmd ".load ./build/advocacy" shop.db "
    SELECT rows, answers, blank, rejected, anonymous, repeated FROM survey_quality"'
echo
run 'sed "s/^CREATE VIEW/CREATE TEMP VIEW/" sql/mapping_example.sql >mapping_temp.sql'
run 'sqlite3 -readonly -box foreign.db ".load ./build/advocacy" ".read mapping_temp.sql" \
    "SELECT advocacy_setup('\''temp'\'', '\''{\"as_of\": \"2026-10-31\"}'\'') > 0 AS ready" "
    SELECT category, customers, round(repurchased, 1) AS \"repurchased %\", round(purchases, 2) AS purchases,
           round(spend, 2) AS spend FROM nps_outcomes"'
run 'sqlite3 foreign.db "SELECT group_concat(name, '\'', '\'') AS still_only FROM sqlite_master WHERE type IN ('\''table'\'', '\''view'\'')"'
