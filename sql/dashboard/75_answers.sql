-- The first screen: what the panels say, in one sentence for each question of a manager. A question that the data have
-- no answer to is left out.

-- How do we stand?
INSERT INTO dashboard_answer_in_short
SELECT 1, 'How do we stand?',
       CASE WHEN is_shown
            THEN replace(printf('The Net Promoter Score is %.1f, between %.1f and %.1f: %.0f%% are promoters, %.0f%% detractors',
                                round(advocacy_number(summary, 'nps'), 1) + 0.0, round(advocacy_number(summary, 'lower'), 1) + 0.0,
                                round(advocacy_number(summary, 'upper'), 1) + 0.0,
                                100.0 * advocacy_number(summary, 'promoters') / responses,
                                100.0 * advocacy_number(summary, 'detractors') / responses), '-', '−')
                 || coalesce((SELECT CASE s6 WHEN 'above' THEN '; above the ' WHEN 'below' THEN '; below the '
                                             ELSE '; no clear difference from the ' END
                                     || replace(printf('%.1f', s3), '-', '−') || ' of the market (' || substr(s1, 1, 40) || ')'
                              FROM dashboard_row WHERE panel = 'score' AND block = 4 AND place = 1 AND s6 <> 'not known yet'), '')
                 || '.'
            ELSE printf('Not known: %,d answer%s, and a score is shown from %,d.', responses, substr('s', 1, responses <> 1),
                        minimum_responses) END,
       'score'
FROM dashboard_score;

-- Is it changing?
INSERT INTO dashboard_answer_in_short
SELECT 2, 'Is it changing?', s1, 'score'
FROM dashboard_row WHERE panel = 'score' AND block = 2 AND place = 1 AND EXISTS (SELECT 1 FROM dashboard_score WHERE is_shown);

-- What are advocates worth?
INSERT INTO dashboard_answer_in_short
SELECT 3, 'What are advocates worth?',
       CASE WHEN w.ratio IS NULL THEN 'Not known: too few of those who recommend us unpaid, or of the others, have bought.'
            WHEN w.lower > 1 THEN printf('They spent %.1f times as much as others (between %.1f and %.1f)', w.ratio, w.lower, w.upper)
            WHEN w.upper < 1 THEN printf('They spent less than others: %.1f times as much (between %.1f and %.1f)', w.ratio, w.lower, w.upper)
            ELSE printf('They spent no more than others that one could tell: %.1f times as much (between %.1f and %.1f)', w.ratio,
                        w.lower, w.upper) END
       || CASE WHEN w.ratio IS NULL THEN ''
               WHEN w.placebo_ratio IS NULL THEN '.'
               WHEN w.lower > 1 AND w.placebo_upper >= w.lower
               THEN printf('; but %.1f times before they first recommended us, so that is not what recommending brought.', w.placebo_ratio)
               ELSE printf('; before they first recommended us it was %.1f times.', w.placebo_ratio) END,
       'advocates'
FROM dashboard_worth AS w WHERE w.measure = 'revenue in the period';

-- What should we do? The first of these that the data call for.
INSERT INTO dashboard_answer_in_short
SELECT 4, 'What should we do?', sentence, panel
FROM (SELECT 1 AS place, 'recovery' AS panel,
             printf('Contact detractors soon: of those whom we did %.0f%% were none at their next answer, of the others %.0f%%, and %.0f%% heard nothing from us.',
                    did.recovered_share, not_done.recovered_share, 100.0 * not_done.customers / (did.customers + not_done.customers)) AS sentence
      FROM dashboard_recovery AS did JOIN dashboard_recovery AS not_done ON did.contacted AND NOT not_done.contacted
      WHERE did.lower > not_done.upper
      UNION ALL
      SELECT 2, 'candidates',
             CASE WHEN r.is_modelled
                  THEN printf('Invite those who are likely to recommend us next: the ten first of %,d customers have a probability of %.0f%% or more.',
                              r.candidates, 100 * (SELECT min(probability) FROM dashboard_candidate WHERE place <= 10))
                  ELSE printf('Invite those who did most and never recommended us: the list has the first of %,d customers.', r.candidates) END
      FROM dashboard_ranking AS r WHERE r.candidates > 10
      UNION ALL
      SELECT 3, 'score', printf('Ask more customers: %,d answer%s too few for a score.', responses, CASE responses WHEN 1 THEN ' is' ELSE 's are' END)
      FROM dashboard_score WHERE NOT is_shown)
ORDER BY place LIMIT 1;
