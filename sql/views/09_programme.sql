-- The programme and the company: stages, asks, return, what advocates need, communities, maturity.

BEGIN;

-- How far each member of the programme came by as_of, and when. Identified and recruited are what the programme wrote
-- down. The rest is found in the tables: `activated_at` is the first act on the day of recruitment or later (free or
-- rewarded, no warning and nothing that was paid for), `nurtured_at` the first touchpoint on that day or later, `measured_at`
-- the first answer or review by them on the day of that or later. What the programme wrote down for these counts only where
-- no table can tell: where nobody has an act, a touchpoint, or neither an answer nor a review.
CREATE VIEW programme_progress AS /* advocacy */
WITH told(acts, touchpoints, answers) AS (
    SELECT EXISTS (SELECT 1 FROM recorded_act), EXISTS (SELECT 1 FROM read_touchpoint),
           EXISTS (SELECT 1 FROM survey_answer WHERE customer_id IS NOT NULL)
           OR EXISTS (SELECT 1 FROM read_review WHERE customer_id IS NOT NULL)),
member AS (
    SELECT customer_id, min(identified_at) AS identified_at, min(recruited_at) AS recruited_at,
           min(activated_at) AS activated_at, min(nurtured_at) AS nurtured_at, min(measured_at) AS measured_at
    FROM read_programme_member GROUP BY customer_id),
activated AS (
    SELECT m.customer_id, m.identified_at, m.recruited_at, m.nurtured_at, m.measured_at,
           CASE WHEN the_tables.acts THEN min(a.acted_at) ELSE m.activated_at END AS activated_at
    FROM told AS the_tables CROSS JOIN member AS m
    LEFT JOIN recorded_act AS a ON a.customer_id = m.customer_id AND a.acted_at >= substr(m.recruited_at, 1, 10)
        AND a.signal NOT IN ('warning', 'paid')
    GROUP BY m.customer_id),
nurtured AS (
    SELECT m.customer_id, m.identified_at, m.recruited_at, m.activated_at, m.measured_at,
           CASE WHEN the_tables.touchpoints THEN min(t.opened_at) ELSE m.nurtured_at END AS nurtured_at
    FROM told AS the_tables CROSS JOIN activated AS m
    LEFT JOIN read_touchpoint AS t ON t.customer_id = m.customer_id AND t.opened_at >= substr(m.activated_at, 1, 10)
    GROUP BY m.customer_id),
heard(customer_id, happened_at) AS (
    SELECT customer_id, answered_at FROM survey_answer WHERE customer_id IS NOT NULL
    UNION ALL SELECT customer_id, posted_at FROM read_review WHERE customer_id IS NOT NULL)
SELECT m.customer_id, m.identified_at, m.recruited_at, m.activated_at, m.nurtured_at,
       CASE WHEN the_tables.answers THEN min(h.happened_at) ELSE m.measured_at END AS measured_at
FROM told AS the_tables CROSS JOIN nurtured AS m
LEFT JOIN heard AS h ON h.customer_id = m.customer_id AND h.happened_at >= substr(m.nurtured_at, 1, 10)
GROUP BY m.customer_id;

-- The programme as a funnel over all its members up to as_of, as programme_progress has them: how many reached each stage
-- after all those before it, and the share of the stage before (percent, interval by member).
CREATE VIEW programme_funnel AS /* advocacy */
WITH reached AS (
    SELECT recruited_at IS NOT NULL AS recruited, activated_at IS NOT NULL AS activated,
           nurtured_at IS NOT NULL AS nurtured, measured_at IS NOT NULL AS measured
    FROM programme_progress),
counted AS (
    SELECT count(*) AS identified, count(*) FILTER (WHERE recruited) AS recruited,
           count(*) FILTER (WHERE recruited AND activated) AS activated,
           count(*) FILTER (WHERE recruited AND activated AND nurtured) AS nurtured,
           count(*) FILTER (WHERE recruited AND activated AND nurtured AND measured) AS measured
    FROM reached),
