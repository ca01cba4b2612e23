/*
 * What the values of one column look like, counted value by value: which of them are answers,
 * times, amounts, and in which way they have to be read.
 */
#ifndef ADVOCACY_READING_EVIDENCE_H
#define ADVOCACY_READING_EVIDENCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum SampleKind { SAMPLE_NULL, SAMPLE_INTEGER, SAMPLE_REAL, SAMPLE_TEXT, SAMPLE_BLOB };

struct SampleValue {
    enum SampleKind kind;
    double number;    /* of an integer or a real */
    const char *text; /* of a text, as UTF-8; of a number what it is printed as */
    size_t length;
};

/* The ways in which a time can be read. */
enum TimeForm {
    FORM_AS_IT_IS, /* as advocacy_time() reads it without being told more */
    FORM_DAY_FIRST,
    FORM_MONTH_FIRST,
    FORM_SECONDS,      /* a number that is seconds since 1970, of 1990 to 2100 */
    FORM_MILLISECONDS, /* the same in milliseconds */
    FORM_EXCEL,        /* a number that is a day of a spreadsheet, of the same years */
    NO_FORM
};

#define LONGEST_EXAMPLE 48
#define DISTINCT_BITS 32768

/* A value that stands in a comment; cut to whole characters. */
struct Example {
    char text[LONGEST_EXAMPLE];
    size_t length;
    bool is_cut;
};

struct Evidence {
    int values; /* that were looked at; everything below leaves out NULL and blanks */
    int filled;
    int integers; /* by storage class */
    int reals;
    int texts;
    int blobs;
    int distinct; /* an estimate, good to a few percent */

    int answers; /* as nps_answer() reads them */
    int lowest_answer;
    int highest_answer;

    int times[NO_FORM];
    int days_first; /* times that only make sense with the day first, or with the month */
    int months_first;
    int ambiguous_times; /* read in two ways */

    int amounts; /* as advocacy_amount() reads them with one mark or the other */
    int ambiguous_amounts;
    int points; /* amounts that only a decimal point, or only a decimal comma, makes sense of */
    int commas;
    int fractions; /* numbers and amounts that are not whole */
    double smallest;
    double largest;

    int emails;
    int foreign;   /* texts that are not UTF-8 */
    int numbered;  /* '#1001' */
    int questions; /* that ask whether one would recommend */

    int characters; /* of all texts together */

    struct Example example;        /* one of the first values that are filled */
    struct Example ambiguous_time; /* the first of each */
    struct Example ambiguous_amount;
};

/* Which values were seen; a column's own while its values are added. */
struct Distinct {
    uint32_t bits[DISTINCT_BITS / 32];
};

void evidence_add(struct Evidence *evidence, struct Distinct *distinct, struct SampleValue sample);
/* After the last value. */
void evidence_end(struct Evidence *evidence, const struct Distinct *distinct);

/* The share of the filled values, in percent. */
int evidence_share(const struct Evidence *evidence, int count);

/*
 * How the column's times are to be read. Day or month first is given only when values prove it and
 * hardly one contradicts; `is_open` says that values could be read in both ways and none decides.
 * NO_FORM when the column holds no times.
 */
enum TimeForm time_form(const struct Evidence *evidence, bool *is_open);

/* The same of amounts: 0 when they can be read as they are, else '.' or ','. */
char amount_mark(const struct Evidence *evidence, bool *is_open);

/* Of a text, in safe characters; see Example. */
struct Example example_of(const char *text, size_t length);

#endif
