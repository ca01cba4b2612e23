/*
 * Which table holds the purchases, and where their amounts stand: in it, in its lines, or in
 * payments.
 */
#include "product/mapping_plan.h"

/* Points that a table needs, all its columns together, to be taken for one of purchases. */
#define FEWEST_PURCHASE_POINTS 150
/* So much of a table is read to find out what repeats in it. */
#define MOST_GROUPED_ROWS 200000

static int larger(int a, int b)
{
    return a > b ? a : b;
}

/* What the name of the table adds to, or takes from, the points for purchases. */
static int purchase_name_points(const struct Source *source)
{
    int points = speaks_of(source, CONCEPT_ORDER)     ? 80
                 : speaks_of(source, CONCEPT_PAYMENT) ? 40
                                                      : 0;
    points -= speaks_of(source, CONCEPT_LINE) ? 40 : 0;
    points -= speaks_of(source, CONCEPT_CUSTOMER) && points <= 0 ? 200 : 0;
    points -= speaks_of(source, CONCEPT_SURVEY | CONCEPT_REVIEW | CONCEPT_INVITATION | CONCEPT_NPS |
                                    CONCEPT_REFERRAL | CONCEPT_REFUND | CONCEPT_STAFF)
                  ? 200
                  : 0;
    return points;
}

/*
 * Whether the rows are orders, of which some have an answer beside them. A survey that says which
 * order it is about has one on nearly every row.
 */
static bool is_sheet_of_orders(const struct Source *source)
{
    const int score = best_column(source, ROLE_SCORE, 75);
    const int amount = best_column(source, ROLE_AMOUNT, 85);
    return score != NO_COLUMN && amount != NO_COLUMN &&
           best_column(source, ROLE_ORDER_ID, 70) != NO_COLUMN &&
           best_column(source, ROLE_PURCHASED_AT, 100) != NO_COLUMN &&
           source->columns[score].evidence.filled * 10 <
               source->columns[amount].evidence.filled * 8;
}

static int purchase_points(struct Sources *sources, const struct Source *source)
{
    int time = larger(points_of_best(source, ROLE_PURCHASED_AT, FEWEST_ROLE_POINTS),
                      points_of_best(source, ROLE_DATE_KEY, 70) / 2);
    int customer = customer_points(source);
    const bool is_sheet = is_sheet_of_orders(source);
    if (time == 0 || customer == 0 || (points_of_best(source, ROLE_SCORE, 75) > 0 && !is_sheet)) {
        return 0;
    }
    int order = points_of_best(source, ROLE_ORDER_ID, FEWEST_ROLE_POINTS);
    int amount = larger(points_of_best(source, ROLE_AMOUNT, FEWEST_ROLE_POINTS),
                        points_of_best(source, ROLE_LINE_AMOUNT, FEWEST_ROLE_POINTS) - 30);
    /* Messages, visits and tickets have customers and times too. */
    if (amount == 0 && order == 0 && !speaks_of(source, CONCEPT_ORDER | CONCEPT_PAYMENT)) {
        return 0;
    }
    int points =
        time + customer + amount + order / 3 + (is_sheet ? 0 : purchase_name_points(source));
    /* One row a customer, and nothing that says order: totals of customers, no purchases. */
    int id = next_customer_column(source, 0);
    bool is_list = points >= FEWEST_PURCHASE_POINTS && order == 0 && id != NO_COLUMN &&
                   !speaks_of(source, CONCEPT_ORDER | CONCEPT_PAYMENT) &&
                   source->columns[id].evidence.filled > 1 &&
                   !values_repeat(sources, (struct Field){source, id}, false);
    return is_list ? 0 : points;
}

/* Whether the rows of an order share this column's value, as far as they have one: 1 yes, 0 no. */
static bool is_same_in_order(struct Sources *sources, const struct Source *source, int order,
                             int value)
{
    sqlite3_int64 counts[2] = {0, 0};
    ask_source(sources, counts, 2,
               "SELECT count(*), sum(kinds > 1) FROM (SELECT count(DISTINCT value) AS kinds FROM "
               "(SELECT \"%w\" AS id, advocacy_id(\"%w\") AS value FROM %s.\"%w\" LIMIT %d) "
               "WHERE advocacy_id(id) IS NOT NULL GROUP BY id HAVING count(*) > 1)",
               source->columns[order].name, source->columns[value].name, source->schema,
               source->name, MOST_GROUPED_ROWS);
    return counts[0] > 0 && counts[1] * 20 <= counts[0];
}

static bool is_price(const struct Source *source, int column)
{
    uint64_t known = source->columns[column].concepts.known;
    return (known & CONCEPT_PRICE) && !(known & (CONCEPT_TOTAL | CONCEPT_AMOUNT));
}

/* The amount beside which a quantity stands is a price, when it says so. */
static void set_factors(struct PurchasePlan *purchase, const struct Source *source)
{
    purchase->quantity = NO_COLUMN;
    purchase->discount = NO_COLUMN;
    if (is_price(source, purchase->amount)) {
        purchase->quantity = best_column(source, ROLE_QUANTITY, FEWEST_ROLE_POINTS);
        purchase->discount = best_column(source, ROLE_DISCOUNT_SHARE, FEWEST_ROLE_POINTS);
    }
}

/* The column of the lines that names their order. */
static int order_of_lines(const struct Plan *plan, const struct Source *lines)
{
    const struct PurchasePlan *purchase = &plan->purchase;
    const char *name = purchase->source->columns[purchase->order_id].name;
    for (int i = 0; i < lines->column_count; i++) {
        if (same_name(lines->columns[i].name, name) &&
            lines->columns[i].points[ROLE_ORDER_ID] > 0) {
            return i;
        }
    }
    return best_column(lines, ROLE_ORDER_ID, FEWEST_ROLE_POINTS);
}

