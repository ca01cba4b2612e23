-- A made-up company for the demonstration: 20,000 customers and the three years to October 2026, in the
-- tables of schema.sql, which is read first. Pure SQL without random(): every run makes the same rows.
--
-- What there is to find is planted, and written into the table `planted`; the statements below read it
-- there; figures that none of them reads are what the rules below come to. Beside those figures, and without one:
--   * Enterprise answers better than the others, Starter worse;
--   * about 3 in 100 answers are left blank, as in every export; in the first year a few are labels
--     or no answer at all, and a few are dated into the future;
--   * promoters buy a little more than passives, detractors less.

BEGIN;

CREATE TABLE planted (
    name TEXT PRIMARY KEY,
    value REAL NOT NULL,
    unit TEXT NOT NULL,
    meaning TEXT NOT NULL
);
INSERT INTO planted VALUES
    ('advocates', 12, '%', 'of customers act for the brand unpaid, in the last year at least once'),
    ('advocate purchases', 2, 'ratio', 'purchases of advocates by acts over those of other customers'),
    ('referred refer', 2, 'ratio', 'customers brought in by those who came by referral, promoters too, over those of others'),
    ('business promoters', -14, 'points of share', 'Business since 2026-08-01: share of promoters'),
    ('business not detractors', -11, 'points of share', 'Business since 2026-08-01: share of promoters and passives'),
    ('free referral conversion', 40, '%', 'of unrewarded referrals bring a customer'),
    ('rewarded referral conversion', 25, '%', 'of rewarded referrals bring a customer'),
    ('Tripadvisor reviews', 9, 'reviews', 'in the last year, all of five stars: too few to be read by themselves'),
    ('friends and family', 28, '%', 'of the reasons of purchases'),
    ('promoters active', 17, '%', 'of promoters act within a year of their answer: 19 in 100 are advocates, of whom nine in ten do'),
    ('named by others', 58, '%', 'of new customers who give a reason came for what other people say'),
    ('ai visibility', 45, '%', 'of questions to the assistant Sage in whose answer the brand is named'),
    ('review ask', 20, '%', 'of asks for a review that are followed by one'),
    ('personal message', 30, '%', 'of asks for a review in personal words that are followed by one'),
    ('standard message', 10, '%', 'of asks for a review in standard words that are followed by one'),
    ('members activated', 75, '%', 'of the members of the programme who were recruited act for the brand since'),
    ('reference ask', 8, '%', 'of asks for a reference that are followed by one'),
    ('advocate feedback', 3, 'ratio', 'items that future advocates raise over those of others: each multiplies the odds of advocacy so'),
    ('feedback answered', 80, '%', 'of items raised with support that are answered'),
    ('maturity', 2, 'level', 'an advocacy team that does not yet reach every department'),
    ('after support score', 30, 'points', 'of the survey after support: half are promoters, 20 in 100 detractors'),
    ('account score', 19, 'points', 'of Enterprise accounts: the content ones are larger, so that their people score 38'),
    ('satisfied', 78, '%', 'of answers after support that are 4 or 5 of 5'),
    ('easy', 70, '%', 'of answers to the effort after onboarding that are 5, 6 or 7 of 7'),
    ('detractors recovered', 51, '%', 'of those who were contacted within two days: 60 in 100 of who came round, 30 of the others'),
    ('rising author', 8, '%', 'of the posts of the last quarter are by one author, of those before 2'),
    ('promoters kept', 99, '%', 'of contracts whose customer last answered 9 or 10, in each month'),
    ('detractors kept', 96, '%', 'of contracts whose customer last answered 0 to 6, in each month'),
    ('act value', 1050, 'money', 'mean of the acts that have a value'),
    ('referred revenue', 1, 'ratio', 'who came by referral buys as others do'),
    ('Contoso named', 70, '%', 'of questions to assistants in whose answers a competitor is named'),
    ('invoice comments', 60, '%', 'of the comments of Business that are no promoters'' are about invoices since 2026-07-18, two weeks before the score falls'),
    ('invoice tickets', 80, '%', 'of what Business raises since 2026-07-18 is about invoices'),
    ('driver support', 3.5, 'slope', 'tenths of a point of a rating for a point of the answer: what matters most, and is rated low'),
    ('driver price', 1.5, 'slope', 'rated low as well, and matters less'),
    ('driver reliability', 2.2, 'slope', 'matters, and is rated well'),
    ('driver ease', 1.0, 'slope', 'is rated well and matters little'),
    ('driver features', 0.3, 'slope', 'hardly matters'),
    ('score', 19.6, 'points', 'until July 2026: three answers in four by where the customer stands, which is well for advocates, one by chance'),
    ('weighted score', 17.9, 'points', 'of the newest answers of the last year: two in five came since August, when all score 15.3'),
    ('advocates kept', 95, '%', 'of the advocates of the year before: all act again, and three in four answer, one in 15 of these as detractor'),
    ('advocates of a month', 1.94, '%', 'of customers, in the last year: one act on any day of it for certain, up to three on any of 1,096'),
    ('advocates of a month before', 1.01, '%', 'of customers, in the year before: up to three acts on any of 1,096 days'),
    ('named by assistants', 28.75, '%', 'of questions: of Sage as planted, of the others 30, 25 and 15'),
    ('share of voice', 45.6, '%', 'of unpaid posts of the last year: three in ten of those without a name, and all of advocates'),
    ('rating', 4.25, 'stars', 'of the reviews of the last year'),
    ('criticism answered', 94, '%', 'of warnings on the forum, where advocates defend us on one day in nine: within 31 days, but for the last of the year');

INSERT INTO advocacy_settings(only_row, as_of, own_brand) VALUES (1, '2026-10-31', 'Northwind');

-- Park and Miller's generator (Communications of the ACM 31, 1988, with their later multiplier 48271):
-- three draws a row, each a whole number below 2^31 - 1. 1291394886 is 48271^3, three steps at once.
-- Each table below uses a range of rows of its own.
CREATE TEMP TABLE draw(id INTEGER PRIMARY KEY, a INTEGER, b INTEGER, c INTEGER);
WITH RECURSIVE chain(id, a) AS (
    SELECT 1, 48271
    UNION ALL
    SELECT id + 1, a * 1291394886 % 2147483647 FROM chain WHERE id < 500000)
INSERT INTO draw
SELECT id, a, a * 48271 % 2147483647, a * 48271 % 2147483647 * 48271 % 2147483647 FROM chain;

-- Days are counted from 2023-11-01, day 0, to 2026-10-31, day 1095. The last year begins on day 731.
CREATE TEMP TABLE calendar(day INTEGER PRIMARY KEY, date TEXT NOT NULL);
WITH RECURSIVE chain(day) AS (SELECT -730 UNION ALL SELECT day + 1 FROM chain WHERE day < 1250)
INSERT INTO calendar SELECT day, date('2023-11-01', day || ' days') FROM chain;

---------------------------------------------------------------------------------------------------
-- Customers: rows 1 to 20,000
---------------------------------------------------------------------------------------------------

