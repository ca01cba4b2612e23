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

-- Our mentions of the period by platform beside all brands': share of voice (percent), net sentiment
-- (-100 to 100), engagement, what customers made themselves. Paid posts are left out. Intervals by author, whose posts
-- go together; a post without one is its customer's, or nobody else's.
CREATE VIEW social_presence AS /* advocacy */
WITH post AS (
    SELECT m.platform, m.brand = p.own_brand AS is_ours, coalesce(m.author, m.customer_id) AS author, m.engagements,
           m.user_made, CASE WHEN m.brand = p.own_brand THEN m.sentiment END AS sentiment, p.confidence
    FROM advocacy_period AS p
    JOIN read_mention AS m ON m.posted_at >= p.period_start
    WHERE m.paid = 0),
counted AS (
    SELECT platform, share_clustered(is_ours, author, confidence) AS voice,
           count(sentiment) AS judged, sentiment_net(sentiment) AS net_sentiment,
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
       judged, net_sentiment, advocacy_number(sentiments, 'lower') AS net_sentiment_lower,
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

COMMIT;
