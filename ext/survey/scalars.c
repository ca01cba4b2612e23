/* Scalars of the survey family: one answer, one scale, one set of counts at a time. */
#include <math.h>

#include "function_tables.h"
#include "host/option.h"
#include "host/value.h"
#include "mathematics/limits.h"
#include "mathematics/normal.h"
#include "reading/answer.h"
#include "survey/summary.h"

_Static_assert(HIGHEST_LABEL == HIGHEST_ANSWER, "labels are read on the scale of the answers");

static void nps_category(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    static const int lengths[CATEGORY_COUNT] = {9, 7, 8};
    (void)count;
    int answer;
    if (read_answer(context, arguments[0], 0, HIGHEST_ANSWER, &answer) == READ_VALUE) {
        int category = category_of_answer[answer];
        sqlite3_result_text(context, category_names[category], lengths[category], SQLITE_STATIC);
    }
}

static void nps_answer(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    (void)count;
    double number;
    if (read_number(arguments[0], &number)) {
        if (number >= 0 && number <= HIGHEST_ANSWER && number == floor(number)) {
            sqlite3_result_int(context, (int)number);
        }
        return;
    }
    if (sqlite3_value_type(arguments[0]) != SQLITE_TEXT) {
        return;
    }
    const char *text = (const char *)sqlite3_value_text(arguments[0]);
    if (!text) {
        sqlite3_result_error_nomem(context);
        return;
    }
    int answer = answer_in_label(text, (size_t)sqlite3_value_bytes(arguments[0]));
    if (answer != NO_ANSWER) {
        sqlite3_result_int(context, answer);
    }
}

static const struct Option points_option = {"points", WHOLE_NUMBER, FEWEST_POINTS, MOST_POINTS, 0};

static void nps_rescale(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    (void)count;
    double points;
    int answer;
    if (read_parameter(context, &points_option, arguments[1], &points) == READ_VALUE &&
        read_answer(context, arguments[0], 1, (int)points, &answer) == READ_VALUE) {
        sqlite3_result_int(context, rescale_answer(answer, (int)points));
    }
}

/* In the order of the arguments. */
static const struct Option count_options[CATEGORY_COUNT] = {
    {"promoters", WHOLE_NUMBER, 0, LARGEST_COUNT, 0},
    {"passives", WHOLE_NUMBER, 0, LARGEST_COUNT, 0},
    {"detractors", WHOLE_NUMBER, 0, LARGEST_COUNT, 0},
};

static void nps_counts(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    double rows[CATEGORY_COUNT];
    for (int i = 0; i < CATEGORY_COUNT; i++) {
        if (read_parameter(context, &count_options[i], arguments[i], &rows[i]) != READ_VALUE) {
            return;
        }
    }
    double confidence = confidence_option.fallback;
    if (count > 3 &&
        read_parameter(context, &confidence_option, arguments[3], &confidence) != READ_VALUE) {
        return;
    }
    struct Tally tally = {{(int64_t)rows[2], (int64_t)rows[1], (int64_t)rows[0]}};
    if (tally_total(&tally) == 0) {
        return;
    }
    struct JsonWriter json = json_begin(context);
    json_open(&json, '{');
    write_summary(&json, (struct Answers){&tally, NULL}, confidence,
                  normal_critical_value(confidence));
    json_close(&json, '}');
    json_result(&json, context);
}

/* The smallest margin is far below what any survey resolves, and keeps the result an INTEGER. */
static const struct Option margin_option = {"margin", CLOSED_NUMBER, 1e-6, POINTS, 0};
static const struct Option variance_option = {"variance", CLOSED_NUMBER, 0, 1, 0.75};

