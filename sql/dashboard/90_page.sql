-- The page: every line of every panel as HTML, in the order of panel, block, part (0 opening, 1 head, 2 body, 3 closing),
-- place and slot. Text that may come from the database goes through chart_escape(), and is cut where it is long.
CREATE TEMP TABLE dashboard_line (
    panel TEXT, block INTEGER, part INTEGER, place INTEGER, slot INTEGER, html TEXT NOT NULL,
    PRIMARY KEY (panel, block, part, place, slot));

CREATE TEMP TABLE dashboard_full AS SELECT DISTINCT panel, block FROM dashboard_row;

-- The tables of a panel, each in a row.
CREATE TEMP TABLE dashboard_panel_table AS
WITH RECURSIVE named(panel, place, name, rest) AS (
    SELECT panel, 0, NULL, tables || ', ' FROM dashboard_panel
    UNION ALL
    SELECT panel, place + 1, substr(rest, 1, instr(rest, ', ') - 1), substr(rest, instr(rest, ', ') + 2)
    FROM named WHERE rest <> '')
SELECT n.panel, p.position, p.title, n.place, n.name
FROM named AS n JOIN dashboard_panel AS p ON p.panel = n.panel WHERE n.name IS NOT NULL;

-- Panels.
INSERT INTO dashboard_line
SELECT panel, 0, 0, 0, 0,
       '<section class="panel ' || layout || '" id="' || panel || '" data-panel="' || panel || '" aria-labelledby="' || panel
       || '-title">' || char(10) || '<h3 id="' || panel || '-title">' || chart_escape(title) || '</h3>' || char(10)
       || '<p class="shows">' || chart_escape(shows) || '</p>'
FROM dashboard_panel WHERE panel IN (SELECT panel FROM dashboard_full);
INSERT INTO dashboard_line
SELECT f.panel, 0, 1, 0, 0,
       '<p class="basis">'
       || coalesce(chart_escape(substr(b.text, 1, 2000)) || CASE WHEN length(b.text) > 2000 THEN '…' ELSE '' END, '')
       || coalesce(' <span class="unread">' || chart_escape(u.text) || '</span>', '') || '</p>'
FROM (SELECT DISTINCT panel FROM dashboard_full) AS f LEFT JOIN dashboard_basis AS b USING (panel)
LEFT JOIN (SELECT t.panel, 'Cannot be read, and is not counted: '
                           || group_concat(printf('%,d of %,d values of %s.%s, such as ''%s''', q.unreadable, q.rows, q.source,
                                                  q.column_name, q.example), '; ') || '.' AS text
           FROM (SELECT panel, name FROM dashboard_panel_table ORDER BY panel, place) AS t
           JOIN dashboard_quality AS q ON q.source = t.name AND q.unreadable > 0
           GROUP BY t.panel) AS u USING (panel);
INSERT INTO dashboard_line
SELECT panel, 999, 0, 0, 0, '</section>' FROM dashboard_panel WHERE panel IN (SELECT panel FROM dashboard_full);

-- Blocks: what opens and closes each kind. A table is wide, so it scrolls within its own box, from the keyboard too.
INSERT INTO dashboard_line
SELECT b.panel, b.block, 0, 0, 0,
       coalesce('<details><summary>' || chart_escape(d.summary) || '</summary>', '') || CASE b.kind
       WHEN 'figures' THEN '<ul class="figures figures-' || (SELECT count(*) FROM dashboard_column AS c WHERE c.panel = b.panel AND c.block = b.block)
                           || '" data-block="' || b.name || '">'
       WHEN 'text' THEN '<div class="text" data-block="' || b.name || '">'
       WHEN 'steps' THEN '<ol class="steps" data-block="' || b.name || '">'
       WHEN 'chart' THEN '<figure data-block="' || b.name || '"><figcaption>' || chart_escape(b.caption) || '</figcaption>'
       ELSE '<div class="scroll" role="region" tabindex="0" aria-labelledby="caption-' || b.panel || '-' || b.block
            || '"><table data-block="' || b.name || '"><caption id="caption-' || b.panel || '-' || b.block || '">'
            || '<span>' || chart_escape(b.caption) || '</span> <a class="take" download="' || b.panel || '-' || b.name
            || '.csv" aria-label="CSV: ' || chart_escape(b.caption) || '" href="' || k.address || '">CSV</a></caption>' END
