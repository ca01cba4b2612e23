-- Reputation: reviews, social media, AI answers.

BEGIN;

-- Reviews of the period by platform. `bayes_rating` is the mean that a few reviews cannot swing: ten
-- reviews' worth of the overall mean are added. `positive`: four stars and more, percent. `few` says that
-- a platform has too few reviews to be read by itself.
CREATE VIEW review_quality AS /* advocacy */
WITH recent AS (
    SELECT v.* FROM advocacy_period AS p
    JOIN read_review AS v ON v.posted_at >= p.period_start),
overall AS (SELECT avg(rating) AS rating FROM recent)
SELECT r.platform, count(*) AS reviews, avg(r.rating) AS rating,
       rating_bayes(r.rating, the_overall.rating, 10) AS bayes_rating,
       100.0 * sum(r.rating >= 4) / count(*) AS positive,
       wilson_lower(sum(r.rating >= 4), count(*), p.confidence) AS lower,
       wilson_upper(sum(r.rating >= 4), count(*), p.confidence) AS upper,
       100.0 * count(r.answered_at) / count(*) AS answered, avg(r.length) AS words,
       100.0 * sum(r.rewarded) / count(*) AS rewarded, count(*) < p.minimum_responses AS few
FROM recent AS r CROSS JOIN overall AS the_overall CROSS JOIN advocacy_period AS p
GROUP BY r.platform;

-- Our mentions of the period by platform beside all brands': share of voice (percent), net sentiment
-- (-100 to 100), engagement, what customers made themselves. Paid posts are left out.
CREATE VIEW social_presence AS /* advocacy */
WITH post AS (
    SELECT m.platform, m.brand = p.own_brand AS is_ours, m.engagements, m.user_made,
           CASE WHEN m.brand = p.own_brand THEN m.sentiment END AS sentiment, p.confidence
    FROM advocacy_period AS p
    JOIN read_mention AS m ON m.posted_at >= p.period_start
    WHERE m.paid = 0)
SELECT platform, count(*) AS all_brands, count(*) FILTER (WHERE is_ours) AS mentions,
       100.0 * count(*) FILTER (WHERE is_ours) / count(*) AS share_of_voice,
       wilson_lower(count(*) FILTER (WHERE is_ours), count(*), confidence) AS lower,
       wilson_upper(count(*) FILTER (WHERE is_ours), count(*), confidence) AS upper,
       count(sentiment) AS judged, sentiment_net(sentiment) AS net_sentiment,
       nps_lower(CASE sentiment WHEN 'positive' THEN 10 WHEN 'neutral' THEN 8 WHEN 'negative' THEN 0 END, confidence)
           AS net_sentiment_lower, -- the same statistic as a score: one share less another
       nps_upper(CASE sentiment WHEN 'positive' THEN 10 WHEN 'neutral' THEN 8 WHEN 'negative' THEN 0 END, confidence)
           AS net_sentiment_upper,
       sum(engagements) FILTER (WHERE is_ours) AS engagements,
       count(*) FILTER (WHERE is_ours AND user_made) AS user_made
FROM post
GROUP BY platform, confidence;

-- What AI assistants answered in the period, by platform: in how many answered questions the brand is
-- named (percent), its share among all brands named (percent), how often its naming is cited and with one of
-- our customers' reviews (percent), by how many customers those are, and the net sentiment (-100 to 100).
CREATE VIEW ai_visibility AS /* advocacy */
WITH recent AS (
    SELECT a.platform, a.asked_at || '|' || a.question AS asked, a.brand, a.brand = p.own_brand AS is_ours,
           a.sentiment, a.cited, a.review_id, a.customer_id, p.confidence
    FROM advocacy_period AS p
    JOIN read_ai_answer AS a ON a.asked_at >= p.period_start),
counted AS (
    SELECT platform, confidence, count(DISTINCT asked) AS questions,
           count(DISTINCT CASE WHEN is_ours THEN asked END) AS named, count(brand) AS brands_named,
           count(*) FILTER (WHERE is_ours) AS ours, count(*) FILTER (WHERE is_ours AND cited) AS cited,
           count(*) FILTER (WHERE is_ours AND review_id IS NOT NULL) AS by_review,
           count(DISTINCT CASE WHEN is_ours THEN customer_id END) AS customers_cited,
           sentiment_net(CASE WHEN is_ours THEN sentiment END) AS net_sentiment
    FROM recent GROUP BY platform, confidence)
SELECT platform, questions, named, 100.0 * named / questions AS visibility,
       wilson_lower(named, questions, confidence) AS lower, wilson_upper(named, questions, confidence) AS upper,
       brands_named, ours, 100.0 * ours / nullif(brands_named, 0) AS share_of_brands,
       wilson_lower(ours, brands_named, confidence) AS share_lower,
       wilson_upper(ours, brands_named, confidence) AS share_upper,
       100.0 * cited / nullif(ours, 0) AS cited, 100.0 * by_review / nullif(ours, 0) AS cited_reviews,
       customers_cited, net_sentiment
FROM counted;

COMMIT;
