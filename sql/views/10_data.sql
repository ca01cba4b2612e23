-- The data: what the reading layer could not read.

BEGIN;

-- Both views are of the tables as they are now, also of what came after as_of: reading.sql says why.
--
-- Every value that does not count as it stands, and the `problem`: 'blank', 'unreadable' (what could be read in two
-- ways is among them), or 'future', a time, month or year after as_of.
CREATE VIEW unread_value AS /* advocacy */
SELECT v.source, v.column_name, v.value,
       CASE WHEN v.time IS NOT NULL THEN 'future' WHEN advocacy_id(v.value) IS NULL THEN 'blank' ELSE 'unreadable' END
           AS problem
FROM (
    SELECT 'customer' AS source, 'customer_id' AS column_name, customer_id AS value, NULL AS time
    FROM source_customer WHERE customer_id IS NULL
    UNION ALL SELECT 'customer', 'joined_at', raw_joined_at, joined_at FROM source_customer
    UNION ALL SELECT 'invitation', 'customer_id', customer_id, NULL FROM source_invitation WHERE customer_id IS NULL
    UNION ALL SELECT 'invitation', 'sent_at', raw_sent_at, sent_at FROM source_invitation
    UNION ALL SELECT 'survey_response', 'customer_id', customer_id, NULL
    FROM source_survey_response WHERE customer_id IS NULL
    UNION ALL SELECT 'survey_response', 'answered_at', raw_answered_at, answered_at FROM source_survey_response
    UNION ALL SELECT 'survey_response', 'score', raw_score, NULL FROM source_survey_response WHERE score IS NULL
    UNION ALL SELECT 'purchase', 'customer_id', customer_id, NULL FROM source_purchase WHERE customer_id IS NULL
    UNION ALL SELECT 'purchase', 'purchased_at', raw_purchased_at, purchased_at FROM source_purchase
    UNION ALL SELECT 'purchase', 'amount', raw_amount, NULL FROM source_purchase WHERE amount IS NULL
    UNION ALL SELECT 'advocacy_act', 'customer_id', customer_id, NULL
    FROM source_advocacy_act WHERE customer_id IS NULL
    UNION ALL SELECT 'advocacy_act', 'acted_at', raw_acted_at, acted_at FROM source_advocacy_act
    UNION ALL SELECT 'advocacy_act', 'rewarded', raw_rewarded, NULL FROM source_advocacy_act WHERE rewarded IS NULL
    UNION ALL SELECT 'advocacy_act', 'paid', raw_paid, NULL FROM source_advocacy_act WHERE paid IS NULL
    UNION ALL SELECT 'advocacy_act', 'value', raw_value, NULL FROM source_advocacy_act WHERE value IS NULL
    UNION ALL SELECT 'referral', 'referrer_id', referrer_id, NULL FROM source_referral WHERE referrer_id IS NULL
    UNION ALL SELECT 'referral', 'referred_at', raw_referred_at, referred_at FROM source_referral
    UNION ALL SELECT 'referral', 'rewarded', raw_rewarded, NULL FROM source_referral WHERE rewarded IS NULL
    UNION ALL SELECT 'referral', 'referred_id', referred_id, NULL FROM source_referral WHERE referred_id IS NULL
    UNION ALL SELECT 'referral', 'converted_at', raw_converted_at, converted_at FROM source_referral
    UNION ALL SELECT 'referral', 'would_have_come', raw_would_have_come, NULL
    FROM source_referral WHERE would_have_come IS NULL
    UNION ALL SELECT 'review', 'customer_id', customer_id, NULL FROM source_review WHERE customer_id IS NULL
    UNION ALL SELECT 'review', 'posted_at', raw_posted_at, posted_at FROM source_review
    UNION ALL SELECT 'review', 'rating', raw_rating, NULL FROM source_review WHERE rating IS NULL
    UNION ALL SELECT 'review', 'length', raw_length, NULL FROM source_review WHERE length IS NULL
    UNION ALL SELECT 'review', 'rewarded', raw_rewarded, NULL FROM source_review WHERE rewarded IS NULL
    UNION ALL SELECT 'review', 'answered_at', raw_answered_at, answered_at FROM source_review
    UNION ALL SELECT 'mention', 'customer_id', customer_id, NULL FROM source_mention WHERE customer_id IS NULL
    UNION ALL SELECT 'mention', 'posted_at', raw_posted_at, posted_at FROM source_mention
    UNION ALL SELECT 'mention', 'sentiment', raw_sentiment, NULL FROM source_mention WHERE sentiment IS NULL
    UNION ALL SELECT 'mention', 'reach', raw_reach, NULL FROM source_mention WHERE reach IS NULL
    UNION ALL SELECT 'mention', 'engagements', raw_engagements, NULL FROM source_mention WHERE engagements IS NULL
    UNION ALL SELECT 'mention', 'conversions', raw_conversions, NULL FROM source_mention WHERE conversions IS NULL
    UNION ALL SELECT 'mention', 'user_made', raw_user_made, NULL FROM source_mention WHERE user_made IS NULL
    UNION ALL SELECT 'mention', 'paid', raw_paid, NULL FROM source_mention WHERE paid IS NULL
    UNION ALL SELECT 'ai_answer', 'asked_at', raw_asked_at, asked_at FROM source_ai_answer
    UNION ALL SELECT 'ai_answer', 'sentiment', raw_sentiment, NULL FROM source_ai_answer WHERE sentiment IS NULL
    UNION ALL SELECT 'ai_answer', 'cited', raw_cited, NULL FROM source_ai_answer WHERE cited IS NULL
    UNION ALL SELECT 'ai_answer', 'review_id', review_id, NULL FROM source_ai_answer WHERE review_id IS NULL
    UNION ALL SELECT 'ai_answer', 'customer_id', customer_id, NULL FROM source_ai_answer WHERE customer_id IS NULL
    UNION ALL SELECT 'ask', 'customer_id', customer_id, NULL FROM source_ask WHERE customer_id IS NULL
    UNION ALL SELECT 'ask', 'asked_at', raw_asked_at, asked_at FROM source_ask
    UNION ALL SELECT 'ask', 'acted_at', raw_acted_at, acted_at FROM source_ask
    UNION ALL SELECT 'programme_member', 'customer_id', customer_id, NULL
    FROM source_programme_member WHERE customer_id IS NULL
    UNION ALL SELECT 'programme_member', 'identified_at', raw_identified_at, identified_at
    FROM source_programme_member
    UNION ALL SELECT 'programme_member', 'recruited_at', raw_recruited_at, recruited_at FROM source_programme_member
    UNION ALL SELECT 'programme_member', 'activated_at', raw_activated_at, activated_at FROM source_programme_member
    UNION ALL SELECT 'programme_member', 'nurtured_at', raw_nurtured_at, nurtured_at FROM source_programme_member
    UNION ALL SELECT 'programme_member', 'measured_at', raw_measured_at, measured_at FROM source_programme_member
    UNION ALL SELECT 'touchpoint', 'customer_id', customer_id, NULL FROM source_touchpoint WHERE customer_id IS NULL
    UNION ALL SELECT 'touchpoint', 'monetary', raw_monetary, NULL FROM source_touchpoint WHERE monetary IS NULL
    UNION ALL SELECT 'touchpoint', 'opened_at', raw_opened_at, opened_at FROM source_touchpoint
    UNION ALL SELECT 'touchpoint', 'answered_at', raw_answered_at, answered_at FROM source_touchpoint
    UNION ALL SELECT 'touchpoint', 'resolved_at', raw_resolved_at, resolved_at FROM source_touchpoint
    UNION ALL SELECT 'feedback', 'customer_id', customer_id, NULL FROM source_feedback WHERE customer_id IS NULL
    UNION ALL SELECT 'feedback', 'raised_at', raw_raised_at, raised_at FROM source_feedback
    UNION ALL SELECT 'feedback', 'answered_at', raw_answered_at, answered_at FROM source_feedback
    UNION ALL SELECT 'feedback', 'resolved_at', raw_resolved_at, resolved_at FROM source_feedback
    UNION ALL SELECT 'feedback_source', 'chosen', raw_chosen, NULL FROM source_feedback_source WHERE chosen IS NULL
    UNION ALL SELECT 'community', 'members', raw_members, NULL FROM source_community WHERE members IS NULL
    UNION ALL SELECT 'community', 'active_members', raw_active_members, NULL
    FROM source_community WHERE active_members IS NULL
    UNION ALL SELECT 'community', 'engagements', raw_engagements, NULL FROM source_community WHERE engagements IS NULL
    UNION ALL SELECT 'community', 'conversions', raw_conversions, NULL FROM source_community WHERE conversions IS NULL
    UNION ALL SELECT 'department', 'employees', raw_employees, NULL FROM source_department WHERE employees IS NULL
    UNION ALL SELECT 'department', 'engaged', raw_engaged, NULL FROM source_department WHERE engaged IS NULL
    UNION ALL SELECT 'department', 'is_advocacy_team', raw_is_advocacy_team, NULL
    FROM source_department WHERE is_advocacy_team IS NULL
    UNION ALL SELECT 'department', 'coordinated', raw_coordinated, NULL
    FROM source_department WHERE coordinated IS NULL
    UNION ALL SELECT 'acquisition_cost', 'month', raw_month, month FROM source_acquisition_cost
    UNION ALL SELECT 'acquisition_cost', 'cost', raw_cost, NULL FROM source_acquisition_cost WHERE cost IS NULL
    UNION ALL SELECT 'programme_cost', 'month', raw_month, month FROM source_programme_cost
    UNION ALL SELECT 'programme_cost', 'cost', raw_cost, NULL FROM source_programme_cost WHERE cost IS NULL
    UNION ALL SELECT 'benchmark', 'year', raw_year, CAST(year AS TEXT) FROM source_benchmark
    UNION ALL SELECT 'benchmark', 'nps', raw_nps, NULL FROM source_benchmark WHERE nps IS NULL
    UNION ALL SELECT 'benchmark', 'responses', raw_responses, NULL FROM source_benchmark WHERE responses IS NULL
    UNION ALL SELECT 'satisfaction_response', 'customer_id', customer_id, NULL
    FROM source_satisfaction_response WHERE customer_id IS NULL
    UNION ALL SELECT 'satisfaction_response', 'answered_at', raw_answered_at, answered_at FROM source_satisfaction_response
    UNION ALL SELECT 'satisfaction_response', 'rating', raw_rating, NULL
    FROM source_satisfaction_response WHERE rating IS NULL
    UNION ALL SELECT 'satisfaction_response', 'points', raw_points, NULL
    FROM source_satisfaction_response WHERE points IS NULL
    UNION ALL SELECT 'satisfaction_response', 'survey', survey, NULL
    FROM source_satisfaction_response WHERE survey IS NULL
    UNION ALL SELECT 'satisfaction_response', 'measure', raw_measure, NULL
    FROM source_satisfaction_response WHERE measure IS NULL
    UNION ALL SELECT 'survey_response', 'survey', survey, NULL FROM source_survey_response WHERE survey IS NULL
    UNION ALL SELECT 'customer', 'account_id', account_id, NULL FROM source_customer WHERE account_id IS NULL
    UNION ALL SELECT 'ask', 'message', message, NULL FROM source_ask WHERE message IS NULL
    UNION ALL SELECT 'feedback', 'topic', topic, NULL FROM source_feedback WHERE topic IS NULL
    UNION ALL SELECT 'feedback', 'product', product, NULL FROM source_feedback WHERE product IS NULL
    UNION ALL SELECT 'feedback', 'comment', comment, NULL FROM source_feedback WHERE comment IS NULL
    UNION ALL SELECT 'mention', 'comment', comment, NULL FROM source_mention WHERE comment IS NULL
    UNION ALL SELECT 'driver_rating', 'response_id', response_id, NULL
    FROM source_driver_rating WHERE response_id IS NULL
    UNION ALL SELECT 'driver_rating', 'driver', driver, NULL FROM source_driver_rating WHERE driver IS NULL
    UNION ALL SELECT 'driver_rating', 'rating', raw_rating, NULL FROM source_driver_rating WHERE rating IS NULL
    UNION ALL SELECT 'theme', 'theme', theme, NULL FROM source_theme WHERE theme IS NULL
    UNION ALL SELECT 'theme', 'pattern', pattern, NULL FROM source_theme WHERE pattern IS NULL
    UNION ALL SELECT 'subscription', 'customer_id', customer_id, NULL FROM source_subscription WHERE customer_id IS NULL
    UNION ALL SELECT 'subscription', 'started_at', raw_started_at, started_at FROM source_subscription
    UNION ALL SELECT 'subscription', 'ended_at', raw_ended_at, ended_at FROM source_subscription
    UNION ALL SELECT 'target', 'metric', metric, NULL FROM source_target WHERE metric IS NULL
    UNION ALL SELECT 'target', 'value', raw_value, NULL FROM source_target WHERE value IS NULL
    UNION ALL SELECT 'target', 'by', raw_by, NULL FROM source_target WHERE "by" IS NULL
    UNION ALL SELECT 'customer', 'name', name, NULL FROM source_customer WHERE name IS NULL
    UNION ALL SELECT 'customer', 'segment', segment, NULL FROM source_customer WHERE segment IS NULL
    UNION ALL SELECT 'customer', 'channel', channel, NULL FROM source_customer WHERE channel IS NULL
    UNION ALL SELECT 'invitation', 'channel', channel, NULL FROM source_invitation WHERE channel IS NULL
    UNION ALL SELECT 'survey_response', 'comment', comment, NULL FROM source_survey_response WHERE comment IS NULL
    UNION ALL SELECT 'advocacy_act', 'channel', channel, NULL FROM source_advocacy_act WHERE channel IS NULL
    UNION ALL SELECT 'referral', 'channel', channel, NULL FROM source_referral WHERE channel IS NULL
    UNION ALL SELECT 'review', 'platform', platform, NULL FROM source_review WHERE platform IS NULL
    UNION ALL SELECT 'mention', 'brand', brand, NULL FROM source_mention WHERE brand IS NULL
    UNION ALL SELECT 'mention', 'author', author, NULL FROM source_mention WHERE author IS NULL
    UNION ALL SELECT 'mention', 'platform', platform, NULL FROM source_mention WHERE platform IS NULL
    UNION ALL SELECT 'ai_answer', 'platform', platform, NULL FROM source_ai_answer WHERE platform IS NULL
    UNION ALL SELECT 'ai_answer', 'question', question, NULL FROM source_ai_answer WHERE question IS NULL
    UNION ALL SELECT 'ai_answer', 'brand', brand, NULL FROM source_ai_answer WHERE brand IS NULL
    UNION ALL SELECT 'ask', 'kind', kind, NULL FROM source_ask WHERE kind IS NULL
    UNION ALL SELECT 'ask', 'channel', channel, NULL FROM source_ask WHERE channel IS NULL
    UNION ALL SELECT 'feedback', 'source', source, NULL FROM source_feedback WHERE source IS NULL
    UNION ALL SELECT 'feedback', 'outcome', outcome, NULL FROM source_feedback WHERE outcome IS NULL
    UNION ALL SELECT 'feedback_source', 'source', source, NULL FROM source_feedback_source WHERE source IS NULL
    UNION ALL SELECT 'feedback_source', 'owner', owner, NULL FROM source_feedback_source WHERE owner IS NULL
    UNION ALL SELECT 'community', 'name', name, NULL FROM source_community WHERE name IS NULL
    UNION ALL SELECT 'community', 'platform', platform, NULL FROM source_community WHERE platform IS NULL
    UNION ALL SELECT 'department', 'department', department, NULL FROM source_department WHERE department IS NULL
    UNION ALL SELECT 'acquisition_cost', 'channel', channel, NULL FROM source_acquisition_cost WHERE channel IS NULL
    UNION ALL SELECT 'benchmark', 'market', market, NULL FROM source_benchmark WHERE market IS NULL
    UNION ALL SELECT 'benchmark', 'source', source, NULL FROM source_benchmark WHERE source IS NULL
    UNION ALL SELECT 'purchase', 'reason', raw_reason, NULL FROM source_purchase WHERE reason IS NULL
    UNION ALL SELECT 'advocacy_act', 'kind', raw_kind, NULL FROM source_advocacy_act WHERE kind IS NULL
    UNION ALL SELECT 'touchpoint', 'need', raw_need, NULL FROM source_touchpoint WHERE need IS NULL
    UNION ALL SELECT 'programme_cost', 'kind', raw_kind, NULL FROM source_programme_cost WHERE kind IS NULL) AS v