FROM dashboard_full JOIN dashboard_block AS b USING (panel, block) LEFT JOIN dashboard_details AS d USING (panel, block)
LEFT JOIN dashboard_link AS k USING (panel, block);
INSERT INTO dashboard_line
SELECT b.panel, b.block, 3, 0, 0,
       CASE b.kind WHEN 'figures' THEN '</ul>' WHEN 'text' THEN '</div>' WHEN 'steps' THEN '</ol>' WHEN 'chart' THEN '</figure>'
                   ELSE '</tbody></table></div>' END || CASE WHEN d.summary IS NULL THEN '' ELSE '</details>' END
FROM dashboard_full JOIN dashboard_block AS b USING (panel, block) LEFT JOIN dashboard_details AS d USING (panel, block);

-- Tables: the head, and where rows begin and end.
INSERT INTO dashboard_line
SELECT c.panel, c.block, 1, 0, c.slot, '<th scope="col"' || CASE c.format WHEN 'text' THEN '' ELSE ' class="number"' END || '>'
       || chart_escape(c.heading) || '</th>'
FROM dashboard_full JOIN dashboard_block AS b USING (panel, block) JOIN dashboard_column AS c USING (panel, block)
WHERE b.kind = 'table';
INSERT INTO dashboard_line
SELECT panel, block, 1, 0, 0, '<thead><tr>' FROM dashboard_full JOIN dashboard_block AS b USING (panel, block) WHERE b.kind = 'table'
UNION ALL
SELECT panel, block, 1, 0, 99, '</tr></thead><tbody>' FROM dashboard_full JOIN dashboard_block AS b USING (panel, block)
WHERE b.kind = 'table';
INSERT INTO dashboard_line
SELECT panel, block, 2, r.place, 0, '<tr>' FROM dashboard_row AS r JOIN dashboard_block AS b USING (panel, block) WHERE b.kind = 'table'
UNION ALL
SELECT panel, block, 2, r.place, 99, '</tr>' FROM dashboard_row AS r JOIN dashboard_block AS b USING (panel, block)
WHERE b.kind = 'table';

-- Cells and figures: the value as it is read, below it its interval, and of a change whether it is more than chance
-- would explain. The exact numbers are in data-value, data-lower and data-upper.
WITH word AS (
    SELECT *, CASE WHEN value IS NULL OR format <> 'text' THEN '–'
                   WHEN trim(chart_escape(substr(value, 1, room))) = '' THEN '(blank)'
                   ELSE chart_escape(substr(value, 1, room)) || CASE WHEN length(value) > room THEN '…' ELSE '' END END AS html
    FROM (SELECT panel, block, place, slot, name, heading, format, CAST(value AS TEXT) AS value, p_value,
                 CASE name WHEN 'reasons' THEN 120 ELSE 60 END AS room FROM dashboard_cell)),
shown AS (
    SELECT c.panel, c.block, c.place, c.slot, c.name, chart_escape(c.heading) AS heading, c.format, b.kind,
           CASE WHEN v.value IS NOT NULL THEN printf(' data-value="%.10g"', v.value) ELSE '' END
           || CASE WHEN l.value IS NOT NULL AND u.value IS NOT NULL
                   THEN printf(' data-lower="%.10g" data-upper="%.10g"', l.value, u.value) ELSE '' END AS data,
           coalesce(chart_escape(v.text || v.unit), c.html) AS html,
           CASE WHEN substr(c.value, 1, 60) GLOB '*' || replace(hex(zeroblob(10)), '0', '[^ ]') || '*'
                THEN ' class="long"' ELSE '' END AS class, -- a word of twenty letters
           coalesce('<span class="interval">' || chart_escape(l.text || ' to ' || u.text || u.unit) || '</span>', '') AS interval,
           CASE WHEN c.p_value IS NULL THEN ''
                WHEN c.p_value >= 1 - s.confidence THEN ' <span class="verdict">may be chance</span>'
                WHEN v.value > 0 THEN ' <span class="verdict up">▲ more than chance</span>'
                ELSE ' <span class="verdict down">▼ more than chance</span>' END AS verdict
    FROM dashboard_setting AS s CROSS JOIN word AS c JOIN dashboard_block AS b USING (panel, block)
    LEFT JOIN dashboard_figure AS v ON v.panel = c.panel AND v.block = c.block AND v.place = c.place AND v.slot = c.slot AND v.part = 'value'
    LEFT JOIN dashboard_figure AS l ON l.panel = c.panel AND l.block = c.block AND l.place = c.place AND l.slot = c.slot AND l.part = 'lower'
    LEFT JOIN dashboard_figure AS u ON u.panel = c.panel AND u.block = c.block AND u.place = c.place AND u.slot = c.slot AND u.part = 'upper')
