-- The reading layer: every value of a canonical table is read once, here, and everything above may trust what it gets.
-- Read after schema.sql and before views/*.sql.
--
-- For each canonical table there are two views. source_purchase has every row of purchase, each column as it reads
-- and, where a reader may fail, beside it what stands there (`raw_amount`). read_purchase has the rows that count, in
-- final types: ids are NULL when blank, times UTC ISO text, money REAL, yes and no 1 and 0, the answer of a survey 0 to
-- 10. A value that cannot be read, or could be read in two ways, is NULL; a column that the source lacks reads NULL;
-- blanks are what schema.sql gives as the default.
--
-- A row counts when what makes it one can be read: its time, its customer where it must have one, its amount or rating,
-- for an act its kind and whether it was rewarded or paid. And when it happened by the end of as_of; what came of it later
-- (answered, resolved, converted) reads NULL, as if it had not happened yet. So a report that is made again with the
-- same as_of is the same to the digit. Rows that do not count are counted in data_quality and nowhere else.
--
-- What tells of the tables themselves is of the moment in which it is asked: source_*, unread_value, data_quality,
-- survey_quality. A value that cannot be read has no time, so nobody knows whether it was there at as_of, and how much has
-- come since is what `future` counts. These grow with the tables; `unreadable` does not by what happens after as_of.
--
-- All views of views/ stand on read_*, or on source_* where they count what cannot be read. LIMIT -1 keeps SQLite from
-- reading a value again for each use of it. advocacy_setup('snapshot') makes TEMP tables of source_* and read_*, so that
-- views that map the tables of others are read once.

BEGIN;

CREATE VIEW source_customer AS /* advocacy */
SELECT advocacy_id(source.customer_id) AS customer_id, source.joined_at AS raw_joined_at,
       advocacy_time(source.joined_at) AS joined_at,
       CASE typeof(source.segment) WHEN 'blob' THEN advocacy_id(CAST(source.segment AS TEXT)) ELSE advocacy_id(source.segment) END
           AS segment,
       advocacy_id(source.channel) AS channel, advocacy_id(source.name) AS name,
       advocacy_id(source.account_id) AS account_id
FROM customer AS source;

CREATE VIEW source_invitation AS /* advocacy */
SELECT advocacy_id(source.invitation_id) AS invitation_id, advocacy_id(source.customer_id) AS customer_id,
       advocacy_id(source.channel) AS channel, source.sent_at AS raw_sent_at,
       advocacy_time(source.sent_at) AS sent_at
FROM invitation AS source;

CREATE VIEW source_survey_response AS /* advocacy */
SELECT advocacy_id(source.response_id) AS response_id, advocacy_id(source.customer_id) AS customer_id,
       source.answered_at AS raw_answered_at, advocacy_time(source.answered_at) AS answered_at,
       source.score AS raw_score, nps_answer(source.score) AS score,
       CASE WHEN typeof(source.comment) <> 'blob' THEN advocacy_id(source.comment) END AS comment,
       CAST(advocacy_id(source.survey) AS TEXT) AS survey
FROM survey_response AS source;

-- A rating is a whole number of its scale; one above it is none, and so is a fraction.
CREATE VIEW source_satisfaction_response AS /* advocacy */
SELECT advocacy_id(source.satisfaction_id) AS satisfaction_id, advocacy_id(source.customer_id) AS customer_id,
       source.answered_at AS raw_answered_at, advocacy_time(source.answered_at) AS answered_at,
       CAST(advocacy_id(source.survey) AS TEXT) AS survey, source.measure AS raw_measure,
       CASE WHEN lower(trim(advocacy_id(source.measure))) IN ('csat', 'ces') THEN lower(trim(advocacy_id(source.measure))) END AS measure,
       source.rating AS raw_rating,
       CASE WHEN advocacy_amount(source.rating) BETWEEN 1 AND coalesce(
                CASE WHEN advocacy_amount(source.points) BETWEEN 3 AND 100 THEN advocacy_amount(source.points) END,
                CASE lower(trim(advocacy_id(source.measure))) WHEN 'csat' THEN 5 ELSE 7 END)
                AND advocacy_amount(source.rating) = round(advocacy_amount(source.rating))
            THEN CAST(advocacy_amount(source.rating) AS INTEGER) END AS rating,
       source.points AS raw_points,
       CASE WHEN advocacy_amount(source.points) BETWEEN 3 AND 100
            THEN CAST(round(advocacy_amount(source.points)) AS INTEGER) END AS points
FROM satisfaction_response AS source;