CROSS JOIN advocacy_as_of AS p
WHERE v.time IS NULL OR substr(v.time, 1, 10) > substr(p.as_of, 1, length(v.time));

-- What could not be read, for every column of every table but the numbers of rows: of its `rows` how many are `blank`,
-- how many `unreadable`, one of those as an `example`, and how many lie in the `future`, after as_of. `note` says what
-- may be done, and asks where a survey looks as if its answers were of another scale: at least minimum_responses of them, none
-- above 5 or 7 and none a 0.
CREATE VIEW data_quality AS /* advocacy */
WITH sized(source, rows) AS (
    SELECT 'customer', count(*) FROM source_customer
    UNION ALL SELECT 'invitation', count(*) FROM source_invitation
    UNION ALL SELECT 'survey_response', count(*) FROM source_survey_response
    UNION ALL SELECT 'purchase', count(*) FROM source_purchase
    UNION ALL SELECT 'advocacy_act', count(*) FROM source_advocacy_act
    UNION ALL SELECT 'referral', count(*) FROM source_referral
    UNION ALL SELECT 'review', count(*) FROM source_review
    UNION ALL SELECT 'mention', count(*) FROM source_mention
    UNION ALL SELECT 'ai_answer', count(*) FROM source_ai_answer
    UNION ALL SELECT 'ask', count(*) FROM source_ask
    UNION ALL SELECT 'programme_member', count(*) FROM source_programme_member
    UNION ALL SELECT 'touchpoint', count(*) FROM source_touchpoint
    UNION ALL SELECT 'feedback', count(*) FROM source_feedback
    UNION ALL SELECT 'feedback_source', count(*) FROM source_feedback_source
    UNION ALL SELECT 'community', count(*) FROM source_community
    UNION ALL SELECT 'department', count(*) FROM source_department
    UNION ALL SELECT 'acquisition_cost', count(*) FROM source_acquisition_cost
    UNION ALL SELECT 'programme_cost', count(*) FROM source_programme_cost
    UNION ALL SELECT 'benchmark', count(*) FROM source_benchmark
    UNION ALL SELECT 'satisfaction_response', count(*) FROM source_satisfaction_response
    UNION ALL SELECT 'driver_rating', count(*) FROM source_driver_rating
    UNION ALL SELECT 'theme', count(*) FROM source_theme
    UNION ALL SELECT 'subscription', count(*) FROM source_subscription
    UNION ALL SELECT 'target', count(*) FROM source_target),