INSERT INTO dashboard_line
SELECT panel, block, 2, place, slot,
       CASE WHEN kind = 'figures'
            THEN '<li data-column="' || name || '"' || data || '><span class="name">' || heading || '</span> <strong>' || html
                 || '</strong>' || interval || verdict || '</li>'
            WHEN slot = 1 THEN '<th scope="row" data-column="' || name || '"' || class || '>' || html || '</th>'
            ELSE '<td data-column="' || name || '" data-heading="' || heading || '"' || CASE format WHEN 'text' THEN class || '>' || html
                 ELSE ' class="number"' || data || '><b>' || html || '</b>' || interval || verdict END || '</td>' END
FROM shown;

-- Paragraphs, steps, charts.
INSERT INTO dashboard_line
SELECT panel, block, 2, place, 1,
       CASE kind WHEN 'chart' THEN s1 WHEN 'text' THEN '<p>' || html || '</p>'
                 ELSE '<li' || CASE WHEN s2 THEN ' aria-current="step"' ELSE '' END || '>' || html || '</li>' END
FROM (SELECT panel, block, r.place, b.kind, r.s1, r.s2,
             CASE WHEN b.kind <> 'chart'
                  THEN chart_escape(substr(r.s1, 1, 2000)) || CASE WHEN length(r.s1) > 2000 THEN '…' ELSE '' END END AS html
      FROM dashboard_row AS r JOIN dashboard_block AS b USING (panel, block)
      WHERE b.kind IN ('chart', 'text', 'steps') AND r.s1 IS NOT NULL);

-- What is left out, and what would fill it; a table that has rows says how many, and which of its values cannot be read.
CREATE TEMP TABLE dashboard_left_out AS
SELECT p.position, p.panel, p.title, group_concat(p.name || CASE WHEN p.rows > 0 THEN p.rows_text ELSE '' END, ', ') AS tables
FROM (SELECT t.position, t.panel, t.title, t.name, max(q.rows) AS rows,
             printf(': %,d row%s', max(q.rows), substr('s', 1, max(q.rows) <> 1))
             || coalesce(', unreadable '
                         || group_concat(CASE WHEN q.unreadable > 0
                                              THEN printf('%s in %,d, such as ''%s''', q.column_name, q.unreadable, q.example) END,
                                         ' and '), '') AS rows_text
      FROM dashboard_panel_table AS t LEFT JOIN dashboard_quality AS q ON q.source = t.name
      WHERE t.panel NOT IN (SELECT panel FROM dashboard_full)
      GROUP BY t.panel, t.place, t.name
      ORDER BY t.panel, t.place) AS p
GROUP BY p.panel;

-- Which panels of each chapter have something to show.
CREATE TEMP TABLE dashboard_shown AS
SELECT panel, position, title,
       (SELECT c.chapter FROM dashboard_chapter AS c WHERE c.position <= p.position ORDER BY c.position DESC LIMIT 1) AS chapter
FROM dashboard_panel AS p WHERE panel IN (SELECT panel FROM dashboard_full);

-- The whole, part by part; a part that is NULL is left out.
WITH link AS (
    SELECT chapter, group_concat('<li><a href="#' || panel || '">' || chart_escape(title) || '</a></li>', char(10)) AS html,
           count(*) AS panels
    FROM (SELECT * FROM dashboard_shown ORDER BY chapter, position, panel) GROUP BY chapter),
chapter AS (
    SELECT c.chapter, c.position, c.title,
           '<div class="chapter" id="chapter-' || c.chapter || '">' || char(10) || '<h2>' || chart_escape(c.title) || '</h2>'
           || CASE WHEN l.panels > 1 THEN char(10) || '<ul class="contents">' || char(10) || l.html || char(10) || '</ul>' ELSE '' END
           || char(10) || '<div class="panels">' AS html
    FROM dashboard_chapter AS c JOIN link AS l USING (chapter)),