-- `mood`, 0 to 999, is where a customer stands among all: low is good. Advocates stand well.
CREATE TEMP TABLE person AS
WITH base AS (
    SELECT id AS n,
           CASE WHEN a % 100 < 45 THEN 'Starter' WHEN a % 100 < 75 THEN 'Team'
                WHEN a % 100 < 92 THEN 'Business' ELSE 'Enterprise' END AS segment,
           a / 100 % 1000 < 10 * (SELECT value FROM planted WHERE name = 'advocates') AS is_advocate,
           CASE WHEN a / 100000 % 1000 < 600 THEN b % 730 - 730 ELSE b % 1080 END AS joined_day,
           CASE WHEN b / 1000 % 100 < 18 THEN 'referral' WHEN b / 1000 % 100 < 40 THEN 'organic'
                WHEN b / 1000 % 100 < 80 THEN 'advertising' ELSE 'sales' END AS channel,
           b / 100000 % 1000 AS leaves, c % 1000 AS mood, c / 1000 % 1400 AS stays
    FROM draw WHERE id <= 20000),
placed AS (
    SELECT n, segment, is_advocate, joined_day, channel,
           CASE WHEN is_advocate THEN mood / 2 ELSE mood END AS mood,
           CASE WHEN leaves < 150 THEN joined_day + 60 + stays ELSE 9999 END AS left_day,
           CASE segment WHEN 'Starter' THEN 350 WHEN 'Team' THEN 420 WHEN 'Business' THEN 440 ELSE 520 END AS promoters,
           CASE segment WHEN 'Starter' THEN 690 WHEN 'Team' THEN 760 WHEN 'Business' THEN 770 ELSE 840 END AS not_detractors
    FROM base)
SELECT *, printf('C%05d', n) AS customer_id,
       CASE WHEN mood < promoters THEN 'promoter' WHEN mood < not_detractors THEN 'passive' ELSE 'detractor' END AS stance
FROM placed ORDER BY n;
CREATE UNIQUE INDEX temp.person_by_number ON person(n);

INSERT INTO customer(customer_id, joined_at, segment, channel)
SELECT p.customer_id, d.date, p.segment, p.channel FROM person AS p JOIN calendar AS d ON d.day = p.joined_day;

---------------------------------------------------------------------------------------------------
-- Answers and invitations: rows 20,001 to 108,000, and 108,001 to 138,000 for those who did not answer
---------------------------------------------------------------------------------------------------

-- Three answers in four come from where the customer stands, the others from the mood of the day.
CREATE TEMP TABLE reply AS
WITH answer AS (
    SELECT w.id, p.customer_id, p.segment, w.b % 1096 AS day, w.c % 1000 AS blank_draw, w.c / 1000 % 1000 AS step,
           w.c / 1000000 AS words, w.a / 20000 AS chance,
           CASE WHEN w.b / 1096 % 4 = 0 THEN w.b / 4384 % 1000 ELSE p.mood END AS mood, p.promoters, p.not_detractors,
           CASE WHEN p.n % 20 < 11 THEN 'English' WHEN p.n % 20 < 14 THEN 'Dutch' WHEN p.n % 20 < 17 THEN 'German'
                ELSE 'French' END AS language
    FROM draw AS w JOIN person AS p ON p.n = 1 + w.a % 20000
    WHERE w.id > 20000 AND w.id <= 108000 AND w.b % 1096 >= p.joined_day + 14),
inclined AS (
    SELECT id, customer_id, segment, day, blank_draw, step, words, chance, mood, language,
           promoters + CASE WHEN segment = 'Business' AND day >= 1004 THEN
               10 * (SELECT value FROM planted WHERE name = 'business promoters') ELSE 0 END AS promoters,
           not_detractors + CASE WHEN segment = 'Business' AND day >= 1004 THEN
               10 * (SELECT value FROM planted WHERE name = 'business not detractors') ELSE 0 END AS not_detractors
    FROM answer)
SELECT row_number() OVER (ORDER BY day, id) AS response_id, id, customer_id, segment, day, language, words, chance,
       CASE WHEN mood < promoters THEN CASE WHEN step < 550 THEN 10 ELSE 9 END
            WHEN mood < not_detractors THEN CASE WHEN step < 600 THEN 8 ELSE 7 END
            ELSE CASE WHEN step < 300 THEN 6 WHEN step < 550 THEN 5 WHEN step < 680 THEN 4 WHEN step < 790 THEN 3
                      WHEN step < 880 THEN 2 WHEN step < 940 THEN 1 ELSE 0 END END AS score,
       CASE WHEN blank_draw < 30 THEN '' WHEN day < 365 AND blank_draw = 30 THEN '99'
            WHEN day < 365 AND blank_draw = 31 THEN '10 - Extremely likely' END AS odd_score
FROM inclined;

