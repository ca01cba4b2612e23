/*
 * Which table holds the customers, and reviews, referrals and invitations; with what other files
 * find.
 */
#include "product/mapping_plan.h"

#include <string.h>

#define FEWEST_RATING_POINTS 80

bool same_name(const char *left, const char *right)
{
    return sqlite3_stricmp(left, right) == 0;
}

bool speaks_of(const struct Source *source, uint64_t concepts)
{
    return (source->concepts.known & concepts) != 0;
}

/* The canonical table of this name, where it is there already; or NULL. */
static const struct Source *standing(const struct Plan *plan, const char *name)
{
    for (int i = 0; i < plan->sources->count; i++) {
        const struct Source *source = &plan->sources->sources[i];
        if (source->is_canonical && same_name(source->name, name)) {
            return source;
        }
    }
    return NULL;
}

int points_of_best(const struct Source *source, enum ColumnRole role, int fewest)
{
    return column_points(source, best_column(source, role, fewest), role);
}

/* The customer's points where a row says whose it is; a name is the last resort. */
int customer_points(const struct Source *source)
{
    int points = points_of_best(source, ROLE_CUSTOMER_ID, FEWEST_ROLE_POINTS);
    int address = points_of_best(source, ROLE_EMAIL, FEWEST_ROLE_POINTS);
    points = address > points ? address : points;
    return points > 0 ? points : points_of_best(source, ROLE_CUSTOMER_NAME, 80) / 2;
}

/* Whether the purchases, or the answers, name the rows of this table, and by which key. */
static int points_for_knowing(struct Plan *plan, const struct Source *source,
                              const struct Source *people, int *key)
{
    int most = 0;
    int from;
    for (int i = 0; source && (from = next_customer_column(source, i)) != NO_COLUMN; i++) {
        int to;
        for (int j = 0; (to = next_customer_column(people, j)) != NO_COLUMN; j++) {
            struct Field pair[] = {{source, from}, {people, to}};
            bool is_email = column_points(source, from, ROLE_EMAIL) > 0;
            int points = is_email || !names_agree(pair[0], pair[1]) ? 60 : 100;
            if (points > most && is_email == (column_points(people, to, ROLE_EMAIL) > 0) &&
                same_customers(plan->sources, pair[0], pair[1], is_email)) {
                most = points;
                *key = to;
            }
        }
    }
    return most;
}

static int people_points(struct Plan *plan, const struct Source *people, int *key)
{
    bool is_named = speaks_of(people, CONCEPT_CUSTOMER);
    bool is_other = people == plan->purchase.source ||
                    (people == plan->survey.source && !is_named) ||
                    speaks_of(people, CONCEPT_ORDER | CONCEPT_SURVEY | CONCEPT_STAFF |
                                          CONCEPT_SUPPLIER | CONCEPT_REVIEW | CONCEPT_REFERRAL |
                                          CONCEPT_INVITATION | CONCEPT_LINE | CONCEPT_PAYMENT);
    *key = next_customer_column(people, 0);
    if (is_other || *key == NO_COLUMN) {
        return 0;
    }
    int known = NO_COLUMN;
    int points = is_named ? 60 : 0;
    points += points_for_knowing(plan, plan->survey.source, people, &known) / 2;
    points += points_for_knowing(plan, plan->purchase.source, people, &known);
    *key = known != NO_COLUMN ? known : *key;
    struct Field named = {people, *key};
    /* Many rows of one customer are contacts, addresses, visits: not the list of the customers. */
    points -= points >= 60 && values_repeat(plan->sources, named, false) ? 80 : 0;
    return points >= 60 && (is_named || points >= 100)
               ? points + (best_column(people, ROLE_SEGMENT, FEWEST_ROLE_POINTS) != NO_COLUMN) +
                     (best_column(people, ROLE_JOINED_AT, FEWEST_ROLE_POINTS) != NO_COLUMN)
               : 0;
}

/*
 * Who a customer is, where several keys stand for one: a column that says unique, or another number
 * of the same kind, in which values repeat that do not in the key.
 */
