/*
 * How rows of one table find those of another: by names that agree and values that stand in both.
 */
#include <string.h>

#include "product/mapping_plan.h"
#include "reading/name_words.h"

/* So much of a table is read to compare values: bounded, and more than any sample would tell. */
#define MOST_COMPARED_ROWS 200000
#define MOST_KEY_ROWS 1000000
#define MOST_LATER_KEY_ROWS 100000
#define FIRST_COMPARISONS 40
#define MOST_COMPARED_VALUES 200
#define MOST_COMPARISONS 400
#define MOST_CANDIDATES 6
/* Rows whose addresses are compared, and how many of them say something. */
#define MOST_ADDRESSES 2000
#define FEWEST_ADDRESSES 5
/* Percent of the values of a column that have to be found. */
#define FEWEST_FOUND 60
/* So many times the rows of a customer on average. */
#define GUESTS_STAND_OUT 3
/* Fewer points make no column a customer where there is a table of customers. */
#define FEWEST_KEY_POINTS 30

static const char *column_name(struct Field field)
{
    return field.source->columns[field.column].name;
}

bool values_match(struct Sources *sources, struct Field from, struct Field key, bool is_email)
{
    if (sources->comparisons++ > MOST_COMPARISONS) {
        return false;
    }
    const char *plain = is_email ? "lower" : "";
    int most = sources->comparisons <= FIRST_COMPARISONS ? MOST_KEY_ROWS : MOST_LATER_KEY_ROWS;
    sqlite3_int64 counts[2] = {0, 0};
    ask_source(
        sources, counts, 2,
        "WITH wanted(value) AS (SELECT DISTINCT %s(\"%w\") FROM (SELECT \"%w\" FROM %s.\"%w\" LIMIT %d) "
        "WHERE advocacy_id(\"%w\") IS NOT NULL LIMIT %d) "
        "SELECT (SELECT count(*) FROM wanted), (SELECT count(DISTINCT value) FROM "
        "(SELECT %s(\"%w\") AS value FROM (SELECT \"%w\" FROM %s.\"%w\" LIMIT %d)) "
        "WHERE value IN (SELECT value FROM wanted))",
        plain, column_name(from), column_name(from), from.source->schema, from.source->name,
        MOST_COMPARED_ROWS, column_name(from), MOST_COMPARED_VALUES, plain, column_name(key),
        column_name(key), key.source->schema, key.source->name, most);
    return counts[0] > 0 && counts[1] * 100 >= counts[0] * FEWEST_FOUND;
}

bool values_repeat(struct Sources *sources, struct Field field, bool is_email)
{
    sqlite3_int64 repeats = 0;
    if (sources->comparisons++ > MOST_COMPARISONS) {
        return true;
    }
    ask_source(sources, &repeats, 1,
               "SELECT EXISTS (SELECT 1 FROM (SELECT \"%w\" AS value FROM %s.\"%w\" LIMIT %d) "
               "WHERE advocacy_id(value) IS NOT NULL GROUP BY %s(value) HAVING count(*) > 1)",
               column_name(field), field.source->schema, field.source->name, MOST_COMPARED_ROWS,
               is_email ? "lower" : "");
    return repeats != 0;
}

static bool is_email_column(struct Field field)
{
    return column_points(field.source, field.column, ROLE_EMAIL) >= FEWEST_KEY_POINTS;
}

/*
 * Whether the rows that this pair of keys would bring together have other addresses: numbers from 1
 * on stand in many columns, and the same number is then somebody else.
 */
static bool addresses_differ(struct Sources *sources, struct Field from, struct Field key)
{
    struct Field own = {from.source, best_column(from.source, ROLE_EMAIL, FEWEST_KEY_POINTS)};
    struct Field theirs = {key.source, best_column(key.source, ROLE_EMAIL, FEWEST_KEY_POINTS)};
    sqlite3_int64 counts[2] = {0, 0};
    if (own.column == NO_COLUMN || theirs.column == NO_COLUMN || from.source == key.source) {
        return false;
    }
    ask_source(sources, counts, 2,
               "SELECT count(*), total(lower(a.address) = lower(b.address)) FROM "
               "(SELECT \"%w\" AS number, \"%w\" AS address FROM %s.\"%w\" LIMIT %d) AS a JOIN "
               "(SELECT \"%w\" AS number, \"%w\" AS address FROM %s.\"%w\" LIMIT %d) AS b "
               "ON b.number = a.number "
               "WHERE advocacy_id(a.address) IS NOT NULL AND advocacy_id(b.address) IS NOT NULL",
               column_name(from), column_name(own), own.source->schema, own.source->name,
               MOST_ADDRESSES, column_name(key), column_name(theirs), theirs.source->schema,
               theirs.source->name, MOST_COMPARED_ROWS);
    return counts[0] >= FEWEST_ADDRESSES && counts[1] * 2 < counts[0];
}

