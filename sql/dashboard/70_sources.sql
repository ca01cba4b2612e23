-- How much there is of each source, how fresh, and what could not be counted.

INSERT INTO dashboard_panel VALUES
    ('sources', 70, 'Where this comes from', 'wide',
     'The sources of customer information: how much there is, how fresh, and of how many of the customers.',
     'survey_response, purchase, review, feedback');

CREATE TEMP TABLE dashboard_source AS
SELECT source, rows, substr(newest, 1, 10) AS newest, days_old, coverage, lower, upper, chosen, owner,
       row_number() OVER (ORDER BY rows DESC, source) AS place
FROM feedback_sources;

INSERT INTO dashboard_block VALUES ('sources', 1, 'table', 'sources', 'Sources of customer information');
INSERT INTO dashboard_column VALUES
    ('sources', 1, 1, 'source', 'Source', 'text', 0), ('sources', 1, 2, 'rows', 'Rows', 'count', 0),
    ('sources', 1, 3, 'newest', 'Newest', 'text', 0), ('sources', 1, 4, 'days_old', 'Age', 'whole days', 0),
    ('sources', 1, 5, 'coverage', 'Customers covered', 'share', 1), ('sources', 1, 8, 'chosen', 'Used', 'text', 0),
    ('sources', 1, 9, 'owner', 'Answers for it', 'text', 0);
INSERT INTO dashboard_row(panel, block, place, s1, s2, s3, s4, s5, s6, s7, s8, s9)
SELECT 'sources', 1, place, source, rows, newest, days_old, coverage, lower, upper,
       CASE WHEN chosen THEN 'yes' ELSE 'no' END, coalesce(owner, 'nobody')
FROM dashboard_source WHERE place <= 20;

INSERT INTO dashboard_block VALUES ('sources', 2, 'text', 'quality', NULL);
INSERT INTO dashboard_row(panel, block, place, s1)
SELECT 'sources', 2, 1, printf('Of %,d survey row%s %,d are answers; %,d are blank, %,d are rejected because they are not answers from 0 to 10, %,d are dated after %s%s %,d have no date',
                        q.rows, substr('s', 1, q.rows <> 1), q.answers, q.blank, q.rejected, q.future_dated, s.as_of_text,
                        CASE WHEN q.unreadable_time > 0 THEN ',' ELSE ' and' END, q.without_time)
                 || CASE WHEN q.unreadable_time > 0
                         THEN printf(' and %,d have a time that cannot be read, such as 1.5.2026, which may be in May or in January: these are left out.',
                                     q.unreadable_time)
                         ELSE '.' END
FROM survey_quality AS q CROSS JOIN dashboard_setting AS s;

INSERT INTO dashboard_basis
SELECT 'sources', printf('%,d row%s in %,d source%s, all time up to %s.', sum(d.rows), substr('s', 1, sum(d.rows) <> 1), count(*),
                  substr('s', 1, count(*) <> 1), s.as_of_text)
FROM dashboard_source AS d CROSS JOIN dashboard_setting AS s GROUP BY s.as_of;