known(source, column_name, reader) AS (
    SELECT 'customer', 'customer_id', 'id' UNION ALL SELECT 'customer', 'joined_at', 'time'
    UNION ALL SELECT 'invitation', 'customer_id', 'id' UNION ALL SELECT 'invitation', 'sent_at', 'time'
    UNION ALL SELECT 'survey_response', 'customer_id', 'id' UNION ALL SELECT 'survey_response', 'answered_at', 'time'
    UNION ALL SELECT 'survey_response', 'score', 'answer' UNION ALL SELECT 'purchase', 'customer_id', 'id'
    UNION ALL SELECT 'purchase', 'purchased_at', 'time' UNION ALL SELECT 'purchase', 'amount', 'amount'
    UNION ALL SELECT 'advocacy_act', 'customer_id', 'id' UNION ALL SELECT 'advocacy_act', 'acted_at', 'time'
    UNION ALL SELECT 'advocacy_act', 'rewarded', 'flag' UNION ALL SELECT 'advocacy_act', 'paid', 'flag'
    UNION ALL SELECT 'advocacy_act', 'value', 'amount' UNION ALL SELECT 'referral', 'referrer_id', 'id'
    UNION ALL SELECT 'referral', 'referred_at', 'time' UNION ALL SELECT 'referral', 'rewarded', 'flag'
    UNION ALL SELECT 'referral', 'referred_id', 'id' UNION ALL SELECT 'referral', 'converted_at', 'time'
    UNION ALL SELECT 'referral', 'would_have_come', 'flag' UNION ALL SELECT 'review', 'customer_id', 'id'
    UNION ALL SELECT 'review', 'posted_at', 'time' UNION ALL SELECT 'review', 'rating', 'rating'
    UNION ALL SELECT 'review', 'length', 'count' UNION ALL SELECT 'review', 'rewarded', 'flag'
    UNION ALL SELECT 'review', 'answered_at', 'time' UNION ALL SELECT 'mention', 'customer_id', 'id'
    UNION ALL SELECT 'mention', 'posted_at', 'time' UNION ALL SELECT 'mention', 'sentiment', 'sentiment'
    UNION ALL SELECT 'mention', 'reach', 'count' UNION ALL SELECT 'mention', 'engagements', 'count'
    UNION ALL SELECT 'mention', 'conversions', 'count' UNION ALL SELECT 'mention', 'user_made', 'flag'
    UNION ALL SELECT 'mention', 'paid', 'amount' UNION ALL SELECT 'ai_answer', 'asked_at', 'time'
    UNION ALL SELECT 'ai_answer', 'sentiment', 'sentiment' UNION ALL SELECT 'ai_answer', 'cited', 'flag'
    UNION ALL SELECT 'ai_answer', 'review_id', 'id' UNION ALL SELECT 'ai_answer', 'customer_id', 'id'
    UNION ALL SELECT 'ask', 'customer_id', 'id' UNION ALL SELECT 'ask', 'asked_at', 'time'
    UNION ALL SELECT 'ask', 'acted_at', 'time' UNION ALL SELECT 'programme_member', 'customer_id', 'id'
    UNION ALL SELECT 'programme_member', 'identified_at', 'time'
    UNION ALL SELECT 'programme_member', 'recruited_at', 'time'
    UNION ALL SELECT 'programme_member', 'activated_at', 'time'
    UNION ALL SELECT 'programme_member', 'nurtured_at', 'time'
    UNION ALL SELECT 'programme_member', 'measured_at', 'time' UNION ALL SELECT 'touchpoint', 'customer_id', 'id'
    UNION ALL SELECT 'touchpoint', 'monetary', 'flag' UNION ALL SELECT 'touchpoint', 'opened_at', 'time'
    UNION ALL SELECT 'touchpoint', 'answered_at', 'time' UNION ALL SELECT 'touchpoint', 'resolved_at', 'time'
    UNION ALL SELECT 'feedback', 'customer_id', 'id' UNION ALL SELECT 'feedback', 'raised_at', 'time'
    UNION ALL SELECT 'feedback', 'answered_at', 'time' UNION ALL SELECT 'feedback', 'resolved_at', 'time'
    UNION ALL SELECT 'feedback_source', 'chosen', 'flag' UNION ALL SELECT 'community', 'members', 'count'
    UNION ALL SELECT 'community', 'active_members', 'count' UNION ALL SELECT 'community', 'engagements', 'count'
    UNION ALL SELECT 'community', 'conversions', 'count' UNION ALL SELECT 'department', 'employees', 'count'
    UNION ALL SELECT 'department', 'engaged', 'count' UNION ALL SELECT 'department', 'is_advocacy_team', 'flag'
    UNION ALL SELECT 'department', 'coordinated', 'flag' UNION ALL SELECT 'acquisition_cost', 'month', 'time'
    UNION ALL SELECT 'acquisition_cost', 'cost', 'amount' UNION ALL SELECT 'programme_cost', 'month', 'time'
    UNION ALL SELECT 'programme_cost', 'cost', 'amount' UNION ALL SELECT 'benchmark', 'year', 'count'
    UNION ALL SELECT 'benchmark', 'nps', 'nps' UNION ALL SELECT 'benchmark', 'responses', 'count'
    UNION ALL SELECT 'customer', 'name', 'text' UNION ALL SELECT 'customer', 'segment', 'text'
    UNION ALL SELECT 'customer', 'channel', 'text'
    UNION ALL SELECT 'invitation', 'channel', 'text' UNION ALL SELECT 'survey_response', 'comment', 'text'
    UNION ALL SELECT 'advocacy_act', 'channel', 'text' UNION ALL SELECT 'referral', 'channel', 'text'
    UNION ALL SELECT 'review', 'platform', 'text' UNION ALL SELECT 'mention', 'brand', 'text'
    UNION ALL SELECT 'mention', 'author', 'text' UNION ALL SELECT 'mention', 'platform', 'text'
    UNION ALL SELECT 'ai_answer', 'platform', 'text'
    UNION ALL SELECT 'ai_answer', 'question', 'text' UNION ALL SELECT 'ai_answer', 'brand', 'text'
    UNION ALL SELECT 'ask', 'kind', 'text' UNION ALL SELECT 'ask', 'channel', 'text'
    UNION ALL SELECT 'feedback', 'source', 'text' UNION ALL SELECT 'feedback', 'outcome', 'text'
    UNION ALL SELECT 'feedback_source', 'source', 'text' UNION ALL SELECT 'feedback_source', 'owner', 'text'
    UNION ALL SELECT 'community', 'name', 'text' UNION ALL SELECT 'community', 'platform', 'text'
    UNION ALL SELECT 'department', 'department', 'text' UNION ALL SELECT 'acquisition_cost', 'channel', 'text'
    UNION ALL SELECT 'benchmark', 'market', 'text' UNION ALL SELECT 'benchmark', 'source', 'text'
    UNION ALL SELECT 'purchase', 'reason', 'word' UNION ALL SELECT 'advocacy_act', 'kind', 'word'
    UNION ALL SELECT 'touchpoint', 'need', 'word' UNION ALL SELECT 'programme_cost', 'kind', 'word'
    UNION ALL SELECT 'satisfaction_response', 'customer_id', 'id'
    UNION ALL SELECT 'satisfaction_response', 'answered_at', 'time'
    UNION ALL SELECT 'satisfaction_response', 'rating', 'point' UNION ALL SELECT 'satisfaction_response', 'points', 'count'
    UNION ALL SELECT 'satisfaction_response', 'survey', 'text' UNION ALL SELECT 'satisfaction_response', 'measure', 'word'
    UNION ALL SELECT 'survey_response', 'survey', 'text' UNION ALL SELECT 'customer', 'account_id', 'id'
    UNION ALL SELECT 'ask', 'message', 'text' UNION ALL SELECT 'target', 'metric', 'text'
    UNION ALL SELECT 'target', 'value', 'amount' UNION ALL SELECT 'target', 'by', 'time'
    UNION ALL SELECT 'feedback', 'topic', 'text' UNION ALL SELECT 'feedback', 'product', 'text'
    UNION ALL SELECT 'driver_rating', 'response_id', 'id' UNION ALL SELECT 'driver_rating', 'driver', 'text'
    UNION ALL SELECT 'driver_rating', 'rating', 'amount' UNION ALL SELECT 'theme', 'theme', 'text'
    UNION ALL SELECT 'theme', 'pattern', 'text' UNION ALL SELECT 'feedback', 'comment', 'text'
    UNION ALL SELECT 'mention', 'comment', 'text' UNION ALL SELECT 'subscription', 'customer_id', 'id'
    UNION ALL SELECT 'subscription', 'started_at', 'time' UNION ALL SELECT 'subscription', 'ended_at', 'time'),
