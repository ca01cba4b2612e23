#include "reading/column_role.h"

/* What values a role may have, and how well those of a column fit: percent. */
enum ValueRule {
    VALUES_ARE_KEYS,
    VALUES_ARE_REPEATED_KEYS,
    VALUES_ARE_EMAILS,
    VALUES_ARE_WORDS, /* few and short, again and again */
    VALUES_ARE_TEXT,
    VALUES_ARE_TIMES,
    VALUES_ARE_WRITTEN_TIMES, /* and cannot be anything else */
    VALUES_ARE_AMOUNTS,
    VALUES_ARE_NUMBERS,
    VALUES_ARE_SHARES,  /* 0 to 1 */
    VALUES_ARE_ANSWERS, /* 0 to 10 */
    VALUES_ARE_STARS,   /* 1 to 5 */
    VALUES_ARE_QUESTIONS,
    VALUES_ARE_HASH_NUMBERS,
    VALUES_ARE_TIMES_OR_FLAGS
};

struct RoleRule {
    enum ColumnRole role;
    int points;
    uint64_t all;   /* the name speaks of all of these, */
    uint64_t none;  /* and of none of these, */
    uint64_t table; /* in a table whose name speaks of one of these; 0: in any */
    enum ValueRule values;
};

/* Everybody who is not the customer, and other things of theirs. */
#define OTHERS                                                                                     \
    (CONCEPT_STAFF | CONCEPT_SUPPLIER | CONCEPT_PRODUCT | CONCEPT_OTHER_PART | CONCEPT_REFERRAL)
#define NOT_A_KEY                                                                                  \
    (CONCEPT_TIME | CONCEPT_AMOUNT | CONCEPT_NAME | CONCEPT_EMAIL | CONCEPT_CONTACT |              \
     CONCEPT_STATUS | CONCEPT_SEGMENT | CONCEPT_PLACE | CONCEPT_GROUP | CONCEPT_COMMENT |          \
     CONCEPT_CREATED | CONCEPT_JOINED | CONCEPT_QUANTITY | CONCEPT_CHANNEL | CONCEPT_SCORE |       \
     CONCEPT_UPDATED | CONCEPT_SHIPPING | CONCEPT_TAX | CONCEPT_COST | CONCEPT_RATING |            \
     CONCEPT_SATISFACTION | CONCEPT_DISCOUNT | CONCEPT_TECHNICAL | CONCEPT_CURRENCY)
/* The number of a "sales order" is one, though "sales" alone are an amount. */
#define NOT_AN_ORDER_KEY (NOT_A_KEY & ~CONCEPT_AMOUNT)
#define OTHER_TIMES                                                                                \
    (CONCEPT_UPDATED | CONCEPT_SHIPPING | CONCEPT_CANCELLED | CONCEPT_REFUND | CONCEPT_DUE |       \
     CONCEPT_BIRTH | CONCEPT_STAFF | CONCEPT_SUPPLIER | CONCEPT_OTHER_PART | CONCEPT_TECHNICAL)
#define NOT_OF_AN_ORDER                                                                            \
    (OTHER_TIMES | CONCEPT_JOINED | CONCEPT_SURVEY | CONCEPT_ANSWER | CONCEPT_REVIEW | CONCEPT_ID)
#define OTHER_AMOUNTS                                                                              \
    (CONCEPT_TAX | CONCEPT_SHIPPING | CONCEPT_DISCOUNT | CONCEPT_REFUND | CONCEPT_COST |           \
     CONCEPT_STAFF | CONCEPT_SUPPLIER | CONCEPT_ID | CONCEPT_TIME | CONCEPT_SURVEY |               \
     CONCEPT_SCORE | CONCEPT_TECHNICAL | CONCEPT_STATUS | CONCEPT_NAME | CONCEPT_GROUP |           \
     CONCEPT_CANCELLED | CONCEPT_CHANNEL | CONCEPT_RATING | CONCEPT_COMMENT | CONCEPT_CURRENCY)
