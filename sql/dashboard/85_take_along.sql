-- Every table as a file for a spreadsheet: CSV in a link that holds all of it, so that nothing is fetched. A line of
-- headings, then the exact figures, each interval and p value in columns of its own.
--
-- A spreadsheet takes a text that begins with = + - @ for a formula, also after spaces and in their full widths. So such a
-- text, which may come from anywhere, has an apostrophe in front, and every text stands in quotes (OWASP, CSV injection).
-- Numbers are written by us and stay numbers, also those below zero.
CREATE TEMP TABLE dashboard_field AS
WITH field(panel, block, place, slot, part, format, value) AS (
    SELECT c.panel, c.block, -1, c.slot, each_part.part, 'text', c.heading || each_part.words
    FROM dashboard_column AS c
    JOIN (SELECT 0 AS part, '' AS words UNION ALL SELECT 1, ', from' UNION ALL SELECT 2, ', to' UNION ALL SELECT 3, ', p value')
        AS each_part
        ON each_part.part = 0 OR each_part.part < 3 AND c.has_interval OR each_part.part = 3 AND c.format = 'change'
    UNION ALL SELECT panel, block, place, slot, 0, format, value FROM dashboard_cell
    UNION ALL SELECT panel, block, place, slot, 1, format, lower FROM dashboard_cell WHERE has_interval
    UNION ALL SELECT panel, block, place, slot, 2, format, upper FROM dashboard_cell WHERE has_interval
    UNION ALL SELECT d.panel, d.block, d.place, d.slot, 3, d.format, d.p_value
              FROM dashboard_cell AS d JOIN dashboard_column AS e USING (panel, block, slot) WHERE e.format = 'change'),
plain AS (
    SELECT panel, block, place, slot, part, value, format <> 'text' AND typeof(value) IN ('integer', 'real') AS is_number,
           -- Without what is no text: chart_escape() knows, and what it writes for & < > " ' is turned back.
           replace(replace(replace(replace(replace(chart_escape(substr(CAST(value AS TEXT), 1, 300)), '&lt;', '<'), '&gt;', '>'),
                                   '&quot;', '"'), '&#39;', ''''), '&amp;', '&') AS text
    FROM field JOIN dashboard_block AS b USING (panel, block) WHERE b.kind = 'table')
SELECT panel, block, place, slot, part,
       CASE WHEN value IS NULL THEN '' WHEN is_number THEN printf('%.10g', value)
            ELSE '"' || CASE WHEN substr(ltrim(text), 1, 1) IN ('=', '+', '-', '@', char(65309), char(65291), char(65293), char(65312))
                             THEN '''' ELSE '' END || replace(text, '"', '""') || '"' END AS text
FROM plain;

-- In an address, what has a meaning there and what is not ASCII as the numbers of its bytes: '%20' for a space.
CREATE TEMP TABLE dashboard_link AS
WITH RECURSIVE file AS (
    SELECT panel, block,
           replace(
               replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(
                   replace(group_concat(text, char(10)), '%', '%25'), ' ', '%20'), '"', '%22'), '#', '%23'), '&', '%26'),
                   '''', '%27'), '<', '%3C'), '>', '%3E'), '[', '%5B'), '\', '%5C'), ']', '%5D'), '^', '%5E'), '`', '%60'),
                   '{', '%7B'), '|', '%7C'), '}', '%7D'), char(10), '%0D%0A') AS text
    FROM (SELECT panel, block, place, group_concat(text, ',') AS text
          FROM (SELECT * FROM dashboard_field ORDER BY panel, block, place, slot, part)
          GROUP BY panel, block, place ORDER BY panel, block, place)
    GROUP BY panel, block),
ascii(letters) AS (SELECT '!$%()*+,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz~'),
-- One letter that is not ASCII at a time, everywhere: it is looked for, then replaced; '' is none.
coded(panel, block, text, letter) AS (
    SELECT panel, block, text, NULL FROM file
    UNION ALL
    SELECT panel, block,
           CASE WHEN letter IS NULL THEN text
                ELSE replace(text, letter, rtrim('%' || substr(hex(letter), 1, 2) || '%' || substr(hex(letter), 3, 2) || '%'
                                                 || substr(hex(letter), 5, 2) || '%' || substr(hex(letter), 7, 2), '%')) END,
           CASE WHEN letter IS NULL THEN substr(ltrim(text, letters), 1, 1) END
    FROM coded CROSS JOIN ascii WHERE letter IS NOT '')
SELECT panel, block, 'data:text/csv;charset=utf-8,%EF%BB%BF' || text AS address FROM coded WHERE letter = '';
