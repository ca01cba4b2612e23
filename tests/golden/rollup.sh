# Rollups on the company of the demonstration. Run in the folder of it with $here, $library and $ADVOCACY_SHELL set;
# what it prints is shown in sql/README.md.
checkout=rollup
. "$here/tests/golden/checkout.sh"

run 'cp build/demo/company.db company.db'
run 'sqlite3 -bail company.db <sql/rollup.sql'
run 'sqlite3 -box -cmd ".load ./build/advocacy" company.db "
    SELECT segment, responses, promoters, passives, detractors, round(nps, 1) AS nps, round(lower, 1) AS lower,
           round(upper, 1) AS upper, blank, rejected FROM nps_rollup_segment"'
run 'sqlite3 company.db "
    INSERT INTO survey_response(customer_id, answered_at, score)
    VALUES ('\''C00001'\'', '\''2026-11-01 09:30'\'', '\''10 - Extremely likely'\''), ('\''C00002'\'', '\''2026-11-01 10:00'\'', 99)"'
run 'sqlite3 -box -cmd ".load ./build/advocacy" company.db "
    SELECT day, responses, promoters, rejected FROM nps_rollup_day WHERE day >= '\''2026-11-01'\'' LIMIT 1"'
run 'sqlite3 -box -cmd ".load ./build/advocacy" company.db "
    SELECT segment, quarter, round(advocacy_number(summary, '\''nps'\''), 1) AS nps,
           round(advocacy_number(summary, '\''margin'\''), 1) AS margin
    FROM (SELECT segment, CASE WHEN day < '\''2026-08-01'\'' THEN '\''May to July'\'' ELSE '\''August to October'\'' END AS quarter,
                 nps_counts(sum(promoters), sum(passives), sum(detractors)) AS summary
          FROM nps_rollup_counts WHERE day >= '\''2026-05-01'\'' AND day < '\''2026-11-01'\''
          GROUP BY segment, quarter ORDER BY segment, quarter DESC)"'
run 'sqlite3 company.db <sql/rollup_remove.sql | sqlite3 -bail company.db'
