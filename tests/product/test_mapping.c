/*
 * advocacy_mapping(): its script, run as it is, gives the right figures on public data and on the
 * shapes of databases that shops and companies have.
 */
#include <stdlib.h>
#include <string.h>

#include "support/mapping.h"
#include "support/shell.h"

#define COUNT_TO(limit)                                                                            \
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " #limit ") "

/* The first 19 of 412 invoices and 2,240 lines: each invoice counts once. */
static void chinook_gives_the_published_repeat_rate(void **state)
{
    (void)state;
    sqlite3 *db = open_data("chinook.db");
    map_database(db, "2027-01-01");
    assert_query(db,
                 "SELECT customers, repeated, round(days_to_second, 2) FROM repeat_purchase_rate "
                 "WHERE scope = 'all'",
                 "59|44|85.18");
    assert_same_results(db, "SELECT count(*), sum(amount) FROM purchase",
                        "SELECT count(*), sum(Total) FROM main.Invoice", 1e-12);
    assert_same_results(
        db, "SELECT customer_id, name, segment FROM customer ORDER BY 1",
        "SELECT CustomerId, FirstName || ' ' || LastName, Country FROM main.Customer ORDER BY 1",
        0);
    assert_query(db, "SELECT count(*) FROM survey_response", "0");
    close_database(db);
}

static void orders_of_a_csv_file_are_purchases(void **state)
{
    (void)state;
    sqlite3 *db = open_csv("rfm_data_orders.csv", "orders");
    map_database(db, "2007-01-01");
    assert_same_results(
        db, "SELECT count(*), count(DISTINCT customer_id), sum(amount) FROM purchase",
        "SELECT count(*), count(DISTINCT customer_id), sum(revenue) FROM main.orders", 1e-12);
    assert_same_results(
        db, "SELECT buyers_to_date, repeated_to_date FROM repeat_purchase_rate WHERE scope = 'all'",
        "SELECT count(*), count(CASE WHEN days > 1 THEN 1 END) FROM (SELECT count(DISTINCT "
        "order_date) AS days FROM main.orders GROUP BY customer_id)",
        0);
    close_database(db);
}

static void a_log_of_transactions_without_amounts_keeps_its_customers(void **state)
{
    (void)state;
    sqlite3 *db = open_csv("example_transactions.csv", "transactions");
    map_database(db, "2016-01-01");
    assert_same_results(db, "SELECT count(*), count(DISTINCT customer_id) FROM purchase",
                        "SELECT count(*), count(DISTINCT id) FROM main.transactions", 0);
    assert_same_results(
        db, "SELECT buyers_to_date, repeated_to_date FROM repeat_purchase_rate WHERE scope = 'all'",
        "SELECT count(*), count(CASE WHEN days > 1 THEN 1 END) FROM (SELECT count(DISTINCT "
        "substr(date, 1, 10)) AS days FROM main.transactions GROUP BY id)",
        0);
    close_database(db);
}

static void the_cdnow_log_gives_the_published_repeat_buyers(void **state)
{
    (void)state;
    char *file = data_file("CDNOW_sample.txt");
    if (!file) {
        skip();
    }
    sqlite3 *db = open_database();
    execute(db, "CREATE TABLE cdnow(master_id, sample_id, date, units, dollars)");
    char *text = read_file(file);
    sqlite3_stmt *insert;
    assert_int_equal(
        sqlite3_prepare_v2(db, "INSERT INTO cdnow VALUES (?, ?, ?, ?, ?)", -1, &insert, NULL),
        SQLITE_OK);
    for (char *line = text; *line;) {
        for (int i = 1; i <= 5; i++) {
            line += strspn(line, " ");
            size_t length = strcspn(line, " \r\n");
            sqlite3_bind_text(insert, i, line, (int)length, SQLITE_TRANSIENT);
            line += length;
        }
        line += strspn(line, " \r\n");
        assert_int_equal(sqlite3_step(insert), SQLITE_DONE);
        sqlite3_reset(insert);
    }
    sqlite3_finalize(insert);
    free(text);
    sqlite3_free(file);
    map_database(db, "1997-09-30");
    assert_query(db,
                 "SELECT buyers_to_date, repeated_to_date FROM repeat_purchase_rate "
                 "WHERE scope = 'all'",
                 "2357|946");
    assert_same_results(db, "SELECT sum(advocacy_amount(amount, '.')) FROM purchase",
                        "SELECT sum(dollars) FROM cdnow", 1e-12);
    close_database(db);
}

