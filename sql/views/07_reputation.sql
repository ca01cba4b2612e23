-- Reputation: reviews, social media, AI answers.

BEGIN;

-- Reviews of the period by platform. `bayes_rating` is the mean that a few reviews cannot swing: ten
-- reviews' worth of the overall mean are added. `positive`: four stars and more, percent, interval by customer (a review
-- without one is its own). `few` says that a platform has too few reviews to be read by itself.
CREATE VIEW review_quality AS /* advocacy */
WITH recent AS (
    SELECT v.* FROM advocacy_period AS p
    JOIN read_review AS v ON v.posted_at >= p.period_start),
overall AS (SELECT avg(rating) AS rating FROM recent),
counted AS (
    SELECT r.platform, count(*) AS reviews, avg(r.rating) AS rating,
           rating_bayes(r.rating, the_overall.rating, 10) AS bayes_rating,
           share_clustered(r.rating >= 4, r.customer_id, p.confidence) AS positive,
           100.0 * count(r.answered_at) / count(*) AS answered, avg(r.length) AS words,
           100.0 * sum(r.rewarded) / count(*) AS rewarded, count(*) < p.minimum_responses AS few
    FROM recent AS r CROSS JOIN overall AS the_overall CROSS JOIN advocacy_period AS p
    GROUP BY r.platform)
SELECT platform, reviews, rating, bayes_rating, advocacy_number(positive, 'share') AS positive,
       advocacy_number(positive, 'lower') AS lower, advocacy_number(positive, 'upper') AS upper, answered, words,
       rewarded, few
FROM counted;

-- The model of sentiment that is learned from the company's own scored comments up to as_of, promoters' against
-- detractors', of all surveys, because it learns what words mean and scores nobody: how many it was learned from, and how well it judges those that it has not seen. `auc` is the chance that
-- it puts a promoter's comment above a detractor's (0.5 is a guess), `accuracy` the share of comments that it puts on
-- their side, percent; both NULL where there are too few. One row, none where no comment has a score.
CREATE VIEW sentiment_model AS /* advocacy */
SELECT the_learned.model, advocacy_number(the_learned.model, 'customers') AS comments, advocacy_number(the_learned.model, 'positive') AS promoters,
       advocacy_number(the_learned.model, 'negative') AS detractors, advocacy_number(the_learned.model, 'auc') AS auc,
       advocacy_number(the_learned.model, 'accuracy') AS accuracy
FROM (SELECT sentiment_fit(comment, CASE WHEN score >= 9 THEN 1 WHEN score <= 6 THEN 0 END) AS model
      FROM read_survey_response LIMIT -1) AS the_learned
WHERE the_learned.model IS NOT NULL;

-- The mentions of the period, each with its sentiment and who judged it: 'somebody' where mention.sentiment says so; else
-- 'model', which is the company's own (sentiment_model) and reads what was written about us: `score` -1 to 1 is what it
-- says, 'negative' below -0.25, 'positive' above 0.25. Both NULL where nobody could.
CREATE VIEW judged_mention AS /* advocacy */
SELECT mention_id, brand, is_ours, customer_id, author, platform, posted_at, reach, engagements,
       coalesce(user_made, 0) AS user_made, paid,
       comment, score,
       CASE WHEN sentiment IS NOT NULL THEN sentiment WHEN score > 0.25 THEN 'positive' WHEN score < -0.25 THEN 'negative'
            WHEN score IS NOT NULL THEN 'neutral' END AS sentiment,
       CASE WHEN sentiment IS NOT NULL THEN 'somebody' WHEN score IS NOT NULL THEN 'model' END AS judged_by
FROM (SELECT m.*, m.brand = p.own_brand AS is_ours,
             CASE WHEN m.brand = p.own_brand AND m.sentiment IS NULL AND m.comment IS NOT NULL
                  THEN sentiment_predict((SELECT model FROM sentiment_model), m.comment) END AS score
      FROM advocacy_period AS p JOIN read_mention AS m ON m.posted_at >= p.period_start
      LIMIT -1);

