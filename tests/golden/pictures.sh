# Pictures of the company of the demonstration, as README.md shows them.
checkout=pictures
. "$here/tests/golden/checkout.sh"

run 'sqlite3 -box -cmd ".load ./build/advocacy" build/demo/company.db "
    SELECT segment, nps_bar(answer, 30) AS \"promoters, passives, detractors\",
           (SELECT chart_sparkline(nps)
            FROM (SELECT nps(m.answer) AS nps FROM monthly_answer AS m WHERE m.segment = a.segment
                  GROUP BY month ORDER BY month)) AS \"36 months\"
    FROM latest_answer AS a GROUP BY segment"'
run 'sqlite3 -cmd ".load ./build/advocacy" build/demo/company.db "
    SELECT chart_trend(month, nps, lower, upper, '\''Score by month'\'') FROM nps_trend" >trend.svg'