static void the_garden_centre_keeps_its_score_and_asks_for_the_day(void **state)
{
    (void)state;
    sqlite3 *db = open_csv("nps_gardencentre_benavent.csv", "survey");
    char *script = mapping_of(db);
    assert_non_null(strstr(script, "[?] AS answered_at -- not found"));
    assert_null(strstr(script, "CREATE TEMP VIEW purchase AS\n"));
    execute(db, script);
    assert_number(db, "SELECT nps(nps_answer(score)) FROM survey_response", 53.4161, 0.00005);
    sqlite3_free(script);
    close_database(db);
}

static void a_survey_is_known_by_its_question(void **state)
{
    (void)state;
    sqlite3 *db = open_database();
    execute(db,
            "CREATE TABLE answers(\"Response ID\", \"Submitted At\", Email, \"How likely are you "
            "to recommend us to a friend or colleague?\", \"Why?\", Plan);"
            "INSERT INTO answers VALUES"
            "('a', '10/31/2026 2:05 PM', 'ann@x.org', '10 - Extremely likely', 'fine', 'Pro'),"
            "('b', '11/1/2026 9:00 AM', 'bob@x.org', '7', '', 'Basic'),"
            "('c', '11/2/2026 9:00 AM', '', '3', 'slow', 'Basic'),"
            "('d', '11/2/2026 10:00 AM', 'Ann@X.org', '9', '', 'Pro'),"
            "('e', '9/30/2026 9:00 AM', 'dan@x.org', '', '', 'Pro')");
    map_database(db, "2026-11-30");
    assert_number(db, "SELECT nps(nps_answer(score)) FROM survey_response", 25, 1e-9);
    assert_query(
        db, "SELECT response_id, customer_id, answered_at, comment FROM survey_response LIMIT 2",
        "a|ann@x.org|2026-10-31 14:05:00|fine\nb|bob@x.org|2026-11-01 09:00:00|");
    assert_query(db, "SELECT count(*), count(DISTINCT customer_id) FROM latest_answer", "3|2");
    assert_query(db, "SELECT customer_id, segment FROM customer ORDER BY 1",
                 "ann@x.org|Pro\nbob@x.org|Basic\ndan@x.org|Pro");
    close_database(db);
}

/* Orders, customers with an id for each order and one that is theirs, items, payments, reviews. */
static const char olist[] =
    "CREATE TABLE olist_customers(customer_id, customer_unique_id, customer_zip_code_prefix, "
    "customer_city, customer_state);"
    "CREATE TABLE olist_geolocation(geolocation_zip_code_prefix, geolocation_lat, geolocation_lng);"
    "CREATE TABLE olist_order_items(order_id, order_item_id, product_id, seller_id, "
    "shipping_limit_date, price, freight_value);"
    "CREATE TABLE olist_order_payments(order_id, payment_sequential, payment_type, "
    "payment_installments, payment_value);"
    "CREATE TABLE olist_order_reviews(review_id, order_id, review_score, review_comment_title, "
    "review_comment_message, review_creation_date, review_answer_timestamp);"
    "CREATE TABLE olist_orders(order_id, customer_id, order_status, order_purchase_timestamp, "
    "order_approved_at, order_delivered_carrier_date, order_delivered_customer_date, "
    "order_estimated_delivery_date);"
    "CREATE TABLE olist_sellers(seller_id, seller_zip_code_prefix, seller_city, seller_state);" COUNT_TO(
        900) "INSERT INTO olist_customers SELECT 'c' || i, 'u' || (i * 7 % 400), '0' || (i % 90), 'x', "
             "substr('SPRJMG', 1 + i % 3 * 2, 2) FROM n;" COUNT_TO(
                 900) "INSERT INTO olist_orders SELECT 'o' || i, 'c' || i, CASE WHEN i % 50 = 0 THEN "
                      "'canceled' WHEN i % 77 = 0 THEN 'unavailable' ELSE 'delivered' END, "
                      "datetime('2017-01-01', i % 500 || ' days', i % 24 || ' hours'), '2017-06-01', "
                      "'2017-06-02', '2017-06-03', '2017-06-09' FROM n;" COUNT_TO(
                          900) "INSERT INTO olist_order_items SELECT 'o' || i, k, 'p' || (i % 40), 's1', '2017-06-05', "
                               "printf('%.2f', 10.25 + i % 90), '5.10' FROM n JOIN (SELECT 1 AS k UNION SELECT 2) "
                               "WHERE k = 1 OR i % 4 = 0;" COUNT_TO(
                                   900) "INSERT INTO olist_order_payments SELECT 'o' || i, k, 'credit_card', 3, printf('%.2f', "
                                        "15.35 + i % 90) FROM n JOIN (SELECT 1 AS k UNION SELECT 2) WHERE k = 1 OR i % 5 = "
                                        "0;" COUNT_TO(
                                            900) "INSERT INTO olist_order_reviews SELECT 'r' || i, 'o' || i, 1 + i % 5, '', 'ok', "
                                                 "date('2017-02-01', i % 500 || ' days'), datetime('2017-02-02', i % 500 || ' days') FROM n;";