-- Our mentions of the period by platform beside all brands': share of voice (percent), net sentiment
-- (-100 to 100), engagement, what customers made themselves. Paid posts are left out. Intervals by author, whose posts
-- go together; a post without one is its customer's, or nobody else's. `judged_by_model`: of the posts that were judged,
-- those that nobody has, and the company's own model has instead.
CREATE VIEW social_presence AS /* advocacy */
WITH post AS (
    SELECT m.platform, m.is_ours, coalesce(m.author, m.customer_id) AS author, m.engagements, m.user_made,
           CASE WHEN m.is_ours THEN m.sentiment END AS sentiment,
           CASE WHEN m.is_ours THEN m.judged_by END AS judged_by, p.confidence
    FROM advocacy_period AS p CROSS JOIN judged_mention AS m
    WHERE m.paid = 0),
counted AS (
    SELECT platform, share_clustered(is_ours, author, confidence) AS voice,
           count(sentiment) AS judged, count(*) FILTER (WHERE judged_by = 'model') AS judged_by_model,
           sentiment_net(sentiment) AS net_sentiment,
           -- The same statistic as a score: one share less another.
           nps_clustered(CASE sentiment WHEN 'positive' THEN 10 WHEN 'neutral' THEN 8 WHEN 'negative' THEN 0 END,
                         author, confidence) AS sentiments,
           sum(engagements) FILTER (WHERE is_ours) AS engagements,
           count(*) FILTER (WHERE is_ours AND user_made) AS user_made
    FROM post
    GROUP BY platform)
SELECT platform, advocacy_number(voice, 'trials') AS all_brands, advocacy_number(voice, 'successes') AS mentions,
       advocacy_number(voice, 'share') AS share_of_voice,
       advocacy_number(voice, 'lower') AS lower, advocacy_number(voice, 'upper') AS upper,
       judged, judged_by_model, net_sentiment, advocacy_number(sentiments, 'lower') AS net_sentiment_lower,
       advocacy_number(sentiments, 'upper') AS net_sentiment_upper, engagements, user_made
FROM counted;

-- What AI assistants answered in the period, by platform: in how many of the questions asked the brand is
-- named, in how many the answer cites a page about it (`cited`, the citation rate) and in how many one of our customers'
-- reviews, all in percent of the questions asked; its share among all brands named (percent), how many customers' reviews
-- those are, and the net sentiment (-100 to 100). Intervals by question: asked again it is often answered alike.
CREATE VIEW ai_visibility AS /* advocacy */
WITH recent AS (
    SELECT a.platform, a.asked_at, a.question, a.brand, a.brand = p.own_brand AS is_ours,
           a.sentiment, a.cited, a.review_id, a.customer_id, p.confidence
    FROM advocacy_period AS p
    JOIN read_ai_answer AS a ON a.asked_at >= p.period_start),
answered AS (
    SELECT platform, share_clustered(is_named, question, confidence) AS visibility,
           share_clustered(is_cited, question, confidence) AS cited,
           share_clustered(is_reviewed, question, confidence) AS cited_reviews
    FROM (SELECT platform, question, confidence, max(coalesce(is_ours, 0)) AS is_named,
                 max(coalesce(is_ours AND cited, 0)) AS is_cited,
                 max(coalesce(is_ours AND review_id IS NOT NULL, 0)) AS is_reviewed
          FROM recent GROUP BY platform, asked_at, question)
    GROUP BY platform),
counted AS (
    SELECT platform, share_clustered(is_ours, question, confidence) AS of_brands, count(brand) AS brands_named,
           count(*) FILTER (WHERE is_ours) AS ours,
           count(DISTINCT CASE WHEN is_ours THEN customer_id END) AS customers_cited,
           sentiment_net(CASE WHEN is_ours THEN sentiment END) AS net_sentiment
    FROM recent GROUP BY platform)