#define NOT_OF_A_LINE (OTHER_AMOUNTS | CONCEPT_QUANTITY | CONCEPT_OTHER_PART)
#define NOT_OF_ALL (NOT_OF_A_LINE | CONCEPT_LINE | CONCEPT_PRICE | CONCEPT_DUE)
#define NOT_THE_SCORE                                                                              \
    (CONCEPT_GROUP | CONCEPT_TIME | CONCEPT_ID | CONCEPT_COMMENT | CONCEPT_REASON |                \
     CONCEPT_REFERRAL | CONCEPT_SEGMENT | CONCEPT_REWARD)

/* Groups of answers to the question are no other surveys. */
#define NOT_A_KIND (CONCEPT_TIME | CONCEPT_ID | CONCEPT_COMMENT | CONCEPT_NPS | CONCEPT_RECOMMEND)

static const struct RoleRule role_rules[] = {
    {ROLE_CUSTOMER_ID, 100, CONCEPT_CUSTOMER | CONCEPT_ID, NOT_A_KEY | OTHERS | CONCEPT_ORDER, 0,
     VALUES_ARE_KEYS},
    {ROLE_CUSTOMER_ID, 75, CONCEPT_CUSTOMER, NOT_A_KEY | OTHERS | CONCEPT_ORDER, 0,
     VALUES_ARE_KEYS},
    {ROLE_CUSTOMER_ID, 60, CONCEPT_UNIQUE | CONCEPT_ID, NOT_A_KEY | OTHERS | CONCEPT_ORDER, 0,
     VALUES_ARE_KEYS},
    {ROLE_CUSTOMER_ID, 65, CONCEPT_ID, NOT_A_KEY | OTHERS | CONCEPT_ORDER | CONCEPT_PAYMENT,
     CONCEPT_CUSTOMER, VALUES_ARE_KEYS},

    {ROLE_CUSTOMER_ID, 36, CONCEPT_ID,
     NOT_A_KEY | OTHERS | CONCEPT_ORDER | CONCEPT_PAYMENT | CONCEPT_SURVEY, 0,
     VALUES_ARE_REPEATED_KEYS},

    {ROLE_EMAIL, 80, CONCEPT_EMAIL, OTHERS | CONCEPT_STATUS, 0, VALUES_ARE_EMAILS},
    {ROLE_EMAIL, 90, CONCEPT_EMAIL | CONCEPT_CUSTOMER, OTHERS | CONCEPT_STATUS, 0,
     VALUES_ARE_EMAILS},
    /* An address shows by itself, whatever its column is called. */
    {ROLE_EMAIL, 60, 0, OTHERS | CONCEPT_STATUS | CONCEPT_COMMENT, 0, VALUES_ARE_EMAILS},

    {ROLE_CUSTOMER_NAME, 85, CONCEPT_NAME | CONCEPT_CUSTOMER,
     OTHERS | CONCEPT_FIRST | CONCEPT_LAST | CONCEPT_PLACE | CONCEPT_SEGMENT | CONCEPT_CONTACT, 0,
     VALUES_ARE_TEXT},
    {ROLE_CUSTOMER_NAME, 70, CONCEPT_NAME,
     OTHERS | CONCEPT_ORDER | CONCEPT_FIRST | CONCEPT_LAST | CONCEPT_PLACE | CONCEPT_SEGMENT |
         CONCEPT_CONTACT | CONCEPT_CHANNEL | CONCEPT_PLATFORM,
     CONCEPT_CUSTOMER, VALUES_ARE_TEXT},
    {ROLE_FIRST_NAME, 80, CONCEPT_FIRST, OTHERS, 0, VALUES_ARE_TEXT},
    {ROLE_LAST_NAME, 80, CONCEPT_LAST, OTHERS, 0, VALUES_ARE_TEXT},

    {ROLE_JOINED_AT, 90, CONCEPT_JOINED, OTHER_TIMES | CONCEPT_ORDER | CONCEPT_ID, 0,
     VALUES_ARE_TIMES},
    {ROLE_JOINED_AT, 80, CONCEPT_CREATED, OTHER_TIMES | CONCEPT_ORDER, CONCEPT_CUSTOMER,
     VALUES_ARE_TIMES},
    {ROLE_JOINED_AT, 45, CONCEPT_TIME, OTHER_TIMES | CONCEPT_ORDER | CONCEPT_ID, CONCEPT_CUSTOMER,
     VALUES_ARE_TIMES},

    {ROLE_SEGMENT, 90, CONCEPT_SEGMENT, CONCEPT_TIME | OTHERS | CONCEPT_ID | CONCEPT_AMOUNT, 0,
     VALUES_ARE_WORDS},
    {ROLE_SEGMENT, 75, CONCEPT_GROUP | CONCEPT_CUSTOMER,
     CONCEPT_TIME | OTHERS | CONCEPT_ID | CONCEPT_NPS, 0, VALUES_ARE_WORDS},
    {ROLE_SEGMENT, 60, CONCEPT_PLACE,
     CONCEPT_TIME | OTHERS | CONCEPT_ID | CONCEPT_CONTACT | CONCEPT_SHIPPING | CONCEPT_ORDER |
         CONCEPT_SURVEY,
     0, VALUES_ARE_WORDS},

    {ROLE_CHANNEL, 80, CONCEPT_CHANNEL, CONCEPT_TIME | OTHERS | CONCEPT_ID, 0, VALUES_ARE_WORDS},

    {ROLE_ORDER_ID, 100, CONCEPT_ORDER | CONCEPT_ID,
     NOT_AN_ORDER_KEY | OTHERS | CONCEPT_LINE | CONCEPT_PAYMENT, 0, VALUES_ARE_KEYS},
    {ROLE_ORDER_ID, 70, CONCEPT_ORDER,
     NOT_A_KEY | OTHERS | CONCEPT_LINE | CONCEPT_PAYMENT | CONCEPT_CUSTOMER, 0, VALUES_ARE_KEYS},
    {ROLE_ORDER_ID, 85, CONCEPT_NAME, CONCEPT_CUSTOMER | OTHERS, 0, VALUES_ARE_HASH_NUMBERS},
    {ROLE_ORDER_ID, 60, CONCEPT_PAYMENT | CONCEPT_ID,
     NOT_A_KEY | OTHERS | CONCEPT_LINE | CONCEPT_CUSTOMER, 0, VALUES_ARE_KEYS},
    {ROLE_ORDER_ID, 55, CONCEPT_ID,
     NOT_A_KEY | OTHERS | CONCEPT_CUSTOMER | CONCEPT_LINE | CONCEPT_PAYMENT | CONCEPT_UNIQUE,
     CONCEPT_ORDER | CONCEPT_PAYMENT, VALUES_ARE_KEYS},

    {ROLE_PURCHASED_AT, 100, CONCEPT_ORDER | CONCEPT_TIME, NOT_OF_AN_ORDER, 0, VALUES_ARE_TIMES},
    {ROLE_PURCHASED_AT, 85, CONCEPT_CREATED, NOT_OF_AN_ORDER, 0, VALUES_ARE_TIMES},
    {ROLE_PURCHASED_AT, 75, CONCEPT_TIME,
     NOT_OF_AN_ORDER | CONCEPT_CUSTOMER | CONCEPT_DONE | CONCEPT_STARTED, 0, VALUES_ARE_TIMES},
    {ROLE_PURCHASED_AT, 65, CONCEPT_PAID, NOT_OF_AN_ORDER, 0, VALUES_ARE_TIMES},
    {ROLE_PURCHASED_AT, 50, CONCEPT_DONE, NOT_OF_AN_ORDER, CONCEPT_ORDER, VALUES_ARE_TIMES},
    {ROLE_PURCHASED_AT, 45, CONCEPT_STARTED, NOT_OF_AN_ORDER, CONCEPT_ORDER, VALUES_ARE_TIMES},
    {ROLE_PURCHASED_AT, 55, CONCEPT_TIME | CONCEPT_ID,
     OTHER_TIMES | CONCEPT_JOINED | CONCEPT_SURVEY | CONCEPT_REVIEW, 0, VALUES_ARE_TIMES},
    /* A time shows by itself, as an address does. */
    {ROLE_PURCHASED_AT, 50, 0,
     NOT_OF_AN_ORDER | CONCEPT_CUSTOMER | CONCEPT_DONE | CONCEPT_STARTED | CONCEPT_COMMENT, 0,
     VALUES_ARE_WRITTEN_TIMES},
    {ROLE_DATE_KEY, 70, CONCEPT_TIME | CONCEPT_ID, OTHER_TIMES, 0, VALUES_ARE_KEYS},
    {ROLE_DATE_KEY, 40, CONCEPT_TIME, OTHER_TIMES, 0, VALUES_ARE_KEYS},

    {ROLE_AMOUNT, 95, CONCEPT_AMOUNT | CONCEPT_TOTAL, NOT_OF_ALL, 0, VALUES_ARE_AMOUNTS},
    {ROLE_AMOUNT, 95, CONCEPT_AMOUNT | CONCEPT_ORDER, NOT_OF_ALL, 0, VALUES_ARE_AMOUNTS},
    {ROLE_AMOUNT, 85, CONCEPT_AMOUNT, NOT_OF_ALL, 0, VALUES_ARE_AMOUNTS},
    {ROLE_AMOUNT, 90, CONCEPT_PRICE | CONCEPT_TOTAL, NOT_OF_A_LINE | CONCEPT_LINE, 0,
     VALUES_ARE_AMOUNTS},
    {ROLE_AMOUNT, 60, CONCEPT_AMOUNT, OTHER_AMOUNTS | CONCEPT_QUANTITY | CONCEPT_LINE, 0,
     VALUES_ARE_AMOUNTS},
    {ROLE_AMOUNT, 50, CONCEPT_PRICE, NOT_OF_A_LINE | CONCEPT_LINE, CONCEPT_ORDER | CONCEPT_PAYMENT,
     VALUES_ARE_AMOUNTS},

    {ROLE_LINE_AMOUNT, 95, CONCEPT_AMOUNT, NOT_OF_A_LINE, 0, VALUES_ARE_AMOUNTS},
    {ROLE_LINE_AMOUNT, 80, CONCEPT_PRICE, NOT_OF_A_LINE, 0, VALUES_ARE_AMOUNTS},
    {ROLE_QUANTITY, 90, CONCEPT_QUANTITY,
     CONCEPT_ID | CONCEPT_TIME | CONCEPT_NAME | CONCEPT_PAYMENT, 0, VALUES_ARE_NUMBERS},
    {ROLE_DISCOUNT_SHARE, 80, CONCEPT_DISCOUNT,
     CONCEPT_ID | CONCEPT_TIME | CONCEPT_NAME | CONCEPT_AMOUNT, 0, VALUES_ARE_SHARES},

    {ROLE_STATUS, 95, CONCEPT_STATUS | CONCEPT_ORDER,
     CONCEPT_CUSTOMER | CONCEPT_SHIPPING | CONCEPT_CONTACT | CONCEPT_TIME | CONCEPT_ID, 0,
     VALUES_ARE_WORDS},
    {ROLE_STATUS, 80, CONCEPT_STATUS,
     CONCEPT_CUSTOMER | CONCEPT_SHIPPING | CONCEPT_CONTACT | CONCEPT_TIME | CONCEPT_ID, 0,
     VALUES_ARE_WORDS},
    {ROLE_CURRENCY, 80, CONCEPT_CURRENCY, CONCEPT_TIME | CONCEPT_ID | CONCEPT_AMOUNT, 0,
     VALUES_ARE_WORDS},
    {ROLE_CANCELLED_AT, 80, CONCEPT_CANCELLED,
     CONCEPT_REASON | CONCEPT_AMOUNT | CONCEPT_STATUS | CONCEPT_COMMENT, 0,
     VALUES_ARE_TIMES_OR_FLAGS},
    {ROLE_REFUNDED_AT, 80, CONCEPT_REFUND,
     CONCEPT_REASON | CONCEPT_AMOUNT | CONCEPT_STATUS | CONCEPT_COMMENT | CONCEPT_ID |
         CONCEPT_QUANTITY | CONCEPT_OTHER_PART,
     0, VALUES_ARE_TIMES_OR_FLAGS},
    {ROLE_REFUND, 90, CONCEPT_REFUND | CONCEPT_AMOUNT, CONCEPT_TIME | CONCEPT_ID | CONCEPT_STATUS,
     0, VALUES_ARE_AMOUNTS},

    {ROLE_RESPONSE_ID, 100, CONCEPT_SURVEY | CONCEPT_ID, NOT_A_KEY | OTHERS | CONCEPT_QUESTION, 0,
     VALUES_ARE_KEYS},
    {ROLE_RESPONSE_ID, 60, CONCEPT_ID,
     NOT_A_KEY | OTHERS | CONCEPT_CUSTOMER | CONCEPT_ORDER | CONCEPT_QUESTION,
     CONCEPT_SURVEY | CONCEPT_NPS, VALUES_ARE_KEYS},
    {ROLE_RESPONSE_ID, 35, CONCEPT_ID,
     NOT_A_KEY | OTHERS | CONCEPT_CUSTOMER | CONCEPT_ORDER | CONCEPT_QUESTION, 0, VALUES_ARE_KEYS},

    {ROLE_ANSWERED_AT, 95, CONCEPT_DONE, OTHER_TIMES | CONCEPT_ORDER | CONCEPT_ID, 0,
     VALUES_ARE_TIMES},
    {ROLE_ANSWERED_AT, 100, CONCEPT_DONE | CONCEPT_TIME, OTHER_TIMES | CONCEPT_ORDER | CONCEPT_ID,
     0, VALUES_ARE_TIMES},
    {ROLE_ANSWERED_AT, 95, CONCEPT_SURVEY | CONCEPT_TIME,
     OTHER_TIMES | CONCEPT_ORDER | CONCEPT_ID | CONCEPT_SENT, 0, VALUES_ARE_TIMES},
    {ROLE_ANSWERED_AT, 80, CONCEPT_CREATED, OTHER_TIMES | CONCEPT_ORDER, 0, VALUES_ARE_TIMES},
    {ROLE_ANSWERED_AT, 75, CONCEPT_TIME,
     OTHER_TIMES | CONCEPT_ORDER | CONCEPT_ID | CONCEPT_STARTED | CONCEPT_JOINED | CONCEPT_SENT, 0,
     VALUES_ARE_TIMES},
    {ROLE_ANSWERED_AT, 60, CONCEPT_STARTED, OTHER_TIMES | CONCEPT_ORDER, 0, VALUES_ARE_TIMES},
    {ROLE_ANSWERED_AT, 55, CONCEPT_TIME | CONCEPT_ID, OTHER_TIMES | CONCEPT_ORDER, 0,
     VALUES_ARE_TIMES},
    {ROLE_ANSWERED_AT, 50, 0,
     OTHER_TIMES | CONCEPT_ORDER | CONCEPT_JOINED | CONCEPT_SENT | CONCEPT_STARTED |
         CONCEPT_COMMENT,
     0, VALUES_ARE_WRITTEN_TIMES},

    {ROLE_SCORE, 100, CONCEPT_NPS, NOT_THE_SCORE, 0, VALUES_ARE_ANSWERS},
    {ROLE_SCORE, 100, CONCEPT_RECOMMEND | CONCEPT_LIKELY, NOT_THE_SCORE, 0, VALUES_ARE_ANSWERS},
    {ROLE_SCORE, 95, CONCEPT_RECOMMEND, NOT_THE_SCORE, 0, VALUES_ARE_ANSWERS},
    {ROLE_SCORE, 75, CONCEPT_SCORE,
     NOT_THE_SCORE | CONCEPT_REVIEW | CONCEPT_SATISFACTION | CONCEPT_TECHNICAL | CONCEPT_PRODUCT, 0,
     VALUES_ARE_ANSWERS},
    {ROLE_SCORE, 55, CONCEPT_RATING,
     NOT_THE_SCORE | CONCEPT_REVIEW | CONCEPT_SATISFACTION | CONCEPT_TECHNICAL | CONCEPT_PRODUCT,
     CONCEPT_SURVEY | CONCEPT_NPS, VALUES_ARE_ANSWERS},
    {ROLE_SCORE, 50, CONCEPT_ANSWER, NOT_THE_SCORE | CONCEPT_QUESTION | CONCEPT_SATISFACTION,
     CONCEPT_SURVEY | CONCEPT_NPS, VALUES_ARE_ANSWERS},

    {ROLE_COMMENT, 90, CONCEPT_REASON,
     CONCEPT_TIME | CONCEPT_ID | CONCEPT_CANCELLED | CONCEPT_REFUND, 0, VALUES_ARE_TEXT},
    {ROLE_COMMENT, 85, CONCEPT_COMMENT, CONCEPT_TIME | CONCEPT_ID | CONCEPT_ORDER, 0,
     VALUES_ARE_TEXT},
    {ROLE_COMMENT, 60, CONCEPT_SURVEY, CONCEPT_TIME | CONCEPT_ID | CONCEPT_NAME | CONCEPT_STATUS,
     CONCEPT_SURVEY | CONCEPT_NPS, VALUES_ARE_TEXT},
    {ROLE_QUESTION, 90, CONCEPT_QUESTION, CONCEPT_TIME | CONCEPT_ID, 0, VALUES_ARE_QUESTIONS},
    {ROLE_QUESTION, 60, CONCEPT_NAME, CONCEPT_TIME | CONCEPT_ID, 0, VALUES_ARE_QUESTIONS},
    {ROLE_ANSWER, 90, CONCEPT_ANSWER, CONCEPT_TIME | CONCEPT_ID | CONCEPT_QUESTION, 0,
     VALUES_ARE_ANSWERS},
    {ROLE_ANSWER, 60, CONCEPT_AMOUNT, CONCEPT_TIME | CONCEPT_ID | CONCEPT_QUESTION, 0,
     VALUES_ARE_ANSWERS},
    {ROLE_ANSWER, 60, CONCEPT_SCORE, CONCEPT_TIME | CONCEPT_ID | CONCEPT_QUESTION, 0,
     VALUES_ARE_ANSWERS},
    {ROLE_SURVEY_KIND, 90, CONCEPT_SURVEY | CONCEPT_GROUP, NOT_A_KIND, 0, VALUES_ARE_WORDS},
    {ROLE_SURVEY_KIND, 80, CONCEPT_SURVEY | CONCEPT_NAME, NOT_A_KIND, 0, VALUES_ARE_WORDS},
    {ROLE_SURVEY_KIND, 70, CONCEPT_GROUP, NOT_A_KIND | CONCEPT_CUSTOMER, 0, VALUES_ARE_WORDS},
    {ROLE_SURVEY_KIND, 60, CONCEPT_SURVEY, NOT_A_KIND, 0, VALUES_ARE_WORDS},
    {ROLE_SURVEY_KIND, 60, CONCEPT_QUESTION, NOT_A_KIND, 0, VALUES_ARE_WORDS},

    /* "Bewertung" is a review and its rating. */
    {ROLE_REVIEW_ID, 100, CONCEPT_REVIEW | CONCEPT_ID, NOT_A_KEY & ~CONCEPT_RATING, 0,
     VALUES_ARE_KEYS},
    {ROLE_REVIEW_ID, 60, CONCEPT_ID, NOT_A_KEY | OTHERS | CONCEPT_CUSTOMER | CONCEPT_ORDER,
     CONCEPT_REVIEW, VALUES_ARE_KEYS},
    {ROLE_RATING, 100, CONCEPT_REVIEW | CONCEPT_SCORE, CONCEPT_TIME | CONCEPT_ID | CONCEPT_COMMENT,
     0, VALUES_ARE_STARS},
    {ROLE_RATING, 100, CONCEPT_REVIEW | CONCEPT_RATING, CONCEPT_TIME | CONCEPT_ID | CONCEPT_COMMENT,
     0, VALUES_ARE_STARS},
    {ROLE_RATING, 90, CONCEPT_RATING, CONCEPT_TIME | CONCEPT_ID | CONCEPT_COMMENT, CONCEPT_REVIEW,
     VALUES_ARE_STARS},
    {ROLE_RATING, 80, CONCEPT_SCORE, CONCEPT_TIME | CONCEPT_ID | CONCEPT_COMMENT | CONCEPT_NPS,
     CONCEPT_REVIEW, VALUES_ARE_STARS},
    {ROLE_POSTED_AT, 100, CONCEPT_CREATED, OTHER_TIMES | CONCEPT_ORDER | CONCEPT_ANSWER,
     CONCEPT_REVIEW, VALUES_ARE_TIMES},
    {ROLE_POSTED_AT, 90, CONCEPT_REVIEW | CONCEPT_TIME,
     OTHER_TIMES | CONCEPT_ORDER | CONCEPT_ANSWER, 0, VALUES_ARE_TIMES},
    {ROLE_POSTED_AT, 80, CONCEPT_TIME, OTHER_TIMES | CONCEPT_ORDER | CONCEPT_ANSWER, CONCEPT_REVIEW,
     VALUES_ARE_TIMES},
    {ROLE_POSTED_AT, 50, 0, OTHER_TIMES | CONCEPT_ORDER | CONCEPT_ANSWER, CONCEPT_REVIEW,
     VALUES_ARE_WRITTEN_TIMES},
    {ROLE_POSTED_AT, 70, CONCEPT_DONE, OTHER_TIMES | CONCEPT_ORDER | CONCEPT_ANSWER, CONCEPT_REVIEW,
     VALUES_ARE_TIMES},
    {ROLE_PLATFORM, 80, CONCEPT_PLATFORM, CONCEPT_TIME | CONCEPT_ID, 0, VALUES_ARE_WORDS},
    {ROLE_PLATFORM, 60, CONCEPT_CHANNEL, CONCEPT_TIME | CONCEPT_ID, CONCEPT_REVIEW,
     VALUES_ARE_WORDS},

    {ROLE_REFERRER, 90, CONCEPT_REFERRER, CONCEPT_TIME | CONCEPT_NAME | CONCEPT_CHANNEL, 0,
     VALUES_ARE_KEYS},
    {ROLE_REFERRED, 90, CONCEPT_REFERRED, CONCEPT_TIME | CONCEPT_NAME | CONCEPT_CHANNEL, 0,
     VALUES_ARE_KEYS},
    {ROLE_REFERRED_AT, 90, CONCEPT_REFERRED, CONCEPT_ID | CONCEPT_NAME, CONCEPT_REFERRAL,
     VALUES_ARE_TIMES},
    {ROLE_REFERRED_AT, 85, CONCEPT_CREATED, OTHER_TIMES, CONCEPT_REFERRAL, VALUES_ARE_TIMES},
    {ROLE_REFERRED_AT, 80, CONCEPT_TIME, OTHER_TIMES | CONCEPT_DONE, CONCEPT_REFERRAL,
     VALUES_ARE_TIMES},
    {ROLE_SENT_AT, 90, CONCEPT_SENT, OTHER_TIMES | CONCEPT_ORDER, 0, VALUES_ARE_TIMES},
    {ROLE_SENT_AT, 70, CONCEPT_TIME, OTHER_TIMES | CONCEPT_ORDER | CONCEPT_DONE, CONCEPT_INVITATION,
     VALUES_ARE_TIMES},
};