static void joined_tables_of_a_marketplace_are_one_purchase_an_order(void **state)
{
    (void)state;
    sqlite3 *db = open_database();
    execute(db, olist);
    map_database(db, "2018-12-31");
    assert_same_results(
        db, "SELECT purchase_id, customer_id, purchased_at, amount FROM purchase ORDER BY 1",
        "SELECT o.order_id, (SELECT customer_unique_id FROM olist_customers AS c WHERE c.customer_id "
        "= o.customer_id), order_purchase_timestamp, (SELECT total(payment_value) FROM "
        "olist_order_payments AS p WHERE p.order_id = o.order_id) FROM olist_orders AS o "
        "WHERE order_status = 'delivered' ORDER BY 1",
        1e-12);
    assert_same_results(db, "SELECT count(*), count(DISTINCT customer_id) FROM customer",
                        "SELECT count(DISTINCT customer_unique_id), count(DISTINCT "
                        "customer_unique_id) FROM olist_customers",
                        0);
    assert_same_results(
        db, "SELECT review_id, customer_id, posted_at, rating FROM review ORDER BY 1",
        "SELECT r.review_id, c.customer_unique_id, r.review_creation_date, r.review_score FROM "
        "olist_order_reviews AS r JOIN olist_orders AS o ON o.order_id = r.order_id JOIN "
        "olist_customers AS c ON c.customer_id = o.customer_id ORDER BY 1",
        0);
    assert_query(db, "SELECT count(*) FROM survey_response", "0");
    close_database(db);
}

/* Facts and dimensions: days by key, versions of a customer, contacts who answer for one. */
static const char star[] =
    "CREATE TABLE dim_date(date_key INTEGER PRIMARY KEY, full_date TEXT, month INTEGER);"
    "CREATE TABLE dim_customer(customer_key INTEGER PRIMARY KEY, customer_id TEXT, company_name "
    "TEXT, industry TEXT, valid_from TEXT, valid_to TEXT, is_current INTEGER);"
    "CREATE TABLE dim_contact(contact_key INTEGER PRIMARY KEY, customer_key INTEGER, contact_name "
    "TEXT, email TEXT);"
    "CREATE TABLE dim_product(product_key INTEGER PRIMARY KEY, product_name TEXT, list_price REAL);"
    "CREATE TABLE fact_orders(order_line_key INTEGER PRIMARY KEY, order_number TEXT, date_key "
    "INTEGER, customer_key INTEGER, product_key INTEGER, quantity INTEGER, line_amount REAL, "
    "order_status TEXT);"
    "CREATE TABLE fact_nps_survey(survey_key INTEGER PRIMARY KEY, date_key INTEGER, contact_key "
    "INTEGER, nps_score INTEGER, verbatim TEXT);" COUNT_TO(400) "INSERT INTO dim_date SELECT i, date('2025-01-01', i || ' days'), 1 FROM n;" COUNT_TO(
        120) "INSERT INTO dim_customer SELECT i, 'ACC' || (i % 100), 'Company ' || (i % 100), "
             "CASE i % 3 WHEN 0 THEN 'Retail' WHEN 1 THEN 'Bank' ELSE 'Public' END, '2025-01-01', "
             "'', 1 FROM n;" COUNT_TO(
                 300) "INSERT INTO dim_contact SELECT i, 1 + i % 120, 'Person ' || i, 'p' || i || '@x.org' "
                      "FROM n;" COUNT_TO(
                          800) "INSERT INTO fact_orders SELECT i, 'SO-' || (i / 3), 1 + (i / 3) % 400, 1 + (i / 3) * 7 % "
                               "120, i % 9, 1 + i % 4, 10.5 + i % 13, CASE WHEN i / 3 % 20 = 0 THEN 'Cancelled' ELSE "
                               "'Closed' END FROM n;" COUNT_TO(
                                   200) "INSERT INTO fact_nps_survey SELECT i, 1 + i % 400, 1 + i * 11 % 300, i % 11, 'x' "
                                        "FROM n;";