stage AS (
    SELECT each_stage.place, each_stage.stage, c.identified AS members,
           CASE each_stage.place WHEN 1 THEN c.identified WHEN 2 THEN c.recruited WHEN 3 THEN c.activated
                                 WHEN 4 THEN c.nurtured ELSE c.measured END AS customers,
           CASE each_stage.place WHEN 2 THEN c.identified WHEN 3 THEN c.recruited WHEN 4 THEN c.activated
                                 WHEN 5 THEN c.nurtured END AS stage_before
    FROM counted AS c
    CROSS JOIN (SELECT 1 AS place, 'identified' AS stage UNION ALL SELECT 2, 'recruited' UNION ALL SELECT 3, 'activated'
                UNION ALL SELECT 4, 'nurtured' UNION ALL SELECT 5, 'measured') AS each_stage)
SELECT s.place, s.stage, s.customers, s.stage_before, 100.0 * s.customers / nullif(s.stage_before, 0) AS conversion,
       wilson_lower(s.customers, s.stage_before, p.confidence) AS lower,
       wilson_upper(s.customers, s.stage_before, p.confidence) AS upper
FROM stage AS s CROSS JOIN advocacy_period AS p
WHERE s.members > 0;

-- What good happens to customers, after which they may like to be asked: a promoter's answer to any survey, a purchase,
-- feedback that was resolved; of all time up to as_of.
CREATE VIEW good_event AS /* advocacy */
SELECT customer_id, answered_at AS happened_at, 'after a promoter''s answer' AS event
FROM survey_answer WHERE answer >= 9 AND customer_id IS NOT NULL
UNION ALL
SELECT customer_id, purchased_at, 'after a purchase' FROM read_purchase WHERE amount > 0
UNION ALL
SELECT customer_id, resolved_at, 'after feedback was resolved' FROM read_feedback
WHERE customer_id IS NOT NULL AND resolved_at IS NOT NULL;

-- Each ask of the period and what came of it. `acted_at` is when the customer did it: as the ask says or, where it says
-- nothing, the first act of its kind within attribution_days that belongs to it: an act belongs to the newest ask of its
-- kind before it; a day without a time is all of the day. Referrals count when they are made, reviews from four stars on,
-- posts that are positive; nothing that was paid for. `acted` is 1 or 0, and NULL while the ask is younger than
-- attribution_days, because nobody can tell yet. `moment`: what good had happened to the customer last, in the 30 days
-- before: a promoter's answer, a purchase or feedback that was resolved.
CREATE VIEW ask_outcome AS /* advocacy */
WITH asked AS (
    SELECT k.ask_id, k.customer_id, k.kind, k.channel, k.message, k.asked_at, k.acted_at
    FROM advocacy_period AS p JOIN read_ask AS k ON k.asked_at >= p.period_start LIMIT -1),
happened AS (
    SELECT customer_id, lower(trim(kind)) AS act, asked_at AS happened_at, 1 AS is_ask, ask_id, kind, channel, message,
           acted_at, NULL AS good
    FROM asked
    UNION ALL
    SELECT customer_id, act, happened_at || CASE length(happened_at) WHEN 10 THEN ' 24' ELSE '' END, 0, NULL, NULL, NULL,
           NULL, NULL, NULL
    FROM (SELECT customer_id, kind AS act, acted_at AS happened_at FROM read_advocacy_act WHERE kind <> 'warning' AND NOT paid
          UNION ALL SELECT referrer_id, 'referral', referred_at FROM read_referral
          UNION ALL SELECT customer_id, 'review', posted_at FROM read_review WHERE rating >= 4
          UNION ALL
          SELECT m.customer_id, 'mention', m.posted_at
          FROM advocacy_period AS p JOIN read_mention AS m ON m.brand = p.own_brand
          WHERE m.sentiment = 'positive' AND m.paid = 0)
    WHERE customer_id IN (SELECT customer_id FROM asked)
    UNION ALL
    SELECT customer_id, NULL, happened_at, 0, NULL, NULL, NULL, NULL, NULL, happened_at || ' ' || event
    FROM good_event WHERE customer_id IN (SELECT customer_id FROM asked)),
placed AS (
    SELECT *, sum(is_ask) OVER (PARTITION BY customer_id, act ORDER BY happened_at, is_ask DESC, ask_id
                                ROWS UNBOUNDED PRECEDING) AS number,
           max(good) OVER (PARTITION BY customer_id ORDER BY happened_at, is_ask, ask_id ROWS UNBOUNDED PRECEDING) AS last_good
    FROM happened),
