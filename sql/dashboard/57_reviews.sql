-- Reviews by platform.

INSERT INTO dashboard_panel VALUES
    ('reviews', 57, 'Reviews', '',
     'How many reviews there are on each platform, and how good they are. The careful mean adds ten average reviews, so that a handful cannot swing it.',
     'review');

CREATE TEMP TABLE dashboard_review AS
SELECT platform, reviews, rating, bayes_rating, positive, lower, upper, answered, few,
       row_number() OVER (ORDER BY reviews DESC, platform) AS place
FROM review_quality;

INSERT INTO dashboard_block VALUES ('reviews', 1, 'chart', 'positive', 'Share of reviews with four stars and more, %');
INSERT INTO dashboard_row(panel, block, place, s1)
SELECT 'reviews', 1, 1, chart_bars(substr(platform, 1, 40), round(positive, 1), lower, upper)
FROM (SELECT * FROM dashboard_review WHERE place <= 10 AND positive IS NOT NULL ORDER BY place);

INSERT INTO dashboard_block VALUES ('reviews', 2, 'table', 'reviews', 'Reviews by platform, rated with 1 to 5 stars');
INSERT INTO dashboard_column VALUES
    ('reviews', 2, 1, 'platform', 'Platform', 'text', 0), ('reviews', 2, 2, 'reviews', 'Reviews', 'count', 0),
    ('reviews', 2, 3, 'rating', 'Mean stars', 'mean', 0), ('reviews', 2, 4, 'bayes_rating', 'Careful mean', 'mean', 0),
    ('reviews', 2, 5, 'positive', 'Four stars and more', 'share', 1), ('reviews', 2, 8, 'answered', 'Answered by us', 'share', 0);
INSERT INTO dashboard_row(panel, block, place, s1, s2, s3, s4, s5, s6, s7, s8)
SELECT 'reviews', 2, place, platform, reviews, rating, bayes_rating, positive, lower, upper, answered
FROM dashboard_review WHERE place <= 10;

INSERT INTO dashboard_basis
SELECT 'reviews', printf('%,d review%s on %,d platform%s, %s.%s', sum(r.reviews), substr('s', 1, sum(r.reviews) <> 1), count(*),
                 substr('s', 1, count(*) <> 1), s.period_text,
                 coalesce((SELECT ' Too few to be read by themselves: ' || group_concat(platform, ', ') || '.'
                           FROM dashboard_review WHERE few AND place <= 10), ''))
FROM dashboard_review AS r CROSS JOIN dashboard_setting AS s GROUP BY s.as_of;