/* Of a column without a single value: its name is all there is to go by. */
#define EMPTY_COLUMN_FIT 40
/* Fewer fit by accident. */
#define FEWEST_FITTING 60
#define LONGEST_KEY 64
#define LONGEST_WORD 40
#define MOST_WORDS 200

static int characters_each(const struct Evidence *evidence)
{
    return evidence->texts > 0 ? evidence->characters / evidence->texts : 0;
}

static int fit_of_share(const struct Evidence *evidence, int count)
{
    int share = evidence_share(evidence, count);
    return share >= FEWEST_FITTING ? share : 0;
}

static int fit_of_times(const struct Evidence *evidence)
{
    bool is_open;
    enum TimeForm form = time_form(evidence, &is_open);
    if (form == NO_FORM) {
        return is_open ? 100 : 0;
    }
    return fit_of_share(evidence,
                        evidence->times[form] + (is_open ? evidence->ambiguous_times : 0));
}

/* No number, which could be one of something else. */
static int fit_of_written_times(const struct Evidence *evidence)
{
    return evidence->texts == evidence->filled && evidence->amounts == 0 ? fit_of_times(evidence)
                                                                         : 0;
}

/* Keys are short and, where they are numbers, whole; times and long texts are none. */
static int fit_of_keys(const struct Evidence *evidence)
{
    bool is_key = fit_of_written_times(evidence) == 0 && evidence->blobs == 0 &&
                  evidence_share(evidence, evidence->reals) < 10 &&
                  characters_each(evidence) <= LONGEST_KEY && evidence->questions == 0;
    return is_key ? 100 : 0;
}