found AS (
    SELECT customer_id, max(ask_id) AS ask_id, max(kind) AS kind, max(channel) AS channel, max(message) AS message,
           max(CASE WHEN is_ask THEN happened_at END) AS asked_at, max(acted_at) AS said_at,
           max(CASE WHEN is_ask THEN last_good END) AS last_good, min(CASE WHEN NOT is_ask THEN happened_at END) AS found_at
    FROM placed WHERE number > 0 AND act IS NOT NULL GROUP BY customer_id, act, number),
judged AS (
    SELECT f.ask_id, f.customer_id, f.kind, f.channel, f.message, f.asked_at,
           coalesce(f.said_at, CASE WHEN julianday(substr(f.found_at, 1, 10)) - julianday(date(f.asked_at)) <= p.attribution_days
                                    THEN replace(f.found_at, ' 24', '') END) AS acted_at,
           julianday(p.as_of) - julianday(date(f.asked_at)) >= p.attribution_days AS is_over,
           substr(f.last_good, instr(f.last_good, 'after')) AS event,
           julianday(date(f.asked_at)) - julianday(substr(f.last_good, 1, 10)) AS days
    FROM advocacy_period AS p CROSS JOIN found AS f)
SELECT ask_id, customer_id, kind, channel, message, asked_at, acted_at, CASE WHEN is_over THEN acted_at IS NOT NULL END AS acted,
       CASE WHEN days <= 7 THEN 'up to 7 days ' || event WHEN days <= 30 THEN '8 to 30 days ' || event
            ELSE 'nothing for 30 days' END AS moment
FROM judged;

-- What comes of asking: asks of the period by kind and channel that are attribution_days old, the share that led to the act
-- (percent, interval by customer), and the median days until it, of those that did. Younger ones count in neither:
-- `open_asks`.
CREATE VIEW ask_to_act AS /* advocacy */
WITH counted AS (
    SELECT k.kind, k.channel, share_clustered(k.acted, k.customer_id, p.confidence) AS acted,
           advocacy_median(CASE WHEN k.acted THEN max(julianday(k.acted_at) - julianday(k.asked_at), 0) END) AS days_to_act,
           count(*) - count(k.acted) AS open_asks
    FROM advocacy_period AS p CROSS JOIN ask_outcome AS k
    GROUP BY k.kind, k.channel)
SELECT kind, channel, coalesce(advocacy_number(acted, 'trials'), 0) AS asks,
       coalesce(advocacy_number(acted, 'successes'), 0) AS acts, advocacy_number(acted, 'share') AS conversion,
       advocacy_number(acted, 'lower') AS lower, advocacy_number(acted, 'upper') AS upper, days_to_act, open_asks
FROM counted;

-- When, where and with which words asking works: the asks of ask_to_act, for each kind of act by `aspect`: channel, message,
-- weekday, hour (of UTC, where the time is known) and moment, what good had happened last. Percent, interval by customer. It
-- says what went together: who is asked when and how is not chance, and of many values one is the best by chance.
CREATE VIEW ask_timing AS /* advocacy */
WITH counted AS (
    SELECT k.kind, each_aspect.aspect,
           CASE each_aspect.aspect WHEN 'channel' THEN k.channel WHEN 'message' THEN k.message WHEN 'moment' THEN k.moment
                WHEN 'hour' THEN CASE WHEN length(k.asked_at) > 10 THEN substr(k.asked_at, 12, 2) END
                ELSE CASE strftime('%w', k.asked_at) WHEN '0' THEN 'Sunday' WHEN '1' THEN 'Monday' WHEN '2' THEN 'Tuesday'
                          WHEN '3' THEN 'Wednesday' WHEN '4' THEN 'Thursday' WHEN '5' THEN 'Friday' ELSE 'Saturday' END
                END AS value,
           share_clustered(k.acted, k.customer_id, p.confidence) AS acted
    FROM advocacy_period AS p CROSS JOIN ask_outcome AS k
    CROSS JOIN (SELECT 'channel' AS aspect UNION ALL SELECT 'message' UNION ALL SELECT 'weekday' UNION ALL SELECT 'hour'
                UNION ALL SELECT 'moment') AS each_aspect
    WHERE k.acted IS NOT NULL
    GROUP BY 1, 2, 3)
SELECT kind, aspect, value, advocacy_number(acted, 'trials') AS asks, advocacy_number(acted, 'successes') AS acts,
       advocacy_number(acted, 'share') AS share, advocacy_number(acted, 'lower') AS lower,
       advocacy_number(acted, 'upper') AS upper