/* Payments say what was paid, with what was taken for delivery; lines what was bought. */
static int line_points(const struct Source *lines)
{
    int points = points_of_best(lines, ROLE_LINE_AMOUNT, FEWEST_SCORE_POINTS);
    bool may_have_failed = best_column(lines, ROLE_STATUS, FEWEST_ROLE_POINTS) != NO_COLUMN;
    return points == 0 ? 0
                       : points + (speaks_of(lines, CONCEPT_PAYMENT) && !may_have_failed ? 30 : 0) +
                             (speaks_of(lines, CONCEPT_LINE) ? 15 : 0) -
                             (speaks_of(lines, CONCEPT_REFUND | CONCEPT_SHIPPING) ? 60 : 0);
}

/* The amounts of the lines of an order, or of its payments, where the order itself has none. */
static void find_lines(struct Plan *plan)
{
    struct PurchasePlan *purchase = &plan->purchase;
    int most = 0;
    for (int i = 0; purchase->order_id != NO_COLUMN && i < plan->sources->count; i++) {
        const struct Source *lines = &plan->sources->sources[i];
        int points = lines == purchase->source ? 0 : line_points(lines);
        int order = points > most ? order_of_lines(plan, lines) : NO_COLUMN;
        struct Field from = {purchase->source, purchase->order_id};
        struct Field key = {lines, order};
        if (order != NO_COLUMN && values_match(plan->sources, from, key, false)) {
            most = points;
            purchase->amount_kind = AMOUNT_OF_LINES;
            purchase->amount = best_column(lines, ROLE_LINE_AMOUNT, FEWEST_SCORE_POINTS);
            purchase->lines = (struct Join){from, key, true, false};
        }
    }
    if (most > 0) {
        set_factors(purchase, purchase->lines.key.source);
    }
}

static void find_amount(struct Plan *plan)
{
    struct PurchasePlan *purchase = &plan->purchase;
    const struct Source *source = purchase->source;
    purchase->amount_kind = AMOUNT_NONE;
    purchase->amount = best_column(source, ROLE_AMOUNT, FEWEST_ROLE_POINTS);
    bool is_of_line = purchase->amount == NO_COLUMN || is_price(source, purchase->amount);
    if (is_of_line) {
        int line = best_column(source, ROLE_LINE_AMOUNT, FEWEST_SCORE_POINTS);
        purchase->amount = line != NO_COLUMN ? line : purchase->amount;
    }
    if (purchase->amount == NO_COLUMN) {
        find_lines(plan);
        return;
    }
    set_factors(purchase, source);
    bool is_of_order =
        purchase->order_repeats && purchase->quantity == NO_COLUMN &&
        is_same_in_order(plan->sources, source, purchase->order_id, purchase->amount);
    purchase->amount_kind = !purchase->order_repeats ? AMOUNT_OF_ROW
                            : is_of_order            ? AMOUNT_OF_ORDER
                                                     : AMOUNT_SUM;
}

/* A number that stands on rows of several customers is one of something else. */
static bool is_order_id(struct Plan *plan, int column, bool *repeats)
{
    const struct Source *source = plan->purchase.source;
    int customer = next_customer_column(source, 0);
    *repeats = values_repeat(plan->sources, (struct Field){source, column}, false);
    return column != customer && (!*repeats || customer == NO_COLUMN ||
                                  is_same_in_order(plan->sources, source, column, customer));
}

static void find_order_id(struct Plan *plan)
{
    struct PurchasePlan *purchase = &plan->purchase;
    const struct Source *source = purchase->source;
    for (int points = 100; points >= FEWEST_ROLE_POINTS; points--) {
        for (int i = 0; i < source->column_count; i++) {
            bool repeats;
            if (source->columns[i].points[ROLE_ORDER_ID] == points &&
                is_order_id(plan, i, &repeats)) {
                purchase->order_id = i;
                purchase->order_repeats = repeats;
                return;
            }
        }
    }
}

void plan_purchases(struct Plan *plan)
{
    struct PurchasePlan *purchase = &plan->purchase;
    int most = FEWEST_PURCHASE_POINTS - 1;
    for (int i = 0; i < plan->sources->count; i++) {
        const struct Source *candidate = &plan->sources->sources[i];
        int points = candidate->is_canonical ? 0 : purchase_points(plan->sources, candidate);
        if (points > most) {
            most = points;
            purchase->source = candidate;
        }
    }
    const struct Source *source = purchase->source;
    if (!source) {
        return;
    }
    find_order_id(plan);
    purchase->purchased_at = best_column(source, ROLE_PURCHASED_AT, FEWEST_ROLE_POINTS);
    int key = best_column(source, ROLE_DATE_KEY, FEWEST_ROLE_POINTS);
    if (purchase->purchased_at == NO_COLUMN && key != NO_COLUMN) {
        find_days(plan->sources, (struct Field){source, key}, &purchase->days, &purchase->day);
    }
    purchase->refund = best_column(source, ROLE_REFUND, FEWEST_ROLE_POINTS);
    purchase->cancelled_at = best_column(source, ROLE_CANCELLED_AT, FEWEST_ROLE_POINTS);
    purchase->refunded_at = purchase->refund == NO_COLUMN
                                ? best_column(source, ROLE_REFUNDED_AT, FEWEST_ROLE_POINTS)
                                : NO_COLUMN;
    purchase->currency = best_column(source, ROLE_CURRENCY, FEWEST_ROLE_POINTS);
    find_amount(plan);
}
