-- Why: what customers say who recommend and who do not, and what those mean who gave no score.

BEGIN;

-- The terms that separate promoters from detractors in the comments of the period, the strongest of each side: a word,
-- two words that follow each other, or two characters where a script has no spaces. `said_by`: who says it more,
-- 'promoters' or 'detractors'. `responses`: comments with a score that hold it, passives' too; `promoters` and
-- `detractors`: theirs. `z` beyond 2 or 3 in size is hardly chance, but of many terms some get there by chance; it goes by
-- comment. `example`: the shortest comment of that side in which its letters stand as they are. All comments of the period
-- on the survey that the score is of, also several of one customer. Empty where fewer than five comments share a term.
CREATE VIEW nps_terms AS /* advocacy */
WITH said AS (
    SELECT r.comment, r.score, CASE WHEN r.score >= 9 THEN 'promoters' WHEN r.score <= 6 THEN 'detractors' END AS side
    FROM advocacy_period AS p JOIN read_survey_response AS r ON r.answered_at >= p.period_start
    WHERE r.comment IS NOT NULL AND r.score IS NOT NULL AND r.survey IS (SELECT survey FROM headline_survey)),
term AS (
    SELECT each_term.term, CASE WHEN each_term.z > 0 THEN 'promoters' ELSE 'detractors' END AS said_by,
           each_term.responses, each_term.promoters, each_term.detractors, each_term.log_odds, each_term.z
    FROM (SELECT text_terms(comment, score) AS terms FROM said) AS the_terms,
         text_term_rows(the_terms.terms) AS each_term)
SELECT t.term, t.said_by, t.responses, t.promoters, t.detractors, t.log_odds, t.z,
       (SELECT s.comment FROM said AS s
        WHERE s.side = t.said_by AND s.comment LIKE '%' || replace(t.term, ' ', '%') || '%'
        ORDER BY length(s.comment), s.comment LIMIT 1) AS example
FROM term AS t;

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

-- The comments of the period without a score, as the model judges them: nobody else has. `sentiment` is -1 (as
-- detractors write) to 1 (as promoters do), `judged` 'negative' below -0.25, 'positive' above 0.25, 'neutral' between
-- them; both NULL where the model knows no word of the comment. `judged_by` says that it was the model.
CREATE VIEW comment_sentiment AS /* advocacy */
SELECT source, response_id, customer_id, said_at, comment, sentiment,
       CASE WHEN sentiment > 0.25 THEN 'positive' WHEN sentiment < -0.25 THEN 'negative'
            WHEN sentiment IS NOT NULL THEN 'neutral' END AS judged,
       CASE WHEN sentiment IS NOT NULL THEN 'model' END AS judged_by
FROM (SELECT 'survey_response' AS source, r.response_id, r.customer_id, r.answered_at AS said_at, r.comment,
             sentiment_predict(the_model.model, r.comment) AS sentiment
      FROM advocacy_period AS p JOIN read_survey_response AS r ON r.answered_at >= p.period_start
      LEFT JOIN sentiment_model AS the_model ON 1
      WHERE r.score IS NULL AND r.comment IS NOT NULL LIMIT -1);

COMMIT;