FROM counted WHERE value IS NOT NULL;

-- How to ask each customer who may be asked (as advocate_candidates): the kind, channel and moment with the highest lower
-- limit among those with minimum_responses asks (percent, interval by customer), and the message of that kind and channel by
-- the same rule (NULL: none has so many). `moment_now` is the moment the customer is in: `is_now` says whether it is that one,
-- and kind_now, channel_now and share_now are the best of this moment. The highest of several limits flatters a little; only
-- asking by lot tells what words and moments do.
CREATE VIEW next_best_ask AS /* advocacy */
WITH way AS (
    SELECT k.kind, k.channel, CASE each_part.part WHEN 'moment' THEN k.moment ELSE k.message END AS value, each_part.part,
           share_clustered(k.acted, k.customer_id, p.confidence) AS acted
    FROM advocacy_period AS p CROSS JOIN ask_outcome AS k
    CROSS JOIN (SELECT 'moment' AS part UNION ALL SELECT 'message') AS each_part
    WHERE k.acted IS NOT NULL
    GROUP BY 1, 2, 3, 4 HAVING count(*) >= max(p.minimum_responses) AND value IS NOT NULL),
ranked AS (
    SELECT kind, channel, part, value, advocacy_number(acted, 'trials') AS asks, advocacy_number(acted, 'share') AS share,
           advocacy_number(acted, 'lower') AS lower, advocacy_number(acted, 'upper') AS upper,
           row_number() OVER (PARTITION BY part ORDER BY advocacy_number(acted, 'lower') DESC, kind, channel, value) AS place,
           row_number() OVER (PARTITION BY part, value ORDER BY advocacy_number(acted, 'lower') DESC, kind, channel)
               AS place_now,
           row_number() OVER (PARTITION BY part, kind, channel ORDER BY advocacy_number(acted, 'lower') DESC, value)
               AS place_here
    FROM way LIMIT -1),
-- The best way of all, the best of each moment, and the message of the best one.
chosen AS (
    SELECT *, part = 'moment' AND place = 1 AS is_best, part = 'moment' AND place_now = 1 AS is_for_moment
    FROM (SELECT *, max(CASE WHEN part = 'moment' AND place = 1 THEN kind END) OVER () AS best_kind,
                 max(CASE WHEN part = 'moment' AND place = 1 THEN channel END) OVER () AS best_channel
          FROM ranked)
    WHERE best_kind IS NOT NULL
      AND (part = 'moment' OR place_here = 1 AND kind = best_kind AND channel = best_channel) LIMIT -1),
newest AS (SELECT customer_id, max(happened_at || ' ' || event) AS last_good FROM good_event GROUP BY customer_id),
candidate AS (
    SELECT c.customer_id,
           CASE WHEN n.days <= 7 THEN 'up to 7 days ' || n.event WHEN n.days <= 30 THEN '8 to 30 days ' || n.event
                ELSE 'nothing for 30 days' END AS moment
    FROM may_be_asked AS c
    LEFT JOIN (SELECT g.customer_id, substr(g.last_good, instr(g.last_good, 'after')) AS event,
                      julianday(p.as_of) - julianday(substr(g.last_good, 1, 10)) AS days
               FROM advocacy_period AS p CROSS JOIN newest AS g) AS n ON n.customer_id = c.customer_id)
SELECT c.customer_id, max(CASE WHEN each_way.is_best THEN each_way.kind END) AS kind,
       max(CASE WHEN each_way.is_best THEN each_way.channel END) AS channel,
       max(CASE WHEN each_way.is_best THEN each_way.value END) AS moment,
       max(CASE WHEN each_way.part = 'message' THEN each_way.value END) AS message,
       max(CASE WHEN each_way.is_best THEN each_way.asks END) AS asks,
       max(CASE WHEN each_way.is_best THEN each_way.share END) AS share,
       max(CASE WHEN each_way.is_best THEN each_way.lower END) AS lower,
       max(CASE WHEN each_way.is_best THEN each_way.upper END) AS upper, c.moment AS moment_now,
       max(CASE WHEN each_way.is_best THEN each_way.value END) = c.moment AS is_now,
       max(CASE WHEN each_way.is_for_moment AND each_way.value = c.moment THEN each_way.kind END) AS kind_now,
       max(CASE WHEN each_way.is_for_moment AND each_way.value = c.moment THEN each_way.channel END) AS channel_now,
       max(CASE WHEN each_way.is_for_moment AND each_way.value = c.moment THEN each_way.share END) AS share_now
