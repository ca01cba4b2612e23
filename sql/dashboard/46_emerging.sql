-- Whose voice grows.

INSERT INTO dashboard_panel VALUES
    ('emerging', 46, 'Voices that grow', '',
     'Who writes about us unpaid, not against us, and more than before: customers or not. A good moment to say thank you.',
     'mention');

CREATE TEMP TABLE dashboard_voice AS
SELECT author, customer_id, posts, posts_before, share, lower, upper, share_before, reach, p_adjusted,
       row_number() OVER (ORDER BY p_value, posts DESC, author) AS place
FROM emerging_advocates;

INSERT INTO dashboard_block VALUES ('emerging', 1, 'table', 'voices', 'The last quarter, who grew most first');
INSERT INTO dashboard_column VALUES
    ('emerging', 1, 1, 'author', 'Who', 'text', 0), ('emerging', 1, 2, 'posts', 'Posts', 'count', 0),
    ('emerging', 1, 3, 'posts_before', 'Quarter before', 'count', 0), ('emerging', 1, 4, 'share', 'Share of all', 'share', 1),
    ('emerging', 1, 7, 'reach', 'Reach', 'count', 0), ('emerging', 1, 8, 'is_customer', 'Customer', 'text', 0),
    ('emerging', 1, 9, 'growth', 'Growth', 'text', 0);
INSERT INTO dashboard_row(panel, block, place, s1, s2, s3, s4, s5, s6, s7, s8, s9)
SELECT 'emerging', 1, v.place, v.author, v.posts, v.posts_before, v.share, v.lower, v.upper, v.reach,
       CASE WHEN v.customer_id IS NULL THEN 'not known' ELSE 'yes' END,
       CASE WHEN v.p_adjusted < 1 - s.confidence THEN 'more than chance' ELSE 'may be chance' END
FROM dashboard_voice AS v CROSS JOIN dashboard_setting AS s WHERE v.place <= 5;

INSERT INTO dashboard_basis
SELECT 'emerging', printf('%,d author%s of %,d post%s, %s.', count(*), substr('s', 1, count(*) <> 1), sum(v.posts), substr('s', 1, sum(v.posts) <> 1),
                          s.quarter_text)
FROM dashboard_voice AS v CROSS JOIN dashboard_setting AS s GROUP BY s.as_of;