-- What a comment is made of: an opening, what it is about, an end, in the language of the customer.
CREATE TEMP TABLE phrase(stance TEXT, part TEXT, variant INTEGER, English TEXT, Dutch TEXT, German TEXT, French TEXT);
INSERT INTO phrase VALUES
    ('promoter', 'opening', 0, 'Love it: ', 'Heerlijk: ', 'Wunderbar: ', 'J''adore : '),
    ('promoter', 'opening', 1, 'Been with you for years, ', 'Al jaren klant, ', 'Seit Jahren dabei, ', 'Client depuis des années, '),
    ('promoter', 'opening', 2, 'Honestly, ', 'Eerlijk gezegd: ', 'Ehrlich gesagt, ', 'Franchement, '),
    ('promoter', 'end', 0, '. Thank you!', '. Bedankt!', '. Danke!', '. Merci !'),
    ('promoter', 'end', 1, ' and I tell everybody', ' en dat vertel ik iedereen', ' und das sage ich jedem', ' et je le dis à tout le monde'),
    ('promoter', 'end', 2, ', keep it up', ', ga zo door', ', weiter so', ', continuez'),
    ('promoter', 'support', 0, 'your support people are friendly and quick', 'jullie support is vriendelijk en snel', 'euer Support ist freundlich und schnell', 'votre support est aimable et rapide'),
    ('promoter', 'support', 1, 'somebody helped me within the hour', 'binnen een uur was ik geholpen', 'in einer Stunde war mir geholfen', 'on m''a aidé en une heure'),
    ('promoter', 'ease', 0, 'it is so easy that nobody here needed training', 'het is zo makkelijk dat niemand uitleg nodig had', 'so einfach, dass niemand eine Schulung brauchte', 'si simple que personne n''a eu besoin de formation'),
    ('promoter', 'ease', 1, 'the new menus are a joy', 'de nieuwe menu''s zijn een plezier', 'die neuen Menüs machen Freude', 'les nouveaux menus sont un plaisir'),
    ('promoter', 'reliability', 0, 'it just works, every day', 'het werkt gewoon, elke dag', 'es läuft einfach, jeden Tag', 'ça marche, tous les jours'),
    ('promoter', 'reliability', 1, 'not one outage in two years', 'geen storing in twee jaar', 'kein Ausfall in zwei Jahren', 'pas une panne en deux ans'),
    ('promoter', 'price', 0, 'worth every cent of the price', 'elke cent van de prijs waard', 'jeden Cent seines Preises wert', 'vaut bien son prix'),
    ('promoter', 'price', 1, 'good value', 'goede waarde voor het geld', 'gutes Geld wert', 'bon rapport qualité'),
    ('passive', 'opening', 0, 'Fine, but ', 'Prima, maar ', 'In Ordnung, aber ', 'Correct, mais '),
    ('passive', 'opening', 1, 'Does its job, though ', 'Doet wat het moet, al ', 'Tut, was es soll, nur ', 'Fait son travail, même si '),
    ('detractor', 'opening', 0, 'Disappointed: ', 'Teleurgesteld: ', 'Enttäuscht: ', 'Déçu : '),
    ('detractor', 'opening', 1, 'Third time now that ', 'Voor de derde keer: ', 'Schon zum dritten Mal: ', 'Pour la troisième fois, '),
    ('detractor', 'opening', 2, 'Sorry, ', 'Sorry, ', 'Leider: ', 'Désolé, '),
    ('detractor', 'end', 0, '. Not again', '. Nooit meer', '. Nie wieder', '. Plus jamais'),
    ('detractor', 'end', 1, ' and nobody cares', ' en niemand geeft erom', ' und niemanden kümmert es', ' et tout le monde s''en moque'),
    ('detractor', 'end', 2, ', we look at others now', ', we kijken nu elders', ', wir sehen uns um', ', nous regardons ailleurs'),
    ('detractor', 'support', 0, 'support takes a week to answer', 'support doet een week over een antwoord', 'der Support braucht eine Woche für eine Antwort', 'le support met une semaine à répondre'),
    ('detractor', 'support', 1, 'nobody called me back', 'niemand belde terug', 'niemand rief zurück', 'personne ne m''a rappelé'),
    ('detractor', 'price', 0, 'the price went up again', 'de prijs ging weer omhoog', 'der Preis stieg schon wieder', 'le prix a encore augmenté'),
    ('detractor', 'price', 1, 'too expensive for what it does', 'te duur voor wat het doet', 'zu teuer für das, was es kann', 'trop cher pour ce que c''est'),
    ('detractor', 'reliability', 0, 'it crashed in the middle of the day', 'het crashte midden op de dag', 'es stürzte mitten am Tag ab', 'il a planté en pleine journée'),
    ('detractor', 'reliability', 1, 'one outage after the other', 'de ene storing na de andere', 'ein Ausfall nach dem anderen', 'une panne après l''autre'),
    ('detractor', 'ease', 0, 'nobody finds anything in these menus', 'niemand vindt iets in die menu''s', 'in diesen Menüs findet niemand etwas', 'on ne trouve rien dans ces menus'),
    ('detractor', 'ease', 1, 'so many clicks for one report', 'zoveel klikken voor één rapport', 'so viele Klicks für einen Bericht', 'tant de clics pour un rapport'),
    ('detractor', 'invoices', 0, 'the invoice is wrong every month', 'de factuur klopt geen enkele maand', 'die Rechnung stimmt in keinem Monat', 'la facture est fausse chaque mois'),
    ('detractor', 'invoices', 1, 'we were invoiced twice for the same seats', 'dezelfde plekken stonden twee keer op de factuur', 'dieselben Plätze standen zweimal auf der Rechnung', 'les mêmes places figurent deux fois sur la facture');
CREATE TEMP TABLE wording AS
SELECT stance, part, variant, 'English' AS language, English AS text FROM phrase
UNION ALL SELECT stance, part, variant, 'Dutch', Dutch FROM phrase
UNION ALL SELECT stance, part, variant, 'German', German FROM phrase
UNION ALL SELECT stance, part, variant, 'French', French FROM phrase;
CREATE UNIQUE INDEX temp.wording_by_part ON wording(stance, part, variant, language);

-- One answer in four has a comment. What it is about goes with the stance; in Business, invoices since the middle of July.
-- One in twelve of those who would recommend us, or would not, writes like somebody in between.
CREATE TEMP TABLE remark AS
WITH told AS (
    SELECT response_id, language, chance, words / 4 AS ends,
           CASE WHEN words / 64 % 12 = 0 THEN 'passive' WHEN score >= 9 THEN 'promoter' WHEN score >= 7 THEN 'passive'
                ELSE 'detractor' END AS stance,
           CASE WHEN score < 9 OR words / 64 % 12 = 0 THEN 'detractor' ELSE 'promoter' END AS about, chance / 2 % 100 AS place,
           segment = 'Business' AND day >= 990
               AND chance / 200 % 100 < (SELECT value FROM planted WHERE name = 'invoice comments') AS is_invoiced
    FROM reply WHERE words % 4 = 0)
SELECT response_id, language, stance, about, chance % 2 AS variant, ends % 4 AS opening, ends / 4 % 4 AS end,
       CASE about WHEN 'promoter'
            THEN CASE WHEN place < 20 THEN 'support' WHEN place < 55 THEN 'ease' WHEN place < 85 THEN 'reliability' ELSE 'price' END
            ELSE CASE WHEN is_invoiced THEN 'invoices' WHEN place < 40 THEN 'support' WHEN place < 66 THEN 'price'
                      WHEN place < 82 THEN 'reliability' WHEN place < 95 THEN 'ease' ELSE 'invoices' END END AS theme
FROM told;
CREATE UNIQUE INDEX temp.remark_by_response ON remark(response_id);

INSERT INTO survey_response(response_id, customer_id, answered_at, survey, score, comment)
SELECT r.response_id, r.customer_id, d.date, 'relationship', coalesce(r.odd_score, CAST(r.score AS TEXT)),
       coalesce(o.text, '') || CASE WHEN o.text IS NULL THEN upper(substr(t.text, 1, 1)) ELSE substr(t.text, 1, 1) END
           || substr(t.text, 2) || coalesce(e.text, '')
FROM reply AS r JOIN calendar AS d ON d.day = r.day + CASE WHEN r.id % 9000 = 0 THEN 1200 - r.day ELSE 0 END
LEFT JOIN remark AS m ON m.response_id = r.response_id
LEFT JOIN wording AS t ON t.stance = m.about AND t.part = m.theme AND t.variant = m.variant AND t.language = m.language
LEFT JOIN wording AS o ON o.stance = m.stance AND o.part = 'opening' AND o.variant = CASE m.stance WHEN 'passive' THEN m.opening % 2 ELSE m.opening END AND o.language = m.language
LEFT JOIN wording AS e ON e.stance = m.stance AND e.part = 'end' AND e.variant = m.end AND e.language = m.language
ORDER BY r.response_id;

-- One in five of the last two years rates parts of the experience from 1 to 5 as well: each goes with the answer as far as
-- planted, and the rest is chance.
CREATE TEMP TABLE part(driver TEXT, place INTEGER, mean REAL);
INSERT INTO part VALUES ('support', 1, 2.9), ('price', 8, 3.0), ('reliability', 64, 4.0), ('ease', 512, 4.0), ('features', 4096, 3.6);
INSERT INTO driver_rating(response_id, driver, rating)
SELECT r.response_id, k.driver,
       min(max(CAST(round(k.mean + (r.score - 7.2) * p.value / 10 + (r.chance / k.place % 8 - 3.5) * 0.45) AS INTEGER), 1), 5)
FROM reply AS r JOIN part AS k JOIN planted AS p ON p.name = 'driver ' || k.driver
WHERE r.day >= 366 AND r.response_id % 5 = 0 AND r.odd_score IS NULL;