static void nps_sample_size(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    const struct Option *options[] = {&margin_option, &confidence_option, &variance_option};
    double values[3];
    for (int i = 0; i < 3; i++) {
        values[i] = options[i]->fallback;
        if (i < count &&
            read_parameter(context, options[i], arguments[i], &values[i]) != READ_VALUE) {
            return;
        }
    }
    double size = sample_size(values[0] / POINTS, normal_critical_value(values[1]), values[2]);
    sqlite3_result_int64(context, (sqlite3_int64)size);
}

static const struct Function nps_scalar_functions[] = {
    {
        .name = "nps_category",
        .signature = "nps_category(score)",
        .summary =
            "'promoter' for an answer of 9 or 10, 'passive' for 7 or 8, 'detractor' for 0 to 6; NULL for no answer.",
        .example =
            "SELECT nps_category(10), nps_category('7'), nps_category(0), nps_category('') IS NULL",
        .output = "promoter|passive|detractor|1",
        .kind = SCALAR_FUNCTION,
        .fewest_arguments = 1,
        .most_arguments = 1,
        .scalar = nps_category,
    },
    {
        .name = "nps_answer",
        .signature = "nps_answer(value)",
        .summary =
            "The answer 0 to 10 that a value or an exported label stands for, in English, Italian, French, Romanian, Spanish, German and Chinese; NULL if there is none or it can be read in two ways: two numbers, a day (10-Sep is what spreadsheets make of 9-10), stars, shares and sums of money, a sentence, a numbered question, a label that contradicts its number (5=bad, 1=excellent: a scale that runs the other way). A word right beside the number must be one that labels are made of; behind a dash, colon or bracket it may be any. Never an error.",
        .example =
            "SELECT nps_answer('10 - Extremely likely'), nps_answer('9/10'), nps_answer('9 von 10'), nps_answer('7 or 8') IS NULL, nps_answer('10-Sep') IS NULL, nps_answer('I told 3 friends') IS NULL, nps_answer(99) IS NULL",
        .output = "10|9|9|1|1|1|1",
        .kind = SCALAR_FUNCTION,
        .fewest_arguments = 1,
        .most_arguments = 1,
        .scalar = nps_answer,
    },
    {
        .name = "nps_rescale",
        .signature = "nps_rescale(answer, points)",
        .summary =
            "An answer on a scale from 1 to points (3 to 11), moved to 0 to 10 so that it keeps its category: on five points 5 is a promoter, 4 a passive, 1 to 3 detractors.",
        .example =
            "SELECT nps_rescale(5, 5), nps_rescale(4, 5), nps_rescale(3, 5), nps_rescale(6, 7)",
        .output = "10|8|6|8",
        .kind = SCALAR_FUNCTION,
        .fewest_arguments = 2,
        .most_arguments = 2,
        .scalar = nps_rescale,
    },
    {
        .name = "nps_counts",
        .signature = "nps_counts(promoters, passives, detractors [, confidence])",
        .summary =
            "The summary of nps_summary() from three counts, as JSON: for rollups, shards and published results.",
        .example =
            "SELECT round(json_extract(nps_counts(120, 45, 30), '$.nps'), 4), json_extract(nps_counts(120, 45, 30), '$.responses')",
        .output = "46.1538|195",
        .kind = SCALAR_FUNCTION,
        .returns_json = true,
        .fewest_arguments = 3,
        .most_arguments = 4,
        .scalar = nps_counts,
    },
    {
        .name = "nps_sample_size",
        .signature = "nps_sample_size(margin [, confidence [, variance]])",
        .summary =
            "How many answers it takes for that margin, in points. The variance of one answer, 0 to 1, is 0.75 unless given, the usual assumption; 1 is the worst case.",
        .example = "SELECT nps_sample_size(15), nps_sample_size(15, 0.95, 1)",
        .output = "126|168",
        .kind = SCALAR_FUNCTION,
        .fewest_arguments = 1,
        .most_arguments = 3,
        .scalar = nps_sample_size,
    },
};

const struct FunctionTable nps_scalar_function_table =
    FUNCTION_TABLE("survey", nps_scalar_functions);