line(chapter_position, position, panel, block, part, place, slot, html) AS (
    SELECT position, -1, '', 0, 0, 0, 0, html FROM chapter
    UNION ALL
    SELECT c.position, s.position, n.panel, n.block, n.part, n.place, n.slot, n.html
    FROM dashboard_shown AS s JOIN chapter AS c USING (chapter) JOIN dashboard_line AS n ON n.panel = s.panel
    UNION ALL
    SELECT position, 1000, '', 0, 0, 0, 0, '</div></div>' FROM chapter),
about AS (
    SELECT chart_escape(substr(coalesce(nullif(trim(o.title), ''),
                                        'Customer advocacy' || CASE WHEN s.own_brand <> 'us' THEN ': ' || s.own_brand ELSE '' END,
                                        'Customer advocacy'), 1, 100)) AS title
    FROM dashboard_option AS o LEFT JOIN dashboard_setting AS s ON 1),
page(part, html) AS (
    SELECT 1, '<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<meta name="generator" content="advocacy ' || advocacy_version() || '">
<link rel="icon" href="data:,">
<style>
' || (SELECT sql FROM advocacy_scripts WHERE name = 'dashboard/page.css') || '</style>
<title>' || title || '</title>
</head>
<body>
<header>
<h1>' || title || '</h1>' FROM about
    UNION ALL
    SELECT 2, '<p>' || chart_escape(printf('Looks back from %s, %s: %s. Small print below a figure is its %s interval: where the true figure may well lie.',
                                           as_of_text, as_of_source, period_text, confidence_text)) || '</p>'
    FROM dashboard_setting
    UNION ALL
    SELECT 3, '</header>'
    UNION ALL
    SELECT 4, '<nav aria-label="Chapters"><ul>' || char(10) || group_concat(html, char(10)) || char(10) || '</ul></nav>'
    FROM (SELECT '<li><a href="#chapter-' || chapter || '">' || chart_escape(title) || '</a></li>' AS html
          FROM chapter ORDER BY position)
    UNION ALL
    SELECT 5, '<main>'
    UNION ALL
    SELECT 6, '<section class="answers" aria-labelledby="answers-title">' || char(10) || '<h2 id="answers-title">In short</h2>' || char(10)
              || '<ul>' || char(10) || group_concat(html, char(10)) || char(10) || '</ul>' || char(10) || '</section>'
    FROM (SELECT '<li><a href="#' || panel || '">' || chart_escape(question) || '</a> <strong>'
                 || chart_escape(substr(sentence, 1, 400)) || '</strong></li>' AS html
          FROM dashboard_answer_in_short WHERE panel IN (SELECT panel FROM dashboard_full) ORDER BY place)
    UNION ALL
    SELECT 7, coalesce(group_concat(html, char(10)), '<p class="empty">There is nothing to show.</p>')
    FROM (SELECT html FROM line ORDER BY chapter_position, position, panel, block, part, place, slot)
    UNION ALL
    SELECT 8, '</main>' || char(10) || '<footer>'
    UNION ALL
    SELECT 9, '<p class="left-out"><strong>Not shown, because there is nothing to show:</strong> '
              || group_concat(chart_escape(title || ' (' || tables || ')'), '; ')
              || '. In brackets, the tables that would fill them.</p>'
    FROM (SELECT title, tables FROM dashboard_left_out ORDER BY position, panel)
    UNION ALL
    SELECT 10, '<p>How to read this: a change is called more than chance where, among all changes that it stands with, chance alone would make
any so large in less than ' || (SELECT printf('%.10g', 100 * (1 - confidence)) FROM dashboard_setting) || '% of cases; its interval is that of the one change by itself. A dash means that
there are too few observations, or none. Advocates are told by what they do, never by what they spend.</p>
<p>Made by advocacy ' || advocacy_version() || ' from the views of sql/views, each of which says how its figures are computed.</p>
</footer>
</body>
</html>')
SELECT group_concat(html, char(10)) AS page FROM (SELECT html FROM page WHERE html IS NOT NULL ORDER BY part);
