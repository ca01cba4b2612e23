# Each statement in a shell of its own, so that its error stands below it.
show() {
    printf 'sqlite> %s\n' "$1"
    "$ADVOCACY_SHELL" -batch -cmd ".load '$library'" errors.db "$1" 2>&1
}
rm -f errors.db
"$ADVOCACY_SHELL" -batch errors.db "
    CREATE TABLE survey(score, plan, weight);
    INSERT INTO survey VALUES (10, 'pro', 1), (99, 'free', 1), (8, 'team', -1);"
show "SELECT nps(score) FROM survey;"
show "SELECT nps(nps_answer(score)) FROM survey;"
show "SELECT nps_category('10 - Extremely likely');"
show "SELECT nps_category(8.5);"
show "SELECT nps(9, weight) FROM survey;"
show "SELECT nps_lower(9, 95) FROM survey;"
show "SELECT nps_share(9, 'promoters') FROM survey;"
show "SELECT nps_rescale(6, 5);"
show "SELECT nps_compare(9, plan) FROM survey;"
show "SELECT * FROM nps_rows('{\"nps\": 40}');"
