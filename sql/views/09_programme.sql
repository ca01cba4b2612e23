-- The programme and the company: stages, asks, return, what advocates need, communities, maturity.

BEGIN;

-- The programme as a funnel over all its members up to as_of: how many reached each stage after all those
-- before it, and the share of the stage before (percent, interval by member).
CREATE VIEW programme_funnel AS /* advocacy */
WITH reached AS (
    SELECT recruited_at IS NOT NULL AS recruited, activated_at IS NOT NULL AS activated,
           nurtured_at IS NOT NULL AS nurtured, measured_at IS NOT NULL AS measured
    FROM read_programme_member),
counted AS (
    SELECT count(*) AS identified, count(*) FILTER (WHERE recruited) AS recruited,
           count(*) FILTER (WHERE recruited AND activated) AS activated,
           count(*) FILTER (WHERE recruited AND activated AND nurtured) AS nurtured,
           count(*) FILTER (WHERE recruited AND activated AND nurtured AND measured) AS measured
    FROM reached),
stage(members, place, stage, customers, stage_before) AS (
    SELECT identified, 1, 'identified', identified, NULL FROM counted
    UNION ALL SELECT identified, 2, 'recruited', recruited, identified FROM counted
    UNION ALL SELECT identified, 3, 'activated', activated, recruited FROM counted
    UNION ALL SELECT identified, 4, 'nurtured', nurtured, activated FROM counted
    UNION ALL SELECT identified, 5, 'measured', measured, nurtured FROM counted)
SELECT s.place, s.stage, s.customers, s.stage_before, 100.0 * s.customers / nullif(s.stage_before, 0) AS conversion,
       wilson_lower(s.customers, s.stage_before, p.confidence) AS lower,
       wilson_upper(s.customers, s.stage_before, p.confidence) AS upper
FROM stage AS s CROSS JOIN advocacy_period AS p
WHERE s.members > 0;

-- What comes of asking: asks of the period by kind and channel, the share that led to the act (percent, interval by
-- customer), and the mean days until it.
CREATE VIEW ask_to_act AS /* advocacy */
WITH counted AS (
    SELECT k.kind, k.channel, share_clustered(k.acted_at IS NOT NULL, k.customer_id, p.confidence) AS acted,
           avg(julianday(k.acted_at) - julianday(k.asked_at)) AS days_to_act
    FROM advocacy_period AS p JOIN read_ask AS k ON k.asked_at >= p.period_start
    GROUP BY k.kind, k.channel)
SELECT kind, channel, advocacy_number(acted, 'trials') AS asks, advocacy_number(acted, 'successes') AS acts,
       advocacy_number(acted, 'share') AS conversion, advocacy_number(acted, 'lower') AS lower,
       advocacy_number(acted, 'upper') AS upper, days_to_act
FROM counted;

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