SELECT c.platform, advocacy_number(a.visibility, 'trials') AS questions,
       advocacy_number(a.visibility, 'successes') AS named, advocacy_number(a.visibility, 'share') AS visibility,
       advocacy_number(a.visibility, 'lower') AS lower, advocacy_number(a.visibility, 'upper') AS upper,
       c.brands_named, c.ours, advocacy_number(c.of_brands, 'share') AS share_of_brands,
       advocacy_number(c.of_brands, 'lower') AS share_lower, advocacy_number(c.of_brands, 'upper') AS share_upper,
       advocacy_number(a.cited, 'share') AS cited, advocacy_number(a.cited, 'lower') AS cited_lower,
       advocacy_number(a.cited, 'upper') AS cited_upper, advocacy_number(a.cited_reviews, 'share') AS cited_reviews,
       advocacy_number(a.cited_reviews, 'lower') AS cited_reviews_lower,
       advocacy_number(a.cited_reviews, 'upper') AS cited_reviews_upper, c.customers_cited, c.net_sentiment
FROM counted AS c JOIN answered AS a ON a.platform = c.platform;

-- What AI assistants answered, by brand and month, of the period and the one before: in how many of the questions put to
-- them the brand is named (percent, interval by question), its share among all brands named, and the net sentiment
-- (-100 to 100). `is_ours` is 1 for the own brand. Brands that no answer of a month names have no row in it.
CREATE VIEW ai_visibility_by_brand AS /* advocacy */
WITH recent AS (
    SELECT substr(a.asked_at, 1, 7) AS month, a.platform, a.asked_at, a.question, a.brand, a.sentiment, p.own_brand,
           p.confidence
    FROM advocacy_period AS p JOIN read_ai_answer AS a ON a.asked_at >= p.previous_start),
asked AS (SELECT DISTINCT month, platform, asked_at, question FROM recent),
brand AS (
    SELECT month, brand, count(*) AS named, sentiment_net(sentiment) AS net_sentiment, max(brand = own_brand) AS is_ours
    FROM recent WHERE brand IS NOT NULL GROUP BY month, brand),
total AS (SELECT month, sum(named) AS named FROM brand GROUP BY month),
named AS (SELECT DISTINCT month, platform, asked_at, question, brand FROM recent WHERE brand IS NOT NULL),
counted AS (
    SELECT a.month, b.brand, share_clustered(n.brand IS NOT NULL, a.question, p.confidence) AS share
    FROM advocacy_period AS p CROSS JOIN brand AS b JOIN asked AS a ON a.month = b.month
    LEFT JOIN named AS n ON n.month = a.month AND n.platform = a.platform AND n.asked_at = a.asked_at
        AND n.question = a.question AND n.brand = b.brand
    GROUP BY a.month, b.brand)
SELECT b.month, b.brand, b.is_ours, advocacy_number(c.share, 'trials') AS questions,
       advocacy_number(c.share, 'successes') AS named, advocacy_number(c.share, 'share') AS visibility,
       advocacy_number(c.share, 'lower') AS lower, advocacy_number(c.share, 'upper') AS upper,
       100.0 * b.named / t.named AS share_of_brands, b.net_sentiment
FROM brand AS b JOIN total AS t ON t.month = b.month
JOIN counted AS c ON c.month = b.month AND c.brand = b.brand;

-- Whose voice grows: authors of unpaid posts about us that are not negative, known as customers or not, with their share
-- of all such posts in the last quarter (percent) and in the quarter before. The interval is of the share, by post, and
-- `p_value` the probability of so many posts by chance where the quarter before says what is usual (poisson_p_value), for
-- many authors at once also `p_adjusted` (times their number). A post without an author is its customer's. Posts by
-- nobody known are counted in the whole only.
CREATE VIEW emerging_advocates AS /* advocacy */
WITH post AS (
    SELECT coalesce(m.author, m.customer_id) AS author, m.customer_id, m.platform, m.reach, m.engagements, p.confidence,
           m.posted_at >= p.quarter_start AS is_new
    FROM advocacy_period AS p JOIN read_mention AS m ON m.posted_at >= p.previous_quarter_start
    WHERE m.brand = p.own_brand AND m.paid = 0 AND m.sentiment IS NOT 'negative'),
total AS (
    SELECT count(*) FILTER (WHERE is_new) AS posts, count(*) FILTER (WHERE NOT is_new) AS posts_before,
           max(confidence) AS confidence
    FROM post),
