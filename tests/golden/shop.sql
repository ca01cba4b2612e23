-- The database that the session on existing databases works with: a web shop's, with a survey tool's export.
CREATE TABLE clients (client_id INTEGER PRIMARY KEY, email TEXT UNIQUE, registered TEXT, country TEXT, source TEXT);
CREATE TABLE orders (order_no INTEGER PRIMARY KEY, client INTEGER, placed TEXT, total_cents INTEGER, status TEXT);
CREATE INDEX orders_by_client ON orders(client, placed);
CREATE TABLE responses (
    number INTEGER PRIMARY KEY, respondent TEXT, submitted TEXT, "How likely are you to recommend us?" TEXT);

WITH RECURSIVE draw(id, a) AS (
    SELECT 1, 12345 UNION ALL SELECT id + 1, a * 48271 % 2147483647 FROM draw WHERE id < 400)
INSERT INTO clients
SELECT id, 'client' || id || '@example.com', date('2023-01-01', (a % 600) || ' days'),
       CASE WHEN a / 600 % 3 = 0 THEN 'BE' ELSE 'NL' END,
       CASE a / 1800 % 4 WHEN 0 THEN 'friend' WHEN 1 THEN 'search' ELSE 'ad' END
FROM draw;

-- Clients with an even number are happier, and buy more.
WITH RECURSIVE draw(id, a) AS (
    SELECT 1, 54321 UNION ALL SELECT id + 1, a * 48271 % 2147483647 FROM draw WHERE id < 1500)
INSERT INTO orders
SELECT id, 1 + a % 400, date('2024-09-01', (a / 400 % 790) || ' days'), 1000 + a / 1000 % 9000,
       CASE WHEN a / 7 % 20 = 0 THEN 'cancelled' ELSE 'paid' END
FROM draw WHERE a % 2 = 1 OR a / 300000 % 3 > 0;

WITH RECURSIVE draw(id, a) AS (
    SELECT 1, 777 UNION ALL SELECT id + 1, a * 48271 % 2147483647 FROM draw WHERE id < 900)
INSERT INTO responses
SELECT id, CASE WHEN a % 50 = 0 THEN 'somebody@example.org' ELSE 'client' || (1 + a % 400) || '@example.com' END,
       strftime('%d/%m/%Y', '2024-11-01', (a / 400 % 730) || ' days') || ' 14:05',
       CASE WHEN a / 40 % 30 = 0 THEN '' WHEN a / 40 % 200 = 7 THEN 'n/a'
            WHEN a / 300000 % 10 < CASE WHEN a % 2 = 1 THEN 6 ELSE 3 END THEN '10 - Extremely likely'
            WHEN a / 300000 % 10 < 8 THEN '8' ELSE '4' END
FROM draw;