FROM (SELECT * FROM candidate LIMIT -1) AS c
CROSS JOIN chosen AS each_way
WHERE each_way.is_best OR each_way.part = 'message' OR each_way.is_for_moment AND each_way.value = c.moment
GROUP BY c.customer_id, c.moment;

-- What the programme costs and returns in the period: rewards and running cost against the gross profit (revenue times
-- gross_margin) that its referrals of the period brought, but for those who would have come anyway, and the acquisition
-- cost saved on the new customers of the period who came by referral (saved_cost each). Its referrals are those that were
-- rewarded or made by a member after recruitment. `return_on_investment` is what is left of both after the cost, over the
-- cost, in percent: 0 where it just pays. `earlier_revenue`, in the period from customers whom its referrals brought
-- before it, stands beside it, not in it. One row.
CREATE VIEW programme_return AS /* advocacy */
WITH cost AS (
    SELECT sum(cost) FILTER (WHERE kind = 'rewards') AS rewards,
           sum(cost) FILTER (WHERE kind = 'running') AS running, sum(cost) AS cost
    FROM read_programme_cost CROSS JOIN advocacy_period AS p
    WHERE month >= substr(p.period_start, 1, 7)),
earned AS (
    SELECT count(DISTINCT r.customer_id) FILTER (WHERE r.converted_at >= p.period_start) AS new_customers,
           sum(b.amount) FILTER (WHERE r.converted_at >= p.period_start) AS new_revenue,
           sum(b.amount) FILTER (WHERE r.converted_at < p.period_start) AS earlier_revenue
    FROM advocacy_period AS p CROSS JOIN referred_customer AS r
    LEFT JOIN read_purchase AS b ON b.customer_id = r.customer_id AND b.purchased_at >= p.period_start
    WHERE r.by_programme AND NOT coalesce(r.would_have_come, 0)),
figured AS (
    SELECT the_cost.rewards, the_cost.running, the_cost.cost, the_earned.new_customers, the_earned.new_revenue,
           coalesce(the_earned.new_revenue, 0) * p.gross_margin AS gross_profit,
           coalesce((SELECT sum(customers) FROM channel_acquisition WHERE channel = 'referral'), 0) AS came_by_referral,
           (SELECT cost_per_customer FROM saved_cost) AS cost_elsewhere, the_earned.earlier_revenue
    FROM advocacy_period AS p CROSS JOIN cost AS the_cost CROSS JOIN earned AS the_earned
    WHERE the_cost.cost IS NOT NULL)
SELECT rewards, running, cost, new_customers, new_revenue, gross_profit, came_by_referral,
       came_by_referral * cost_elsewhere AS saved_acquisition_cost, earlier_revenue,
       100.0 * (gross_profit + coalesce(came_by_referral * cost_elsewhere, 0) - cost) / nullif(cost, 0)
           AS return_on_investment
FROM figured;

-- What advocates need and get: of the period's advocates how many had a touchpoint of each kind in it (percent of all of
-- them, a full count), in money or not, how long ago the last was, and the median days to an
-- answer and a resolution, in which what is open counts as longer. All six needs, those that nobody met with 0.
CREATE VIEW advocate_needs AS /* advocacy */
WITH total AS (SELECT count(*) AS advocates FROM period_advocate WHERE period = 'current'),
met AS (
    SELECT t.need, count(*) AS touchpoints, sum(t.monetary) AS monetary, count(DISTINCT t.customer_id) AS reached,
           max(t.opened_at) AS newest,
           advocacy_median(max(julianday(coalesce(t.answered_at, p.period_end)) - julianday(t.opened_at), 0),
                           t.answered_at IS NOT NULL) AS days_to_answer,
           advocacy_median(max(julianday(coalesce(t.resolved_at, p.period_end)) - julianday(t.opened_at), 0),
                           t.resolved_at IS NOT NULL) AS days_to_resolve
    FROM advocacy_period AS p
    JOIN read_touchpoint AS t ON t.opened_at >= p.period_start
    WHERE t.customer_id IN (SELECT customer_id FROM period_advocate WHERE period = 'current')
    GROUP BY t.need)
