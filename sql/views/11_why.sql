-- Why: what customers say who recommend and who do not, and what those mean who gave no score.

BEGIN;

-- The terms that separate promoters from detractors in the comments of the period, the strongest of each side: a word,
-- two words that follow each other, or two characters where a script has no spaces. `said_by`: who says it more,
-- 'promoters' or 'detractors'. `responses`: comments with a score that hold it, passives' too; `promoters` and
-- `detractors`: theirs. `z` beyond 2 or 3 in size is hardly chance, but of many terms some get there by chance; it goes by
-- comment. `example`: the shortest comment of that side that has it. All comments of the period
-- on the survey that the score is of, also several of one customer. Empty where fewer than five comments share a term.
CREATE VIEW nps_terms AS /* advocacy */
WITH said AS (
    SELECT r.comment, text_words(r.comment) AS words, r.score, CASE WHEN r.score >= 9 THEN 'promoters' WHEN r.score <= 6 THEN 'detractors' END AS side
    FROM advocacy_period AS p JOIN read_survey_response AS r ON r.answered_at >= p.period_start
    WHERE r.comment IS NOT NULL AND r.score IS NOT NULL AND r.survey IS (SELECT survey FROM headline_survey)),
term AS (
    SELECT each_term.term, text_words(each_term.term) AS words, CASE WHEN each_term.z > 0 THEN 'promoters' ELSE 'detractors' END AS said_by,
           each_term.responses, each_term.promoters, each_term.detractors, each_term.log_odds, each_term.z
    FROM (SELECT text_terms(comment, score) AS terms FROM said) AS the_terms,
         text_term_rows(the_terms.terms) AS each_term)
SELECT t.term, t.said_by, t.responses, t.promoters, t.detractors, t.log_odds, t.z,
       (SELECT s.comment FROM said AS s
        WHERE s.side = t.said_by AND instr(s.words, t.words) > 0
        ORDER BY length(s.comment), s.comment LIMIT 1) AS example
FROM term AS t;

-- What was written in the period and has no score, as the model judges it: comments of a survey, posts about us that nobody
-- judged (`source` 'mention'), what customers wrote to us ('feedback'); `item_id` is its id there. `sentiment` is -1 (as
-- detractors write) to 1 (as promoters do), `judged` 'negative' below -0.25, 'positive' above 0.25, 'neutral' between
-- them; both NULL where the model knows no word of it. `judged_by` says that it was the model.
CREATE VIEW comment_sentiment AS /* advocacy */
SELECT source, item_id, customer_id, said_at, comment, sentiment,
       CASE WHEN sentiment > 0.25 THEN 'positive' WHEN sentiment < -0.25 THEN 'negative'
            WHEN sentiment IS NOT NULL THEN 'neutral' END AS judged,
       CASE WHEN sentiment IS NOT NULL THEN 'model' END AS judged_by
FROM (SELECT s.source, s.item_id, s.customer_id, s.said_at, s.comment,
             sentiment_predict(the_model.model, s.comment) AS sentiment
      FROM (SELECT 'survey_response' AS source, r.response_id AS item_id, r.customer_id, r.answered_at AS said_at, r.comment
            FROM advocacy_period AS p JOIN read_survey_response AS r ON r.answered_at >= p.period_start
            WHERE r.score IS NULL AND r.comment IS NOT NULL
            UNION ALL
            SELECT 'mention', m.mention_id, m.customer_id, m.posted_at, m.comment
            FROM advocacy_period AS p JOIN read_mention AS m ON m.posted_at >= p.period_start
            WHERE m.brand = p.own_brand AND m.sentiment IS NULL AND m.comment IS NOT NULL
            UNION ALL
            SELECT 'feedback', f.feedback_id, f.customer_id, f.raised_at, f.comment
            FROM advocacy_period AS p JOIN read_feedback AS f ON f.raised_at >= p.period_start
            WHERE f.comment IS NOT NULL) AS s
      LEFT JOIN sentiment_model AS the_model ON 1 LIMIT -1);