INSERT INTO theme(theme, pattern) VALUES
    ('support', 'support'), ('support', 'called me back'), ('support', 'belde terug'), ('support', 'rief zurück'), ('support', 'rappelé'),
    ('price', 'price*'), ('price', 'expensive'), ('price', 'prijs*'), ('price', 'duur'), ('price', 'preis*'), ('price', 'teuer'),
    ('price', 'prix'), ('price', 'cher'),
    ('reliability', 'outage*'), ('reliability', 'crash*'), ('reliability', 'storing*'), ('reliability', 'ausfall*'),
    ('reliability', 'stürzte'), ('reliability', 'panne*'), ('reliability', 'planté'),
    ('invoices', 'invoice*'), ('invoices', 'factuur'), ('invoices', 'rechnung*'), ('invoices', 'facture*');

-- Invitations are kept for the last year: two days before an answer, and as many that nobody answered.
INSERT INTO invitation(customer_id, channel, sent_at)
SELECT customer_id, CASE WHEN response_id % 3 = 0 THEN 'in app' ELSE 'email' END, date(answered_at, '-2 days')
FROM survey_response WHERE answered_at >= '2025-11-03' AND answered_at <= '2026-10-31';
INSERT INTO invitation(customer_id, channel, sent_at)
SELECT p.customer_id, CASE WHEN w.c % 5 = 0 THEN 'in app' ELSE 'email' END, d.date
FROM draw AS w JOIN person AS p ON p.n = 1 + w.a % 20000 JOIN calendar AS d ON d.day = 731 + w.b % 365
WHERE w.id > 108000 AND w.id <= 138000 AND p.joined_day < 731 + w.b % 365;

---------------------------------------------------------------------------------------------------
-- Purchases: rows 138,001 to 388,000
---------------------------------------------------------------------------------------------------

-- Chances of a purchase on a day of the customer's, in thousandths of a thousandth. What others buy hangs on
-- where they stand; what advocates buy, on that they are advocates.
CREATE TEMP TABLE habit AS
WITH other AS (
    SELECT segment, avg(CASE stance WHEN 'promoter' THEN 460 WHEN 'passive' THEN 400 ELSE 280 END) AS rate
    FROM person WHERE NOT is_advocate GROUP BY segment)
SELECT p.n, p.customer_id, p.joined_day, p.left_day,
       CASE WHEN p.is_advocate THEN o.rate * (SELECT value FROM planted WHERE name = 'advocate purchases')
            ELSE CASE p.stance WHEN 'promoter' THEN 460 WHEN 'passive' THEN 400 ELSE 280 END END AS rate,
       CASE p.segment WHEN 'Starter' THEN 30 WHEN 'Team' THEN 60 WHEN 'Business' THEN 110 ELSE 240 END AS basket
FROM person AS p JOIN other AS o ON o.segment = p.segment ORDER BY p.n;
CREATE UNIQUE INDEX temp.habit_by_number ON habit(n);

INSERT INTO purchase(customer_id, purchased_at, amount, reason)
SELECT h.customer_id, d.date,
       CASE WHEN w.c / 1000 % 50 = 0 THEN -1 ELSE 1 END
           * round(h.basket * (0.5 + (w.c / 50000 % 1000 + w.b / 1096 % 1000) / 1000.0), 2),
       CASE WHEN w.a / 20000 % 10 >= 3 THEN NULL
            WHEN w.a / 200000 % 100 < (SELECT value FROM planted WHERE name = 'friends and family') THEN 'friends and family'
            WHEN w.a / 200000 % 100 < 50 THEN 'reviews'
            WHEN w.a / 200000 % 100 < 58 THEN 'advocates'' content'
            WHEN w.a / 200000 % 100 < 70 THEN 'brand content'
            WHEN w.a / 200000 % 100 < 90 THEN 'advertising' ELSE 'other' END
FROM draw AS w JOIN habit AS h ON h.n = 1 + w.a % 20000 JOIN calendar AS d ON d.day = w.b % 1096
WHERE w.id > 138000 AND w.id <= 388000 AND w.b % 1096 >= h.joined_day AND w.b % 1096 < h.left_day
  AND w.c % 1000 < h.rate;

---------------------------------------------------------------------------------------------------
-- Referrals: rows 440,001 to 460,000, and from 492,001 those that brought nobody
---------------------------------------------------------------------------------------------------

-- Advocates refer unpaid, others for a reward. Whoever refers at all stands in the pool, those who were
-- referred themselves as often more as planted; who comes on a day is brought by one who was there before.
CREATE TEMP TABLE pool(place INTEGER PRIMARY KEY, customer_id TEXT, joined_day INTEGER, is_advocate INTEGER);
INSERT INTO pool
SELECT row_number() OVER (ORDER BY joined_day, n, copy), customer_id, joined_day, is_advocate
FROM person
JOIN (SELECT 1 AS copy UNION ALL SELECT 2) ON copy <= CASE WHEN channel = 'referral'
    THEN (SELECT value FROM planted WHERE name = 'referred refer') ELSE 1 END
WHERE is_advocate OR n % 5 = 0;
CREATE INDEX temp.pool_by_day ON pool(joined_day);

CREATE TEMP TABLE brought AS
SELECT p.n, p.customer_id, p.joined_day, w.a, w.b, w.c,
       (SELECT max(place) FROM pool WHERE pool.joined_day < p.joined_day) AS places
FROM person AS p JOIN draw AS w ON w.id = 440000 + p.n WHERE p.channel = 'referral';

INSERT INTO referral(referrer_id, channel, referred_at, rewarded, referred_id, converted_at, would_have_come)
SELECT r.customer_id, CASE WHEN b.b % 10 < 4 THEN 'link' WHEN b.b % 10 < 8 THEN 'word of mouth' ELSE 'code' END,
       date('2023-11-01', (b.joined_day - b.b / 10 % 20) || ' days'), NOT r.is_advocate, b.customer_id, d.date,
       CASE WHEN b.c % 10 < 2 THEN NULL WHEN b.c % 10 < 5 THEN 1 ELSE 0 END
FROM brought AS b JOIN pool AS r ON r.place = 1 + b.a % b.places JOIN calendar AS d ON d.day = b.joined_day;

-- Those that brought nobody: so many for each that did that the conversion comes out as planted.
INSERT INTO referral(referrer_id, channel, referred_at, rewarded)
SELECT r.referrer_id, r.channel, date(r.referred_at, '+' || (r.referral_id * 7 % 5) || ' days'), r.rewarded
FROM referral AS r JOIN draw AS w ON w.id = 492000 + r.referral_id
JOIN (SELECT 1 AS copy UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5) AS k
    ON k.copy <= (100 / (SELECT value FROM planted WHERE name = CASE WHEN r.rewarded THEN 'rewarded referral conversion'
                                                                     ELSE 'free referral conversion' END) - 1)
                 + w.c % 1000 / 1000.0;

---------------------------------------------------------------------------------------------------
-- Acts of advocacy, reviews, mentions, AI answers: rows 388,001 to 429,000
---------------------------------------------------------------------------------------------------

