/* Customers by what they do and what they are worth, and the weight of what they did long ago. */
#include "function_tables.h"
#include "host/option.h"
#include "host/value.h"
#include "mathematics/category.h"
#include "mathematics/decay.h"
#include "mathematics/limits.h"

/* The acts of one customer, in the order of the arguments. */
enum ActKind { UNPAID_ACTS, REWARDED_ACTS, PAID_ACTS, ACT_KIND_COUNT };

/* Acts may be fractions: older ones may count less. */
static const struct Option act_options[ACT_KIND_COUNT] = {
    {"unpaid", CLOSED_NUMBER, 0, LARGEST_NUMBER, 0},
    {"rewarded", CLOSED_NUMBER, 0, LARGEST_NUMBER, 0},
    {"paid", CLOSED_NUMBER, 0, LARGEST_NUMBER, 0},
};

/*
 * What was paid for is no advocacy, and a detractor's acts do not recommend; then what people do
 * goes before what they say.
 */
static const char *voice_of(const double acts[ACT_KIND_COUNT], bool has_answer,
                            enum Category category)
{
    bool is_promoter = has_answer && category == PROMOTER;
    if (acts[PAID_ACTS] > 0) {
        return "influencer";
    }
    if (has_answer && category == DETRACTOR) {
        return "detractor";
    }
    if (acts[UNPAID_ACTS] > 0) {
        return is_promoter ? "brand advocate" : "advocate";
    }
    if (acts[REWARDED_ACTS] > 0) {
        return "referrer";
    }
    if (is_promoter) {
        return "potential advocate";
    }
    return has_answer ? "passive" : NULL;
}

static void advocate_category(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    (void)count;
    int answer;
    enum Reading reading = read_answer(context, arguments[0], 0, HIGHEST_ANSWER, &answer);
    if (reading == READ_ERROR) {
        return;
    }
    double acts[ACT_KIND_COUNT];
    for (int i = 0; i < ACT_KIND_COUNT; i++) {
        acts[i] = 0;
        if (read_parameter(context, &act_options[i], arguments[i + 1], &acts[i]) == READ_ERROR) {
            return;
        }
    }
    bool has_answer = reading == READ_VALUE;
    enum Category category = has_answer ? (enum Category)category_of_answer[answer] : PASSIVE;
    const char *voice = voice_of(acts, has_answer, category);
    if (voice) {
        sqlite3_result_text(context, voice, -1, SQLITE_STATIC);
    }
}

static const struct Option half_life_option = {"half_life", OPEN_NUMBER, 0, LARGEST_NUMBER, 0};

static const struct Option age_option = {"age", CLOSED_NUMBER, 0, LARGEST_NUMBER, 0};

/*
 * An act in the future has no age. To let it count for more than a new one, or for nothing, would
 * both be wrong without a word.
 */
static bool is_in_future(sqlite3_value *age)
{
    double number;
    return read_number(age, &number) && number < 0;
}

static void advocate_decay(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    (void)count;
    double age;
    double half_life;
    if (is_in_future(arguments[0])) {
        refuse_value(
            context,
            "an age of %s is in the future; leave such acts out, or count them as new with max(age, 0)",
            arguments[0]);
    } else if (read_parameter(context, &half_life_option, arguments[1], &half_life) == READ_VALUE &&
               read_parameter(context, &age_option, arguments[0], &age) == READ_VALUE) {
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

/*
 * What a customer buys and what the referrals bring (Kumar, Petersen and Leone, Harvard Business
 * Review, October 2007); at or above its cut a value is high.
 */
static void advocate_quadrant(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    static const char *const names[2][2] = {{"miser", "advocate"}, {"affluent", "champion"}};
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
        const char *name = names[worth[0] >= worth[2]][worth[1] >= worth[3]];
        sqlite3_result_text(context, name, -1, SQLITE_STATIC);
    }
}

static const struct Function advocate_functions[] = {
    {
        .name = "advocate_category",
        .signature = "advocate_category(nps_score, unpaid, rewarded, paid)",
        .summary =
            "What kind of voice a customer is, from an answer and from acts counted in a period: 'influencer' when any were paid, else 'detractor', 'brand advocate' (a promoter who recommends unpaid), 'advocate', 'referrer', 'potential advocate' or 'passive'; NULL for no answer and no acts.",
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
            "How much an act of that age still counts, 1 when new and halved with every half-life; both in the same unit of time. An act in the future is an error.",
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
            "Customers by lifetime value and referral value: 'champion' (both high), 'affluent' (lifetime value high), 'advocate' (referral value high), 'miser'; high is at or above the cut.",
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
