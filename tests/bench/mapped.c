/*
 * A shop's export of seven CSV tables without an index, 100,000 orders, mapped by views with joins:
 * what it takes to make a snapshot of them and the page, against the page over the same rows in
 * canonical tables with their indexes.
 */
#include "bench.h"

#define AS_OF "'{\"as_of\": \"2018-08-31\"}'"

static const char shop[] =
    "BEGIN; CREATE TEMP TABLE number(n INTEGER PRIMARY KEY);"
    "INSERT INTO number WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < "
    "100000) SELECT n FROM r;"
    /* Ids in no order, as of a shop that makes them at random. */
    "CREATE TABLE orders AS SELECT printf('o%08x', n * 2654435761 % 4294967296) AS order_id, "
    "printf('c%08x', n * 40503 % 4294967296) AS customer_id, CASE n % 50 WHEN 0 THEN 'canceled' "
    "ELSE 'delivered' END AS status, strftime('%Y-%m-%d %H:%M:%S', '2016-09-05 08:00:00', "
    "(n * 7919 % 720) || ' days', (n % 86400) || ' seconds') AS bought_at FROM number;"
    "CREATE TABLE customers AS SELECT printf('c%08x', n * 40503 % 4294967296) AS customer_id, "
    "printf('u%08x', (n * 31 % 96000) * 2654435761 % 4294967296) AS person_id, "
    "substr('SPRJMGRSPR', 1 + 2 * (n % 5), 2) AS state FROM number;"
    "CREATE TABLE items AS SELECT printf('o%08x', n * 2654435761 % 4294967296) AS order_id, "
    "CAST(k AS TEXT) AS item, printf('p%05d', n * k % 30000) AS product_id FROM number, "
    "(SELECT 1 AS k UNION ALL SELECT 2) WHERE k = 1 OR n % 8 = 0;"
    "CREATE TABLE payments AS SELECT printf('o%08x', n * 2654435761 % 4294967296) AS order_id, "
    "printf('%.2f', 15 + n % 220) AS paid FROM number, (SELECT 1 AS k UNION ALL SELECT 2) "
    "WHERE k = 1 OR n % 25 = 0;"
    "CREATE TABLE reviews AS SELECT printf('r%08x', n) AS review_id, printf('o%08x', n * "
    "2654435761 % 4294967296) AS order_id, CAST(1 + n * 7 % 5 AS TEXT) AS stars, CASE n % 3 WHEN 0 "
    "THEN 'boa' ELSE '' END AS message, strftime('%Y-%m-%d %H:%M:%S', '2016-09-18 10:00:00', "
    "(n * 7919 % 710) || ' days') AS answered_at FROM number;"
    "CREATE TABLE products AS SELECT printf('p%05d', n) AS product_id, 'categoria ' || n % 70 AS "
    "category FROM number WHERE n < 30000;"
    "CREATE TABLE translations AS SELECT 'categoria ' || n AS category, 'category ' || n AS english "
    "FROM number WHERE n < 70;"
    "DROP TABLE number; COMMIT;"
    "CREATE TEMP VIEW customer AS SELECT c.person_id AS customer_id, min(o.bought_at) AS joined_at, "
    "c.state AS segment FROM customers AS c JOIN orders AS o ON o.customer_id = c.customer_id "
    "GROUP BY c.person_id;"
    "CREATE TEMP VIEW purchase AS SELECT o.order_id AS purchase_id, c.person_id AS customer_id, "
    "o.bought_at AS purchased_at, p.amount FROM orders AS o JOIN customers AS c ON c.customer_id = "
    "o.customer_id JOIN (SELECT order_id, sum(paid) AS amount FROM payments GROUP BY order_id) AS p "
    "ON p.order_id = o.order_id WHERE o.status <> 'canceled';"
    "CREATE TEMP VIEW survey_response AS SELECT r.review_id AS response_id, c.person_id AS "
    "customer_id, r.answered_at, nps_rescale(r.stars, 5) AS score, r.message AS comment FROM "
    "reviews AS r JOIN orders AS o ON o.order_id = r.order_id JOIN customers AS c ON c.customer_id "
    "= o.customer_id;"
    "CREATE TEMP VIEW review AS SELECT r.review_id, c.person_id AS customer_id, "
    "coalesce(t.english, 'none') AS platform, r.answered_at AS posted_at, r.stars AS rating FROM "
    "reviews AS r JOIN orders AS o ON o.order_id = r.order_id JOIN customers AS c ON c.customer_id "
    "= o.customer_id JOIN items AS i ON i.order_id = r.order_id AND i.item = '1' LEFT JOIN products "
    "AS p ON p.product_id = i.product_id LEFT JOIN translations AS t ON t.category = p.category;";

/*
 * The rows of the mapping in tables as setup makes them; those have their names only when the views
 * that map are gone.
 */
static const char copied[] =
    "CREATE TABLE a AS SELECT * FROM customer; CREATE TABLE b AS SELECT * FROM purchase;"
    "CREATE TABLE c AS SELECT * FROM survey_response; CREATE TABLE d AS SELECT * FROM review;"
    "DROP VIEW customer; DROP VIEW purchase; DROP VIEW survey_response; DROP VIEW review;"
    "SELECT advocacy_setup('main', " AS_OF ");"
    "INSERT INTO customer(customer_id, joined_at, segment) SELECT * FROM a;"
    "INSERT INTO purchase(customer_id, purchased_at, amount) SELECT customer_id, purchased_at, "
    "amount FROM b;"
    "INSERT INTO survey_response(customer_id, answered_at, score, comment) SELECT customer_id, "
    "answered_at, score, comment FROM c;"
    "INSERT INTO review(customer_id, platform, posted_at, rating) SELECT customer_id, platform, "
    "posted_at, rating FROM d;";

static double seconds_of(sqlite3 *db, const char *sql)
{
    const double began = bench_clock();
    bench_execute(db, sql);
    return bench_clock() - began;
}

static double page_over_mapping(const struct Bench *bench)
{
    sqlite3 *db = bench_open(":memory:");
    bench_load(db, bench->library);
    bench_execute(db, shop);
    const double mapped =
        seconds_of(db, "SELECT advocacy_setup('snapshot', " AS_OF "); SELECT advocacy_dashboard()");
    sqlite3_close(db);
    db = bench_open(":memory:");
    bench_load(db, bench->library);
    bench_execute(db, shop);
    bench_execute(db, copied);
    const double canonical = seconds_of(db, "SELECT advocacy_dashboard()");
    sqlite3_close(db);
    return mapped / canonical;
}

static const struct Case mapped_cases[] = {
    {
        .what = "a snapshot of mapping views and its page, against tables",
        .measure = page_over_mapping,
        .unit = RATIO,
        .target = 1.5,
        .current_target = 1.5,
    },
};

const struct Suite mapped_suite = SUITE("mapped", NULL, mapped_cases);