CREATE VIEW source_purchase AS /* advocacy */
SELECT advocacy_id(source.purchase_id) AS purchase_id, advocacy_id(source.customer_id) AS customer_id,
       source.purchased_at AS raw_purchased_at, advocacy_time(source.purchased_at) AS purchased_at,
       source.amount AS raw_amount, advocacy_amount(source.amount) AS amount, source.reason AS raw_reason,
       -- Most purchases have none, and of the others it is read once.
       CASE WHEN source.reason IS NOT NULL THEN
           CASE lower(trim(advocacy_id(source.reason)))
               WHEN 'friends and family' THEN 'friends and family' WHEN 'reviews' THEN 'reviews'
               WHEN 'advocates'' content' THEN 'advocates'' content' WHEN 'brand content' THEN 'brand content'
               WHEN 'advertising' THEN 'advertising' WHEN 'other' THEN 'other' END END AS reason
FROM purchase AS source;

CREATE VIEW source_advocacy_act AS /* advocacy */
SELECT advocacy_id(source.act_id) AS act_id, advocacy_id(source.customer_id) AS customer_id,
       source.kind AS raw_kind,
       CASE WHEN lower(trim(advocacy_id(source.kind))) IN ('testimonial', 'reference', 'case study', 'video', 'podcast', 'webinar',
                                              'community answer', 'user-made content', 'defence', 'warning')
            THEN lower(trim(advocacy_id(source.kind))) END AS kind,
       advocacy_id(source.channel) AS channel, source.acted_at AS raw_acted_at,
       advocacy_time(source.acted_at) AS acted_at, source.rewarded AS raw_rewarded,
       advocacy_flag(source.rewarded) AS rewarded, source.paid AS raw_paid, advocacy_flag(source.paid) AS paid,
       source.value AS raw_value, advocacy_amount(source.value) AS value
FROM advocacy_act AS source;

CREATE VIEW source_referral AS /* advocacy */
SELECT advocacy_id(source.referral_id) AS referral_id, advocacy_id(source.referrer_id) AS referrer_id,
       advocacy_id(source.channel) AS channel, source.referred_at AS raw_referred_at,
       advocacy_time(source.referred_at) AS referred_at, source.rewarded AS raw_rewarded,
       advocacy_flag(source.rewarded) AS rewarded, advocacy_id(source.referred_id) AS referred_id,
       source.converted_at AS raw_converted_at, advocacy_time(source.converted_at) AS converted_at,
       source.would_have_come AS raw_would_have_come, advocacy_flag(source.would_have_come) AS would_have_come
FROM referral AS source;

CREATE VIEW source_review AS /* advocacy */
SELECT advocacy_id(source.review_id) AS review_id, advocacy_id(source.customer_id) AS customer_id,
       advocacy_id(source.platform) AS platform, source.posted_at AS raw_posted_at,
       advocacy_time(source.posted_at) AS posted_at, source.rating AS raw_rating,
       CASE WHEN advocacy_amount(source.rating) BETWEEN 1 AND 5 THEN advocacy_amount(source.rating) END AS rating,
       source.length AS raw_length,
       CASE WHEN advocacy_amount(source.length) BETWEEN 0 AND 1e15
            THEN CAST(round(advocacy_amount(source.length)) AS INTEGER) END AS length,
       source.rewarded AS raw_rewarded, advocacy_flag(source.rewarded) AS rewarded,
       source.answered_at AS raw_answered_at, advocacy_time(source.answered_at) AS answered_at
FROM review AS source;

CREATE VIEW source_mention AS /* advocacy */
SELECT advocacy_id(source.mention_id) AS mention_id, advocacy_id(source.brand) AS brand,
       advocacy_id(source.customer_id) AS customer_id,
       CASE typeof(source.author) WHEN 'blob' THEN advocacy_id(CAST(source.author AS TEXT)) ELSE advocacy_id(source.author) END
           AS author,
       advocacy_id(source.platform) AS platform,
       source.posted_at AS raw_posted_at, advocacy_time(source.posted_at) AS posted_at,
       source.sentiment AS raw_sentiment,
       CASE WHEN lower(trim(advocacy_id(source.sentiment))) IN ('positive', 'neutral', 'negative')
            THEN lower(trim(advocacy_id(source.sentiment))) END AS sentiment,
       source.reach AS raw_reach,
       CASE WHEN advocacy_amount(source.reach) BETWEEN 0 AND 1e15
            THEN CAST(round(advocacy_amount(source.reach)) AS INTEGER) END AS reach,
       source.engagements AS raw_engagements,
       CASE WHEN advocacy_amount(source.engagements) BETWEEN 0 AND 1e15
            THEN CAST(round(advocacy_amount(source.engagements)) AS INTEGER) END AS engagements,
       source.conversions AS raw_conversions,
       CASE WHEN advocacy_amount(source.conversions) BETWEEN 0 AND 1e15
            THEN CAST(round(advocacy_amount(source.conversions)) AS INTEGER) END AS conversions,
       source.user_made AS raw_user_made, advocacy_flag(source.user_made) AS user_made, source.paid AS raw_paid,
       CASE WHEN advocacy_amount(source.paid) >= 0 THEN advocacy_amount(source.paid) END AS paid,
       CASE WHEN typeof(source.comment) <> 'blob' THEN advocacy_id(source.comment) END AS comment
