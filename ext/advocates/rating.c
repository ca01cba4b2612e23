/*
 * Rates, ratings and sentiments that may rest on a handful of rows: Wilson's interval, the Bayesian
 * average, net sentiment.
 */
#include "mathematics/rating.h"
#include "function_tables.h"
#include "host/option.h"
#include "host/value.h"
#include "mathematics/limits.h"
#include "mathematics/normal.h"
#include "mathematics/sentiment.h"
#include "mathematics/wilson.h"

static const struct Option successes_option = {"successes", WHOLE_NUMBER, 0, LARGEST_COUNT, 0};
static const struct Option trials_option = {"trials", WHOLE_NUMBER, 0, LARGEST_COUNT, 0};

/* One of the limits of a rate: the `detail` of its function. */
struct RateLimit {
    double (*limit)(double successes, double trials, double z);
};

static void wilson_limit(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    enum { MOST_VALUES = 3 };
    const struct Option *options[MOST_VALUES] = {&successes_option, &trials_option,
                                                 &confidence_option};
    double values[MOST_VALUES] = {0, 0, confidence_option.fallback};
    bool known = true;
    for (int i = 0; i < count && i < MOST_VALUES; i++) {
        enum Reading reading = read_parameter(context, options[i], arguments[i], &values[i]);
        if (reading == READ_ERROR) {
            return;
        }
        known = known && reading == READ_VALUE;
    }
    if (!known) {
        return;
    }
    if (values[0] > values[1]) {
        fail(context, "successes must not be more than trials; this row has %lld of %lld",
             (sqlite3_int64)values[0], (sqlite3_int64)values[1]);
    } else if (values[1] > 0) {
        const struct RateLimit *rate = function_called(context)->detail;
        double limit = rate->limit(values[0], values[1], normal_critical_value(values[2]));
        result_number(context, 100 * limit);
    }
}

static const struct RateLimit lower_rate = {wilson_lower};
static const struct RateLimit upper_rate = {wilson_upper};

struct RatingState {
    struct Total ratings;
    struct OptionValues options;
};

static const struct Option rating_option = {"rating", CLOSED_NUMBER, -LARGEST_NUMBER,
                                            LARGEST_NUMBER};

static void move_rating(sqlite3_context *context, int count, sqlite3_value **arguments,
                        int direction)
{
    struct RatingState *state = sqlite3_aggregate_context(context, sizeof *state);
    if (!state) {
        sqlite3_result_error_nomem(context);
        return;
    }
    double rating;
    if (read_options(context, count, arguments, &state->options) &&
        read_parameter(context, &rating_option, arguments[0], &rating) == READ_VALUE) {
        total_move(&state->ratings, rating, direction);
    }
}

static void rating_step(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    move_rating(context, count, arguments, +1);
}

static void rating_inverse(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    move_rating(context, count, arguments, -1);
    const struct RatingState *state = sqlite3_aggregate_context(context, 0);
    if (state && state->ratings.sum.has_lost) {
        fail_lost(context);
    }
}

static void rating_value(sqlite3_context *context)
{
    const struct RatingState *state = sqlite3_aggregate_context(context, 0);
    if (state && state->ratings.count > 0) {
        result_number(context, bayesian_rating(&state->ratings, state->options.value[0],
                                               state->options.value[1]));
    }
}

static const struct Option prior_mean_option = {"prior_mean", CLOSED_NUMBER, -LARGEST_NUMBER,
                                                LARGEST_NUMBER, 0};
static const struct Option prior_weight_option = {"prior_weight", CLOSED_NUMBER, 0, LARGEST_NUMBER,
                                                  0};

static enum Reading read_word(sqlite3_context *context, sqlite3_value *value,
                              enum Sentiment *sentiment)
{
    *sentiment = NO_SENTIMENT;
    if (sqlite3_value_type(value) == SQLITE_TEXT) {
        const char *text = (const char *)sqlite3_value_text(value);
        if (!text) {
            sqlite3_result_error_nomem(context);
            return READ_ERROR;
        }
        *sentiment = sentiment_in_word(text, (size_t)sqlite3_value_bytes(value));
    }
    if (*sentiment != NO_SENTIMENT) {
        return READ_VALUE;
    }
    if (is_blank(value)) {
        return READ_NOTHING;
    }
    refuse_value(
        context,
        "%s is not a sentiment; it is a number, which counts by its sign, or 'positive', 'neutral' or 'negative'",
        value);
    return READ_ERROR;
}