static void find_identity(struct Plan *plan)
{
    struct CustomerPlan *customer = &plan->customer;
    const struct Source *source = customer->source;
    struct Field key = {source, customer->key};
    customer->identity = customer->key;
    for (int i = 0; i < source->column_count; i++) {
        const struct SourceColumn *column = &source->columns[i];
        bool is_candidate = i != customer->key && column->points[ROLE_CUSTOMER_ID] >= 60 &&
                            column->evidence.filled > 0 &&
                            ((column->concepts.known & CONCEPT_UNIQUE) ||
                             names_agree((struct Field){source, i}, key));
        if (is_candidate && values_repeat(plan->sources, (struct Field){source, i}, false) &&
            !values_repeat(plan->sources, key, false)) {
            customer->identity = i;
            break;
        }
    }
    customer->identity_repeats =
        values_repeat(plan->sources, (struct Field){source, customer->identity},
                      column_points(source, customer->identity, ROLE_EMAIL) > 0);
}

static void describe_customers(struct CustomerPlan *customer, const struct Source *source)
{
    customer->joined_at = best_column(source, ROLE_JOINED_AT, FEWEST_ROLE_POINTS);
    customer->segment = best_column(source, ROLE_SEGMENT, FEWEST_ROLE_POINTS);
    customer->channel = best_column(source, ROLE_CHANNEL, FEWEST_ROLE_POINTS);
    customer->name = best_column(source, ROLE_CUSTOMER_NAME, FEWEST_ROLE_POINTS);
    customer->first_name = best_column(source, ROLE_FIRST_NAME, FEWEST_ROLE_POINTS);
    customer->last_name = best_column(source, ROLE_LAST_NAME, FEWEST_ROLE_POINTS);
    /* nom and prénom, nombre and apellidos: beside a part of a name a plain word is the other. */
    if (customer->name != NO_COLUMN && source->columns[customer->name].concepts.words == 1) {
        if (customer->last_name == NO_COLUMN && customer->first_name != NO_COLUMN) {
            customer->last_name = customer->name;
            customer->name = NO_COLUMN;
        } else if (customer->first_name == NO_COLUMN && customer->last_name != NO_COLUMN) {
            customer->first_name = customer->name;
            customer->name = NO_COLUMN;
        }
    }
}

static int column_named(const struct Source *source, const char *name)
{
    for (int i = 0; i < source->column_count; i++) {
        if (same_name(source->columns[i].name, name)) {
            return i;
        }
    }
    return NO_COLUMN;
}

static void plan_customers(struct Plan *plan)
{
    struct CustomerPlan *customer = &plan->customer;
    int most = 0;
    customer->source = standing(plan, "customer");
    if (customer->source) {
        customer->key = customer->identity = column_named(customer->source, "customer_id");
        return;
    }
    for (int i = 0; i < plan->sources->count; i++) {
        const struct Source *source = &plan->sources->sources[i];
        int key;
        int points = people_points(plan, source, &key);
        if (points > most) {
            most = points;
            customer->source = source;
            customer->key = key;
        }
    }
    if (customer->source) {
        find_identity(plan);
        describe_customers(customer, customer->source);
        return;
    }
    /* Those who bought or answered, and what the same rows say about them. */
    const struct Source *source =
        plan->purchase.source ? plan->purchase.source : plan->survey.source;
    if (source) {
        describe_customers(customer, source);
        /* Of an order or an answer, which is not how the customer came. */
        customer->channel = NO_COLUMN;
    }
}

static void plan_reviews(struct Plan *plan)
{
    struct ReviewPlan *review = &plan->review;
    for (int i = 0; i < plan->sources->count && !review->source; i++) {
        const struct Source *source = &plan->sources->sources[i];
        int rating = best_column(source, ROLE_RATING, FEWEST_RATING_POINTS);
        int posted_at = best_column(source, ROLE_POSTED_AT, FEWEST_ROLE_POINTS);
        if (source != plan->survey.source && rating != NO_COLUMN && posted_at != NO_COLUMN) {
            *review = (struct ReviewPlan){
                source, best_column(source, ROLE_REVIEW_ID, FEWEST_ROLE_POINTS), posted_at,
                rating, best_column(source, ROLE_PLATFORM, FEWEST_ROLE_POINTS),  {.join_count = 0}};
            find_path(plan, source, &review->path);
        }
    }
}

