-- The function reference of ext/README.md, from the function tables. `make docs` writes it there,
-- and a test compares. One row is one line of Markdown.
WITH entry(place, line, text) AS (
    SELECT rowid, 1, '### ' || name FROM advocacy_functions
    UNION ALL SELECT rowid, 2, '' FROM advocacy_functions
    UNION ALL SELECT rowid, 3, '`' || signature || '` - ' || kind FROM advocacy_functions
    UNION ALL SELECT rowid, 4, '' FROM advocacy_functions
    UNION ALL SELECT rowid, 5, summary FROM advocacy_functions
    UNION ALL SELECT rowid, 6, '' FROM advocacy_functions
    UNION ALL SELECT rowid, 7, '```sql' || char(10) || example || ';' || char(10) || '```' FROM advocacy_functions
    UNION ALL SELECT rowid, 8, '' FROM advocacy_functions
    UNION ALL SELECT rowid, 9, '```text' || char(10) || output || char(10) || '```' FROM advocacy_functions
    UNION ALL SELECT rowid, 10, '' FROM advocacy_functions
),
-- A list by family on top, each family once, in the order of the manual.
family(name, place) AS (SELECT family, min(rowid) FROM advocacy_functions GROUP BY family),
heading(place, line, text) AS (
    SELECT place, 0, '## ' || upper(substr(name, 1, 1)) || substr(name, 2) || char(10) FROM family
)
SELECT text
FROM (SELECT place, line, text FROM heading UNION ALL SELECT place, line, text FROM entry)
ORDER BY place, line