-- Each advocate acts once in the last year for certain, and up to three times more since they joined.
CREATE TEMP TABLE act AS
WITH advocate AS (SELECT n, customer_id, joined_day, row_number() OVER (ORDER BY n) AS place FROM person WHERE is_advocate),
attempt AS (
    SELECT v.customer_id, k.copy, w.a, w.b, w.c, w.id,
           CASE WHEN k.copy = 1 THEN max(v.joined_day, 731) + w.a % (1096 - max(v.joined_day, 731))
                ELSE w.a % 1096 END AS day, v.joined_day
    FROM advocate AS v JOIN (SELECT 1 AS copy UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4) AS k
    JOIN draw AS w ON w.id = 388000 + 4 * v.place + k.copy)
SELECT id, customer_id, day, b, c, CASE WHEN b % 20 < 9 THEN 'review' WHEN b % 20 < 13 THEN 'mention' ELSE 'act' END AS place
FROM attempt WHERE day >= joined_day;

INSERT INTO review(customer_id, platform, posted_at, rating, length, rewarded, answered_at)
SELECT t.customer_id, CASE WHEN t.b / 20 % 10 < 6 THEN 'Google' ELSE 'Trustpilot' END, d.date,
       CASE WHEN t.c % 10 < 7 THEN 5 ELSE 4 END, 20 + t.c / 10 % 120, 0,
       CASE WHEN t.c / 1200 % 10 < 6 THEN date(d.date, '+' || (1 + t.c / 12000 % 6) || ' days') END
FROM act AS t JOIN calendar AS d ON d.day = t.day WHERE t.place = 'review';

INSERT INTO mention(brand, customer_id, platform, posted_at, sentiment, reach, engagements, conversions, user_made)
SELECT 'Northwind', t.customer_id, CASE WHEN t.b / 20 % 10 < 5 THEN 'Reddit' WHEN t.b / 20 % 10 < 8 THEN 'LinkedIn' ELSE 'YouTube' END,
       d.date, 'positive', 100 + t.c % 900, t.c / 1000 % 60, t.c / 60000 % 10 = 0, t.c / 600000 % 4 = 0
FROM act AS t JOIN calendar AS d ON d.day = t.day WHERE t.place = 'mention';

INSERT INTO advocacy_act(customer_id, kind, channel, acted_at, value)
SELECT t.customer_id,
       CASE WHEN t.b / 20 % 20 < 8 THEN 'community answer' WHEN t.b / 20 % 20 < 11 THEN 'testimonial'
            WHEN t.b / 20 % 20 < 14 THEN 'reference' WHEN t.b / 20 % 20 < 15 THEN 'case study'
            WHEN t.b / 20 % 20 < 16 THEN 'webinar' WHEN t.b / 20 % 20 < 17 THEN 'video'
            WHEN t.b / 20 % 20 < 19 THEN 'user-made content' ELSE 'defence' END,
       CASE WHEN t.c % 10 < 5 THEN 'forum' WHEN t.c % 10 < 8 THEN 'website' ELSE 'event' END, d.date,
       CASE WHEN t.c / 10 % 5 = 0 THEN round(50 + t.c / 50 % 2000, 2) END
FROM act AS t JOIN calendar AS d ON d.day = t.day WHERE t.place = 'act';

-- Detractors warn others; a few customers are paid for what they show.
INSERT INTO advocacy_act(customer_id, kind, channel, acted_at, rewarded, paid)
SELECT p.customer_id, CASE WHEN p.stance = 'detractor' THEN 'warning' WHEN w.b % 2 = 0 THEN 'video' ELSE 'podcast' END,
       CASE WHEN p.stance = 'detractor' THEN CASE WHEN w.b % 3 = 0 THEN 'forum' ELSE 'word of mouth' END ELSE 'YouTube' END,
       d.date, 0, p.stance <> 'detractor'
FROM draw AS w JOIN person AS p ON p.n = 1 + w.a % 20000 JOIN calendar AS d ON d.day = w.b % 1096
WHERE w.id > 400000 AND w.id <= 406000 AND p.joined_day <= w.b % 1096 AND NOT p.is_advocate
  AND (p.stance = 'detractor' OR p.n % 200 = 0);

-- Reviews by customers who are no advocates: bad ones, and good ones for a reward.
INSERT INTO review(customer_id, platform, posted_at, rating, length, rewarded, answered_at)
SELECT p.customer_id, CASE WHEN w.c % 10 < 6 THEN 'Google' ELSE 'Trustpilot' END, d.date,
       CASE WHEN p.stance = 'detractor' THEN 1 + w.c / 10 % 3 ELSE 4 + w.c / 10 % 2 END, 10 + w.c / 30 % 150,
       p.stance <> 'detractor', CASE WHEN w.c / 4500 % 10 < 7 THEN date(d.date, '+' || (1 + w.c / 45000 % 9) || ' days') END
FROM draw AS w JOIN person AS p ON p.n = 1 + w.a % 20000 JOIN calendar AS d ON d.day = w.b % 1096
WHERE w.id > 406000 AND w.id <= 410000 AND p.joined_day <= w.b % 1096 AND NOT p.is_advocate
  AND (p.stance = 'detractor' OR p.n % 10 = 0);

-- And by people whose names there we cannot match to a customer. Half of them give five stars, a
-- quarter four.
INSERT INTO review(platform, posted_at, rating, length, answered_at)
SELECT CASE WHEN w.a % 10 < 7 THEN 'Google' ELSE 'Trustpilot' END, d.date,
       CASE w.b / 1096 % 4 WHEN 0 THEN 1 + w.c % 3 WHEN 1 THEN 4 ELSE 5 END, 5 + w.c / 3 % 80, CASE WHEN w.c / 300 % 2 = 0 THEN date(d.date, '+4 days') END
FROM draw AS w JOIN calendar AS d ON d.day = w.b % 1096
WHERE w.id > 410000 AND w.id <= 414000;
INSERT INTO review(platform, posted_at, rating, length)
SELECT 'Tripadvisor', d.date, 5, 10 + w.c % 60 FROM draw AS w JOIN calendar AS d ON d.day = 731 + w.b % 365
WHERE w.id > 414000 AND w.id <= 414000 + (SELECT value FROM planted WHERE name = 'Tripadvisor reviews');

-- Mentions by people we cannot name, of us and of two competitors; posts that were paid for.
INSERT INTO mention(brand, platform, posted_at, sentiment, reach, engagements, conversions, user_made, paid)
SELECT CASE WHEN w.a % 10 < 3 THEN 'Northwind' WHEN w.a % 10 < 8 THEN 'Contoso' ELSE 'Fabrikam' END,
       CASE WHEN w.b / 1096 % 10 < 5 THEN 'Reddit' WHEN w.b / 1096 % 10 < 8 THEN 'LinkedIn' ELSE 'YouTube' END, d.date,
       CASE WHEN w.c % 100 < 10 THEN NULL WHEN w.c % 100 < 50 THEN 'positive' WHEN w.c % 100 < 75 THEN 'neutral' ELSE 'negative' END,
       50 + w.c / 100 % 2000, w.c / 200000 % 50, 0, w.a / 10 % 20 = 0, 0