-- The patterns of the themes as text_words() has words: instr(text_words(comment), words) finds whole words that follow
-- each other; where a pattern ends in a star, words that begin so. A pattern without a word is none.
CREATE VIEW theme_pattern AS /* advocacy */
SELECT DISTINCT theme, CASE WHEN pattern LIKE '%*' THEN rtrim(words) ELSE words END AS words
FROM (SELECT theme, rtrim(pattern) AS pattern, text_words(pattern) AS words FROM read_theme LIMIT -1)
WHERE words IS NOT NULL;

-- The scored comments of the period and the one before, of the survey that the score is of: each customer's newest in
-- either, and each that nobody's name is on. `words` are as text_words() has them, NULL where there is none.
CREATE VIEW period_comment AS /* advocacy */
SELECT period, customer_id, answered_at, answer, comment, text_words(comment) AS words
FROM (SELECT CASE WHEN r.answered_at >= p.period_start THEN 'current' ELSE 'previous' END AS period, r.customer_id,
             r.answered_at, r.score AS answer, r.comment,
             row_number() OVER (PARTITION BY r.answered_at >= p.period_start, r.customer_id
                                ORDER BY r.answered_at DESC, r.score, r.response_id) AS place
      FROM advocacy_period AS p JOIN read_survey_response AS r ON r.answered_at >= p.previous_start
      WHERE r.score IS NOT NULL AND r.comment IS NOT NULL AND r.survey IS (SELECT survey FROM headline_survey))
WHERE place = 1 OR customer_id IS NULL;

-- What the answers say of single parts of an experience (driver_rating), and how much each part has in the score: Johnson's
-- relative weights (key_drivers), which share out what all explain, also where they go with each other. `scope` 'all', or
-- 'segment'; of the survey that the score is of, each customer's newest answer in the period. `share` is of what all explain
-- (percent, interval by customer), `r2` how much of the answers that is (0 to 1), `mean` the driver's mean rating;
-- `quadrant` 'key weakness' is what matters most and is rated below the others. `responses` rated all of the drivers: who
-- left one out does not count (`skipped`). Of more than twelve drivers the twelve that most answers rate. NULL with fewer
-- than minimum_responses.
CREATE VIEW nps_drivers AS /* advocacy */
WITH rated AS (
    SELECT a.response_id, a.answer, a.segment, d.driver, avg(d.rating) AS rating
    FROM latest_answer AS a JOIN read_driver_rating AS d ON d.response_id = a.response_id
    GROUP BY a.response_id, a.answer, a.segment, d.driver),
driver AS (
    SELECT driver, place FROM (SELECT driver, row_number() OVER (ORDER BY count(*) DESC, driver) AS place
                               FROM rated GROUP BY driver)
    WHERE place <= 12),
wide AS (
    SELECT r.response_id, r.answer, r.segment,
           max(CASE each_place.place WHEN 1 THEN r.rating END) AS x1, max(CASE each_place.place WHEN 2 THEN r.rating END) AS x2,
           max(CASE each_place.place WHEN 3 THEN r.rating END) AS x3, max(CASE each_place.place WHEN 4 THEN r.rating END) AS x4,
           max(CASE each_place.place WHEN 5 THEN r.rating END) AS x5, max(CASE each_place.place WHEN 6 THEN r.rating END) AS x6,
           max(CASE each_place.place WHEN 7 THEN r.rating END) AS x7, max(CASE each_place.place WHEN 8 THEN r.rating END) AS x8,
           max(CASE each_place.place WHEN 9 THEN r.rating END) AS x9, max(CASE each_place.place WHEN 10 THEN r.rating END) AS x10,
           max(CASE each_place.place WHEN 11 THEN r.rating END) AS x11, max(CASE each_place.place WHEN 12 THEN r.rating END) AS x12
    FROM rated AS r JOIN driver AS each_place ON each_place.driver = r.driver
    GROUP BY r.response_id, r.answer, r.segment),
