-- How often assistants name us.

INSERT INTO dashboard_panel VALUES
    ('ai', 61, 'Visibility in AI answers', '',
     'How often assistants name us when they are asked about our market, and cite a page about us, of all that they were asked.',
     'ai_answer');

CREATE TEMP TABLE dashboard_assistant AS
SELECT platform, questions, named, visibility, lower, upper, share_of_brands, share_lower, share_upper, cited,
       cited_lower, cited_upper, net_sentiment, row_number() OVER (ORDER BY visibility DESC, platform) AS place
FROM ai_visibility;

INSERT INTO dashboard_block VALUES ('ai', 1, 'chart', 'visibility', 'Share of questions whose answer names us, %');
INSERT INTO dashboard_row(panel, block, place, s1)
SELECT 'ai', 1, 1, chart_bars(substr(platform, 1, 40), round(visibility, 1), lower, upper)
FROM (SELECT * FROM dashboard_assistant WHERE place <= 10 AND visibility IS NOT NULL ORDER BY place);

INSERT INTO dashboard_block VALUES ('ai', 2, 'table', 'assistants', 'By assistant, the one that names us most first');
INSERT INTO dashboard_column VALUES
    ('ai', 2, 1, 'platform', 'Assistant', 'text', 0), ('ai', 2, 2, 'questions', 'Questions', 'count', 0),
    ('ai', 2, 3, 'visibility', 'Names us', 'share', 1), ('ai', 2, 6, 'share_of_brands', 'Share of brands named', 'share', 1),
    ('ai', 2, 9, 'cited', 'Cites a page about us', 'share', 1), ('ai', 2, 12, 'net_sentiment', 'Net sentiment', 'score', 0);
INSERT INTO dashboard_row(panel, block, place, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10, s11, s12)
SELECT 'ai', 2, place, platform, questions, visibility, lower, upper, share_of_brands, share_lower, share_upper, cited,
       cited_lower, cited_upper, net_sentiment
FROM dashboard_assistant WHERE place <= 10;

INSERT INTO dashboard_basis
SELECT 'ai', printf('%,d question%s to %,d assistant%s, us named in %,d of the answers, %s.', sum(d.questions),
                 substr('s', 1, sum(d.questions) <> 1), count(*), substr('s', 1, count(*) <> 1), sum(d.named), s.period_text)
FROM dashboard_assistant AS d CROSS JOIN dashboard_setting AS s GROUP BY s.as_of;