static void a_star_schema_is_followed_over_its_keys(void **state)
{
    (void)state;
    sqlite3 *db = open_database();
    execute(db, star);
    map_database(db, "2026-12-31");
    assert_same_results(
        db, "SELECT purchase_id, customer_id, purchased_at, amount FROM purchase ORDER BY 1",
        "SELECT order_number, min(c.customer_id), min(d.full_date), sum(line_amount) FROM fact_orders "
        "AS f JOIN dim_customer AS c USING (customer_key) JOIN dim_date AS d USING (date_key) "
        "WHERE order_status = 'Closed' GROUP BY 1 ORDER BY 1",
        1e-12);
    assert_same_results(
        db, "SELECT response_id, customer_id, answered_at, score FROM survey_response ORDER BY 1",
        "SELECT survey_key, c.customer_id, d.full_date, nps_score FROM fact_nps_survey JOIN "
        "dim_contact USING (contact_key) JOIN dim_customer AS c USING (customer_key) JOIN dim_date "
        "AS d USING (date_key) ORDER BY 1",
        0);
    assert_query(db, "SELECT count(*), count(DISTINCT customer_id) FROM customer", "100|100");
    close_database(db);
}

static void prices_of_lines_are_multiplied_and_summed(void **state)
{
    (void)state;
    sqlite3 *db = open_database();
    execute(
        db,
        "CREATE TABLE Customers(CustomerID TEXT PRIMARY KEY, CompanyName, Country);"
        "CREATE TABLE Employees(EmployeeID INTEGER PRIMARY KEY, LastName, FirstName, HireDate);"
        "CREATE TABLE Orders(OrderID INTEGER PRIMARY KEY, CustomerID TEXT, EmployeeID, "
        "OrderDate, RequiredDate, ShippedDate, Freight NUMERIC, ShipCountry);"
        "CREATE TABLE \"Order Details\"(OrderID INTEGER, ProductID, UnitPrice NUMERIC, Quantity "
        "INTEGER, Discount REAL, PRIMARY KEY (OrderID, ProductID));" COUNT_TO(40) "INSERT INTO Customers SELECT 'K' || i, 'Company ' || i, 'DE' FROM n;" COUNT_TO(
            200) "INSERT INTO Orders SELECT 10000 + i, 'K' || (1 + i % 40), 1, date('2016-01-01', i || ' "
                 "days'), '2017-01-01', '2017-01-02', 32.5, 'DE' FROM n;" COUNT_TO(
                     500) "INSERT INTO \"Order Details\" SELECT 10001 + i % 200, i, 2.5 + i % 7, 1 + i % 5, "
                          "i % 4 * 0.05 FROM n;");
    map_database(db, "2017-12-31");
    assert_same_results(
        db, "SELECT purchase_id, customer_id, purchased_at, amount FROM purchase ORDER BY 1",
        "SELECT o.OrderID, CustomerID, OrderDate, sum(UnitPrice * Quantity * (1 - Discount)) FROM "
        "main.Orders AS o JOIN \"Order Details\" AS d ON d.OrderID = o.OrderID GROUP BY 1 ORDER BY 1",
        1e-12);
    close_database(db);
}

