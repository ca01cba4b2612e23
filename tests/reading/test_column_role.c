/* Which part of the data model a column may play, by its name and its values. */
#include <stdio.h>
#include <string.h>

#include "reading/column_role.h"
#include "support/check.h"

#define COUNT(table) (sizeof(table) / sizeof *(table))

/* Values of one kind, as a column of a table would hold them. */
enum Kind { KEYS, TIMES, AMOUNTS, ANSWERS, STARS, EMAILS, WORDS, TEXTS, NOTHING };

static struct Evidence evidence_of_kind(enum Kind kind)
{
    struct Evidence evidence = {0};
    struct Distinct distinct = {{0}};
    for (int i = 0; kind != NOTHING && i < 40; i++) {
        char text[80];
        switch (kind) {
        case KEYS:
            snprintf(text, sizeof text, "k%04d", i);
            break;
        case TIMES:
            snprintf(text, sizeof text, "2026-10-%02d", i % 28 + 1);
            break;
        case AMOUNTS:
            snprintf(text, sizeof text, "%d.%02d", 100 + i, i);
            break;
        case ANSWERS:
            snprintf(text, sizeof text, "%d", i % 11);
            break;
        case STARS:
            snprintf(text, sizeof text, "%d", i % 5 + 1);
            break;
        case EMAILS:
            snprintf(text, sizeof text, "c%d@example.com", i);
            break;
        case WORDS:
            snprintf(text, sizeof text, "%s", i % 2 ? "red" : "blue");
            break;
        default:
            snprintf(text, sizeof text, "Somebody's name or words, number %d", i);
        }
        evidence_add(&evidence, &distinct,
                     (struct SampleValue){SAMPLE_TEXT, 0, text, strlen(text)});
    }
    evidence_end(&evidence, &distinct);
    return evidence;
}

static int points_for(enum ColumnRole role, const char *table, const char *column, enum Kind kind)
{
    struct Concepts concepts[] = {concepts_of(table, strlen(table)),
                                  concepts_of(column, strlen(column))};
    struct Evidence evidence = evidence_of_kind(kind);
    return role_points(role, &concepts[1], &concepts[0], &evidence);
}

struct Case {
    enum ColumnRole role;
    const char *table;
    const char *column;
    enum Kind kind;
};

static void assert_fitting(const struct Case *cases, size_t count, bool fits)
{
    for (size_t i = 0; i < count; i++) {
        int points = points_for(cases[i].role, cases[i].table, cases[i].column, cases[i].kind);
        if ((points >= FEWEST_ROLE_POINTS) != fits) {
            fail_msg("%s.%s has %d points in role %d", cases[i].table, cases[i].column, points,
                     (int)cases[i].role);
        }
    }
}

static void columns_that_say_what_they_are_fit(void **state)
{
    (void)state;
    static const struct Case cases[] = {
        {ROLE_CUSTOMER_ID, "orders", "customer_id", KEYS},
        {ROLE_CUSTOMER_ID, "customers", "id", KEYS},
        {ROLE_CUSTOMER_ID, "Bestellungen", "Kundennummer", KEYS},
        {ROLE_EMAIL, "survey", "Email Address", EMAILS},
        {ROLE_CUSTOMER_NAME, "clients", "name", TEXTS},
        {ROLE_FIRST_NAME, "Customer", "FirstName", TEXTS},
        {ROLE_LAST_NAME, "clienti", "Cognome", TEXTS},
        {ROLE_JOINED_AT, "users", "created_at", TIMES},
        {ROLE_JOINED_AT, "x", "registered", TIMES},
        {ROLE_SEGMENT, "x", "plan", WORDS},
        {ROLE_SEGMENT, "Customer", "Country", WORDS},
        {ROLE_CHANNEL, "users", "utm_source", WORDS},
        {ROLE_ORDER_ID, "x", "order_number", KEYS},
        {ROLE_ORDER_ID, "orders", "id", KEYS},
        {ROLE_PURCHASED_AT, "x", "InvoiceDate", TIMES},
        {ROLE_PURCHASED_AT, "orders", "created_at", TIMES},
        {ROLE_AMOUNT, "Invoice", "Total", AMOUNTS},
        {ROLE_AMOUNT, "x", "revenue", AMOUNTS},
        {ROLE_LINE_AMOUNT, "order_items", "price", AMOUNTS},
        {ROLE_QUANTITY, "x", "Menge", ANSWERS},
        {ROLE_STATUS, "x", "Financial Status", WORDS},
        {ROLE_CANCELLED_AT, "x", "Cancelled at", TIMES},
        {ROLE_REFUND, "x", "Refunded Amount", AMOUNTS},
        {ROLE_RESPONSE_ID, "x", "Response ID", KEYS},
        {ROLE_ANSWERED_AT, "x", "Submitted At", TIMES},
        {ROLE_ANSWERED_AT, "x", "Timestamp", TIMES},
        {ROLE_SCORE, "x", "How likely are you to recommend us to a friend?", ANSWERS},
        {ROLE_SCORE, "x", "nps", ANSWERS},
        {ROLE_SCORE, "survey", "rating", ANSWERS},
        {ROLE_COMMENT, "x", "What is the main reason for your score?", TEXTS},
        {ROLE_RATING, "reviews", "stars", STARS},
        {ROLE_POSTED_AT, "reviews", "created_at", TIMES},
        {ROLE_REFERRER, "users", "referred_by", KEYS},
        {ROLE_SENT_AT, "x", "sent_at", TIMES},
        {ROLE_REVIEW_ID, "Bewertungen", "Bewertungs-ID", KEYS},
        {ROLE_SCORE, "enquete", "note_recommandation", ANSWERS},
        {ROLE_RATING, "avis", "note", STARS},
        {ROLE_COMMENT, "survey", "note", TEXTS},
        {ROLE_ANSWERED_AT, "survey", "when it came in, roughly", TIMES},
        {ROLE_PURCHASED_AT, "orders", "moment", TIMES},
        {ROLE_SURVEY_KIND, "x", "survey_type", WORDS},
    };
    assert_fitting(cases, COUNT(cases), true);
}

