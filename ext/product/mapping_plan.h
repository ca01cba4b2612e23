/*
 * Which tables and columns advocacy_mapping() proposes for the canonical ones, and how they are
 * joined. Names propose, values decide; of equals the first in the database is taken.
 */
#ifndef ADVOCACY_PRODUCT_MAPPING_PLAN_H
#define ADVOCACY_PRODUCT_MAPPING_PLAN_H

#include "product/mapping_source.h"

#define NO_COLUMN (-1)

/* A column of a source; source is NULL when there is none. */
struct Field {
    const struct Source *source;
    int column;
};

/* A join: each value of `from` finds at most one row of `key`. */
struct Join {
    struct Field from;
    struct Field key;
    bool key_repeats; /* then the rows of each key are made one first */
    bool is_email;
};

#define MOST_JOINS 3

/* How the rows of a source find their customer: over joins, the last of which gives `customer`. */
struct Path {
    struct Join joins[MOST_JOINS];
    int join_count;
    struct Field customer; /* without a source: there is no customer */
    bool zero_is_nobody;   /* a shop's guests */
};

struct CustomerPlan {
    const struct Source *source; /* NULL: they are those who bought or answered */
    int key;                     /* by which the other tables know them */
    int identity;                /* who they are: the key, or what several keys share */
    bool identity_repeats;       /* one customer has several rows */
    int joined_at;
    int segment;
    int channel;
    int name;
    int first_name;
    int last_name;
};

enum AmountKind {
    AMOUNT_NONE,
    AMOUNT_OF_ROW,   /* where `quantity` is set, it is a price to be multiplied */
    AMOUNT_OF_ORDER, /* stands once, or again and again, among the rows of an order */
    AMOUNT_SUM,      /* of the rows of an order */
    AMOUNT_OF_LINES  /* the sum of the rows of another table */
};

struct PurchasePlan {
    const struct Source *source;
    int order_id; /* NO_COLUMN: each row is an order */
    bool order_repeats;
    int purchased_at;
    struct Join days; /* of a table of days: purchased_at is its key */
    int day;          /* the time in it */
    enum AmountKind amount_kind;
    int amount;        /* in the source, or in the lines */
    struct Join lines; /* key: the order's number in the lines */
    int quantity;      /* beside the amount, and so is the discount */
    int discount;
    int refund;
    int cancelled_at;
    int refunded_at; /* where nothing says how much was given back */
    int currency;
    struct Path path;
};

struct SurveyPlan {
    const struct Source *source;
    int response_id;
    int answered_at;
    struct Join days;
    int day;
    int score;
    int comment;
    int question; /* one row per question: NO_COLUMN when there is one row per answer */
    char *asked;  /* the question that is the one */
    sqlite3_int64 header_rows; /* the number of the last row that is a second header; 0: none */
    struct Path path;
};

struct ReviewPlan {
    const struct Source *source;
    int review_id;
    int posted_at;
    int rating;
    int platform;
    struct Path path;
};

struct ReferralPlan {
    const struct Source *source;
    int referrer;
    int referred;
    int referred_at;
    bool is_of_customers; /* a column of the customers' table */
};

struct InvitationPlan {
    const struct Source *source;
    int sent_at;
    int channel;
    struct Path path;
};

struct Plan {
    struct Sources *sources;
    struct CustomerPlan customer;
    struct PurchasePlan purchase;
    struct SurveyPlan survey;
    struct ReviewPlan review;
    struct ReferralPlan referral;
    struct InvitationPlan invitation;
    bool customers_as_text; /* some tables hold the customer as a number, others as a text */
};

/* False when out of memory or interrupted, which is reported. Free it in either case. */
bool make_plan(struct Sources *sources, struct Plan *plan);
void free_plan(struct Plan *plan);

/* mapping_join.c */

/* Whether most values of the one column stand in the other, of which a bounded part is read. */
bool values_match(struct Sources *sources, struct Field from, struct Field key, bool is_email);
/* Whether they match, and the rows that they bring together have no other addresses. */
bool same_customers(struct Sources *sources, struct Field from, struct Field key, bool is_email);
/* Whether a value of the column stands in several rows; a bounded part is read. */
bool values_repeat(struct Sources *sources, struct Field field, bool is_email);
/*
 * The columns that may name a customer, in the order of trust: an id, then an address. NO_COLUMN
 * behind the last of them.
 */
int next_customer_column(const struct Source *source, int number);
/* The customer of each row of this source. */
void find_path(struct Plan *plan, const struct Source *source, struct Path *path);
bool names_agree(struct Field from, struct Field key);
/*
 * Where there is no table of customers: the columns by which purchases and answers know the same.
 */
void agree_on_customers(struct Plan *plan);
/* Of a column that names a row of a table of days. False when there is no such table. */
bool find_days(struct Sources *sources, struct Field from, struct Join *days, int *day);

/* What the files that plan share. */

/* Of the points of a column that must be what it seems to be. */
#define FEWEST_SCORE_POINTS 50

bool same_name(const char *left, const char *right);
bool speaks_of(const struct Source *source, uint64_t concepts);
int points_of_best(const struct Source *source, enum ColumnRole role, int fewest);
/* The customer's points where a row says whose it is; a name is the last resort. */
int customer_points(const struct Source *source);

void plan_purchases(struct Plan *plan);
void plan_survey(struct Plan *plan);

#endif