bool same_customers(struct Sources *sources, struct Field from, struct Field key, bool is_email)
{
    return values_match(sources, from, key, is_email) &&
           (is_email || !addresses_differ(sources, from, key));
}

int next_customer_column(const struct Source *source, int number)
{
    static const enum ColumnRole roles[] = {ROLE_CUSTOMER_ID, ROLE_EMAIL};
    if (number >= MOST_CANDIDATES) {
        return NO_COLUMN;
    }
    for (size_t i = 0; i < sizeof roles / sizeof roles[0]; i++) {
        for (int points = 100; points >= FEWEST_KEY_POINTS; points--) {
            for (int column = 0; column < source->column_count; column++) {
                if (source->columns[column].points[roles[i]] == points && number-- == 0) {
                    return column;
                }
            }
        }
    }
    return NO_COLUMN;
}

static struct Join make_join(struct Sources *sources, struct Field from, struct Field key)
{
    struct Join join = {from, key, false, is_email_column(from) && is_email_column(key)};
    join.key_repeats = values_repeat(sources, key, join.is_email);
    return join;
}

/* The words of a name without the last one where that says that it is an id. */
static size_t words_before_id(const char *name, char words[LONGEST_NAME_WORDS])
{
    size_t length = name_words(name, strlen(name), words);
    size_t start = length;
    while (start > 0 && words[start - 1] != ' ') {
        start--;
    }
    bool is_id = concepts_of(words + start, length - start).known == CONCEPT_ID;
    return !is_id ? length : start > 0 ? start - 1 : 0;
}

/*
 * Whether the name of a column says that it holds the values of the other: they are called alike,
 * or the table of the other is (user_id, and users.id). Numbers from 1 on stand in many columns.
 */
bool names_agree(struct Field from, struct Field key)
{
    char left[LONGEST_NAME_WORDS];
    char right[LONGEST_NAME_WORDS];
    char table[LONGEST_NAME_WORDS];
    size_t left_length = words_before_id(column_name(from), left);
    size_t right_length = words_before_id(column_name(key), right);
    if (right_length > 0) {
        return left_length == right_length && memcmp(left, right, left_length) == 0;
    }
    size_t table_length = name_words(key.source->name, strlen(key.source->name), table);
    for (size_t i = 0; left_length > 0 && i + left_length <= table_length; i++) {
        if (memcmp(table + i, left, left_length) == 0) {
            return true;
        }
    }
    return false;
}

static bool is_pair(struct Sources *sources, struct Field from, struct Field key, bool by_name)
{
    bool is_email = is_email_column(from);
    return is_email == is_email_column(key) && (is_email || !by_name || names_agree(from, key)) &&
           same_customers(sources, from, key, is_email);
}

/* Joins the column to the table of customers by whichever of its keys has the values. */
static bool join_customers(struct Plan *plan, struct Field from, struct Path *path, bool by_name)
{
    const struct CustomerPlan *customer = &plan->customer;
    struct Field identity = {customer->source, customer->identity};
    if (is_pair(plan->sources, from, identity, by_name)) {
        path->customer = from;
        return true;
    }
    if (path->join_count == MOST_JOINS) {
        return false;
    }
    int column;
    for (int i = 0; (column = next_customer_column(customer->source, i)) != NO_COLUMN; i++) {
        struct Field key = {customer->source, column};
        if (is_pair(plan->sources, from, key, by_name)) {
            path->joins[path->join_count++] = make_join(plan->sources, from, key);
            path->customer = identity;
            return true;
        }
    }
    return false;
}

static bool join_own_columns(struct Plan *plan, const struct Source *source, struct Path *path,
                             bool by_name)
{
    int column;
    for (int i = 0; (column = next_customer_column(source, i)) != NO_COLUMN; i++) {
        if (join_customers(plan, (struct Field){source, column}, path, by_name)) {
            return true;
        }
    }
    return false;
}

/* Through this table of people, such as the contacts of a customer. */
static bool join_people(struct Plan *plan, struct Field from, const struct Source *people,
                        struct Path *path)
{
    int key;
    for (int k = 0; (key = next_customer_column(people, k)) != NO_COLUMN; k++) {
        struct Field to = {people, key};
        if (is_pair(plan->sources, from, to, true)) {
            path->joins[path->join_count++] = make_join(plan->sources, from, to);
            if (join_own_columns(plan, people, path, true)) {
                return true;
            }
            path->join_count--;
        }
    }
    return false;
}

static bool join_over_people(struct Plan *plan, const struct Source *source, struct Path *path)
{
    int column;
    for (int i = 0; (column = next_customer_column(source, i)) != NO_COLUMN; i++) {
        for (int j = 0; j < plan->sources->count; j++) {
            const struct Source *people = &plan->sources->sources[j];
            bool is_people = people != source && people != plan->customer.source &&
                             people != plan->purchase.source &&
                             (people->concepts.known & CONCEPT_CUSTOMER);
            if (is_people && join_people(plan, (struct Field){source, column}, people, path)) {
                return true;
            }
        }
    }
    return false;
}

