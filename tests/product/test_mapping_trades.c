/*
 * advocacy_mapping() on databases of trades that say other words for customer, order and amount, or
 * keep all in one sheet: the figures are those of plain SQL over what stands there.
 */
#include "support/mapping.h"

/* Guests and bookings, in Italian, with days, amounts and states as people there write them. */
static void a_hotel_has_guests_and_bookings(void **state)
{
    (void)state;
    sqlite3 *db = open_database();
    make_tables(
        db,
        "CREATE TABLE ospiti(id_ospite, cognome, nome, nazionalita, data_registrazione);"
        "INSERT INTO ospiti SELECT 'G' || i, 'Rossi ' || i, 'Maria', CASE i % 3 WHEN 0 THEN 'Italia' "
        "ELSE 'Germania' END, (1 + i % 28) || '/06/2025' FROM n WHERE i <= 60;"
        "CREATE TABLE prenotazioni(numero, id_ospite, data_prenotazione, data_arrivo, "
        "importo_totale, acconto, stato);"
        "INSERT INTO prenotazioni SELECT i, 'G' || (1 + i * 7 % 53), (1 + i % 28) || '/02/2026', (1 + "
        "i % 28) || '/03/2026', '1.' || (100 + i) || ',50', '10,00', CASE i % 10 WHEN 0 THEN "
        "'Cancellata' WHEN 1 THEN 'Confermata' ELSE 'Conclusa' END FROM n WHERE i <= 200;"
        "CREATE TABLE questionari(id, id_ospite, data_compilazione, \"Con quale probabilità "
        "consiglierebbe il nostro hotel a un amico?\", \"Pulizia (1-5)\", commento);"
        "INSERT INTO questionari SELECT i, 'G' || (1 + i % 60), (1 + i % 28) || '/04/2026 22.57', "
        "CASE WHEN i % 13 = 0 THEN 'n.d.' ELSE i * 5 % 11 END, 1 + i % 5, '' FROM n WHERE i <= 150");
    map_database(db, "2026-06-30");
    assert_same_results(
        db, "SELECT count(*), count(DISTINCT customer_id), sum(amount) FROM read_purchase",
        "SELECT count(*), count(DISTINCT id_ospite), sum(1100.5 + numero) FROM prenotazioni "
        "WHERE stato <> 'Cancellata'",
        1e-12);
    assert_same_results(
        db,
        "SELECT nps(score), count(score), count(DISTINCT customer_id) FROM read_survey_response",
        "SELECT 100.0 * (sum(s >= 9) - sum(s <= 6)) / count(s), count(s), 60 FROM (SELECT CASE WHEN "
        "id % 13 <> 0 THEN id * 5 % 11 END AS s FROM questionari)",
        1e-12);
    assert_query(db, "SELECT name, segment, joined_at FROM read_customer WHERE customer_id = 'G3'",
                 "Maria Rossi 3|Italia|2025-06-04");
    close_database(db);
}

/* What a shop's sheet has of an order, and on some rows an answer. */
static void a_sheet_of_orders_with_answers_is_both(void **state)
{
    (void)state;
    sqlite3 *db = open_database();
    make_tables(
        db,
        "CREATE TABLE export(\"Order Number\", \"Customer Email\", \"Order Date\", \"Item Total\", "
        "\"Shipping\", \"Order Total\", \"NPS Score\", \"NPS Date\", \"Refund Amount\", \"Status\");"
        "INSERT INTO export SELECT '#' || (1000 + i), 'C' || (i * 7 % 90) || '@Mail.com', '3/' || (1 + i "
        "% 28) || '/2026', '$' || i || '.00', '$5.00', '$' || (i + 5) || '.25', CASE WHEN i % 3 = 0 THEN "
        "i * 5 % 11 ELSE '' END, CASE WHEN i % 3 = 0 THEN '4/' || (1 + i % 28) || '/2026' ELSE '' END, "
        "CASE i % 20 WHEN 7 THEN '$2.50' ELSE '' END, CASE i % 20 WHEN 3 THEN 'Cancelled' WHEN 5 THEN "
        "'Refunded' WHEN 7 THEN 'Partially Refunded' ELSE 'Fulfilled' END FROM n WHERE i <= 400");
    map_database(db, "2026-06-30");
    assert_same_results(
        db, "SELECT count(*), count(DISTINCT customer_id), sum(amount) FROM read_purchase",
        "SELECT count(*), count(DISTINCT lower(\"Customer Email\")), sum(substr(\"Order Total\", 2) - "
        "CASE WHEN \"Refund Amount\" <> '' THEN 2.5 ELSE 0 END) FROM export WHERE \"Status\" NOT IN "
        "('Cancelled', 'Refunded')",
        1e-12);
    assert_same_results(db, "SELECT nps(score), count(score) FROM read_survey_response",
                        "SELECT 100.0 * (sum(s >= 9) - sum(s <= 6)) / count(s), count(s) FROM "
                        "(SELECT CAST(\"NPS Score\" AS INTEGER) AS s FROM export WHERE "
                        "\"NPS Score\" <> '')",
                        1e-12);
    close_database(db);
}