-- A pair without a name is left out, so that there may be fewer drivers than places.
found AS (
    SELECT each_scope.scope, CASE each_scope.scope WHEN 'segment' THEN w.segment END AS segment,
           p.minimum_responses,
           key_drivers(printf('{"confidence": %.15g}', p.confidence), w.answer, '1', w.x1, '2', w.x2,
                       CASE WHEN the_number.drivers >= 3 THEN '3' END, w.x3, CASE WHEN the_number.drivers >= 4 THEN '4' END, w.x4,
                       CASE WHEN the_number.drivers >= 5 THEN '5' END, w.x5, CASE WHEN the_number.drivers >= 6 THEN '6' END, w.x6,
                       CASE WHEN the_number.drivers >= 7 THEN '7' END, w.x7, CASE WHEN the_number.drivers >= 8 THEN '8' END, w.x8,
                       CASE WHEN the_number.drivers >= 9 THEN '9' END, w.x9, CASE WHEN the_number.drivers >= 10 THEN '10' END, w.x10,
                       CASE WHEN the_number.drivers >= 11 THEN '11' END, w.x11,
                       CASE WHEN the_number.drivers >= 12 THEN '12' END, w.x12) AS drivers
    FROM advocacy_period AS p CROSS JOIN (SELECT count(*) AS drivers FROM driver) AS the_number
    -- In an order, because key_drivers() deals its rows out to groups as they come.
    CROSS JOIN (SELECT * FROM wide ORDER BY response_id LIMIT -1) AS w
    CROSS JOIN (SELECT 'all' AS scope UNION ALL SELECT 'segment') AS each_scope
    WHERE the_number.drivers >= 2 AND (each_scope.scope = 'all' OR w.segment IS NOT NULL)
    GROUP BY 1, 2),
counted AS (
    SELECT scope, segment, drivers, advocacy_number(drivers, 'rows') AS responses,
           advocacy_number(drivers, 'skipped') AS skipped,
           advocacy_number(drivers, 'rows') >= minimum_responses AS is_enough
    FROM found WHERE drivers IS NOT NULL)
SELECT each_group.scope, each_group.segment, each_place.driver, each_group.responses, each_group.skipped, each_driver.mean,
       CASE WHEN each_group.is_enough THEN each_driver.correlation END AS correlation,
       CASE WHEN each_group.is_enough THEN each_driver.share END AS share,
       CASE WHEN each_group.is_enough THEN each_driver.share_lower END AS lower,
       CASE WHEN each_group.is_enough THEN each_driver.share_upper END AS upper,
       CASE WHEN each_group.is_enough THEN each_driver.quadrant END AS quadrant,
       CASE WHEN each_group.is_enough THEN advocacy_number(each_group.drivers, 'r2') END AS r2
FROM counted AS each_group, key_driver_rows(each_group.drivers) AS each_driver
JOIN driver AS each_place ON each_place.place = CAST(each_driver.driver AS INTEGER);

-- What comments are about (the themes and patterns of the table `theme`), and what each theme has in the score. Of the
-- comments of the period (period_comment): `responses` hold the theme, a `share` (percent) of them with `nps`. `impact` is
-- the score of all of them less that of those without the theme, in points: what the score would be lower
-- or higher by if the theme went with nothing. `share_change` is against the period before (points of percent), with
-- `p_adjusted` where all themes are looked at (Holm). Scores are NULL where fewer than minimum_responses
-- comments are with the theme or without. Intervals by customer.
CREATE VIEW nps_themes AS /* advocacy */
WITH said AS (SELECT row_number() OVER (ORDER BY period, customer_id, answered_at, answer, comment) AS place, period, answer, words
              FROM period_comment),
held AS (
    SELECT DISTINCT each_pattern.theme, s.place
    FROM said AS s CROSS JOIN theme_pattern AS each_pattern WHERE instr(s.words, each_pattern.words) > 0),
marked AS (
    SELECT each_theme.theme, s.period, s.answer, h.place IS NOT NULL AS is_held
    FROM (SELECT DISTINCT theme FROM theme_pattern) AS each_theme CROSS JOIN said AS s
    LEFT JOIN held AS h ON h.place = s.place AND h.theme = each_theme.theme),
