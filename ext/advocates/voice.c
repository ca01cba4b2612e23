/* Customers by what they do and what they are worth, and the weight of what they did long ago. */
#include "mathematics/voice.h"
#include "function_tables.h"
#include "host/option.h"
#include "host/value.h"
#include "mathematics/category.h"
#include "mathematics/decay.h"
#include "mathematics/limits.h"

/* In the order of the arguments. Acts may be fractions: older ones may count less. */
static const struct Option act_options[] = {
    {"unpaid", CLOSED_NUMBER, 0, LARGEST_NUMBER},
    {"rewarded", CLOSED_NUMBER, 0, LARGEST_NUMBER},
    {"paid", CLOSED_NUMBER, 0, LARGEST_NUMBER},
};

static void advocate_category(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    (void)count;
    int answer = 0;
    enum Reading reading = read_answer(context, arguments[0], 0, HIGHEST_ANSWER, &answer);
    if (reading == READ_ERROR) {
        return;
    }
    struct Acts acts = {0, 0, 0};
    double *const counts[] = {&acts.unpaid, &acts.rewarded, &acts.paid};
    for (int i = 0; i < 3; i++) {
        if (read_parameter(context, &act_options[i], arguments[i + 1], counts[i]) == READ_ERROR) {
            return;
        }
    }
    enum Category category =
        reading == READ_VALUE ? (enum Category)category_of_answer[answer] : CATEGORY_COUNT;
    const char *voice = voice_of(&acts, category);
    if (voice) {
        sqlite3_result_text(context, voice, -1, SQLITE_STATIC);
    }
}

static const struct Option half_life_option = {"half_life", OPEN_NUMBER, 0, LARGEST_NUMBER, 0};

/*
 * An act in the future has no age: to count it for more than a new one, or for nothing, would be
 * silently wrong.
 */
static const struct Option age_option = {
    "age",
    CLOSED_NUMBER,
    0,
    LARGEST_NUMBER,
    .way_out_below =
        "an act in the future has an age below 0: leave it out, or count it as new with max(age, 0)",
    .way_out_of_text = READS_AGES,
};

static void advocate_decay(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    (void)count;
    double age;
    double half_life;
    enum Reading reading = read_parameter(context, &age_option, arguments[0], &age);
    if (reading != READ_ERROR &&
        read_parameter(context, &half_life_option, arguments[1], &half_life) == READ_VALUE &&
        reading == READ_VALUE) {
        result_number(context, decay(age, half_life));
    }
}

/* In the order of the arguments. */
static const struct Option worth_options[] = {
    {"clv", CLOSED_NUMBER, -LARGEST_NUMBER, LARGEST_NUMBER, 0},
    {"crv", CLOSED_NUMBER, -LARGEST_NUMBER, LARGEST_NUMBER, 0},
    {"clv_cut", CLOSED_NUMBER, -LARGEST_NUMBER, LARGEST_NUMBER, 0},
    {"crv_cut", CLOSED_NUMBER, -LARGEST_NUMBER, LARGEST_NUMBER, 0},
};

static void advocate_quadrant(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    double worth[4] = {0};
    bool known = true;
    for (int i = 0; i < count; i++) {
        enum Reading reading = read_parameter(context, &worth_options[i], arguments[i], &worth[i]);
        if (reading == READ_ERROR) {
            return;
        }
        known = known && reading == READ_VALUE;
    }
    if (known) {
        sqlite3_result_text(context, quadrant_of(worth[0], worth[1], worth[2], worth[3]), -1,
                            SQLITE_STATIC);
    }
}

static const struct Function advocate_functions[] = {
    {
        .name = "advocate_category",
        .signature = "advocate_category(nps_score, unpaid, rewarded, paid)",
        .summary =
            "What kind of voice a customer is, from an answer and the acts counted in a period: 'brand advocate' (a promoter who recommends unpaid) or 'advocate' for who recommends unpaid and is no detractor, else 'influencer' if any were paid, 'detractor', 'referrer' (rewarded: customers brought in for a reward), 'potential advocate' or 'passive'; NULL for no answer and no acts.",
        .example =
            "SELECT advocate_category(10, 2, 0, 0), advocate_category(8, 1, 0, 0), advocate_category(9, 0, 0, NULL), advocate_category(3, 0, 1, 0)",
        .output = "brand advocate|advocate|potential advocate|detractor",
        .kind = SCALAR_FUNCTION,
        .fewest_arguments = 4,
        .most_arguments = 4,
        .scalar = advocate_category,
    },
    {
        .name = "advocate_decay",
        .signature = "advocate_decay(age, half_life)",
        .summary =
            "How much an act of that age still counts: 1 when new, and half as much after every half-life, in the same unit of time. An act in the future is an error.",
        .example =
            "SELECT advocate_decay(0, 14), advocate_decay(28, 14), round(advocate_decay(30, 14), 4)",
        .output = "1.0|0.25|0.2264",
        .kind = SCALAR_FUNCTION,
        .fewest_arguments = 2,
        .most_arguments = 2,
        .scalar = advocate_decay,
    },
    {
        .name = "advocate_quadrant",
        .signature = "advocate_quadrant(clv, crv, clv_cut, crv_cut)",
        .summary =
            "The kind of customer by lifetime value and referral value: 'champion' (both high), 'affluent' (lifetime value high), 'advocate' (referral value high), 'miser'; high is at or above the cut.",
        .example =
            "SELECT advocate_quadrant(900, 400, 500, 100), advocate_quadrant(900, 0, 500, 100), advocate_quadrant(80, 400, 500, 100), advocate_quadrant(80, 0, 500, 100)",
        .output = "champion|affluent|advocate|miser",
        .kind = SCALAR_FUNCTION,
        .fewest_arguments = 4,
        .most_arguments = 4,
        .scalar = advocate_quadrant,
    },
};

const struct FunctionTable advocate_function_table =
    FUNCTION_TABLE("advocates", advocate_functions);