/* Times in seconds, money in cents, customers as numbers here and as text there. */
static void an_applications_tables_are_read_in_their_units(void **state)
{
    (void)state;
    sqlite3 *db = open_database();
    execute(
        db,
        "CREATE TABLE users(id INTEGER PRIMARY KEY, email TEXT, full_name TEXT, plan TEXT, "
        "created_at INTEGER, referred_by INTEGER);"
        "CREATE TABLE orders(id INTEGER PRIMARY KEY, user_id INTEGER, created_at INTEGER, "
        "total_cents INTEGER, state TEXT);"
        "CREATE TABLE nps_responses(id INTEGER PRIMARY KEY, user_id TEXT, score INTEGER, comment "
        "TEXT, created_at INTEGER);"
        "CREATE TABLE invitations(id INTEGER PRIMARY KEY, user_id INTEGER, channel TEXT, sent_at "
        "INTEGER);" COUNT_TO(
            100) "INSERT INTO users SELECT i, 'u' || i || '@x.org', 'Name ' || i, "
                 "CASE i % 2 WHEN 1 THEN 'pro' ELSE 'free' END, 1600000000 + i * 86400, "
                 "CASE WHEN i % 5 = 0 THEN i - 1 END FROM n;" COUNT_TO(
                     300) "INSERT INTO orders SELECT i, 1 + i % 100, 1700000000 + i * 3600, 1999 + i, CASE "
                          "WHEN i % 20 = 0 THEN 'cancelled' ELSE 'paid' END FROM n;" COUNT_TO(
                              150) "INSERT INTO nps_responses SELECT i, 1 + i % 100, i % 11, 'c', "
                                   "1710000000 + i * 3600 FROM n;" COUNT_TO(
                                       150) "INSERT INTO invitations SELECT i, 1 + i % 100, 'email', 1709000000 + i * 3600 "
                                            "FROM n;");
    map_database(db, "2025-12-31");
    assert_same_results(
        db, "SELECT purchase_id, customer_id, purchased_at, amount FROM purchase ORDER BY 1",
        "SELECT id, '' || user_id, datetime(created_at, 'unixepoch'), total_cents * 0.01 FROM orders WHERE "
        "state = 'paid' ORDER BY 1",
        1e-12);
    assert_query(
        db,
        "SELECT count(*), sum(customer_id IN (SELECT customer_id FROM customer)) FROM survey_response",
        "150|150");
    assert_query(
        db,
        "SELECT count(*), sum(customer_id IN (SELECT customer_id FROM customer)) FROM invitation",
        "150|150");
    assert_query(
        db,
        "SELECT referrer_id, referred_id, referred_at FROM referral ORDER BY referred_at LIMIT 1",
        "4|5|2020-09-18 12:26:40");
    assert_query(db, "SELECT count(*), count(joined_at), count(DISTINCT segment) FROM customer",
                 "100|100|2");
    close_database(db);
}

static void guests_with_the_number_0_are_known_by_their_address_or_by_nothing(void **state)
{
    (void)state;
    sqlite3 *db = open_database();
    execute(
        db,
        "CREATE TABLE orders(id INTEGER PRIMARY KEY, customer_id INTEGER, created_at TEXT, total REAL);" COUNT_TO(
            60) "INSERT INTO orders SELECT i, CASE WHEN i % 3 = 0 THEN 0 ELSE i % 10 END, "
                "date('2026-01-01', i || ' days'), i FROM n");
    char *script = mapping_of(db);
    execute(db, script);
    assert_query(db,
                 "SELECT count(*), sum(customer_id IS NULL), sum(customer_id = 0) FROM purchase",
                 "60|24|0");
    sqlite3_free(script);
    execute(
        db,
        "DROP VIEW temp.purchase; DROP VIEW temp.customer; ALTER TABLE orders ADD COLUMN email TEXT;"
        "UPDATE orders SET email = 'g' || (id % 7) || '@x.org'");
    script = mapping_of(db);
    execute(db, script);
    assert_query(db, "SELECT count(DISTINCT customer_id), min(customer_id) FROM purchase",
                 "7|g0@x.org");
    sqlite3_free(script);
    close_database(db);
}

