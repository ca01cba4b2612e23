-- The rows of all panels as cells, and their figures as they are read.

-- A chart with nothing to draw is NULL.
DELETE FROM dashboard_row
WHERE s1 IS NULL AND EXISTS (SELECT 1 FROM dashboard_block AS b
                             WHERE b.panel = dashboard_row.panel AND b.block = dashboard_row.block AND b.kind = 'chart');

-- The rows' slots one below the other, each with what its column says.
CREATE TEMP TABLE dashboard_cell AS
WITH slot(panel, block, place, row_format, slot, value, lower, upper, p_value) AS (
    SELECT panel, block, place, format, 1, s1, s2, s3, s4 FROM dashboard_row
    UNION ALL SELECT panel, block, place, format, 2, s2, s3, s4, s5 FROM dashboard_row
    UNION ALL SELECT panel, block, place, format, 3, s3, s4, s5, s6 FROM dashboard_row
    UNION ALL SELECT panel, block, place, format, 4, s4, s5, s6, s7 FROM dashboard_row
    UNION ALL SELECT panel, block, place, format, 5, s5, s6, s7, s8 FROM dashboard_row
    UNION ALL SELECT panel, block, place, format, 6, s6, s7, s8, s9 FROM dashboard_row
    UNION ALL SELECT panel, block, place, format, 7, s7, s8, s9, s10 FROM dashboard_row
    UNION ALL SELECT panel, block, place, format, 8, s8, s9, s10, s11 FROM dashboard_row
    UNION ALL SELECT panel, block, place, format, 9, s9, s10, s11, s12 FROM dashboard_row
    UNION ALL SELECT panel, block, place, format, 10, s10, s11, s12, NULL FROM dashboard_row
    UNION ALL SELECT panel, block, place, format, 11, s11, s12, NULL, NULL FROM dashboard_row
    UNION ALL SELECT panel, block, place, format, 12, s12, NULL, NULL, NULL FROM dashboard_row)
SELECT s.panel, s.block, s.place, s.slot, c.name, c.heading, c.has_interval,
       CASE c.format WHEN 'row' THEN s.row_format ELSE c.format END AS format,
       s.value, CASE WHEN c.has_interval THEN s.lower END AS lower, CASE WHEN c.has_interval THEN s.upper END AS upper,
       CASE WHEN c.format = 'change' THEN s.p_value END AS p_value
FROM slot AS s JOIN dashboard_column AS c ON c.panel = s.panel AND c.block = s.block AND c.slot = s.slot;

-- Each figure as it is read: '-27,641.5' with a real minus sign. What is too large for digits is shown as a power of ten.
-- Limits that would read alike and are not, and the value between them, have a digit more, or two.
CREATE TEMP TABLE dashboard_figure AS
WITH finer AS (
    SELECT c.*, CASE WHEN c.lower IS NULL OR c.upper IS NULL OR c.lower = c.upper THEN 0
                     WHEN printf('%.*f', f.decimals, c.lower * f.factor) <> printf('%.*f', f.decimals, c.upper * f.factor) THEN 0
                     WHEN printf('%.*f', f.decimals + 1, c.lower * f.factor) <> printf('%.*f', f.decimals + 1, c.upper * f.factor)
                     THEN 1
                     ELSE 2 END AS more
    FROM dashboard_cell AS c JOIN dashboard_format AS f ON f.format = c.format),
part(panel, block, place, slot, part, format, value, more) AS (
    SELECT panel, block, place, slot, 'value', format, value, more FROM finer WHERE typeof(value) IN ('integer', 'real')
    UNION ALL SELECT panel, block, place, slot, 'lower', format, lower, more FROM finer WHERE lower IS NOT NULL
    UNION ALL SELECT panel, block, place, slot, 'upper', format, upper, more FROM finer WHERE upper IS NOT NULL),
scaled AS (
    SELECT p.panel, p.block, p.place, p.slot, p.part, p.value, f.unit, f.is_signed, f.prefix,
           CASE WHEN p.format = 'money' AND abs(p.value) >= 1000 THEN 0 ELSE f.decimals + p.more END AS decimals,
           abs(p.value * f.factor) AS size
    FROM part AS p JOIN dashboard_format AS f ON f.format = p.format),
digits AS (
    SELECT *, CASE WHEN size < 1e15 THEN printf('%.*f', decimals, size) ELSE printf('%.3g', size) END AS text FROM scaled)
SELECT panel, block, place, slot, part, value,
       CASE WHEN text + 0 = 0 THEN '' WHEN value < 0 THEN '−' WHEN is_signed THEN '+' ELSE '' END
       || prefix
       || CASE WHEN size >= 1e15 THEN text
               WHEN decimals = 0 THEN printf('%,d', CAST(text AS INTEGER))
               ELSE printf('%,d', CAST(text AS INTEGER)) || substr(text, instr(text, '.')) END AS text,
       CASE WHEN unit = ' days' AND text = '1' THEN ' day' ELSE unit END AS unit
FROM digits;
CREATE INDEX temp.dashboard_figure_by_cell ON dashboard_figure(panel, block, place, slot, part);
