/*
 * advocacy_mapping() on the shapes of databases that shops and companies have, in several
 * languages: its script, run as it is, gives what SQL written for the tables gives.
 */
#include <string.h>

#include "support/mapping.h"

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
    "CREATE TABLE olist_customers(customer_id, customer_unique_id, customer_zip_code_prefix, customer_city, customer_state);"
    "CREATE TABLE olist_geolocation(geolocation_zip_code_prefix, geolocation_lat, geolocation_lng);"
    "CREATE TABLE olist_order_items(order_id, order_item_id, product_id, seller_id, shipping_limit_date, price, freight_value);"
    "CREATE TABLE olist_order_payments(order_id, payment_sequential, payment_type, payment_installments, payment_value);"
    "CREATE TABLE olist_order_reviews(review_id, order_id, review_score, review_comment_title, review_comment_message, review_creation_date, review_answer_timestamp);"
    "CREATE TABLE olist_orders(order_id, customer_id, order_status, order_purchase_timestamp, order_approved_at, order_delivered_carrier_date, order_delivered_customer_date, order_estimated_delivery_date);"
    "CREATE TABLE olist_sellers(seller_id, seller_zip_code_prefix, seller_city, seller_state);"
    "INSERT INTO olist_customers SELECT 'c' || i, 'u' || (i * 7 % 400), '0' || (i % 90), 'x', substr('SPRJMG', 1 + i % 3 * 2, 2) FROM n WHERE i <= 900;"
    "INSERT INTO olist_orders SELECT 'o' || i, 'c' || i, CASE WHEN i % 50 = 0 THEN 'canceled' WHEN i % 77 = 0 THEN 'unavailable' ELSE 'delivered' END, datetime('2017-01-01', (i % 500) || ' days', (i % 24) || ' hours'), '2017-06-01', '2017-06-02', '2017-06-03', '2017-06-09' FROM n WHERE i <= 900;"
    "INSERT INTO olist_order_items SELECT 'o' || i, k, 'p' || (i % 40), 's1', '2017-06-05', printf('%.2f', 10.25 + i % 90), '5.10' FROM (SELECT i FROM n WHERE i <= 900) JOIN (SELECT 1 AS k UNION SELECT 2) WHERE k = 1 OR i % 4 = 0;"
    "INSERT INTO olist_order_payments SELECT 'o' || i, k, 'credit_card', 3, printf('%.2f', 15.35 + i % 90) FROM (SELECT i FROM n WHERE i <= 900) JOIN (SELECT 1 AS k UNION SELECT 2) WHERE k = 1 OR i % 5 = 0;"
    "INSERT INTO olist_order_reviews SELECT 'r' || i, 'o' || i, 1 + i % 5, '', 'ok', date('2017-02-01', (i % 500) || ' days'), datetime('2017-02-02', (i % 500) || ' days') FROM n WHERE i <= 900;";