static void columns_about_something_else_do_not(void **state)
{
    (void)state;
    static const struct Case cases[] = {
        {ROLE_CUSTOMER_ID, "orders", "customer_name", TEXTS},
        {ROLE_CUSTOMER_ID, "orders", "sales_rep_id", KEYS},
        {ROLE_CUSTOMER_ID, "orders", "parent_customer_id", KEYS},
        {ROLE_CUSTOMER_ID, "orders", "product_id", KEYS},
        {ROLE_JOINED_AT, "users", "updated_at", TIMES},
        {ROLE_JOINED_AT, "users", "birth_date", TIMES},
        {ROLE_PURCHASED_AT, "orders", "shipped_date", TIMES},
        {ROLE_PURCHASED_AT, "orders", "order_estimated_delivery_date", TIMES},
        {ROLE_PURCHASED_AT, "Employee", "HireDate", WORDS},
        {ROLE_AMOUNT, "orders", "tax_total", AMOUNTS},
        {ROLE_AMOUNT, "orders", "Freight", AMOUNTS},
        {ROLE_AMOUNT, "orders", "discount_amount", AMOUNTS},
        {ROLE_ORDER_ID, "order_items", "product_id", KEYS},
        {ROLE_STATUS, "orders", "shipping_status", WORDS},
        {ROLE_SCORE, "survey", "nps_group", WORDS},
        {ROLE_SCORE, "survey", "satisfaction score", ANSWERS},
        {ROLE_SCORE, "survey", "Why would you recommend us?", TEXTS},
        {ROLE_SCORE, "reviews", "review_score", STARS},
        {ROLE_COMMENT, "survey", "score", ANSWERS},
        {ROLE_FIRST_NAME, "Employee", "rep first name", TEXTS},
        {ROLE_COMMENT, "avis", "note", STARS},
        {ROLE_REFERRED, "referrals", "referred_at", TIMES},
        {ROLE_ANSWERED_AT, "survey", "moment", AMOUNTS},
        {ROLE_SURVEY_KIND, "x", "nps_group", WORDS},
    };
    assert_fitting(cases, COUNT(cases), false);
}

/* A name alone proves nothing. */
static void values_that_cannot_be_what_the_name_says_count_against_it(void **state)
{
    (void)state;
    static const struct Case cases[] = {
        {ROLE_PURCHASED_AT, "orders", "order_date", WORDS},
        {ROLE_AMOUNT, "orders", "total", WORDS},
        {ROLE_EMAIL, "users", "email", WORDS},
        {ROLE_SCORE, "survey", "nps", AMOUNTS},
        {ROLE_RATING, "reviews", "rating", ANSWERS},
        {ROLE_SEGMENT, "users", "plan", TEXTS},
        {ROLE_QUANTITY, "orders", "quantity", WORDS},
    };
    assert_fitting(cases, COUNT(cases), false);
}

static void an_empty_column_fits_less_than_a_filled_one(void **state)
{
    (void)state;
    int filled = points_for(ROLE_PURCHASED_AT, "orders", "order_date", TIMES);
    int empty = points_for(ROLE_PURCHASED_AT, "orders", "order_date", NOTHING);
    assert_true(empty > 0 && empty < filled);
}

static void the_clearer_name_has_more_points(void **state)
{
    (void)state;
    assert_true(points_for(ROLE_PURCHASED_AT, "orders", "order_date", TIMES) >
                points_for(ROLE_PURCHASED_AT, "orders", "paid_at", TIMES));
    assert_true(points_for(ROLE_AMOUNT, "orders", "total", AMOUNTS) >
                points_for(ROLE_AMOUNT, "orders", "subtotal amount", AMOUNTS));
    assert_true(points_for(ROLE_PURCHASED_AT, "orders", "created_at_gmt", TIMES) >
                points_for(ROLE_PURCHASED_AT, "orders", "created_at", TIMES));
    assert_true(points_for(ROLE_CUSTOMER_ID, "orders", "customer_id", KEYS) >
                points_for(ROLE_CUSTOMER_ID, "orders", "customer", KEYS));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_that_say_what_they_are_fit),
        cmocka_unit_test(columns_about_something_else_do_not),
        cmocka_unit_test(values_that_cannot_be_what_the_name_says_count_against_it),
        cmocka_unit_test(an_empty_column_fits_less_than_a_filled_one),
        cmocka_unit_test(the_clearer_name_has_more_points),
    };
    return cmocka_run_group_tests_name("column_role", tests, NULL, NULL);
}