/* A handful of different texts or numbers, most of them more than once. */
static int fit_of_words(const struct Evidence *evidence)
{
    bool are_few = evidence->distinct <= MOST_WORDS &&
                   (evidence->distinct <= 10 || evidence->distinct <= evidence->filled / 2);
    return are_few && characters_each(evidence) <= LONGEST_WORD ? 100 : 0;
}

static int fit_of_answers(const struct Evidence *evidence, int lowest, int highest)
{
    if (evidence->answers > 0 &&
        (evidence->lowest_answer < lowest || evidence->highest_answer > highest)) {
        return 0;
    }
    return fit_of_share(evidence, evidence->answers);
}

static int value_fit(enum ValueRule rule, const struct Evidence *evidence)
{
    if (evidence->filled == 0) {
        return EMPTY_COLUMN_FIT;
    }
    switch (rule) {
    case VALUES_ARE_KEYS:
        return fit_of_keys(evidence);
    case VALUES_ARE_REPEATED_KEYS:
        return evidence->distinct < evidence->filled - evidence->filled / 20 ? fit_of_keys(evidence)
                                                                             : 0;
    case VALUES_ARE_EMAILS:
        return fit_of_share(evidence, evidence->emails);
    case VALUES_ARE_WORDS:
        return fit_of_words(evidence);
    case VALUES_ARE_TEXT:
        return evidence->texts > evidence->amounts && evidence->emails * 2 < evidence->filled
                   ? fit_of_share(evidence, evidence->texts)
                   : 0;
    case VALUES_ARE_TIMES:
        return fit_of_times(evidence);
    case VALUES_ARE_WRITTEN_TIMES:
        return fit_of_written_times(evidence);
    case VALUES_ARE_AMOUNTS:
    case VALUES_ARE_NUMBERS:
        return fit_of_share(evidence, evidence->amounts);
    case VALUES_ARE_SHARES:
        return evidence->smallest >= 0 && evidence->largest <= 1
                   ? fit_of_share(evidence, evidence->amounts)
                   : 0;
    case VALUES_ARE_ANSWERS:
        return fit_of_answers(evidence, 0, 10);
    case VALUES_ARE_STARS:
        return fit_of_answers(evidence, 1, 5);
    case VALUES_ARE_QUESTIONS:
        return evidence->questions > 0 && evidence->distinct < evidence->filled ? 100 : 0;
    case VALUES_ARE_HASH_NUMBERS:
        return fit_of_share(evidence, evidence->numbered);
    case VALUES_ARE_TIMES_OR_FLAGS:
        return evidence->distinct <= 2 ? 100 : fit_of_times(evidence);
    }
    return 0;
}