static void plan_referrals(struct Plan *plan)
{
    struct ReferralPlan *referral = &plan->referral;
    for (int i = 0; i < plan->sources->count && !referral->source; i++) {
        const struct Source *source = &plan->sources->sources[i];
        bool is_of_customers = source == plan->customer.source;
        int referrer = best_column(source, ROLE_REFERRER, FEWEST_ROLE_POINTS);
        int referred = is_of_customers ? plan->customer.identity
                                       : best_column(source, ROLE_REFERRED, FEWEST_ROLE_POINTS);
        int referred_at = is_of_customers
                              ? plan->customer.joined_at
                              : best_column(source, ROLE_REFERRED_AT, FEWEST_ROLE_POINTS);
        if (referrer != NO_COLUMN && referred_at != NO_COLUMN && referrer != referred &&
            (is_of_customers || speaks_of(source, CONCEPT_REFERRAL))) {
            *referral =
                (struct ReferralPlan){source, referrer, referred, referred_at, is_of_customers};
        }
    }
}

static void plan_invitations(struct Plan *plan)
{
    struct InvitationPlan *invitation = &plan->invitation;
    for (int i = 0; i < plan->sources->count && !invitation->source; i++) {
        const struct Source *source = &plan->sources->sources[i];
        int sent_at = best_column(source, ROLE_SENT_AT, FEWEST_ROLE_POINTS);
        if (sent_at != NO_COLUMN && speaks_of(source, CONCEPT_INVITATION) &&
            customer_points(source) > 0) {
            *invitation =
                (struct InvitationPlan){source,
                                        sent_at,
                                        best_column(source, ROLE_CHANNEL, FEWEST_ROLE_POINTS),
                                        {.join_count = 0}};
            find_path(plan, source, &invitation->path);
        }
    }
}

/* -1 numbers, 1 texts, 0 no customer, or nothing to go by. */
static int storage_of(const struct Path *path)
{
    if (!path->customer.source) {
        return 0;
    }
    const struct Evidence *evidence =
        &path->customer.source->columns[path->customer.column].evidence;
    return evidence->texts > 0 ? 1 : evidence->integers + evidence->reals > 0 ? -1 : 0;
}

/*
 * 7 and '7' are not equal where no declared type makes them so: all of them are to be texts then.
 */
static bool have_mixed_storage(const struct Plan *plan)
{
    const struct Path *const paths[] = {&plan->purchase.path, &plan->survey.path,
                                        &plan->review.path, &plan->invitation.path};
    struct Path customers = {
        .customer = {plan->customer.source, plan->customer.source ? plan->customer.identity : 0}};
    int first = storage_of(&customers);
    bool is_mixed = false;
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
        int storage = storage_of(paths[i]);
        first = first ? first : storage;
        is_mixed = is_mixed || (storage && storage != first);
    }
    return is_mixed;
}

static void begin_plan(struct Sources *sources, struct Plan *plan)
{
    memset(plan, 0, sizeof *plan);
    plan->sources = sources;
    plan->customer.key = plan->customer.identity = NO_COLUMN;
    plan->customer.joined_at = plan->customer.segment = plan->customer.channel = NO_COLUMN;
    plan->customer.name = plan->customer.first_name = plan->customer.last_name = NO_COLUMN;
    plan->purchase.order_id = plan->purchase.purchased_at = plan->purchase.day = NO_COLUMN;
    plan->purchase.amount = plan->purchase.quantity = plan->purchase.discount = NO_COLUMN;
    plan->purchase.refund = plan->purchase.cancelled_at = NO_COLUMN;
    plan->purchase.refunded_at = NO_COLUMN;
    plan->purchase.currency = NO_COLUMN;
    plan->survey.response_id = plan->survey.answered_at = plan->survey.day = NO_COLUMN;
    plan->survey.score = plan->survey.comment = plan->survey.question = NO_COLUMN;
}

bool make_plan(struct Sources *sources, struct Plan *plan)
{
    begin_plan(sources, plan);
    if (!standing(plan, "purchase")) {
        plan_purchases(plan);
    }
    if (!standing(plan, "survey_response")) {
        plan_survey(plan);
    }
    plan_customers(plan);
    if (plan->purchase.source) {
        find_path(plan, plan->purchase.source, &plan->purchase.path);
    }
    if (plan->survey.source) {
        find_path(plan, plan->survey.source, &plan->survey.path);
    }
    if (!plan->customer.source && plan->purchase.source && plan->survey.source) {
        agree_on_customers(plan);
    }
    if (!standing(plan, "review")) {
        plan_reviews(plan);
    }
    if (!standing(plan, "referral")) {
        plan_referrals(plan);
    }
    if (!standing(plan, "invitation")) {
        plan_invitations(plan);
    }
    plan->customers_as_text = have_mixed_storage(plan);
    return !sources->has_failed;
}

void free_plan(struct Plan *plan)
{
    sqlite3_free(plan->survey.asked);
}
