-- An existing database under the canonical names: a web shop with clients and orders, and what a survey tool
-- exported into responses. Change the right-hand sides; columns and tables that a database does not have are left
-- out.

CREATE VIEW customer AS
SELECT client_id AS customer_id, registered AS joined_at, country AS segment,
       CASE source WHEN 'friend' THEN 'referral' WHEN 'ad' THEN 'advertising' ELSE 'organic' END AS channel
FROM clients;

-- Money in units, cancelled orders left out.
CREATE VIEW purchase AS
SELECT order_no AS purchase_id, client AS customer_id, placed AS purchased_at, total_cents / 100.0 AS amount
FROM orders WHERE status <> 'cancelled';

-- The tool knows respondents by their address, and writes '31/10/2026 14:05'.
CREATE VIEW survey_response AS
SELECT r.number AS response_id, c.client_id AS customer_id,
       coalesce(advocacy_time(r.submitted, 'dmy'), r.submitted) AS answered_at,
       r."How likely are you to recommend us?" AS score
FROM responses AS r LEFT JOIN clients AS c ON c.email = r.respondent;