/* With an answer on each row it is a survey about orders, of which the others are not there. */
static void a_survey_that_names_orders_is_no_list_of_orders(void **state)
{
    (void)state;
    sqlite3 *db = open_database();
    make_tables(
        db, "CREATE TABLE export(\"Order Number\", \"Customer Email\", \"Order Date\", \"Order "
            "Total\", \"NPS Score\", \"NPS Date\");"
            "INSERT INTO export SELECT '#' || i, 'c' || i || '@x.org', '2026-03-01', 12.5, i % 11, "
            "'2026-04-01' FROM n WHERE i <= 100");
    map_database(db, "2026-06-30");
    assert_query(db,
                 "SELECT (SELECT count(*) FROM read_purchase), count(*) FROM read_survey_response",
                 "0|100");
    close_database(db);
}

/* Millionths of the currency, milliseconds, and a flag of what was given back. */
static void an_app_counts_in_millionths(void **state)
{
    (void)state;
    sqlite3 *db = open_database();
    make_tables(
        db,
        "CREATE TABLE users(uid TEXT PRIMARY KEY, created_at INTEGER, country, referred_by);"
        "INSERT INTO users SELECT 'u' || i, 1767225600000 + i, 'JP', NULL FROM n WHERE i <= 80;"
        "CREATE TABLE iap_transactions(transaction_id, uid, product_id, price_micros INTEGER, "
        "currency, purchased_at_ms INTEGER, is_refunded INTEGER);"
        "INSERT INTO iap_transactions SELECT 'GPA.' || i, 'u' || (1 + i * 7 % 71), 'gold', 990000 * (1 "
        "+ i % 3), 'USD', 1772323200000 + i * 3600000, i % 12 = 0 FROM n WHERE i <= 300");
    map_database(db, "2026-06-30");
    assert_same_results(
        db,
        "SELECT count(*), count(DISTINCT customer_id), sum(amount), max(purchased_at) FROM read_purchase",
        "SELECT count(*), count(DISTINCT uid), sum(price_micros) / 1e6, datetime(max(purchased_at_ms) / "
        "1000, 'unixepoch') FROM iap_transactions WHERE NOT is_refunded",
        1e-12);
    close_database(db);
}

/*
 * The orders name an account; the list of customers has numbers of its own from 1 on beside it, and
 * a column of the same name. Whose address it is tells the two apart.
 */
static void a_number_of_somebody_else_is_no_key(void **state)
{
    (void)state;
    sqlite3 *db = open_database();
    make_tables(
        db,
        "CREATE TABLE wp_wc_customer_lookup(customer_id, user_id, username, email, "
        "date_registered, country);"
        "INSERT INTO wp_wc_customer_lookup SELECT i, i + 10, 'u' || i, 'u' || i || '@x.org', "
        "'2025-01-01', 'AT' FROM n WHERE i <= 100;"
        "CREATE TABLE wp_wc_orders(id, status, customer_id, billing_email, date_created_gmt, "
        "total_amount);"
        "INSERT INTO wp_wc_orders SELECT i, 'wc-completed', CASE WHEN i % 5 = 0 THEN 0 ELSE 11 + i * 7 "
        "% 100 END, 'u' || (1 + i * 7 % 100) || '@x.org', '2026-03-01', i + 0.5 FROM n WHERE i <= 400");
    map_database(db, "2026-06-30");
    assert_same_results(
        db,
        "SELECT c.name, count(*), sum(p.amount) FROM read_purchase AS p JOIN read_customer AS c ON "
        "c.customer_id = p.customer_id GROUP BY 1 ORDER BY 1",
        "SELECT l.username, count(*), sum(o.total_amount) FROM wp_wc_orders AS o JOIN "
        "wp_wc_customer_lookup AS l ON l.email = o.billing_email GROUP BY 1 ORDER BY 1",
        1e-12);
    close_database(db);
}

/* Who has no number among the customers is nobody, and not one customer with very many orders. */
static void guests_are_nobody_where_customers_are_known(void **state)
{
    (void)state;
    sqlite3 *db = open_database();
    make_tables(db,
                "CREATE TABLE customers(id INTEGER PRIMARY KEY, name, created_at);"
                "INSERT INTO customers SELECT i, 'Ann ' || i, '2025-01-01' FROM n WHERE i <= 90;"
                "CREATE TABLE orders(id, customer_id, created_at, total);"
                "INSERT INTO orders SELECT i, CASE WHEN i % 4 = 0 THEN 0 ELSE 1 + i * 7 % 90 "
                "END, '2026-03-01', i + 0.5 FROM n WHERE i <= 300");
    map_database(db, "2026-06-30");
    assert_same_results(
        db, "SELECT count(*), count(DISTINCT customer_id), sum(amount) FROM read_purchase",
        "SELECT count(*), count(DISTINCT customer_id), sum(total) FROM orders WHERE customer_id > 0",
        1e-12);
    assert_query(
        db,
        "SELECT blank FROM data_quality WHERE source = 'purchase' AND column_name = 'customer_id'",
        "75");
    close_database(db);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_hotel_has_guests_and_bookings),
        cmocka_unit_test(a_sheet_of_orders_with_answers_is_both),
        cmocka_unit_test(a_survey_that_names_orders_is_no_list_of_orders),
        cmocka_unit_test(an_app_counts_in_millionths),
        cmocka_unit_test(a_number_of_somebody_else_is_no_key),
        cmocka_unit_test(guests_are_nobody_where_customers_are_known),
    };
    return cmocka_run_group_tests_name("mapping trades", tests, NULL, NULL);
}