static enum Reading read_sentiment(sqlite3_context *context, sqlite3_value *value,
                                   enum Sentiment *sentiment)
{
    if (sqlite3_value_type(value) == SQLITE_NULL) {
        return READ_NOTHING;
    }
    double number;
    if (read_number(value, &number)) {
        *sentiment = sentiment_of_number(number);
        return READ_VALUE;
    }
    return read_word(context, value, sentiment);
}

static void move_sentiment(sqlite3_context *context, sqlite3_value *value, int direction)
{
    struct SentimentTally *tally = sqlite3_aggregate_context(context, sizeof *tally);
    enum Sentiment sentiment;
    if (!tally) {
        sqlite3_result_error_nomem(context);
    } else if (read_sentiment(context, value, &sentiment) == READ_VALUE) {
        tally->rows[sentiment] += direction;
    }
}

static void sentiment_step(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    (void)count;
    move_sentiment(context, arguments[0], +1);
}

static void sentiment_inverse(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    (void)count;
    move_sentiment(context, arguments[0], -1);
}

static void sentiment_value(sqlite3_context *context)
{
    const struct SentimentTally *tally = sqlite3_aggregate_context(context, 0);
    if (tally && sentiment_total(tally) > 0) {
        result_number(context, sentiment_net(tally));
    }
}

static const struct Function rating_functions[] = {
    {
        .name = "wilson_lower",
        .signature = "wilson_lower(successes, trials [, confidence])",
        .summary =
            "Lower limit of a rate, in percent: Wilson's interval, which never leaves 0 to 100. Confidence 0.95 unless given; NULL if there are no trials.",
        .example =
            "SELECT round(wilson_lower(15, 148), 2), round(wilson_lower(15, 148, 0.9), 2), wilson_lower(0, 20)",
        .output = "6.24|6.74|0.0",
        .kind = SCALAR_FUNCTION,
        .fewest_arguments = 2,
        .most_arguments = 3,
        .scalar = wilson_limit,
        .detail = &lower_rate,
    },
    {
        .name = "wilson_upper",
        .signature = "wilson_upper(successes, trials [, confidence])",
        .summary = "Upper limit of a rate, in percent, as wilson_lower().",
        .example =
            "SELECT round(wilson_upper(15, 148), 2), round(wilson_upper(15, 148, 0.9), 2), round(wilson_upper(0, 20), 2)",
        .output = "16.05|14.96|16.11",
        .kind = SCALAR_FUNCTION,
        .fewest_arguments = 2,
        .most_arguments = 3,
        .scalar = wilson_limit,
        .detail = &upper_rate,
    },
    {
        .name = "rating_bayes",
        .signature = "rating_bayes(rating, prior_mean, prior_weight)",
        .summary =
            "A mean rating that a handful of reviews cannot swing: as if there were prior_weight more ratings, all equal to prior_mean.",
        .example =
            "WITH review(rating) AS (VALUES (8), (8), (10), (5), ('7'), (8), (NULL)) SELECT round(rating_bayes(rating, 8, 0.8), 4) FROM review",
        .output = "7.7059",
        .kind = WINDOW_FUNCTION,
        .fewest_arguments = 3,
        .most_arguments = 3,
        .subjects = 1,
        .options = {&prior_mean_option, &prior_weight_option},
        .step = rating_step,
        .inverse = rating_inverse,
        .value = rating_value,
        .finish = rating_value,
    },
    {
        .name = "sentiment_net",
        .signature = "sentiment_net(sentiment)",
        .summary =
            "The share of positive less the share of negative sentiments, -100 to 100; numbers count by their sign, words are 'positive', 'neutral' and 'negative'.",
        .example =
            "WITH mention(sentiment) AS (VALUES ('positive'), ('Positive'), (0.4), (0), ('negative'), ('')) SELECT sentiment_net(sentiment) FROM mention",
        .output = "40.0",
        .kind = WINDOW_FUNCTION,
        .fewest_arguments = 1,
        .most_arguments = 1,
        .subjects = 1,
        .step = sentiment_step,
        .inverse = sentiment_inverse,
        .value = sentiment_value,
        .finish = sentiment_value,
    },
};

const struct FunctionTable rating_function_table = FUNCTION_TABLE("advocates", rating_functions);
