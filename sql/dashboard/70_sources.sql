-- How much there is of each source, how fresh, and what could not be counted.

INSERT INTO dashboard_panel VALUES
    ('sources', 70, 'Where this comes from', 'wide',
     'The sources of customer information: how much there is, how fresh, and of how many of the customers.',
     'survey_response, purchase, review, feedback');

CREATE TEMP TABLE dashboard_source AS
SELECT source, rows, substr(newest, 1, 10) AS newest, days_old, coverage, chosen, owner, unreadable_times,
       row_number() OVER (ORDER BY rows DESC, source) AS place
FROM feedback_sources;

INSERT INTO dashboard_block VALUES ('sources', 1, 'table', 'sources', 'Sources of customer information');
INSERT INTO dashboard_column VALUES
    ('sources', 1, 1, 'source', 'Source', 'text', 0), ('sources', 1, 2, 'rows', 'Rows', 'count', 0),
    ('sources', 1, 4, 'newest', 'Newest', 'text', 0), ('sources', 1, 5, 'days_old', 'Age', 'whole days', 0),
    ('sources', 1, 6, 'coverage', 'Customers covered', 'share', 0), ('sources', 1, 7, 'chosen', 'Used', 'text', 0),
    ('sources', 1, 8, 'owner', 'Answers for it', 'text', 0);
-- Rows that cannot be placed in time.
INSERT INTO dashboard_column
SELECT 'sources', 1, 3, 'unreadable', 'Of unreadable time', 'count', 0
WHERE EXISTS (SELECT 1 FROM dashboard_source WHERE unreadable_times > 0);
INSERT INTO dashboard_row(panel, block, place, s1, s2, s3, s4, s5, s6, s7, s8)
SELECT 'sources', 1, place, source, rows, unreadable_times, newest, days_old, coverage,
       CASE WHEN chosen THEN 'yes' ELSE 'no' END, coalesce(owner, 'nobody')
FROM dashboard_source WHERE place <= 20;

INSERT INTO dashboard_block VALUES ('sources', 2, 'text', 'quality', NULL);
INSERT INTO dashboard_row(panel, block, place, s1)
SELECT 'sources', 2, 1, printf('Of %,d survey row%s %,d are answers; %,d are blank, %,d are rejected because they are not answers from 0 to 10, %,d are dated after %s%s %,d have no date',
                        q.rows, substr('s', 1, q.rows <> 1), q.answers, q.blank, q.rejected, q.future_dated, s.as_of_text,
                        CASE WHEN q.unreadable_time > 0 THEN ',' ELSE ' and' END, q.without_time)
                 || CASE WHEN q.unreadable_time > 0
                         THEN printf(' and %,d have a time that cannot be read: these are left out.',
                                     q.unreadable_time)
                         ELSE '.' END
FROM survey_quality AS q CROSS JOIN dashboard_setting AS s;

INSERT INTO dashboard_block VALUES ('sources', 3, 'table', 'unreadable', 'What cannot be read, and is not counted');
INSERT INTO dashboard_column VALUES
    ('sources', 3, 1, 'column', 'Column', 'text', 0), ('sources', 3, 2, 'rows', 'Rows', 'count', 0),
    ('sources', 3, 3, 'blank', 'Blank', 'count', 0), ('sources', 3, 4, 'unreadable', 'Unreadable', 'count', 0),
    ('sources', 3, 5, 'future', 'Later', 'count', 0), ('sources', 3, 6, 'example', 'For example', 'text', 0),
    ('sources', 3, 7, 'note', 'What it may be', 'text', 0);
INSERT INTO dashboard_row(panel, block, place, s1, s2, s3, s4, s5, s6, s7)
SELECT 'sources', 3, row_number() OVER (ORDER BY unreadable DESC, source, column_name), source || '.' || column_name, rows,
       blank, unreadable, future, example, note
FROM dashboard_quality WHERE unreadable > 0 OR note IS NOT NULL;

-- Which tables, or views with their names, there are, whatever becomes of their rows.
INSERT INTO dashboard_block VALUES ('sources', 4, 'text', 'tables', NULL);
INSERT INTO dashboard_row(panel, block, place, s1)
SELECT 'sources', 4, 1, 'This page was made from ' || group_concat(printf('%s (%,d row%s)', source, rows, substr('s', 1, rows <> 1)), ', ')
                        || '.'
FROM (SELECT source, max(rows) AS rows FROM dashboard_quality GROUP BY source ORDER BY 2 DESC, 1)
HAVING count(*) > 0;

INSERT INTO dashboard_basis
SELECT 'sources', printf('%,d row%s in %,d source%s, all time up to %s.', sum(d.rows), substr('s', 1, sum(d.rows) <> 1), count(*),
                  substr('s', 1, count(*) <> 1), s.as_of_text)
FROM dashboard_source AS d CROSS JOIN dashboard_setting AS s GROUP BY s.as_of;