SELECT each_need.need, the_total.advocates, coalesce(m.reached, 0) AS reached,
       100.0 * coalesce(m.reached, 0) / the_total.advocates AS share,
       coalesce(m.touchpoints, 0) AS touchpoints, coalesce(m.monetary, 0) AS monetary,
       CAST(julianday(p.as_of) - julianday(date(m.newest)) AS INTEGER) AS days_since_last,
       m.days_to_answer, m.days_to_resolve
FROM advocacy_period AS p CROSS JOIN total AS the_total
CROSS JOIN (SELECT 'respect' AS need UNION ALL SELECT 'appreciation' UNION ALL SELECT 'accessibility'
            UNION ALL SELECT 'being listened to' UNION ALL SELECT 'recognition'
            UNION ALL SELECT 'presence') AS each_need
LEFT JOIN met AS m ON m.need = each_need.need
WHERE the_total.advocates > 0;

-- Which advocate had what: for each advocate of the period the days since the last
-- touchpoint of each need up to as_of (NULL: never), and the median days to an answer, in which what is open counts as longer.
CREATE VIEW advocate_attention AS /* advocacy */
WITH touch AS (
    SELECT t.customer_id, t.need, julianday(date(p.as_of)) - julianday(date(t.opened_at)) AS age,
           max(julianday(coalesce(t.answered_at, p.period_end)) - julianday(t.opened_at), 0) AS wait,
           t.answered_at IS NOT NULL AS is_answered
    FROM advocacy_period AS p CROSS JOIN read_touchpoint AS t),
met AS (
    SELECT customer_id, count(*) AS touchpoints, min(age) AS last,
           min(age) FILTER (WHERE need = 'respect') AS respect,
           min(age) FILTER (WHERE need = 'appreciation') AS appreciation,
           min(age) FILTER (WHERE need = 'accessibility') AS accessibility,
           min(age) FILTER (WHERE need = 'being listened to') AS being_listened_to,
           min(age) FILTER (WHERE need = 'recognition') AS recognition,
           min(age) FILTER (WHERE need = 'presence') AS presence, advocacy_median(wait, is_answered) AS days_to_answer
    FROM touch GROUP BY customer_id)
SELECT a.customer_id, a.acts, coalesce(m.touchpoints, 0) AS touchpoints, m.last AS days_since_last,
       m.respect, m.appreciation, m.accessibility, m.being_listened_to, m.recognition, m.presence, m.days_to_answer
FROM period_advocate AS a
LEFT JOIN met AS m ON m.customer_id = a.customer_id
WHERE a.period = 'current';

-- Small communities (up to micro_community_members): how many take part (percent of all members, a full count), how
-- deeply, and what it brings, in the current period as the community table has it.
CREATE VIEW micro_advocates AS /* advocacy */
SELECT c.name, c.platform, c.members, c.active_members,
       100.0 * min(c.active_members, c.members) / c.members AS active_share,
       1.0 * c.engagements / nullif(c.active_members, 0) AS engagements_per_active_member,
       c.conversions, 1000.0 * c.conversions / c.members AS conversions_per_thousand_members
FROM read_community AS c CROSS JOIN advocacy_period AS p
WHERE c.members > 0 AND c.members <= p.micro_community_members;

-- How far the company is: 1 single employees act for customers, 2 an advocacy team, 3 a team that
-- coordinates every department, 4 every department and every employee (0: nobody yet). All employees are counted: the share (percent) has no
-- interval. One row.
CREATE VIEW advocacy_maturity AS /* advocacy */
SELECT CASE WHEN teams > 0 AND coordinated = departments AND engaged = employees THEN 4
            WHEN teams > 0 AND coordinated = departments THEN 3
            WHEN teams > 0 THEN 2
            WHEN engaged > 0 THEN 1
            ELSE 0 END AS level,
       departments, coordinated AS coordinated_departments, employees, engaged AS engaged_employees,
       100.0 * engaged / employees AS engaged_share
FROM (SELECT count(*) AS departments, count(*) FILTER (WHERE coordinated OR is_advocacy_team) AS coordinated,
             count(*) FILTER (WHERE is_advocacy_team) AS teams, sum(employees) AS employees,
             sum(min(engaged, employees)) AS engaged
      FROM read_department)
WHERE departments > 0;

COMMIT;