FROM draw AS w JOIN calendar AS d ON d.day = w.b % 1096 WHERE w.id > 415000 AND w.id <= 425000;
INSERT INTO mention(brand, platform, posted_at, sentiment, reach, engagements, conversions, paid)
SELECT 'Northwind', CASE WHEN w.a % 2 = 0 THEN 'YouTube' ELSE 'LinkedIn' END, d.date, 'positive', 5000 + w.a % 90000,
       100 + w.c % 900, w.c / 1000 % 9, 200 + 50 * (w.c / 9000 % 60)
FROM draw AS w JOIN calendar AS d ON d.day = w.b % 1096 WHERE w.id > 425000 AND w.id <= 425150;

-- Four assistants are asked the same twenty questions each month. Sage names us as often as planted.
INSERT INTO ai_answer(platform, asked_at, question, brand, sentiment, cited, review_id, customer_id)
WITH asked AS (
    SELECT w.id, s.platform, s.visibility, 1 + k.id % 20 AS question, date('2023-11-15', '+' || (k.id / 20) || ' months') AS asked_at, w.a, w.b, w.c
    FROM (SELECT 0 AS place, 'Sage' AS platform, 10 * value AS visibility FROM planted WHERE name = 'ai visibility'
          UNION ALL SELECT 1, 'Oracle', 300 UNION ALL SELECT 2, 'Muse', 250 UNION ALL SELECT 3, 'Scout', 150) AS s
    JOIN (SELECT id - 1 AS id FROM draw WHERE id <= 720) AS k
    JOIN draw AS w ON w.id = 426000 + 720 * s.place + k.id),
named AS (
    SELECT *, 'Northwind' AS brand FROM asked WHERE a % 1000 < visibility
    UNION ALL SELECT *, 'Contoso' FROM asked WHERE a / 1000 % 10 < 7
    UNION ALL SELECT *, 'Fabrikam' FROM asked WHERE a / 10000 % 10 < 3
    UNION ALL SELECT *, NULL FROM asked WHERE a % 1000 >= visibility AND a / 1000 % 10 >= 7 AND a / 10000 % 10 >= 3)
SELECT n.platform, n.asked_at, 'Which tool for task ' || n.question || '?', n.brand,
       CASE WHEN n.brand IS NULL THEN NULL WHEN n.b % 10 < 5 THEN 'positive' WHEN n.b % 10 < 9 THEN 'neutral' ELSE 'negative' END,
       n.brand IS NOT NULL AND n.b / 10 % 10 < 4, v.review_id, v.customer_id
FROM named AS n
LEFT JOIN review AS v ON n.brand = 'Northwind' AND n.b / 10 % 10 < 2 AND v.review_id = 1 + n.c % 1000 AND v.posted_at <= n.asked_at
ORDER BY n.asked_at, n.id, n.brand;

---------------------------------------------------------------------------------------------------
-- The programme: asks, members, touchpoints, feedback, costs: rows 429,001 to 437,000 and 460,001 to 492,000
---------------------------------------------------------------------------------------------------

-- Asks for a review use the one or the other words. What came of an ask is written down.
INSERT INTO ask(customer_id, kind, channel, asked_at, acted_at, message)
WITH asked AS (
    SELECT w.id, p.customer_id, w.b % 1096 AS day, w.c,
           CASE WHEN w.b / 1096 % 10 < 6 THEN 'review' WHEN w.b / 1096 % 10 < 9 THEN 'referral' ELSE 'reference' END AS kind,
           CASE WHEN w.b / 1096 % 10 < 6 THEN CASE WHEN w.c / 30000 % 2 = 0 THEN 'personal' ELSE 'standard' END END AS message
    FROM draw AS w JOIN person AS p ON p.n = 1 + w.a % 20000
    WHERE w.id > 429000 AND w.id <= 437000 AND p.stance <> 'detractor' AND p.joined_day + 30 <= w.b % 1096)
SELECT k.customer_id, k.kind, CASE WHEN k.c / 1000 % 3 = 0 THEN 'in app' ELSE 'email' END, d.date,
       CASE WHEN k.c / 60000 % 100 < coalesce((SELECT value FROM planted WHERE name = coalesce(k.message || ' message', k.kind || ' ask')), 12)
            THEN date(d.date, '+' || (k.c / 3000 % 10) || ' days') END, k.message
FROM asked AS k JOIN calendar AS d ON d.day = k.day;

-- Who acted in the first two years was identified, and a third as many promoters who never act; three in four of them
-- accepted. When the rest of it was thought to have happened was written down for some.
INSERT INTO programme_member(customer_id, identified_at, recruited_at, activated_at, nurtured_at, measured_at)
SELECT m.customer_id, '2025-01-15',
       CASE WHEN m.mood % 20 < 15 THEN '2025-02-20' END, CASE WHEN m.mood % 20 < 11 THEN '2025-05-05' END,
       CASE WHEN m.mood % 20 < 8 THEN '2026-04-01' END, CASE WHEN m.mood % 20 < 3 THEN '2026-09-30' END
FROM (SELECT *, row_number() OVER (PARTITION BY is_advocate ORDER BY n) AS place,
             count(*) FILTER (WHERE is_advocate) OVER () AS advocates
      FROM person
      WHERE joined_day < 400 AND (is_advocate OR stance = 'promoter' AND n % 5 <> 0)) AS m
WHERE m.is_advocate
   OR m.place <= m.advocates * (100 / (SELECT value FROM planted WHERE name = 'members activated') - 1);

INSERT INTO touchpoint(customer_id, need, monetary, opened_at, answered_at, resolved_at)
SELECT p.customer_id,
       CASE w.b / 1096 % 6 WHEN 0 THEN 'respect' WHEN 1 THEN 'appreciation' WHEN 2 THEN 'accessibility'
                           WHEN 3 THEN 'being listened to' WHEN 4 THEN 'recognition' ELSE 'presence' END,
       w.b / 1096 % 6 = 4 AND w.c % 3 = 0, d.date,
       CASE WHEN w.c / 10 % 10 < 8 THEN date(d.date, '+' || (w.c / 100 % 5) || ' days') END,
       CASE WHEN w.c / 10 % 10 < 6 THEN date(d.date, '+' || (w.c / 100 % 5 + w.c / 500 % 9) || ' days') END
FROM draw AS w JOIN person AS p ON p.n = 1 + w.a % 20000 JOIN calendar AS d ON d.day = w.b % 1096
WHERE w.id > 460000 AND w.id <= 484000 AND p.joined_day <= w.b % 1096
  AND (p.is_advocate OR p.n % 10 = 0);

INSERT INTO feedback(customer_id, source, raised_at, answered_at, resolved_at, outcome, topic, product, comment)
WITH raised AS (
    SELECT p.customer_id, w.b % 1096 AS day, w.c,
           CASE WHEN p.segment = 'Business' AND w.b % 1096 >= 990
                    AND w.a / 20000 % 100 < (SELECT value FROM planted WHERE name = 'invoice tickets') THEN 'invoices'
                WHEN w.a / 2000000 % 20 < 8 THEN 'support' WHEN w.a / 2000000 % 20 < 13 THEN 'reliability'
                WHEN w.a / 2000000 % 20 < 18 THEN 'ease' ELSE 'invoices' END AS topic,
           CASE WHEN p.n % 20 < 11 THEN 'English' WHEN p.n % 20 < 14 THEN 'Dutch' WHEN p.n % 20 < 17 THEN 'German'
                ELSE 'French' END AS language,
           CASE WHEN w.b / 1096 % 10 < 7 THEN 'support' ELSE 'community' END AS source
    FROM draw AS w JOIN person AS p ON p.n = 1 + w.a % 20000
    WHERE w.id > 484000 AND w.id <= 492000 AND p.joined_day <= w.b % 1096
      AND (p.is_advocate OR w.c / 72000 % 1000 < 1000 / (SELECT value FROM planted WHERE name = 'advocate feedback'))),