FROM mention AS source;

CREATE VIEW source_ai_answer AS /* advocacy */
SELECT advocacy_id(source.ai_answer_id) AS ai_answer_id, advocacy_id(source.platform) AS platform,
       source.asked_at AS raw_asked_at, advocacy_time(source.asked_at) AS asked_at,
       advocacy_id(source.question) AS question, advocacy_id(source.brand) AS brand,
       source.sentiment AS raw_sentiment,
       CASE WHEN lower(trim(advocacy_id(source.sentiment))) IN ('positive', 'neutral', 'negative')
            THEN lower(trim(advocacy_id(source.sentiment))) END AS sentiment,
       source.cited AS raw_cited, advocacy_flag(source.cited) AS cited, advocacy_id(source.review_id) AS review_id,
       advocacy_id(source.customer_id) AS customer_id
FROM ai_answer AS source;

CREATE VIEW source_ask AS /* advocacy */
SELECT advocacy_id(source.ask_id) AS ask_id, advocacy_id(source.customer_id) AS customer_id,
       advocacy_id(source.kind) AS kind, advocacy_id(source.channel) AS channel, source.asked_at AS raw_asked_at,
       advocacy_time(source.asked_at) AS asked_at, source.acted_at AS raw_acted_at,
       advocacy_time(source.acted_at) AS acted_at, CAST(advocacy_id(source.message) AS TEXT) AS message
FROM ask AS source;

CREATE VIEW source_programme_member AS /* advocacy */
SELECT advocacy_id(source.customer_id) AS customer_id, source.identified_at AS raw_identified_at,
       advocacy_time(source.identified_at) AS identified_at, source.recruited_at AS raw_recruited_at,
       advocacy_time(source.recruited_at) AS recruited_at, source.activated_at AS raw_activated_at,
       advocacy_time(source.activated_at) AS activated_at, source.nurtured_at AS raw_nurtured_at,
       advocacy_time(source.nurtured_at) AS nurtured_at, source.measured_at AS raw_measured_at,
       advocacy_time(source.measured_at) AS measured_at
FROM programme_member AS source;

CREATE VIEW source_touchpoint AS /* advocacy */
SELECT advocacy_id(source.touchpoint_id) AS touchpoint_id, advocacy_id(source.customer_id) AS customer_id,
       source.need AS raw_need,
       CASE WHEN lower(trim(advocacy_id(source.need))) IN ('respect', 'appreciation', 'accessibility', 'being listened to',
                                              'recognition', 'presence') THEN lower(trim(advocacy_id(source.need))) END AS need,
       source.monetary AS raw_monetary, advocacy_flag(source.monetary) AS monetary,
       source.opened_at AS raw_opened_at, advocacy_time(source.opened_at) AS opened_at,
       source.answered_at AS raw_answered_at, advocacy_time(source.answered_at) AS answered_at,
       source.resolved_at AS raw_resolved_at, advocacy_time(source.resolved_at) AS resolved_at
FROM touchpoint AS source;

CREATE VIEW source_feedback AS /* advocacy */
SELECT advocacy_id(source.feedback_id) AS feedback_id, advocacy_id(source.customer_id) AS customer_id,
       advocacy_id(source.source) AS source, source.raised_at AS raw_raised_at,
       advocacy_time(source.raised_at) AS raised_at, source.answered_at AS raw_answered_at,
       advocacy_time(source.answered_at) AS answered_at, source.resolved_at AS raw_resolved_at,
       advocacy_time(source.resolved_at) AS resolved_at, advocacy_id(source.outcome) AS outcome,
       CAST(advocacy_id(source.topic) AS TEXT) AS topic, CAST(advocacy_id(source.product) AS TEXT) AS product,
       CASE WHEN typeof(source.comment) <> 'blob' THEN advocacy_id(source.comment) END AS comment
FROM feedback AS source;

