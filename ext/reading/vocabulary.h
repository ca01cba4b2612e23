/* The words behind concept.h, and what each may speak of. */
#ifndef ADVOCACY_READING_VOCABULARY_H
#define ADVOCACY_READING_VOCABULARY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a word may speak of, one bit each. */
#define CONCEPT_CUSTOMER (UINT64_C(1) << 0)
#define CONCEPT_ORDER (UINT64_C(1) << 1) /* order, invoice, purchase, sale */
#define CONCEPT_LINE (UINT64_C(1) << 2)  /* an item of an order */
#define CONCEPT_PRODUCT (UINT64_C(1) << 3)
#define CONCEPT_STAFF (UINT64_C(1) << 4)    /* those who work here */
#define CONCEPT_SUPPLIER (UINT64_C(1) << 5) /* those who sell to or for us */
#define CONCEPT_SURVEY (UINT64_C(1) << 6)   /* survey, response, feedback */
#define CONCEPT_REVIEW (UINT64_C(1) << 7)
#define CONCEPT_REFERRAL (UINT64_C(1) << 8)
#define CONCEPT_INVITATION (UINT64_C(1) << 9)
#define CONCEPT_PAYMENT (UINT64_C(1) << 10)
#define CONCEPT_ID (UINT64_C(1) << 11)
#define CONCEPT_TIME (UINT64_C(1) << 12)
#define CONCEPT_AMOUNT (UINT64_C(1) << 13)
#define CONCEPT_TOTAL (UINT64_C(1) << 14)
#define CONCEPT_PRICE (UINT64_C(1) << 15)
#define CONCEPT_QUANTITY (UINT64_C(1) << 16)
#define CONCEPT_NAME (UINT64_C(1) << 17)
#define CONCEPT_FIRST (UINT64_C(1) << 18)
#define CONCEPT_LAST (UINT64_C(1) << 19)
#define CONCEPT_EMAIL (UINT64_C(1) << 20)
#define CONCEPT_CONTACT (UINT64_C(1) << 21) /* telephone, address, postcode */
#define CONCEPT_STATUS (UINT64_C(1) << 22)
#define CONCEPT_CURRENCY (UINT64_C(1) << 23)
#define CONCEPT_COMMENT (UINT64_C(1) << 24)
#define CONCEPT_SEGMENT (UINT64_C(1) << 25)
#define CONCEPT_PLACE (UINT64_C(1) << 26) /* country, region: a segment where there is no other */
#define CONCEPT_CHANNEL (UINT64_C(1) << 27)
#define CONCEPT_CREATED (UINT64_C(1) << 28) /* created, placed */
#define CONCEPT_DONE (UINT64_C(1) << 29)    /* submitted, completed, answered */
#define CONCEPT_STARTED (UINT64_C(1) << 30)
#define CONCEPT_JOINED (UINT64_C(1) << 31) /* registered, signed up */
#define CONCEPT_PAID (UINT64_C(1) << 32)
#define CONCEPT_SHIPPING (UINT64_C(1) << 33)
#define CONCEPT_UPDATED (UINT64_C(1) << 34)
#define CONCEPT_CANCELLED (UINT64_C(1) << 35) /* cancelled, void, failed: there was no purchase */
#define CONCEPT_REFUND (UINT64_C(1) << 36)
#define CONCEPT_DUE (UINT64_C(1) << 37)
#define CONCEPT_BIRTH (UINT64_C(1) << 38)
#define CONCEPT_TAX (UINT64_C(1) << 39)
#define CONCEPT_DISCOUNT (UINT64_C(1) << 40)
#define CONCEPT_COST (UINT64_C(1) << 41)
#define CONCEPT_CENTS (UINT64_C(1) << 42)
#define CONCEPT_RECOMMEND (UINT64_C(1) << 43)
#define CONCEPT_NPS (UINT64_C(1) << 44)
#define CONCEPT_SCORE (UINT64_C(1) << 45)
#define CONCEPT_RATING (UINT64_C(1) << 46)
#define CONCEPT_GROUP (UINT64_C(1) << 47)
#define CONCEPT_SATISFACTION (UINT64_C(1) << 48) /* and effort: other questions than the one */
#define CONCEPT_QUESTION (UINT64_C(1) << 49)
#define CONCEPT_ANSWER (UINT64_C(1) << 50)
#define CONCEPT_UNIQUE (UINT64_C(1) << 51)
/* Parent, previous, partial, gift, net of a part. */
#define CONCEPT_OTHER_PART (UINT64_C(1) << 52)
#define CONCEPT_TECHNICAL (UINT64_C(1) << 53) /* address of a machine, duration, progress */
#define CONCEPT_PLATFORM (UINT64_C(1) << 54)
#define CONCEPT_REWARD (UINT64_C(1) << 55)
#define CONCEPT_REASON (UINT64_C(1) << 56) /* why: the question after the score */
#define CONCEPT_LIKELY (UINT64_C(1) << 57)
#define CONCEPT_UTC (UINT64_C(1) << 58)
#define CONCEPT_REFERRER (UINT64_C(1) << 59)
#define CONCEPT_REFERRED (UINT64_C(1) << 60)
#define CONCEPT_SENT (UINT64_C(1) << 61)
#define CONCEPT_UNPAID (UINT64_C(1) << 62) /* pending, open */
#define CONCEPT_MICROS (UINT64_C(1) << 63) /* millionths of the currency */

/* Words of the same meaning as name_words() writes them, with spaces between; a '_' is a space
 * inside. */
struct VocabularyGroup {
    uint64_t concepts;
    const char *words;
};

extern const struct VocabularyGroup vocabulary_groups[];
extern const int vocabulary_group_count;

/* Every word in turn: start with all zero. False at the end. */
struct VocabularyCursor {
    int group;
    const char *next;
    const char *word;
    size_t length;
    uint64_t concepts;
};
bool next_vocabulary_word(struct VocabularyCursor *cursor);

/* Articles, prepositions, numbers: what says nothing, and makes no name less clear. */
bool is_filler_word(const char *word, size_t length);

#endif