handled AS (
    SELECT *, c % 100 < CASE source WHEN 'support' THEN (SELECT value FROM planted WHERE name = 'feedback answered')
                                    ELSE 55 END AS is_answered,
           c / 100 % 10 < 7 AS is_resolved, c / 1000 % 6 AS wait, c / 6000 % 12 AS work
    FROM raised)
SELECT h.customer_id, h.source, d.date,
       CASE WHEN is_answered THEN date(d.date, '+' || wait || ' days') END,
       CASE WHEN is_answered AND is_resolved THEN date(d.date, '+' || (wait + work) || ' days') END,
       CASE WHEN is_answered AND is_resolved THEN
           CASE WHEN work < 5 THEN 'fixed' WHEN work < 10 THEN 'explained' ELSE 'declined' END END,
       h.topic, CASE WHEN h.topic = 'invoices' THEN 'Billing' WHEN h.c / 100000 % 3 = 0 THEN 'App' ELSE 'Desk' END,
       upper(substr(t.text, 1, 1)) || substr(t.text, 2)
FROM handled AS h JOIN calendar AS d ON d.day = h.day
JOIN wording AS t ON t.stance = 'detractor' AND t.part = h.topic AND t.variant = h.c / 300000 % 2 AND t.language = h.language;

INSERT INTO feedback_source VALUES
    ('survey_response', 1, 'Research'), ('review', 1, 'Marketing'), ('mention', 1, 'Marketing'), ('support', 1, 'Support'),
    ('community', 1, 'Support'), ('purchase', 1, 'Finance'), ('referral', 1, 'Advocacy'), ('advocacy_act', 1, 'Advocacy'),
    ('ai_answer', 1, 'Marketing'), ('touchpoint', 0, 'Advocacy'), ('sales calls', 0, NULL), ('app store', 0, NULL);

INSERT INTO community(name, platform, members, active_members, engagements, conversions) VALUES
    ('Makers of the north', 'Discord', 240, 131, 4200, 19), ('Workflow lab', 'Slack', 410, 160, 3900, 22),
    ('Beta circle', 'own forum', 85, 61, 1900, 6), ('Meetup Utrecht', 'Meetup', 130, 44, 310, 9),
    ('Teachers'' corner', 'Facebook', 690, 150, 2200, 11), ('Everybody', 'Facebook', 21000, 900, 5200, 25);

INSERT INTO department VALUES
    ('Advocacy', 6, 6, 1, 1), ('Support', 60, 48, 0, 1), ('Marketing', 35, 20, 0, 1), ('Product', 80, 30, 0, 1),
    ('Sales', 50, 12, 0, 0), ('Finance', 18, 1, 0, 0), ('People', 12, 3, 0, 0), ('Operations', 39, 5, 0, 0);

INSERT INTO acquisition_cost(channel, month, cost)
WITH month(place) AS (SELECT id - 1 FROM draw WHERE id <= 36)
SELECT c.channel, substr(date('2023-11-01', '+' || m.place || ' months'), 1, 7), c.cost + 100 * (m.place % 5)
FROM month AS m
JOIN (SELECT 'advertising' AS channel, 7000 AS cost UNION ALL SELECT 'sales', 9000 UNION ALL SELECT 'organic', 900) AS c;

INSERT INTO programme_cost(month, kind, cost)
SELECT substr(converted_at, 1, 7), 'rewards', 20 * count(*) FROM referral
WHERE rewarded AND converted_at >= '2023-11-01' GROUP BY 1;
INSERT INTO programme_cost(month, kind, cost)
SELECT DISTINCT month, 'running', 1500 FROM acquisition_cost;

INSERT INTO benchmark VALUES
    ('business software', 2025, 36, 4200, 'made up for the demonstration'),
    ('business software', 2026, 22, 5100, 'made up for the demonstration'),
    ('online services', 2026, 12, NULL, 'made up for the demonstration');

---------------------------------------------------------------------------------------------------
-- Other surveys, accounts, what became of detractors, authors, targets: rows 437,001 to 440,000 and 496,001 to 500,000
---------------------------------------------------------------------------------------------------

INSERT INTO survey_response(customer_id, answered_at, survey, score)
SELECT p.customer_id, d.date, 'after support',
       CASE WHEN w.c % 100 < 50 THEN 9 + w.c / 100 % 2 WHEN w.c % 100 < 80 THEN 7 + w.c / 100 % 2 ELSE w.c / 100 % 7 END
FROM draw AS w JOIN person AS p ON p.n = 1 + w.a % 20000 JOIN calendar AS d ON d.day = 366 + w.b % 730
WHERE w.id > 437000 AND w.id <= 440000 AND p.joined_day < 366 + w.b % 730;

INSERT INTO satisfaction_response(customer_id, answered_at, survey, measure, rating)
SELECT p.customer_id, d.date, CASE w.id % 2 WHEN 0 THEN 'after support' ELSE 'onboarding' END,
       CASE w.id % 2 WHEN 0 THEN 'csat' ELSE 'ces' END,
       CASE WHEN w.c % 100 < (SELECT value FROM planted WHERE name = CASE w.id % 2 WHEN 0 THEN 'satisfied' ELSE 'easy' END)
            THEN CASE w.id % 2 WHEN 0 THEN 4 + w.c / 100 % 2 ELSE 5 + w.c / 100 % 3 END
            ELSE CASE w.id % 2 WHEN 0 THEN 1 + w.c / 100 % 3 ELSE 1 + w.c / 100 % 4 END END
FROM draw AS w JOIN person AS p ON p.n = 1 + w.a % 20000 JOIN calendar AS d ON d.day = 731 + w.b % 365
WHERE w.id > 496000 AND w.id <= 500000 AND p.joined_day < 731 + w.b % 365;

-- By their newest answer of the last year, promoters of Enterprise are put together by fours, passives by threes,
-- detractors by twos.
CREATE TEMP TABLE stated AS
SELECT r.customer_id, max(r.answered_at) AS answered_at, min(CAST(r.score AS INTEGER)) AS score
FROM (SELECT customer_id, max(answered_at) AS newest FROM survey_response
      WHERE survey = 'relationship' AND score NOT IN ('', '99') AND answered_at <= '2026-10-31' GROUP BY customer_id) AS n
JOIN survey_response AS r ON r.customer_id = n.customer_id AND r.answered_at = n.newest
WHERE r.survey = 'relationship' AND r.score NOT IN ('', '99') AND r.answered_at >= '2025-11-01'
GROUP BY r.customer_id;
CREATE TEMP TABLE account AS
SELECT c.customer_id, printf('%s%03d', m.mark, (row_number() OVER (PARTITION BY m.mark ORDER BY c.customer_id) - 1) / m.people)
    AS account_id