CREATE VIEW source_feedback_source AS /* advocacy */
SELECT advocacy_id(source.source) AS source, source.chosen AS raw_chosen, advocacy_flag(source.chosen) AS chosen,
       advocacy_id(source.owner) AS owner
FROM feedback_source AS source;

CREATE VIEW source_community AS /* advocacy */
SELECT advocacy_id(source.community_id) AS community_id, advocacy_id(source.name) AS name,
       advocacy_id(source.platform) AS platform, source.members AS raw_members,
       CASE WHEN advocacy_amount(source.members) BETWEEN 0 AND 1e15
            THEN CAST(round(advocacy_amount(source.members)) AS INTEGER) END AS members,
       source.active_members AS raw_active_members,
       CASE WHEN advocacy_amount(source.active_members) BETWEEN 0 AND 1e15
            THEN CAST(round(advocacy_amount(source.active_members)) AS INTEGER) END AS active_members,
       source.engagements AS raw_engagements,
       CASE WHEN advocacy_amount(source.engagements) BETWEEN 0 AND 1e15
            THEN CAST(round(advocacy_amount(source.engagements)) AS INTEGER) END AS engagements,
       source.conversions AS raw_conversions,
       CASE WHEN advocacy_amount(source.conversions) BETWEEN 0 AND 1e15
            THEN CAST(round(advocacy_amount(source.conversions)) AS INTEGER) END AS conversions
FROM community AS source;

CREATE VIEW source_department AS /* advocacy */
SELECT advocacy_id(source.department) AS department, source.employees AS raw_employees,
       CASE WHEN advocacy_amount(source.employees) BETWEEN 1 AND 1e15
            THEN CAST(round(advocacy_amount(source.employees)) AS INTEGER) END AS employees,
       source.engaged AS raw_engaged,
       CASE WHEN advocacy_amount(source.engaged) BETWEEN 0 AND 1e15
            THEN CAST(round(advocacy_amount(source.engaged)) AS INTEGER) END AS engaged,
       source.is_advocacy_team AS raw_is_advocacy_team, advocacy_flag(source.is_advocacy_team) AS is_advocacy_team,
       source.coordinated AS raw_coordinated, advocacy_flag(source.coordinated) AS coordinated
FROM department AS source;

CREATE VIEW source_acquisition_cost AS /* advocacy */
SELECT advocacy_id(source.channel) AS channel, source.month AS raw_month,
       substr(coalesce(advocacy_time(source.month), advocacy_time(advocacy_id(source.month) || '-01')), 1, 7) AS month,
       source.cost AS raw_cost, CASE WHEN advocacy_amount(source.cost) >= 0 THEN advocacy_amount(source.cost) END AS cost
FROM acquisition_cost AS source;

CREATE VIEW source_programme_cost AS /* advocacy */
SELECT source.month AS raw_month,
       substr(coalesce(advocacy_time(source.month), advocacy_time(advocacy_id(source.month) || '-01')), 1, 7) AS month,
       source.kind AS raw_kind,
       CASE WHEN lower(trim(advocacy_id(source.kind))) IN ('rewards', 'running') THEN lower(trim(advocacy_id(source.kind))) END AS kind,
       source.cost AS raw_cost, CASE WHEN advocacy_amount(source.cost) >= 0 THEN advocacy_amount(source.cost) END AS cost
FROM programme_cost AS source;

CREATE VIEW source_benchmark AS /* advocacy */
SELECT advocacy_id(source.market) AS market, source.year AS raw_year,
       CASE WHEN advocacy_amount(source.year) BETWEEN 0 AND 1e15
            THEN CAST(round(advocacy_amount(source.year)) AS INTEGER) END AS year,
       source.nps AS raw_nps,
       CASE WHEN advocacy_amount(source.nps) BETWEEN -100 AND 100 THEN advocacy_amount(source.nps) END AS nps,
       source.responses AS raw_responses,
       CASE WHEN advocacy_amount(source.responses) BETWEEN 1 AND 1e15
            THEN CAST(round(advocacy_amount(source.responses)) AS INTEGER) END AS responses,
       advocacy_id(source.source) AS source
FROM benchmark AS source;

CREATE VIEW source_subscription AS /* advocacy */
SELECT advocacy_id(source.customer_id) AS customer_id, source.started_at AS raw_started_at,
       advocacy_time(source.started_at) AS started_at, source.ended_at AS raw_ended_at,
       advocacy_time(source.ended_at) AS ended_at
FROM subscription AS source;