counted AS (
    SELECT author, max(customer_id) AS customer_id, count(DISTINCT platform) AS platforms,
           count(*) FILTER (WHERE is_new) AS posts, count(*) FILTER (WHERE NOT is_new) AS posts_before,
           sum(reach) FILTER (WHERE is_new) AS reach, sum(engagements) FILTER (WHERE is_new) AS engagements
    FROM post WHERE author IS NOT NULL GROUP BY author),
tested AS (
    SELECT c.*, the_total.posts AS all_posts, the_total.posts_before AS all_posts_before, the_total.confidence,
           poisson_p_value(c.posts, 1.0 * max(c.posts_before, 0.5) * the_total.posts
                                        / max(the_total.posts_before, 1), 1) AS p_value
    FROM counted AS c CROSS JOIN total AS the_total
    WHERE c.posts > 0)
SELECT author, customer_id, platforms, posts, posts_before, 100.0 * posts / all_posts AS share,
       wilson_lower(posts, all_posts, confidence) AS lower, wilson_upper(posts, all_posts, confidence) AS upper,
       100.0 * posts_before / nullif(all_posts_before, 0) AS share_before, reach, engagements, p_value,
       min(p_value * count(*) OVER (), 1.0) AS p_adjusted
FROM tested;

-- Criticism and who answers it, by channel, in the period: unpaid negative posts about us and the warnings that customers
-- give others; free defences by customers; and of the criticism the share that a defence on the same channel followed
-- within attribution_days (percent, interval by customer or author), with the median hours until it. Where times are days, so are
-- the hours. That a defence follows does not say that it was meant.
CREATE VIEW reputation AS /* advocacy */
WITH event(channel, happened_at, author, kind) AS (
    SELECT m.platform, m.posted_at, coalesce(m.author, m.customer_id), 'post'
    FROM advocacy_period AS p JOIN read_mention AS m ON m.posted_at >= p.period_start
    WHERE m.brand = p.own_brand AND m.paid = 0 AND m.sentiment = 'negative'
    UNION ALL
    SELECT a.channel, a.acted_at, a.customer_id, a.kind
    FROM advocacy_period AS p JOIN read_advocacy_act AS a ON a.acted_at >= p.period_start
    WHERE a.kind = 'warning' OR a.kind = 'defence' AND NOT a.rewarded AND NOT a.paid),
-- Backwards in time, of the same moment the defence first, the newest defence so far is the next one.
followed AS (
    SELECT channel, happened_at, author, kind,
           min(CASE WHEN kind = 'defence' THEN happened_at END)
               OVER (PARTITION BY channel ORDER BY happened_at DESC, kind = 'defence' DESC ROWS UNBOUNDED PRECEDING)
               AS defended_at
    FROM event),
timed AS (
    SELECT f.channel, f.author, f.kind, p.confidence,
           CASE WHEN f.kind <> 'defence' AND f.defended_at < date(f.happened_at, '+' || (p.attribution_days + 1) || ' days')
                THEN 24 * (julianday(f.defended_at) - julianday(f.happened_at)) END AS hours
    FROM followed AS f CROSS JOIN advocacy_period AS p),
counted AS (
    SELECT channel, count(*) FILTER (WHERE kind = 'post') AS negative_posts,
           count(*) FILTER (WHERE kind = 'warning') AS warnings, count(*) FILTER (WHERE kind = 'defence') AS defences,
           share_clustered(hours IS NOT NULL, author, confidence) FILTER (WHERE kind <> 'defence') AS defended,
           rfm_cuts(hours, 2) AS median
    FROM timed GROUP BY channel)
SELECT channel, negative_posts, warnings, negative_posts + warnings AS criticism, defences,
       advocacy_number(defended, 'successes') AS defended, advocacy_number(defended, 'share') AS defended_share,
       advocacy_number(defended, 'lower') AS lower, advocacy_number(defended, 'upper') AS upper,
       advocacy_number(median, 0) AS median_hours
FROM counted;

COMMIT;