counted AS (
    SELECT m.theme, p.minimum_responses, p.confidence, count(*) FILTER (WHERE m.period = 'current') AS comments,
           count(*) FILTER (WHERE m.period = 'current' AND m.is_held) AS responses,
           count(*) FILTER (WHERE m.period = 'previous') AS comments_before,
           count(*) FILTER (WHERE m.period = 'previous' AND m.is_held) AS responses_before,
           nps_summary(m.answer, p.confidence) FILTER (WHERE m.period = 'current' AND m.is_held) AS summary,
           nps_compare(m.answer, m.is_held, p.confidence) FILTER (WHERE m.period = 'current') AS comparison,
           -- A share is the score of 10s among 8s.
           nps_compare(CASE WHEN m.is_held THEN 10 ELSE 8 END, m.period = 'current', p.confidence) AS development
    FROM advocacy_period AS p CROSS JOIN marked AS m
    GROUP BY m.theme),
enough AS (
    SELECT *, min(responses, comments - responses) >= minimum_responses AS is_enough,
           CASE WHEN min(comments, comments_before) >= minimum_responses
                THEN advocacy_number(development, 'p_value') END AS p_value
    FROM counted WHERE comments > 0),
stepped AS (
    SELECT *, min(p_value * (count(p_value) OVER () + 1 - row_number() OVER (PARTITION BY p_value IS NULL ORDER BY p_value)), 1.0)
           AS step
    FROM enough)
SELECT theme, comments, responses, 100.0 * responses / comments AS share,
       wilson_lower(responses, comments, confidence) AS share_lower,
       wilson_upper(responses, comments, confidence) AS share_upper,
       CASE WHEN responses >= minimum_responses THEN advocacy_number(summary, 'nps') END AS nps,
       CASE WHEN responses >= minimum_responses THEN advocacy_number(summary, 'lower') END AS lower,
       CASE WHEN responses >= minimum_responses THEN advocacy_number(summary, 'upper') END AS upper,
       CASE WHEN is_enough THEN advocacy_number(comparison, 'difference') * responses / comments END AS impact,
       CASE WHEN is_enough THEN advocacy_number(comparison, 'lower') * responses / comments END AS impact_lower,
       CASE WHEN is_enough THEN advocacy_number(comparison, 'upper') * responses / comments END AS impact_upper,
       responses_before, 100.0 * responses_before / nullif(comments_before, 0) AS share_before,
       CASE WHEN p_value IS NOT NULL THEN advocacy_number(development, 'difference') END AS share_change,
       CASE WHEN p_value IS NOT NULL THEN advocacy_number(development, 'lower') END AS share_change_lower,
       CASE WHEN p_value IS NOT NULL THEN advocacy_number(development, 'upper') END AS share_change_upper, p_value,
       CASE WHEN p_value IS NOT NULL THEN max(step) OVER (ORDER BY p_value ROWS UNBOUNDED PRECEDING) END AS p_adjusted
FROM stepped;

-- Terms of the period's comments that separate promoters from detractors and that no theme holds: what may become one, at
-- most twenty, the strongest. `said_by`, counts and `z` as in nps_terms.
CREATE VIEW theme_suggestions AS /* advocacy */
SELECT t.term, CASE WHEN t.z > 0 THEN 'promoters' ELSE 'detractors' END AS said_by, t.responses, t.promoters, t.detractors,
       t.log_odds, t.z
FROM (SELECT each_term.term, text_words(each_term.term) AS words, each_term.responses, each_term.promoters,
             each_term.detractors, each_term.log_odds, each_term.z
      FROM (SELECT text_terms(comment, answer, '{"most": 200}') AS terms FROM period_comment WHERE period = 'current') AS the_terms,
           text_term_rows(the_terms.terms) AS each_term LIMIT -1) AS t
LEFT JOIN theme_pattern AS each_pattern ON instr(t.words, each_pattern.words) > 0
WHERE each_pattern.theme IS NULL
ORDER BY abs(t.z) DESC, t.term LIMIT 20;