counted AS (
    SELECT source, column_name, count(*) FILTER (WHERE problem = 'blank') AS blank,
           count(*) FILTER (WHERE problem = 'unreadable') AS unreadable,
           count(*) FILTER (WHERE problem = 'future') AS future,
           min(CASE WHEN problem = 'unreadable' THEN value END) AS example
    FROM unread_value GROUP BY source, column_name),
scale AS (
    SELECT the_scores.largest,
           CASE WHEN the_scores.largest <= 5 THEN 5 WHEN the_scores.largest <= 7 THEN 7 END AS points
    FROM (SELECT min(score) AS smallest, max(score) AS largest, count(score) AS answers
          FROM (SELECT score FROM source_survey_response LIMIT -1)) AS the_scores
    WHERE the_scores.smallest > 0 AND the_scores.answers >= (SELECT minimum_responses FROM advocacy_settings))
SELECT each_column.source, each_column.column_name, each_source.rows, coalesce(c.blank, 0) AS blank,
       coalesce(c.unreadable, 0) AS unreadable, coalesce(c.future, 0) AS future, c.example,
       CASE WHEN each_column.reader = 'answer' AND the_scale.points IS NOT NULL
            THEN printf('the largest answer is %d: is this a scale of %d points? nps_rescale()', the_scale.largest,
                        the_scale.points)
            WHEN c.unreadable > 0 THEN CASE each_column.reader
                WHEN 'time' THEN 'say in a mapping how days are written: advocacy_time(value, ''dmy'')'
                WHEN 'amount' THEN 'say in a mapping what marks decimals: advocacy_amount(value, '','')'
                WHEN 'answer' THEN 'neither blank nor an answer from 0 to 10'
                WHEN 'flag' THEN 'neither yes nor no'
                WHEN 'word' THEN 'none of the words that schema.sql has for it'
                WHEN 'rating' THEN 'not a number of stars from 1 to 5'
                WHEN 'sentiment' THEN 'neither positive nor neutral nor negative'
                WHEN 'point' THEN 'no number of 1 or more on its scale'
                ELSE 'not a number that can be' END END AS note
FROM known AS each_column JOIN sized AS each_source ON each_source.source = each_column.source
LEFT JOIN counted AS c ON c.source = each_column.source AND c.column_name = each_column.column_name
LEFT JOIN scale AS the_scale ON 1
WHERE each_source.rows > 0;

COMMIT;