CREATE VIEW source_target AS /* advocacy */
SELECT advocacy_id(source.metric) AS metric, source.value AS raw_value, advocacy_amount(source.value) AS value,
       source."by" AS raw_by, date(advocacy_time(source."by")) AS "by"
FROM target AS source;

CREATE VIEW source_driver_rating AS /* advocacy */
SELECT advocacy_id(source.response_id) AS response_id, CAST(advocacy_id(source.driver) AS TEXT) AS driver,
       source.rating AS raw_rating, advocacy_amount(source.rating) AS rating
FROM driver_rating AS source;

CREATE VIEW source_theme AS /* advocacy */
SELECT CAST(advocacy_id(source.theme) AS TEXT) AS theme, CAST(advocacy_id(source.pattern) AS TEXT) AS pattern
FROM theme AS source;

-- The day of the newest answer or purchase that is not in the future; NULL where there is neither. One row. It reads the
-- two columns itself: it stands in each view below, often fifty times in one statement, of which SQLite takes some
-- thousand tables.
CREATE VIEW source_newest AS /* advocacy */
SELECT date(nullif(max(
           coalesce((SELECT max(advocacy_time(source.answered_at)) FROM survey_response AS source
                     WHERE advocacy_time(source.answered_at) < date('now', '+1 day')
                       AND nps_answer(source.score) IS NOT NULL), ''),
           coalesce((SELECT max(advocacy_time(source.purchased_at)) FROM purchase AS source
                     WHERE advocacy_time(source.purchased_at) < date('now', '+1 day')
                       AND advocacy_amount(source.amount) IS NOT NULL), '')), '')) AS newest;

-- The day that everything looks back from, itself included, and the day after it, `period_end`. It is the as_of of the
-- settings; while that is NULL, it is source_newest, and today where that is NULL too: `as_of_source` says which, by a
-- letter before the day. One row.
CREATE VIEW advocacy_as_of AS /* advocacy */
SELECT substr(the_day.told, 2) AS as_of, date(substr(the_day.told, 2), '+1 day') AS period_end,
       CASE substr(the_day.told, 1, 1) WHEN 's' THEN 'setting' WHEN 'n' THEN 'newest answer or purchase' ELSE 'today' END
           AS as_of_source
FROM (SELECT coalesce('s' || source.as_of, 'n' || (SELECT newest FROM source_newest), 't' || date('now')) AS told
      FROM advocacy_settings AS source LIMIT 1) AS the_day;

-- The settings and the limits of the period, for the views below: period_start <= time < period_end, and those of the
-- two periods before it and of the last two quarters. One row; that the view says so keeps SQLite from working the
-- dates out again for each row that is compared with them.
CREATE VIEW advocacy_period AS /* advocacy */
SELECT p.as_of, p.as_of_source, q.period_days, coalesce(q.quarter_days, 91) AS quarter_days, q.half_life_days, q.minimum_responses, q.confidence,
       q.ask_pause_days, q.time_unit_days, q.micro_community_members, coalesce(q.response_days, 14) AS response_days,
       coalesce(q.answer_hours, 48.0) AS answer_hours, coalesce(q.attribution_days, 30) AS attribution_days,
       coalesce(q.gross_margin, 1.0) AS gross_margin, coalesce(q.unknown_referral_share, 0.5) AS unknown_referral_share,
       q.own_brand, q.survey, p.period_end,
       date(p.period_end, '-' || q.period_days || ' days') AS period_start,
       date(p.period_end, '-' || (2 * q.period_days) || ' days') AS previous_start,
       date(p.period_end, '-' || (3 * q.period_days) || ' days') AS before_previous_start,
       date(p.period_end, '-' || coalesce(q.quarter_days, 91) || ' days') AS quarter_start,
       date(p.period_end, '-' || (2 * coalesce(q.quarter_days, 91)) || ' days') AS previous_quarter_start
FROM advocacy_as_of AS p CROSS JOIN (SELECT * FROM advocacy_settings AS source) AS q
LIMIT 1;

-- Who joined by as_of. A customer without a readable joined_at is one all the same.
-- What comes after UNION ALL has no row, but promises many: SQLite expects a hundred where a mapping groups customers,
-- and then would read all of them again for each answer instead of making an index.
CREATE VIEW read_customer AS /* advocacy */
SELECT r.customer_id, r.joined_at, r.segment, r.channel, r.name, r.account_id
FROM (SELECT customer_id, joined_at, segment, coalesce(channel, 'unknown') AS channel, name, account_id
      FROM source_customer LIMIT -1) AS r CROSS JOIN advocacy_as_of AS p
