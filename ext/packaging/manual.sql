-- The functions of the man page, from the function tables: roff, one heading for each family. One row is a line, or
-- several. In what a reader may copy, the characters stay those of the keyboard; no line begins as a request.
WITH entry(place, family, name, kind, signature, summary, example, output) AS (
    SELECT rowid, family, name, kind, replace(replace(signature, '\', '\e'), '-', '\-'),
           '\&' || replace(summary, '\', '\e'),
           '\&' || replace(example, '\', '\e') || ';', replace(output, '\', '\e')
    FROM advocacy_functions
),
code(place, text) AS (SELECT place, example || char(10) || output FROM entry),
copied(place, text) AS (
    SELECT place, replace(replace(replace(replace(replace(replace(text, '-', '\-'), '''', '\(aq'), '`', '\(ga'),
                                          '^', '\(ha'), '~', '\(ti'), char(10), char(10) || '\&')
    FROM code
),
line(place, number, text) AS (
    SELECT min(place), 0, '.SS ' || upper(substr(family, 1, 1)) || substr(family, 2) FROM entry GROUP BY family
    UNION ALL SELECT place, 1, '.TP' || char(10) || '.B "' || replace(signature, '"', '\(dq') || '"' FROM entry
    UNION ALL SELECT place, 2, summary || char(10) || '(' || kind || ')' FROM entry
    UNION ALL SELECT place, 3, '.IP' || char(10) || '.nf' || char(10) || text || char(10) || '.fi' FROM copied
)
SELECT text FROM line ORDER BY place, number;