/* Where one row is missing from the sum, the sum would be wrong, and nobody would see it. */
static void an_order_with_a_line_that_cannot_be_read_says_so(void **state)
{
    (void)state;
    sqlite3 *db = open_database();
    execute(
        db,
        "CREATE TABLE order_items(order_id, price);"
        "CREATE TABLE orders(order_id, customer_id, order_date);" COUNT_TO(20) "INSERT INTO orders SELECT 'o' || i, 'c' || (i % 5), date('2026-01-01', i || ' days') FROM n;" COUNT_TO(
            40) "INSERT INTO order_items SELECT 'o' || (1 + i % 20), CASE i WHEN 7 THEN 'free of charge' ELSE '10.50' END FROM n;");
    char *script = mapping_of(db);
    execute(db, script);
    assert_query(
        db, "SELECT amount FROM purchase WHERE purchase_id IN ('o7', 'o8') ORDER BY purchase_id",
        "21.0\nfree of charge");
    sqlite3_free(script);
    close_database(db);
}

static void run_mapping(sqlite3 *db)
{
    char *script = mapping_of(db);
    execute(db, script);
    sqlite3_free(script);
}

static void a_customer_with_the_number_0_is_one_where_all_are_counted_from_0(void **state)
{
    (void)state;
    sqlite3 *db = open_database();
    execute(
        db,
        "CREATE TABLE orders(id INTEGER PRIMARY KEY, customer_id INTEGER, created_at TEXT, total REAL);" COUNT_TO(
            60) "INSERT INTO orders SELECT i, i % 10, date('2026-01-01', i || ' days'), i FROM n");
    run_mapping(db);
    assert_query(db, "SELECT count(DISTINCT customer_id), min(customer_id) FROM temp.purchase",
                 "10|0");
    close_database(db);
}

/* Orders, customers and answers as they are called in each language, and a state that was no
 * purchase. */
static const struct Shop {
    const char *orders[7]; /* table, number, customer, day, total, state, the state that is none */
    const char *customers[4]; /* table, number, name, segment */
    const char *answers[4];   /* table, customer, day, question */
} shops[] = {
    {{"orders", "order_id", "customer_id", "order_date", "total", "status", "cancelled"},
     {"customers", "customer_id", "name", "segment"},
     {"survey", "customer_id", "submitted_at", "How likely are you to recommend us?"}},
    {{"ordini", "numero_ordine", "codice_cliente", "data_ordine", "importo_totale", "stato",
      "annullato"},
     {"clienti", "codice_cliente", "nome", "segmento"},
     {"sondaggio", "codice_cliente", "data_risposta",
      "Con quale probabilità ci consiglieresti a un amico?"}},
    {{"Commandes", "N° commande", "N° client", "Date de commande", "Montant total", "Statut",
      "annulée"},
     {"Clients", "N° client", "Nom", "Segment"},
     {"Enquête", "N° client", "Date de réponse",
      "Quelle est la probabilité que vous nous recommandiez ?"}},
    {{"comenzi", "nr_comanda", "cod_client", "data_comanda", "valoare_totala", "stare", "anulată"},
     {"clienti", "cod_client", "nume", "segment"},
     {"chestionar", "cod_client", "data_raspuns", "Cât de probabil este să ne recomandați?"}},
    {{"pedidos", "número de pedido", "código de cliente", "fecha del pedido", "importe total",
      "estado", "cancelado"},
     {"clientes", "código de cliente", "nombre", "segmento"},
     {"encuesta", "código de cliente", "fecha de respuesta",
      "¿Qué tan probable es que nos recomiende?"}},
    {{"Bestellungen", "Bestellnummer", "Kundennummer", "Bestelldatum", "Gesamtbetrag",
      "Bestellstatus", "storniert"},
     {"Kunden", "Kundennummer", "Name", "Kundengruppe"},
     {"Umfrage", "Kundennummer", "Datum",
      "Wie wahrscheinlich ist es, dass Sie uns weiterempfehlen?"}},
    {{"订单", "订单编号", "客户编号", "订单日期", "总金额", "状态", "已取消"},
     {"客户", "客户编号", "姓名", "客户类型"},
     {"问卷", "客户编号", "提交时间", "您有多大可能向朋友推荐我们"}},
};

