.mode box
CREATE TABLE survey(score TEXT);
INSERT INTO survey VALUES ('10'), ('10'), ('9'), ('8'), (''), ('3');
.echo on
-- Six rows of an imported CSV: 10, 10, 9, 8, a blank and 3. What everyone writes:
SELECT 100.0 * (sum(score >= 9) - sum(score <= 6)) / count(score) AS nps FROM survey;

-- What they meant, with the 95% interval:
SELECT nps(score) AS nps, round(nps_lower(score), 1) AS lower, round(nps_upper(score), 1) AS upper,
       nps_responses(score) AS answers FROM survey;