FROM stated AS s JOIN customer AS c ON c.customer_id = s.customer_id AND c.segment = 'Enterprise'
JOIN (SELECT 'P' AS mark, 4 AS people, 9 AS lowest, 10 AS highest UNION ALL SELECT 'N', 3, 7, 8
      UNION ALL SELECT 'D', 2, 0, 6) AS m ON s.score BETWEEN m.lowest AND m.highest;
CREATE UNIQUE INDEX temp.account_by_customer ON account(customer_id);
UPDATE customer SET account_id = (SELECT a.account_id FROM account AS a WHERE a.customer_id = customer.customer_id)
WHERE segment = 'Enterprise';
UPDATE customer SET account_id = 'S' || (CAST(substr(customer_id, 2) AS INTEGER) % 150)
WHERE segment = 'Enterprise' AND account_id IS NULL;

-- Whom we called the day after, of those who were detractors at the end of the year before: oftener those who came round.
CREATE TEMP TABLE detractor AS
SELECT r.customer_id, max(r.answered_at) AS answered_at
FROM (SELECT customer_id, max(answered_at) AS newest FROM survey_response
      WHERE survey = 'relationship' AND score NOT IN ('', '99') AND answered_at <= '2025-10-31' GROUP BY customer_id) AS n
JOIN survey_response AS r ON r.customer_id = n.customer_id AND r.answered_at = n.newest
JOIN person AS p ON p.customer_id = r.customer_id AND NOT p.is_advocate
WHERE r.survey = 'relationship' AND r.score NOT IN ('', '99') AND r.answered_at >= '2024-11-01'
GROUP BY r.customer_id HAVING min(CAST(r.score AS INTEGER)) <= 6;
INSERT INTO touchpoint(customer_id, need, opened_at, answered_at)
SELECT d.customer_id, 'being listened to', date(d.answered_at, '+1 day'), date(d.answered_at, '+1 day')
FROM detractor AS d
LEFT JOIN (SELECT r.customer_id, min(r.answered_at), min(CAST(r.score AS INTEGER)) AS score
           FROM (SELECT e.customer_id, min(v.answered_at) AS next
                 FROM detractor AS e JOIN survey_response AS v ON v.customer_id = e.customer_id AND v.answered_at > e.answered_at
                 WHERE v.survey = 'relationship' AND v.score NOT IN ('', '99') AND v.answered_at <= '2026-10-31'
                 GROUP BY e.customer_id) AS n
           JOIN survey_response AS r ON r.customer_id = n.customer_id AND r.answered_at = n.next
           WHERE r.survey = 'relationship' AND r.score NOT IN ('', '99')
           GROUP BY r.customer_id) AS f ON f.customer_id = d.customer_id
WHERE CAST(substr(d.customer_id, 2) AS INTEGER) * 7919 % 1000 < CASE WHEN f.score > 6 THEN 600 ELSE 300 END;

-- Names of those whom we cannot match to a customer; one of them is heard more and more.
UPDATE mention SET author = CASE
    WHEN posted_at >= '2026-08-02' AND sentiment IS NOT 'negative' AND mention_id * 7919 % 1000 < 205
      OR posted_at < '2026-08-02' AND mention_id * 7919 % 1000 < 40 THEN 'lena_makes'
    ELSE 'reader ' || (mention_id % 700) END
WHERE customer_id IS NULL AND brand = 'Northwind' AND paid = 0;

---------------------------------------------------------------------------------------------------
-- Contracts of one customer in ten
---------------------------------------------------------------------------------------------------

-- They leave by chance in the middle of a month, more likely the less they would recommend: by the newest answer before it.
-- Days are compared as 100 for each month and 1 for each day, so that a month ends where it began.
CREATE TEMP TABLE stated_at AS
SELECT customer_id, place, score, lead(place, 1, 9e9) OVER (PARTITION BY customer_id ORDER BY place) AS until
FROM (SELECT r.customer_id, 100 * (12 * substr(r.answered_at, 1, 4) + substr(r.answered_at, 6, 2)) + substr(r.answered_at, 9, 2) AS place,
             min(CAST(r.score AS INTEGER)) AS score
      FROM survey_response AS r JOIN person AS p ON p.customer_id = r.customer_id
      WHERE p.n % 10 = 3 AND r.survey = 'relationship' AND r.score NOT IN ('', '99')
      GROUP BY 1, 2);
CREATE INDEX temp.stated_at_by_customer ON stated_at(customer_id);

INSERT INTO subscription(customer_id, started_at, ended_at)
WITH contract AS (
    SELECT p.n, p.customer_id, d.date AS began,
           100 * (12 * substr(d.date, 1, 4) + substr(d.date, 6, 2)) + substr(d.date, 9, 2) AS place,
           (1096 - max(p.joined_day, 0)) / 30 AS months
    FROM person AS p JOIN calendar AS d ON d.day = max(p.joined_day, 0)
    WHERE p.n % 10 = 3),
month AS (
    SELECT c.n, c.customer_id, k.day AS number, c.place + 100 * (k.day - 1) AS begins, w.c / 1000 % 1000 AS chance
    FROM contract AS c JOIN calendar AS k ON k.day BETWEEN 1 AND c.months
    JOIN draw AS w ON w.id = 138000 + 2000 * k.day + c.n / 10),
left_in AS (
    SELECT m.n, min(m.number) AS number
    FROM month AS m LEFT JOIN stated_at AS s ON s.customer_id = m.customer_id AND s.place < m.begins AND s.until >= m.begins
    WHERE m.chance >= 10 * CASE WHEN s.score >= 9 THEN (SELECT value FROM planted WHERE name = 'promoters kept')
                                              WHEN s.score <= 6 THEN (SELECT value FROM planted WHERE name = 'detractors kept')
                                              ELSE 98 END
    GROUP BY m.n)
SELECT c.customer_id, c.began,
       CASE WHEN date(c.began, '+' || (l.number - 1) || ' months', '+14 days') <= '2026-10-31'
            THEN date(c.began, '+' || (l.number - 1) || ' months', '+14 days') END
FROM contract AS c LEFT JOIN left_in AS l ON l.n = c.n ORDER BY c.n;

INSERT INTO target VALUES
    ('score', 25, '2026-12-31'), ('advocates', 1.5, '2026-12-31'), ('rating', 4.5, '2027-06-30'),
    ('share of voice', 25, '2026-12-31'), ('AI visibility', 45, '2026-09-30'), ('response rate', 40, '2026-12-31');

DROP TABLE temp.part;
DROP TABLE temp.remark;
DROP TABLE temp.wording;
DROP TABLE temp.phrase;
DROP TABLE temp.reply;
DROP TABLE temp.stated_at;
DROP TABLE temp.detractor;
DROP TABLE temp.account;
DROP TABLE temp.stated;
DROP TABLE temp.act;
DROP TABLE temp.brought;
DROP TABLE temp.pool;
DROP TABLE temp.habit;
DROP TABLE temp.person;
DROP TABLE temp.calendar;
DROP TABLE temp.draw;

COMMIT;
