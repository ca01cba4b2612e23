# From a file to the views. Run in the folder of the demonstration with $here, $library and $ADVOCACY_SHELL set; what it
# prints is shown in sql/README.md.
rm -rf file
mkdir -p file/build
cp survey.csv file/
cd file || exit 1
for file in "$library".*; do cp "$file" build/; done
sqlite3() { command "$ADVOCACY_SHELL" -batch "$@"; }
run() {
    printf '$ %s\n' "$1"
    eval "$1"
}

run 'sqlite3 answers.db ".import --csv survey.csv answers"'
run 'sqlite3 -box -cmd ".load ./build/advocacy" answers.db "
    SELECT segment, nps_responses(score) AS answers, round(nps(score), 1) AS nps, round(nps_margin(score), 1) AS \"+/-\"
    FROM answers GROUP BY segment"'
echo
run 'sqlite3 -cmd ".load ./build/advocacy" answers.db "SELECT advocacy_mapping()" >mapping.sql'
run 'sqlite3 -box -cmd ".load ./build/advocacy" answers.db ".read mapping.sql" "SELECT advocacy_setup('\''snapshot'\'') > 0 AS ready" "
    SELECT month, responses, round(nps, 1) AS nps, round(lower, 1) AS lower, round(upper, 1) AS upper
    FROM nps_trend ORDER BY month DESC LIMIT 3"'