/* Through the order that the row is about. */
static bool join_over_orders(struct Plan *plan, const struct Source *source, struct Path *path)
{
    const struct PurchasePlan *purchase = &plan->purchase;
    int column = best_column(source, ROLE_ORDER_ID, FEWEST_KEY_POINTS);
    if (!purchase->source || purchase->source == source || column == NO_COLUMN ||
        purchase->order_id == NO_COLUMN || !purchase->path.customer.source ||
        purchase->path.join_count >= MOST_JOINS) {
        return false;
    }
    struct Field from = {source, column};
    struct Field key = {purchase->source, purchase->order_id};
    if (!values_match(plan->sources, from, key, false)) {
        return false;
    }
    *path = purchase->path;
    memmove(path->joins + 1, path->joins, sizeof path->joins - sizeof path->joins[0]);
    path->joins[0] = make_join(plan->sources, from, key);
    path->join_count++;
    return true;
}

/*
 * Shops write 0 for whoever bought without an account: many rows, and nobody. Where customers are
 * counted from 0 that number is one like others: without an address to go by, it has to stand out.
 */
static bool has_guests(struct Sources *sources, struct Field field, bool has_address)
{
    const struct Evidence *evidence = &field.source->columns[field.column].evidence;
    sqlite3_int64 counts[3] = {0, 0, 1};
    if (evidence->smallest != 0 || evidence->distinct < 2) {
        return false;
    }
    ask_source(sources, counts, 3,
               "SELECT total(CAST(value AS TEXT) = '0'), count(*), count(DISTINCT value) "
               "FROM (SELECT \"%w\" AS value FROM %s.\"%w\" LIMIT %d)",
               column_name(field), field.source->schema, field.source->name, MOST_COMPARED_ROWS);
    return counts[0] > 1 && (has_address || counts[0] * counts[2] > GUESTS_STAND_OUT * counts[1]);
}

/* What the row itself says, where nothing can be compared with it. */
static void take_own_column(struct Plan *plan, const struct Source *source, struct Path *path)
{
    *path = (struct Path){.join_count = 0};
    int column = next_customer_column(source, 0);
    column = column == NO_COLUMN ? best_column(source, ROLE_CUSTOMER_NAME, 80) : column;
    if (column == NO_COLUMN) {
        return;
    }
    path->customer = (struct Field){source, column};
    int email = best_column(source, ROLE_EMAIL, FEWEST_KEY_POINTS);
    path->zero_is_nobody = has_guests(plan->sources, path->customer, email != NO_COLUMN);
    if (path->zero_is_nobody && email != NO_COLUMN) {
        *path = (struct Path){.customer = {source, email}};
    }
}

void find_path(struct Plan *plan, const struct Source *source, struct Path *path)
{
    *path = (struct Path){.join_count = 0};
    if (source == plan->customer.source) {
        path->customer = (struct Field){source, plan->customer.identity};
        return;
    }
    if (plan->customer.source &&
        (join_own_columns(plan, source, path, true) || join_over_people(plan, source, path) ||
         join_own_columns(plan, source, path, false))) {
        /* A number that none of the customers has is no customer's. */
        const struct SourceColumn *identity =
            &plan->customer.source->columns[plan->customer.identity];
        path->zero_is_nobody = path->join_count == 0 && identity->evidence.smallest > 0 &&
                               has_guests(plan->sources, path->customer, true);
        return;
    }
    if (!join_over_orders(plan, source, path)) {
        take_own_column(plan, source, path);
    }
}

void agree_on_customers(struct Plan *plan)
{
    const struct Source *bought = plan->purchase.source;
    const struct Source *answered = plan->survey.source;
    int from;
    for (int i = 0; (from = next_customer_column(answered, i)) != NO_COLUMN; i++) {
        int key;
        for (int j = 0; (key = next_customer_column(bought, j)) != NO_COLUMN; j++) {
            struct Field pair[] = {{answered, from}, {bought, key}};
            if (is_pair(plan->sources, pair[0], pair[1], false)) {
                plan->survey.path = (struct Path){.customer = pair[0]};
                plan->purchase.path = (struct Path){.customer = pair[1]};
                return;
            }
        }
    }
}

bool find_days(struct Sources *sources, struct Field from, struct Join *days, int *day)
{
    for (int i = 0; i < sources->count; i++) {
        const struct Source *source = &sources->sources[i];
        int time = best_column(source, ROLE_PURCHASED_AT, FEWEST_ROLE_POINTS);
        if (source == from.source || !(source->concepts.known & CONCEPT_TIME) ||
            time == NO_COLUMN) {
            continue;
        }
        for (int column = 0; column < source->column_count; column++) {
            struct Field key = {source, column};
            if (column != time && column_points(source, column, ROLE_DATE_KEY) > 0 &&
                values_match(sources, from, key, false)) {
                *days = make_join(sources, from, key);
                *day = time;
                return true;
            }
        }
    }
    return false;
}