static void make_shop(sqlite3 *db, const struct Shop *shop)
{
    const char *const *o = shop->orders;
    const char *const *c = shop->customers;
    const char *const *a = shop->answers;
    char *sql = sqlite3_mprintf(
        "CREATE TABLE \"%w\"(\"%w\", \"%w\", \"%w\", \"%w\", \"%w\");"
        "CREATE TABLE \"%w\"(\"%w\", \"%w\", \"%w\"); CREATE TABLE \"%w\"(\"%w\", \"%w\", \"%w\");" COUNT_TO(
            60) "INSERT INTO \"%w\" SELECT i, 'K' || (i %% 20), date('2026-01-01', i || ' days'), i * 1.5, "
                "CASE WHEN i %% 10 = 0 THEN %Q ELSE 'ok' END FROM n;" COUNT_TO(20) "INSERT INTO \"%w\" SELECT 'K' || (i - 1), 'N' || i, CASE i %% 2 WHEN 1 THEN 'A' ELSE 'B' END FROM n;" COUNT_TO(
                    30) "INSERT INTO \"%w\" SELECT 'K' || (i %% 20), date('2026-02-01', i || ' days'), i %% 11 FROM n;",
        o[0], o[1], o[2], o[3], o[4], o[5], c[0], c[1], c[2], c[3], a[0], a[1], a[2], a[3], o[0],
        o[6], c[0], a[0]);
    execute(db, sql);
    sqlite3_free(sql);
}

static void a_shop_is_known_in_seven_languages(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof shops / sizeof shops[0]; i++) {
        sqlite3 *db = open_database();
        make_shop(db, &shops[i]);
        run_mapping(db);
        char *found = query(
            db,
            "SELECT (SELECT count(*) || ' ' || sum(amount) || ' ' || max(purchased_at) FROM temp.purchase), "
            "(SELECT count(*) || ' ' || count(DISTINCT segment) || ' ' || min(name) FROM temp.customer), "
            "(SELECT count(customer_id) || ' ' || round(nps(score), 1) || ' ' || max(answered_at) FROM temp.survey_response)");
        /* 60 orders of 1.5 to 90, less those of 15, 30, ... 90; 4 promoters and 20 detractors
         * of 30. */
        if (strcmp(found, "54 2430.0 2026-03-01|20 2 N1|30 -53.3 2026-03-03") != 0) {
            fail_msg("%s: %s", shops[i].orders[0], found);
        }
        sqlite3_free(found);
        close_database(db);
    }
}

static void it_may_be_run_again_behind_a_mapping_and_a_setup(void **state)
{
    (void)state;
    sqlite3 *db = open_database();
    execute(
        db,
        "CREATE TABLE orders(id, customer_id, order_date, total);" COUNT_TO(
            20) "INSERT INTO orders SELECT i, i % 7, date('2026-01-01', i || ' days'), i FROM n");
    execute(db, "SELECT advocacy_setup('temp')");
    run_mapping(db);
    assert_query(db, "SELECT count(*) FROM purchase", "20");
    run_mapping(db);
    execute(db, "SELECT advocacy_setup('temp')");
    run_mapping(db);
    assert_query(db, "SELECT count(*) FROM purchase", "20");
    close_database(db);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(chinook_gives_the_published_repeat_rate),
        cmocka_unit_test(orders_of_a_csv_file_are_purchases),
        cmocka_unit_test(a_log_of_transactions_without_amounts_keeps_its_customers),
        cmocka_unit_test(the_cdnow_log_gives_the_published_repeat_buyers),
        cmocka_unit_test(the_garden_centre_keeps_its_score_and_asks_for_the_day),
        cmocka_unit_test(a_survey_is_known_by_its_question),
        cmocka_unit_test(joined_tables_of_a_marketplace_are_one_purchase_an_order),
        cmocka_unit_test(a_star_schema_is_followed_over_its_keys),
        cmocka_unit_test(prices_of_lines_are_multiplied_and_summed),
        cmocka_unit_test(an_applications_tables_are_read_in_their_units),
        cmocka_unit_test(guests_with_the_number_0_are_known_by_their_address_or_by_nothing),
        cmocka_unit_test(a_customer_with_the_number_0_is_one_where_all_are_counted_from_0),
        cmocka_unit_test(an_order_with_a_line_that_cannot_be_read_says_so),
        cmocka_unit_test(a_shop_is_known_in_seven_languages),
        cmocka_unit_test(it_may_be_run_again_behind_a_mapping_and_a_setup),
    };
    return cmocka_run_group_tests_name("mapping", tests, NULL, NULL);
}