WHERE r.customer_id IS NOT NULL AND (r.joined_at IS NULL OR r.joined_at < p.period_end)
UNION ALL
SELECT NULL, NULL, NULL, NULL, NULL, NULL FROM customer AS each_a, customer AS each_b, customer AS each_c WHERE 0;

CREATE VIEW read_invitation AS /* advocacy */
SELECT r.invitation_id, r.customer_id, r.channel, r.sent_at
FROM (SELECT invitation_id, customer_id, channel, sent_at
      FROM source_invitation LIMIT -1) AS r CROSS JOIN advocacy_as_of AS p
WHERE r.customer_id IS NOT NULL AND r.sent_at < p.period_end;

-- `score` is the answer that nps_answer() reads, NULL where there is none.
CREATE VIEW read_survey_response AS /* advocacy */
SELECT r.response_id, r.customer_id, r.answered_at, r.score, r.comment, r.survey
FROM (SELECT response_id, customer_id, answered_at, score, comment, survey
      FROM source_survey_response LIMIT -1) AS r CROSS JOIN advocacy_as_of AS p
WHERE r.answered_at < p.period_end;

CREATE VIEW read_satisfaction_response AS /* advocacy */
SELECT r.satisfaction_id, r.customer_id, r.answered_at, r.survey, r.measure, r.rating, r.points
FROM (SELECT satisfaction_id, customer_id, answered_at, survey, measure, rating,
             coalesce(points, CASE measure WHEN 'csat' THEN 5 ELSE 7 END) AS points
      FROM source_satisfaction_response LIMIT -1) AS r CROSS JOIN advocacy_as_of AS p
WHERE r.measure IS NOT NULL AND r.rating IS NOT NULL AND r.answered_at < p.period_end;

CREATE VIEW read_purchase AS /* advocacy */
SELECT r.purchase_id, r.customer_id, r.purchased_at, r.amount, r.reason
FROM (SELECT purchase_id, customer_id, purchased_at, amount, reason
      FROM source_purchase LIMIT -1) AS r CROSS JOIN advocacy_as_of AS p
WHERE r.customer_id IS NOT NULL AND r.amount IS NOT NULL AND r.purchased_at < p.period_end;

CREATE VIEW read_advocacy_act AS /* advocacy */
SELECT r.act_id, r.customer_id, r.kind, r.channel, r.acted_at, r.rewarded, r.paid, r.value
FROM (SELECT act_id, customer_id, kind, coalesce(channel, 'unknown') AS channel, acted_at,
             CASE WHEN advocacy_id(raw_rewarded) IS NULL THEN 0 ELSE rewarded END AS rewarded,
             CASE WHEN advocacy_id(raw_paid) IS NULL THEN 0 ELSE paid END AS paid, value
      FROM source_advocacy_act LIMIT -1) AS r CROSS JOIN advocacy_as_of AS p
WHERE r.customer_id IS NOT NULL AND r.kind IS NOT NULL AND r.rewarded IS NOT NULL AND r.paid IS NOT NULL
  AND r.acted_at < p.period_end;

-- Who came after as_of has not come yet.
CREATE VIEW read_referral AS /* advocacy */
SELECT r.referral_id, r.referrer_id, r.channel, r.referred_at, r.rewarded,
       CASE WHEN coalesce(r.converted_at, '') < p.period_end THEN r.referred_id END AS referred_id,
       CASE WHEN r.converted_at < p.period_end THEN r.converted_at END AS converted_at,
       CASE WHEN coalesce(r.converted_at, '') < p.period_end THEN r.would_have_come END AS would_have_come
FROM (SELECT referral_id, referrer_id, coalesce(channel, 'unknown') AS channel, referred_at,
             CASE WHEN advocacy_id(raw_rewarded) IS NULL THEN 0 ELSE rewarded END AS rewarded, referred_id,
             converted_at, would_have_come
      FROM source_referral LIMIT -1) AS r CROSS JOIN advocacy_as_of AS p
WHERE r.referrer_id IS NOT NULL AND r.rewarded IS NOT NULL AND r.referred_at < p.period_end;

CREATE VIEW read_review AS /* advocacy */
SELECT r.review_id, r.customer_id, r.platform, r.posted_at, r.rating, r.length, r.rewarded,
       CASE WHEN r.answered_at < p.period_end THEN r.answered_at END AS answered_at
FROM (SELECT review_id, customer_id, coalesce(platform, 'unknown') AS platform, posted_at, rating, length,
             CASE WHEN advocacy_id(raw_rewarded) IS NULL THEN 0 ELSE rewarded END AS rewarded, answered_at
      FROM source_review LIMIT -1) AS r CROSS JOIN advocacy_as_of AS p