/*
 * What speaks of nothing known may well be about something else; long questions may say anything.
 */
static int unclear_points(enum ColumnRole role, const struct Concepts *column)
{
    if (role == ROLE_SCORE || role == ROLE_COMMENT) {
        return 0;
    }
    return column->unknown > 3 ? 24 : 8 * column->unknown;
}

/* A "note" is a remark in English and a mark in French: the values say which. */
static uint64_t settled_concepts(const struct Concepts *column, const struct Evidence *evidence)
{
    uint64_t both = CONCEPT_COMMENT | CONCEPT_SCORE;
    if ((column->known & both) != both || evidence->filled == 0) {
        return column->known;
    }
    bool is_score = evidence->answers * 2 > evidence->filled;
    return column->known & ~(is_score ? CONCEPT_COMMENT : CONCEPT_SCORE);
}

int role_points(enum ColumnRole role, const struct Concepts *column, const struct Concepts *table,
                const struct Evidence *evidence)
{
    uint64_t known = settled_concepts(column, evidence);
    int most = 0;
    for (size_t i = 0; i < sizeof role_rules / sizeof role_rules[0]; i++) {
        const struct RoleRule *rule = &role_rules[i];
        bool applies = rule->role == role && (known & rule->all) == rule->all &&
                       (known & rule->none) == 0 &&
                       (rule->table == 0 || (table->known & rule->table) != 0);
        if (applies && rule->points > most) {
            int points = (rule->points - unclear_points(role, column)) *
                         value_fit(rule->values, evidence) / 100;
            /* Of two times that are the same, the one that needs no time zone. */
            points += points > 0 && points < 98 && (known & CONCEPT_UTC) ? 2 : 0;
            most = points > most ? points : most;
        }
    }
    return most;
}