static void joined_tables_of_a_marketplace_are_one_purchase_an_order(void **state)
{
    (void)state;
    sqlite3 *db = open_database();
    make_tables(db, olist);
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
    "CREATE TABLE dim_customer(customer_key INTEGER PRIMARY KEY, customer_id TEXT, company_name TEXT, industry TEXT, valid_from TEXT, valid_to TEXT, is_current INTEGER);"
    "CREATE TABLE dim_contact(contact_key INTEGER PRIMARY KEY, customer_key INTEGER, contact_name TEXT, email TEXT);"
    "CREATE TABLE dim_product(product_key INTEGER PRIMARY KEY, product_name TEXT, list_price REAL);"
    "CREATE TABLE fact_orders(order_line_key INTEGER PRIMARY KEY, order_number TEXT, date_key INTEGER, customer_key INTEGER, product_key INTEGER, quantity INTEGER, line_amount REAL, order_status TEXT);"
    "CREATE TABLE fact_nps_survey(survey_key INTEGER PRIMARY KEY, date_key INTEGER, contact_key INTEGER, nps_score INTEGER, verbatim TEXT);"
    "INSERT INTO dim_date SELECT i, date('2025-01-01', i || ' days'), 1 FROM n WHERE i <= 400;"
    "INSERT INTO dim_customer SELECT i, 'ACC' || (i % 100), 'Company ' || (i % 100), CASE i % 3 WHEN 0 THEN 'Retail' WHEN 1 THEN 'Bank' ELSE 'Public' END, '2025-01-01', '', 1 FROM n WHERE i <= 120;"
    "INSERT INTO dim_contact SELECT i, 1 + i % 120, 'Person ' || i, 'p' || i || '@x.org' FROM n WHERE i <= 300;"
    "INSERT INTO fact_orders SELECT i, 'SO-' || (i / 3), 1 + (i / 3) % 400, 1 + (i / 3) * 7 % 120, i % 9, 1 + i % 4, 10.5 + i % 13, CASE WHEN i / 3 % 20 = 0 THEN 'Cancelled' ELSE 'Closed' END FROM n WHERE i <= 800;"
    "INSERT INTO fact_nps_survey SELECT i, 1 + i % 400, 1 + i * 11 % 300, i % 11, 'x' FROM n WHERE i <= 200;";

static void a_star_schema_is_followed_over_its_keys(void **state)
{
    (void)state;
    sqlite3 *db = open_database();
    make_tables(db, star);
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
    make_tables(
        db,
        "CREATE TABLE Customers(CustomerID TEXT PRIMARY KEY, CompanyName, Country);"
        "CREATE TABLE Employees(EmployeeID INTEGER PRIMARY KEY, LastName, FirstName, HireDate);"
        "CREATE TABLE Orders(OrderID INTEGER PRIMARY KEY, CustomerID TEXT, EmployeeID, OrderDate, RequiredDate, ShippedDate, Freight NUMERIC, ShipCountry);"
        "CREATE TABLE \"Order Details\"(OrderID INTEGER, ProductID, UnitPrice NUMERIC, Quantity INTEGER, Discount REAL, PRIMARY KEY (OrderID, ProductID));"
        "INSERT INTO Customers SELECT 'K' || i, 'Company ' || i, 'DE' FROM n WHERE i <= 40;"
        "INSERT INTO Orders SELECT 10000 + i, 'K' || (1 + i % 40), 1, date('2016-01-01', i || ' days'), '2017-01-01', '2017-01-02', 32.5, 'DE' FROM n WHERE i <= 200;"
        "INSERT INTO \"Order Details\" SELECT 10001 + i % 200, i, 2.5 + i % 7, 1 + i % 5, i % 4 * 0.05 FROM n WHERE i <= 500;");
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
    make_tables(
        db,
        "CREATE TABLE users(id INTEGER PRIMARY KEY, email TEXT, full_name TEXT, plan TEXT, created_at INTEGER, referred_by INTEGER);"
        "CREATE TABLE orders(id INTEGER PRIMARY KEY, user_id INTEGER, created_at INTEGER, total_cents INTEGER, state TEXT);"
        "CREATE TABLE nps_responses(id INTEGER PRIMARY KEY, user_id TEXT, score INTEGER, comment TEXT, created_at INTEGER);"
        "CREATE TABLE invitations(id INTEGER PRIMARY KEY, user_id INTEGER, channel TEXT, sent_at INTEGER);"
        "INSERT INTO users SELECT i, 'u' || i || '@x.org', 'Name ' || i, CASE i % 2 WHEN 1 THEN 'pro' ELSE 'free' END, 1600000000 + i * 86400, CASE WHEN i % 5 = 0 THEN i - 1 END FROM n WHERE i <= 100;"
        "INSERT INTO orders SELECT i, 1 + i % 100, 1700000000 + i * 3600, 1999 + i, CASE WHEN i % 20 = 0 THEN 'cancelled' ELSE 'paid' END FROM n WHERE i <= 300;"
        "INSERT INTO nps_responses SELECT i, 1 + i % 100, i % 11, 'c', 1710000000 + i * 3600 FROM n WHERE i <= 150;"
        "INSERT INTO invitations SELECT i, 1 + i % 100, 'email', 1709000000 + i * 3600 FROM n WHERE i <= 150;");
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
    make_tables(
        db,
        "CREATE TABLE orders(id INTEGER PRIMARY KEY, customer_id INTEGER, created_at TEXT, total REAL);"
        "INSERT INTO orders SELECT i, CASE WHEN i % 3 = 0 THEN 0 ELSE i % 10 END, date('2026-01-01', i || ' days'), i FROM n WHERE i <= 60");
    run_mapping(db);
    assert_query(db,
                 "SELECT count(*), sum(customer_id IS NULL), sum(customer_id = 0) FROM purchase",
                 "60|24|0");
    execute(
        db,
        "DROP VIEW temp.purchase; DROP VIEW temp.customer; ALTER TABLE orders ADD COLUMN email TEXT;"
        "UPDATE orders SET email = 'g' || (id % 7) || '@x.org'");
    run_mapping(db);
    assert_query(db, "SELECT count(DISTINCT customer_id), min(customer_id) FROM purchase",
                 "7|g0@x.org");
    close_database(db);
}

/* Where one row is missing from the sum, the sum would be wrong, and nobody would see it. */
static void an_order_with_a_line_that_cannot_be_read_says_so(void **state)
{
    (void)state;
    sqlite3 *db = open_database();
    make_tables(
        db,
        "CREATE TABLE order_items(order_id, price);"
        "CREATE TABLE orders(order_id, customer_id, order_date);"
        "INSERT INTO orders SELECT 'o' || i, 'c' || (i % 5), date('2026-01-01', i || ' days') FROM n WHERE i <= 20;"
        "INSERT INTO order_items SELECT 'o' || (1 + i % 20), CASE i WHEN 7 THEN 'free of charge' ELSE '10.50' END FROM n WHERE i <= 40;");
    run_mapping(db);
    assert_query(
        db, "SELECT amount FROM purchase WHERE purchase_id IN ('o7', 'o8') ORDER BY purchase_id",
        "21.0\nfree of charge");
    close_database(db);
}

static void a_customer_with_the_number_0_is_one_where_all_are_counted_from_0(void **state)
{
    (void)state;
    sqlite3 *db = open_database();
    make_tables(
        db,
        "CREATE TABLE orders(id INTEGER PRIMARY KEY, customer_id INTEGER, created_at TEXT, total REAL);"
        "INSERT INTO orders SELECT i, i % 10, date('2026-01-01', i || ' days'), i FROM n WHERE i <= 60");
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
        "CREATE TABLE \"%w\"(\"%w\", \"%w\", \"%w\");"
        " CREATE TABLE \"%w\"(\"%w\", \"%w\", \"%w\");"
        "INSERT INTO \"%w\" SELECT i, 'K' || (i %% 20), date('2026-01-01', i || ' days'), i * 1.5, CASE WHEN i %% 10 = 0 THEN %Q ELSE 'ok' END FROM n WHERE i <= 60;"
        "INSERT INTO \"%w\" SELECT 'K' || (i - 1), 'N' || i, CASE i %% 2 WHEN 1 THEN 'A' ELSE 'B' END FROM n WHERE i <= 20;"
        "INSERT INTO \"%w\" SELECT 'K' || (i %% 20), date('2026-02-01', i || ' days'), i %% 11 FROM n WHERE i <= 30;",
        o[0], o[1], o[2], o[3], o[4], o[5], c[0], c[1], c[2], c[3], a[0], a[1], a[2], a[3], o[0],
        o[6], c[0], a[0]);
    make_tables(db, sql);
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

/* German names, times as PostgreSQL writes them, money in cents as text, days as people do. */
static void a_german_shop_from_postgresql_is_read_in_its_units(void **state)
{
    (void)state;
    sqlite3 *db = open_database();
    make_tables(
        db,
        "CREATE TABLE kunden(kundennr INTEGER PRIMARY KEY, vorname, nachname, email, bundesland, registriert_am);"
        "CREATE TABLE mitarbeiter(personalnr INTEGER PRIMARY KEY, vorname, nachname, email, eingestellt_am);"
        "CREATE TABLE bestellungen(bestell_id INTEGER PRIMARY KEY, kundennr INTEGER, bestellt_am, summe_cent TEXT, zahlungsstatus);"
        "CREATE TABLE bestellpositionen(pos_id INTEGER PRIMARY KEY, bestell_id INTEGER, artikelnr, menge INTEGER, einzelpreis_cent INTEGER);"
        "CREATE TABLE bewertungen(bewertung_id INTEGER PRIMARY KEY, bestell_id INTEGER, sterne INTEGER, text, erstellt_am);"
        "CREATE TABLE umfrage_antworten(antwort_id INTEGER PRIMARY KEY, kundennr INTEGER, weiterempfehlung INTEGER, kommentar, beantwortet_am);"
        "CREATE TABLE empfehlungen(id INTEGER PRIMARY KEY, werber_nr INTEGER, empfohlen_am, geworbener_nr INTEGER);"
        "INSERT INTO kunden SELECT i, 'V' || i, 'N' || i, 'k' || i || '@x.de', CASE i % 2 WHEN 1 THEN 'Bayern' ELSE 'Hessen' END, "
        "datetime('2025-01-01', i || ' days') || '.123456+00' FROM n WHERE i <= 80;"
        "INSERT INTO mitarbeiter SELECT i, 'M', 'S', 'm' || i || '@x.de', '2020-01-01' FROM n WHERE i <= 7;"
        "INSERT INTO bestellungen SELECT 1000 + i, 1 + i * 7 % 80, datetime('2025-03-01 08:30:11', i || ' days') || '.5+01', "
        "'' || (999 + i * 10), CASE i % 6 WHEN 0 THEN 'offen' WHEN 1 THEN 'storniert' WHEN 2 THEN 'erstattet' ELSE 'bezahlt' END "
        "FROM n WHERE i <= 300;"
        "INSERT INTO bestellpositionen SELECT i, 1000 + i, i % 9, 1, 500 FROM n WHERE i <= 300;"
        "INSERT INTO bewertungen SELECT i, 1000 + i, 1 + i % 5, 'gut', datetime('2025-04-01', i || ' days') || '+01' FROM n WHERE i <= 60;"
        "INSERT INTO umfrage_antworten SELECT i, 1 + i % 80, i % 11, 'weil', strftime('%d.%m.%Y %H:%M', '2025-07-01 16:44', i || ' days') "
        "FROM n WHERE i <= 120;"
        "INSERT INTO empfehlungen SELECT i, i, date('2025-04-01', i || ' days'), 20 + i FROM n WHERE i <= 15;");
    map_database(db, "2026-01-31");
    assert_same_results(
        db, "SELECT purchase_id, customer_id, purchased_at, amount FROM read_purchase ORDER BY 1",
        "SELECT bestell_id, kundennr, datetime(substr(bestellt_am, 1, 19), '-1 hour'), summe_cent * 0.01 FROM bestellungen "
        "WHERE zahlungsstatus IN ('bezahlt', 'offen') ORDER BY 1",
        1e-12);
    assert_same_results(
        db,
        "SELECT response_id, customer_id, answered_at, score, comment FROM read_survey_response ORDER BY 1",
        "SELECT antwort_id, kundennr, datetime('2025-07-01 16:44', antwort_id || ' days'), weiterempfehlung, kommentar "
        "FROM umfrage_antworten ORDER BY 1",
        0);
    assert_same_results(
        db, "SELECT review_id, customer_id, posted_at, rating FROM read_review ORDER BY 1",
        "SELECT bewertung_id, kundennr, datetime(substr(w.erstellt_am, 1, 19), '-1 hour'), sterne FROM bewertungen AS w "
        "JOIN bestellungen USING (bestell_id) ORDER BY 1",
        0);
    assert_same_results(
        db, "SELECT referrer_id, referred_id, referred_at FROM read_referral ORDER BY 1",
        "SELECT werber_nr, geworbener_nr, empfohlen_am FROM empfehlungen ORDER BY 1", 0);
    assert_same_results(
        db, "SELECT customer_id, name, segment FROM customer ORDER BY 1",
        "SELECT kundennr, vorname || ' ' || nachname, bundesland FROM kunden ORDER BY 1", 0);
    char *script = mapping_of(db);
    assert_non_null(strstr(script, "\n-- PLEASE CHECK: offen counts; if that is no purchase yet"));
    sqlite3_free(script);
    close_database(db);
}

/* Files of a spreadsheet: everything is text, with decimal commas; and the answers of a form. */
static void spanish_files_and_a_form_are_joined_by_address(void **state)
{
    (void)state;
    sqlite3 *db = open_database();
    make_tables(
        db,
        "CREATE TABLE clientes(id_cliente TEXT, nombre TEXT, apellidos TEXT, correo TEXT, provincia TEXT, fecha_alta TEXT);"
        "CREATE TABLE pedidos(num_pedido TEXT, id_cliente TEXT, fecha TEXT, importe TEXT, estado TEXT);"
        "CREATE TABLE encuesta(\"Marca temporal\" TEXT, \"Dirección de correo electrónico\" TEXT, "
        "\"¿Con qué probabilidad recomendarías nuestra tienda a un amigo o familiar?\" TEXT, \"¿Por qué?\" TEXT);"
        "INSERT INTO clientes SELECT 'C' || i, 'Ana' || i, 'López', 'A' || i || '@x.es', 'Sevilla', "
        "strftime('%d/%m/%Y', '2025-01-01', i || ' days') FROM n WHERE i <= 60;"
        "INSERT INTO pedidos SELECT 'P' || i, 'C' || (1 + i * 7 % 60), strftime('%d/%m/%Y', '2025-01-01', i || ' days'), "
        "'1.' || printf('%03d', i) || ',50 €', CASE i % 4 WHEN 0 THEN 'Cancelado' WHEN 1 THEN 'Devuelto' ELSE 'Completado' END "
        "FROM n WHERE i <= 200;"
        "INSERT INTO encuesta SELECT strftime('%Y/%m/%d 1:05:09 p. m. GMT+2', '2025-06-01', i || ' days'), 'a' || (i % 70) || '@x.es', "
        "CASE i % 6 WHEN 5 THEN '' ELSE 10 - i % 6 END, 'porque sí' FROM n WHERE i <= 90;");
    map_database(db, "2026-01-31");
    assert_same_results(
        db, "SELECT purchase_id, customer_id, purchased_at, amount FROM read_purchase ORDER BY 1",
        "SELECT num_pedido, id_cliente, date('2025-01-01', substr(num_pedido, 2) || ' days'), 1000.5 + substr(num_pedido, 2) "
        "FROM pedidos WHERE estado = 'Completado' ORDER BY 1",
        1e-12);
    assert_same_results(
        db,
        "SELECT response_id, customer_id, answered_at, score, comment FROM read_survey_response "
        "WHERE score IS NOT NULL ORDER BY 1",
        "SELECT rowid, CASE WHEN rowid % 70 BETWEEN 1 AND 60 THEN 'C' ELSE 'a' END || (rowid % 70) || "
        "CASE WHEN rowid % 70 BETWEEN 1 AND 60 THEN '' ELSE '@x.es' END, "
        "datetime('2025-06-01 11:05:09', rowid || ' days'), 10 - rowid % 6, 'porque sí' FROM encuesta WHERE rowid % 6 < 5 ORDER BY 1",
        0);
    assert_query(db, "SELECT name, joined_at FROM customer WHERE customer_id = 'C4'",
                 "Ana4 López|2025-01-05");
    close_database(db);
}

/* A "note" is a mark; the amounts stand in the lines of an order, with a share taken off. */
static void a_french_database_gives_its_marks_and_the_sums_of_its_lines(void **state)
{
    (void)state;
    sqlite3 *db = open_database();
    make_tables(
        db,
        "CREATE TABLE client(id_client INTEGER PRIMARY KEY, nom, prenom, courriel, region, date_inscription, id_parrain INTEGER);"
        "CREATE TABLE commande(id_commande INTEGER PRIMARY KEY, id_client INTEGER, date_commande, statut);"
        "CREATE TABLE ligne_commande(id_commande INTEGER, id_produit INTEGER, prix_unitaire, quantite INTEGER, remise);"
        "CREATE TABLE avis(id_avis INTEGER PRIMARY KEY, id_client INTEGER, note INTEGER, commentaire, date_avis);"
        "CREATE TABLE enquete_satisfaction(id_reponse INTEGER PRIMARY KEY, id_client INTEGER, note_satisfaction INTEGER, "
        "note_recommandation, commentaire, date_reponse);"
        "INSERT INTO client SELECT i, 'Nom' || i, 'P', 'p' || i || '@x.fr', 'Nord', strftime('%d/%m/%Y', '2025-01-01', i || ' days'), "
        "CASE WHEN i % 5 = 0 THEN i - 1 END FROM n WHERE i <= 50;"
        "INSERT INTO commande SELECT i, 1 + i * 3 % 50, strftime('%d/%m/%Y 08h47', '2025-01-01', i || ' days'), "
        "CASE i % 4 WHEN 0 THEN 'annulée' WHEN 1 THEN 'remboursée' WHEN 2 THEN 'livrée' ELSE 'expédiée' END FROM n WHERE i <= 150;"
        "INSERT INTO ligne_commande SELECT 1 + i % 150, i, (5 + i % 7) || ',50', 1 + i % 3, CASE i % 3 WHEN 0 THEN '0,1' ELSE '0' END "
        "FROM n WHERE i <= 400;"
        "INSERT INTO avis SELECT i, 1 + i % 50, 1 + i % 5, 'bien', strftime('%d/%m/%Y', '2025-03-01', i || ' days') FROM n WHERE i <= 40;"
        "INSERT INTO enquete_satisfaction SELECT i, 1 + i % 50, 1 + i % 5, i % 11, 'ok', strftime('%d/%m/%Y', '2025-04-01', i || ' days') "
        "FROM n WHERE i <= 100;");
    map_database(db, "2026-01-31");
    assert_same_results(
        db, "SELECT purchase_id, customer_id, purchased_at, amount FROM read_purchase ORDER BY 1",
        "SELECT id_commande, id_client, datetime('2025-01-01 08:47', id_commande || ' days'), (SELECT "
        "sum(replace(prix_unitaire, ',', '.') * quantite * (1 - replace(remise, ',', '.'))) FROM ligne_commande AS l "
        "WHERE l.id_commande = c.id_commande) FROM commande AS c WHERE statut IN ('livrée', 'expédiée') ORDER BY 1",
        1e-12);
    assert_same_results(
        db,
        "SELECT response_id, customer_id, answered_at, score FROM read_survey_response ORDER BY 1",
        "SELECT id_reponse, id_client, date('2025-04-01', id_reponse || ' days'), note_recommandation FROM enquete_satisfaction "
        "ORDER BY 1",
        0);
    assert_same_results(
        db, "SELECT review_id, customer_id, posted_at, rating FROM read_review ORDER BY 1",
        "SELECT id_avis, id_client, date('2025-03-01', id_avis || ' days'), note FROM avis ORDER BY 1",
        0);
    assert_query(db, "SELECT name FROM customer WHERE customer_id = 4", "P Nom4");
    assert_query(db, "SELECT count(*), min(referrer_id), min(referred_id) FROM read_referral",
                 "10|4|5");
    close_database(db);
}

static void answers_to_other_surveys_in_the_same_table_do_not_count(void **state)
{
    (void)state;
    sqlite3 *db = open_database();
    make_tables(
        db,
        "CREATE TABLE responses(id, person, survey_type, score, comment, created_at);"
        "INSERT INTO responses SELECT i, i % 30, CASE WHEN i % 3 = 0 THEN 'csat' ELSE 'nps' END, "
        "CASE WHEN i % 3 = 0 THEN 1 + i % 5 ELSE i % 11 END, '', 1760000000 + i * 86400 FROM n WHERE i <= 60");
    run_mapping(db);
    assert_same_results(db, "SELECT response_id, score FROM survey_response ORDER BY 1",
                        "SELECT id, score FROM responses WHERE survey_type = 'nps' ORDER BY 1", 0);
    close_database(db);
}

/* What is due may never be paid. */
static void the_amount_that_was_paid_goes_before_the_one_that_was_due(void **state)
{
    (void)state;
    sqlite3 *db = open_database();
    make_tables(
        db,
        "CREATE TABLE invoices(id, account_id, amount_due_cents TEXT, amount_paid_cents TEXT, status, created_at);"
        "INSERT INTO invoices SELECT 'i' || i, 'a' || (i % 9), '5000', CASE i % 2 WHEN 1 THEN '5000' ELSE '0' END, 'paid', "
        "datetime('2025-01-01', i || ' days') || '.000123+00' FROM n WHERE i <= 40");
    run_mapping(db);
    assert_query(db, "SELECT sum(amount) FROM purchase", "1000.0");
    close_database(db);
}

static void it_may_be_run_again_behind_a_mapping_and_a_setup(void **state)
{
    (void)state;
    sqlite3 *db = open_database();
    make_tables(
        db,
        "CREATE TABLE orders(id, customer_id, order_date, total);"
        "INSERT INTO orders SELECT i, i % 7, date('2026-01-01', i || ' days'), i FROM n WHERE i <= 20");
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
        cmocka_unit_test(a_survey_is_known_by_its_question),
        cmocka_unit_test(joined_tables_of_a_marketplace_are_one_purchase_an_order),
        cmocka_unit_test(a_star_schema_is_followed_over_its_keys),
        cmocka_unit_test(prices_of_lines_are_multiplied_and_summed),
        cmocka_unit_test(an_applications_tables_are_read_in_their_units),
        cmocka_unit_test(guests_with_the_number_0_are_known_by_their_address_or_by_nothing),
        cmocka_unit_test(an_order_with_a_line_that_cannot_be_read_says_so),
        cmocka_unit_test(a_customer_with_the_number_0_is_one_where_all_are_counted_from_0),
        cmocka_unit_test(a_shop_is_known_in_seven_languages),
        cmocka_unit_test(a_german_shop_from_postgresql_is_read_in_its_units),
        cmocka_unit_test(spanish_files_and_a_form_are_joined_by_address),
        cmocka_unit_test(a_french_database_gives_its_marks_and_the_sums_of_its_lines),
        cmocka_unit_test(answers_to_other_surveys_in_the_same_table_do_not_count),
        cmocka_unit_test(the_amount_that_was_paid_goes_before_the_one_that_was_due),
        cmocka_unit_test(it_may_be_run_again_behind_a_mapping_and_a_setup),
    };
    return cmocka_run_group_tests_name("mapping shapes", tests, NULL, NULL);
}