WHERE r.rating IS NOT NULL AND r.rewarded IS NOT NULL AND r.posted_at < p.period_end;

CREATE VIEW read_mention AS /* advocacy */
SELECT r.mention_id, r.brand, r.customer_id, r.author, r.platform, r.posted_at, r.sentiment, r.reach, r.engagements,
       r.conversions, r.user_made, r.paid, r.comment
FROM (SELECT mention_id, coalesce(brand, 'unknown') AS brand, customer_id, author,
             coalesce(platform, 'unknown') AS platform, posted_at, sentiment, reach, engagements, conversions,
             CASE WHEN advocacy_id(raw_user_made) IS NULL THEN 0 ELSE user_made END AS user_made,
             CASE WHEN advocacy_id(raw_paid) IS NULL THEN 0 ELSE paid END AS paid, comment
      FROM source_mention LIMIT -1) AS r CROSS JOIN advocacy_as_of AS p
WHERE r.paid IS NOT NULL AND r.posted_at < p.period_end;

CREATE VIEW read_ai_answer AS /* advocacy */
SELECT r.ai_answer_id, r.platform, r.asked_at, r.question, r.brand, r.sentiment, r.cited, r.review_id, r.customer_id
FROM (SELECT ai_answer_id, coalesce(platform, 'unknown') AS platform, asked_at,
             coalesce(question, 'unknown') AS question, brand, sentiment,
             CASE WHEN advocacy_id(raw_cited) IS NULL THEN 0 ELSE cited END AS cited, review_id, customer_id
      FROM source_ai_answer LIMIT -1) AS r CROSS JOIN advocacy_as_of AS p
WHERE r.asked_at < p.period_end;

CREATE VIEW read_ask AS /* advocacy */
SELECT r.ask_id, r.customer_id, r.kind, r.channel, r.asked_at,
       CASE WHEN r.acted_at < p.period_end THEN r.acted_at END AS acted_at, r.message
FROM (SELECT ask_id, customer_id, coalesce(kind, 'unknown') AS kind, coalesce(channel, 'unknown') AS channel,
             asked_at, acted_at, message
      FROM source_ask LIMIT -1) AS r CROSS JOIN advocacy_as_of AS p
WHERE r.customer_id IS NOT NULL AND r.asked_at < p.period_end;

CREATE VIEW read_programme_member AS /* advocacy */
SELECT r.customer_id, r.identified_at,
       CASE WHEN r.recruited_at < p.period_end THEN r.recruited_at END AS recruited_at,
       CASE WHEN r.activated_at < p.period_end THEN r.activated_at END AS activated_at,
       CASE WHEN r.nurtured_at < p.period_end THEN r.nurtured_at END AS nurtured_at,
       CASE WHEN r.measured_at < p.period_end THEN r.measured_at END AS measured_at
FROM (SELECT customer_id, identified_at, recruited_at, activated_at, nurtured_at, measured_at
      FROM source_programme_member LIMIT -1) AS r CROSS JOIN advocacy_as_of AS p
WHERE r.customer_id IS NOT NULL AND r.identified_at < p.period_end;

CREATE VIEW read_touchpoint AS /* advocacy */
SELECT r.touchpoint_id, r.customer_id, r.need, r.monetary, r.opened_at,
       CASE WHEN r.answered_at < p.period_end THEN r.answered_at END AS answered_at,
       CASE WHEN r.resolved_at < p.period_end THEN r.resolved_at END AS resolved_at
FROM (SELECT touchpoint_id, customer_id, coalesce(need, 'unknown') AS need,
             CASE WHEN advocacy_id(raw_monetary) IS NULL THEN 0 ELSE monetary END AS monetary, opened_at, answered_at,
             resolved_at
      FROM source_touchpoint LIMIT -1) AS r CROSS JOIN advocacy_as_of AS p
WHERE r.customer_id IS NOT NULL AND r.opened_at < p.period_end;

-- What is resolved after as_of has no outcome yet.
CREATE VIEW read_feedback AS /* advocacy */
SELECT r.feedback_id, r.customer_id, r.source, r.raised_at,
       CASE WHEN r.answered_at < p.period_end THEN r.answered_at END AS answered_at,
       CASE WHEN r.resolved_at < p.period_end THEN r.resolved_at END AS resolved_at,
       CASE WHEN coalesce(r.resolved_at, '') < p.period_end THEN r.outcome END AS outcome, r.topic, r.product,
       r.comment
