-- Our share of all posts, and how they speak of us.

INSERT INTO dashboard_panel VALUES
    ('social', 59, 'Social visibility', '',
     'Our share of all posts about us and our competitors, and how they speak of us. Posts that were paid for are left out.',
     'mention');

CREATE TEMP TABLE dashboard_social AS
SELECT platform, all_brands, mentions, share_of_voice, lower, upper, net_sentiment, net_sentiment_lower,
       net_sentiment_upper, engagements, user_made, row_number() OVER (ORDER BY all_brands DESC, platform) AS place
FROM social_presence;

INSERT INTO dashboard_block VALUES ('social', 1, 'chart', 'voice', 'Our share of all posts, %');
INSERT INTO dashboard_row(panel, block, place, s1)
SELECT 'social', 1, 1, chart_bars(substr(platform, 1, 40), round(share_of_voice, 1), lower, upper)
FROM (SELECT * FROM dashboard_social WHERE place <= 10 AND share_of_voice IS NOT NULL ORDER BY place);

INSERT INTO dashboard_block VALUES ('social', 2, 'table', 'social', 'Our posts by platform; sentiment is from −100 (all negative) to 100');
INSERT INTO dashboard_column VALUES
    ('social', 2, 1, 'platform', 'Platform', 'text', 0), ('social', 2, 2, 'mentions', 'Posts about us', 'count', 0),
    ('social', 2, 3, 'share_of_voice', 'Share of voice', 'share', 1), ('social', 2, 6, 'net_sentiment', 'Net sentiment', 'score', 1),
    ('social', 2, 9, 'engagements', 'Engagements', 'count', 0), ('social', 2, 10, 'user_made', 'Made by customers', 'count', 0);
INSERT INTO dashboard_row(panel, block, place, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10)
SELECT 'social', 2, place, platform, mentions, share_of_voice, lower, upper, net_sentiment, net_sentiment_lower,
       net_sentiment_upper, engagements, user_made
FROM dashboard_social WHERE place <= 10;

INSERT INTO dashboard_basis
SELECT 'social', printf('%,d post%s about all brands, %,d of them about us, %s.', sum(d.all_brands),
                 substr('s', 1, sum(d.all_brands) <> 1), sum(d.mentions), s.period_text)
FROM dashboard_social AS d CROSS JOIN dashboard_setting AS s GROUP BY s.as_of;
