/*
 * Which part of the data model a column may play, by its name, by the name of its table, and by
 * what its values look like. Points from 0, it cannot be, to 100, it says so itself; a table of
 * rules says how many, so that each guess can be explained and none depends on chance.
 */
#ifndef ADVOCACY_READING_COLUMN_ROLE_H
#define ADVOCACY_READING_COLUMN_ROLE_H

#include "reading/concept.h"
#include "reading/evidence.h"

enum ColumnRole {
    ROLE_CUSTOMER_ID,
    ROLE_EMAIL,
    ROLE_CUSTOMER_NAME,
    ROLE_FIRST_NAME,
    ROLE_LAST_NAME,
    ROLE_JOINED_AT,
    ROLE_SEGMENT,
    ROLE_CHANNEL,
    ROLE_ORDER_ID,
    ROLE_PURCHASED_AT,
    ROLE_AMOUNT,      /* of a whole order */
    ROLE_LINE_AMOUNT, /* of an item, or a payment, of an order */
    ROLE_QUANTITY,
    ROLE_DISCOUNT_SHARE, /* 0 to 1, taken off an item */
    ROLE_STATUS,
    ROLE_CURRENCY,
    ROLE_CANCELLED_AT,
    ROLE_REFUNDED_AT,
    ROLE_REFUND,
    ROLE_RESPONSE_ID,
    ROLE_ANSWERED_AT,
    ROLE_SCORE,
    ROLE_COMMENT,
    ROLE_QUESTION,    /* one row per question: what was asked ... */
    ROLE_ANSWER,      /* ... and what was answered */
    ROLE_SURVEY_KIND, /* which of several surveys the row is of */
    ROLE_REVIEW_ID,
    ROLE_RATING,
    ROLE_POSTED_AT,
    ROLE_PLATFORM,
    ROLE_REFERRER,
    ROLE_REFERRED,
    ROLE_REFERRED_AT,
    ROLE_SENT_AT,
    ROLE_DATE_KEY, /* names a row of a table of days */
    ROLE_COUNT
};

/* Fewer points are no guess that is worth showing. */
#define FEWEST_ROLE_POINTS 30

int role_points(enum ColumnRole role, const struct Concepts *column, const struct Concepts *table,
                const struct Evidence *evidence);

#endif