FROM (SELECT feedback_id, customer_id, coalesce(source, 'unknown') AS source, raised_at, answered_at, resolved_at,
             outcome, topic, product, comment
      FROM source_feedback LIMIT -1) AS r CROSS JOIN advocacy_as_of AS p
WHERE r.raised_at < p.period_end;

CREATE VIEW read_feedback_source AS /* advocacy */
SELECT r.source, r.chosen, r.owner
FROM (SELECT source, CASE WHEN advocacy_id(raw_chosen) IS NULL THEN 0 ELSE chosen END AS chosen, owner
      FROM source_feedback_source LIMIT -1) AS r
WHERE r.source IS NOT NULL;

-- As it is: it has no times.
CREATE VIEW read_community AS /* advocacy */
SELECT r.community_id, r.name, r.platform, r.members, r.active_members, r.engagements, r.conversions
FROM (SELECT community_id, coalesce(name, 'unknown') AS name, coalesce(platform, 'unknown') AS platform, members,
             active_members, engagements, conversions
      FROM source_community LIMIT -1) AS r
WHERE r.members IS NOT NULL;

-- As it is: it has no times.
CREATE VIEW read_department AS /* advocacy */
SELECT r.department, r.employees, r.engaged, r.is_advocacy_team, r.coordinated
FROM (SELECT department, employees, engaged,
             CASE WHEN advocacy_id(raw_is_advocacy_team) IS NULL THEN 0 ELSE is_advocacy_team END AS is_advocacy_team,
             CASE WHEN advocacy_id(raw_coordinated) IS NULL THEN 0 ELSE coordinated END AS coordinated
      FROM source_department LIMIT -1) AS r
WHERE r.department IS NOT NULL AND r.employees IS NOT NULL;

-- Months up to that of as_of.
CREATE VIEW read_acquisition_cost AS /* advocacy */
SELECT r.channel, r.month, r.cost
FROM (SELECT coalesce(channel, 'unknown') AS channel, month, cost
      FROM source_acquisition_cost LIMIT -1) AS r CROSS JOIN advocacy_as_of AS p
WHERE r.cost IS NOT NULL AND r.month <= substr(p.as_of, 1, 7);

-- Months up to that of as_of.
CREATE VIEW read_programme_cost AS /* advocacy */
SELECT r.month, r.kind, r.cost
FROM (SELECT month, coalesce(kind, 'unknown') AS kind, cost
      FROM source_programme_cost LIMIT -1) AS r CROSS JOIN advocacy_as_of AS p
WHERE r.cost IS NOT NULL AND r.month <= substr(p.as_of, 1, 7);

-- Years up to that of as_of.
CREATE VIEW read_benchmark AS /* advocacy */
SELECT r.market, r.year, r.nps, r.responses, r.source
FROM (SELECT coalesce(market, 'unknown') AS market, year, nps, responses, coalesce(source, 'unknown') AS source
      FROM source_benchmark LIMIT -1) AS r CROSS JOIN advocacy_as_of AS p
WHERE r.nps IS NOT NULL AND r.year <= CAST(substr(p.as_of, 1, 4) AS INTEGER);

-- Of the answers by as_of.
CREATE VIEW read_driver_rating AS /* advocacy */
SELECT r.response_id, r.driver, r.rating
FROM (SELECT response_id, driver, rating FROM source_driver_rating LIMIT -1) AS r
WHERE r.driver IS NOT NULL AND r.rating IS NOT NULL
  AND r.response_id IN (SELECT response_id FROM read_survey_response);

-- As it is: it has no times.
CREATE VIEW read_theme AS /* advocacy */
SELECT r.theme, r.pattern FROM (SELECT theme, pattern FROM source_theme LIMIT -1) AS r
WHERE r.theme IS NOT NULL AND r.pattern IS NOT NULL;

-- What ends after as_of runs still, and so does what has no end that can be read.
CREATE VIEW read_subscription AS /* advocacy */
SELECT r.customer_id, r.started_at, CASE WHEN r.ended_at < p.period_end THEN r.ended_at END AS ended_at
FROM (SELECT customer_id, started_at, ended_at FROM source_subscription LIMIT -1) AS r CROSS JOIN advocacy_as_of AS p
WHERE r.customer_id IS NOT NULL AND r.started_at < p.period_end;

-- As it is: a target lies in the future.
CREATE VIEW read_target AS /* advocacy */
SELECT r.metric, r.value, r."by"
FROM (SELECT coalesce(metric, 'unknown') AS metric, value, "by" FROM source_target LIMIT -1) AS r
WHERE r.value IS NOT NULL;

COMMIT;