-- What has become more frequent in the last `days` (7, and 28, up to as_of) than the half year before those 28 days lets
-- expect: `kind` 'theme' (comments that hold it; of all, and of each segment), 'detractors' (of each segment's answers),
-- 'topic' and 'product' (of what customers raised). `observed` of `items`; `expected` is the share of before times them,
-- so that many answers at once are no alarm. `p_value` is the chance of so many or more (poisson_p_value, which allows for
-- a short history), `p_adjusted` where all that is here is looked at (Holm): if nothing has changed, any at all is below
-- 0.05 in one case of twenty. `is_alarm` is 1 below 1 - confidence. Answers and comments are of the survey that the score
-- is of; comments count without a score too. Where the history has fewer items than the days there is no row.
CREATE VIEW feedback_alert AS /* advocacy */
WITH span AS (
    SELECT p.period_end, p.confidence, date(p.period_end, '-7 days') AS week, date(p.period_end, '-28 days') AS weeks,
           date(p.period_end, '-210 days') AS history
    FROM advocacy_period AS p LIMIT 1),
answer AS (
    SELECT c.segment, r.score, text_words(r.comment) AS words, r.customer_id, r.answered_at,
           CASE WHEN r.answered_at >= the_span.week THEN 7 WHEN r.answered_at >= the_span.weeks THEN 28 ELSE 210 END AS days
    FROM span AS the_span JOIN read_survey_response AS r ON r.answered_at >= the_span.history
    LEFT JOIN read_customer AS c ON c.customer_id = r.customer_id
    WHERE r.survey IS (SELECT survey FROM headline_survey)),
ticket AS (
    SELECT f.topic, f.product,
           CASE WHEN f.raised_at >= the_span.week THEN 7 WHEN f.raised_at >= the_span.weeks THEN 28 ELSE 210 END AS days
    FROM span AS the_span JOIN read_feedback AS f ON f.raised_at >= the_span.history),
comment AS (
    SELECT row_number() OVER (ORDER BY answered_at, customer_id, words, segment) AS place, segment, words, days
    FROM answer WHERE words IS NOT NULL),
held AS (
    SELECT DISTINCT each_pattern.theme, c.place, c.segment, c.days
    FROM comment AS c CROSS JOIN theme_pattern AS each_pattern WHERE instr(c.words, each_pattern.words) > 0),
event(kind, subject, segment, days) AS (
    SELECT 'theme', theme, NULL, days FROM held
    UNION ALL SELECT 'theme', theme, segment, days FROM held WHERE segment IS NOT NULL
    UNION ALL SELECT 'detractors', NULL, segment, days FROM answer WHERE score <= 6 AND segment IS NOT NULL
    UNION ALL SELECT 'topic', topic, NULL, days FROM ticket WHERE topic IS NOT NULL
    UNION ALL SELECT 'product', product, NULL, days FROM ticket WHERE product IS NOT NULL),
item(kind, segment, days, items) AS (
    SELECT 'theme', NULL, days, count(*) FROM comment GROUP BY days
    UNION ALL SELECT 'theme', segment, days, count(*) FROM comment WHERE segment IS NOT NULL GROUP BY segment, days
    UNION ALL SELECT 'detractors', segment, days, count(score) FROM answer WHERE segment IS NOT NULL GROUP BY segment, days
    UNION ALL SELECT 'topic', NULL, days, count(topic) FROM ticket GROUP BY days
    UNION ALL SELECT 'product', NULL, days, count(product) FROM ticket GROUP BY days),
looked AS (SELECT 7 AS days UNION ALL SELECT 28),
observed AS (
    SELECT e.kind, e.subject, e.segment, each_window.days, count(*) FILTER (WHERE e.days <= each_window.days) AS events,
           count(*) FILTER (WHERE e.days = 210) AS events_before
    FROM event AS e CROSS JOIN looked AS each_window GROUP BY 1, 2, 3, 4),
exposed AS (
    SELECT i.kind, i.segment, each_window.days, sum(CASE WHEN i.days <= each_window.days THEN i.items ELSE 0 END) AS items,
           sum(CASE WHEN i.days = 210 THEN i.items ELSE 0 END) AS items_before
    FROM item AS i CROSS JOIN looked AS each_window GROUP BY 1, 2, 3),
tested AS (
    SELECT o.kind, o.subject, o.segment, o.days, o.events, n.items, 1.0 * o.events_before * n.items / n.items_before AS expected,
           poisson_p_value(o.events, (o.events_before + 0.5) * n.items / n.items_before,
                           min(1.0 * n.items_before / n.items, 1e6)) AS p_value
    FROM observed AS o JOIN exposed AS n ON n.kind = o.kind AND n.days = o.days AND n.segment IS o.segment
    WHERE n.items > 0 AND n.items_before >= n.items),
stepped AS (
    SELECT *, min(p_value * (count(*) OVER () + 1 - row_number() OVER (ORDER BY p_value)), 1.0) AS step FROM tested),
adjusted AS (SELECT *, max(step) OVER (ORDER BY p_value ROWS UNBOUNDED PRECEDING) AS p_adjusted FROM stepped)
SELECT a.kind, a.subject, a.segment, a.days, date(the_span.period_end, '-' || a.days || ' days') AS since, a.events AS observed, a.items,
       a.expected, a.p_value, a.p_adjusted, a.p_adjusted < 1 - the_span.confidence AS is_alarm
FROM adjusted AS a CROSS JOIN span AS the_span;

-- What separates customers who act from those who do not: of those who had not recommended us by the end of the period
-- before this one, what was known of them then (advocate_features), and who did so for the first time in this one.
-- `correlation` with that, `share` of what all explain together (key_drivers; percent, interval by customer), `mean`;
-- beside them the model's `odds_ratio` (advocate_model): times how much the odds are, for one more of it and all else
-- alike, with `p_value`. `r2` is how much all explain. NULL while fewer than minimum_responses act or do not.
CREATE VIEW advocacy_drivers AS /* advocacy */
WITH feature AS (SELECT * FROM advocate_features WHERE period = 'previous' ORDER BY customer_id LIMIT -1), -- as in nps_drivers
found AS (
    SELECT count(*) AS customers, sum(f.became_advocate) AS advocates, p.minimum_responses,
           key_drivers(printf('{"confidence": %.15g}', p.confidence), f.became_advocate, 'promoter', f.promoter,
                       'detractor', f.detractor, 'silent', f.silent, 'purchases', f.purchases, 'spend', f.spend,
                       'feedback', f.feedback, 'referred', f.referred, 'years', f.years) AS drivers,
           advocate_fit('{"ridge": 1}', f.became_advocate, 'promoter', f.promoter, 'detractor', f.detractor,
                        'silent', f.silent, 'purchases', f.purchases, 'spend', f.spend, 'feedback', f.feedback,
                        'referred', f.referred, 'years', f.years) AS model
    FROM advocacy_period AS p CROSS JOIN feature AS f),
enough AS (
    SELECT *, min(advocates, customers - advocates) >= minimum_responses AS is_enough FROM found WHERE drivers IS NOT NULL)
SELECT each_driver.driver, e.customers, e.advocates, each_driver.mean,
       CASE WHEN e.is_enough THEN each_driver.correlation END AS correlation,
       CASE WHEN e.is_enough THEN each_driver.share END AS share,
       CASE WHEN e.is_enough THEN each_driver.share_lower END AS lower,
       CASE WHEN e.is_enough THEN each_driver.share_upper END AS upper,
       CASE WHEN e.is_enough THEN advocacy_number(e.model, 'odds_ratios', each_driver.driver) END AS odds_ratio,
       CASE WHEN e.is_enough THEN advocacy_number(e.model, 'p_values', each_driver.driver) END AS p_value,
       CASE WHEN e.is_enough THEN advocacy_number(e.drivers, 'r2') END AS r2
FROM enough AS e, key_driver_rows(e.drivers) AS each_driver;

COMMIT;
