#include "simulate/situations.h"

#include <math.h>

#define BAND COVERAGE, 0.95, 0.93, 0.97
#define FALSE_ALARMS ALARMS, 0.05, 0, 0.055, 0
#define POWER(least) ALARMS, 0, least, 1, 0

#define SCORES "nps_clustered(a, unit)"
#define PLAIN_SCORES "nps_summary(a)"
#define SHARES "share_clustered(a = 10, unit)"
#define LIMITS(lower, upper) "printf('{\"lower\":%.15g,\"upper\":%.15g}', " lower ", " upper ")"
#define PLAIN_SHARES                                                                               \
    LIMITS("wilson_lower(sum(a = 10), count(*))", "wilson_upper(sum(a = 10), count(*))")
#define OVERLAP "nps_overlap(a, side, unit)"
#define STRANGERS "nps_compare(a, side)"

static void draw_sample(struct Drawing *drawing, const void *parameters)
{
    draw_clusters(drawing, 1, 1, parameters);
}

#define USUAL                                                                                      \
    {                                                                                              \
        0.2, 0.3                                                                                   \
    }
#define GOOD                                                                                       \
    {                                                                                              \
        0.05, 0.15                                                                                 \
    }
#define EXTREME                                                                                    \
    {                                                                                              \
        0.02, 0.03                                                                                 \
    }
#define YES(share)                                                                                 \
    {                                                                                              \
        1 - (share), 0                                                                             \
    }

static const struct Clustering strangers_30 = {30, 1, 1, 0, USUAL};
static const struct Clustering strangers_100 = {100, 1, 1, 0, GOOD};
static const struct Clustering strangers_500 = {500, 1, 1, 0, EXTREME};
static const struct Clustering three_each = {100, 3, 3, 0.5, USUAL};
static const struct Clustering five_each = {100, 5, 5, 0.5, USUAL};
static const struct Clustering ten_each = {50, 10, 10, 0.7, USUAL};
static const struct Clustering twenty_units = {20, 5, 15, 0.5, USUAL};
static const struct Clustering authors_of_three = {80, 1, 5, 0.8, YES(0.3)};
static const struct Clustering authors_of_ten = {80, 1, 19, 0.8, YES(0.3)};
static const struct Clustering sentiments = {60, 1, 9, 0.6, {0.15, 0.35}};
static const struct Clustering referrers_of_four = {80, 1, 7, 0.3, YES(0.25)};
static const struct Clustering referrers_of_ten = {80, 5, 15, 0.3, YES(0.25)};
static const struct Clustering questions = {30, 10, 10, 0.6, YES(0.4)};

/* Paid posts: how many, and the coefficient of variation of their rates around 0.02. */
struct Posts {
    int count;
    double variation;
};

static void draw_posts(struct Drawing *drawing, const void *parameters)
{
    const struct Posts *posts = parameters;
    double shape = 1 / (posts->variation * posts->variation);
    for (int i = 0; i < posts->count; i++) {
        double reach = round(10000 * exp(0.5 * draw_normal(drawing)));
        double mean = reach * 0.02 * draw_gamma(drawing, shape) / shape;
        double engagements = round(fmax(mean + sqrt(mean) * draw_normal(drawing), 0));
        draw_row(drawing, 1, i, engagements, reach);
    }
}

static const struct Posts alike_posts = {40, 0.5};
static const struct Posts varied_posts = {60, 0.7};
#define ENGAGEMENT                                                                                 \
    LIMITS("wilson_lower(sum(a), sum(b)) / 100", "wilson_upper(sum(a), sum(b)) / 100")

/* Two months of a panel: how many answer in each, in both, stay the same, and how many fall. */
struct Panel {
    int answers;
    int shared;
    double stay;
    double fall; /* the probability that an 8 or 10 is a step lower */
    struct Shares shares;
};

static double fallen(struct Drawing *drawing, double answer, double probability)
{
    bool falls = draw_chance(drawing, probability);
    return !falls ? answer : answer == 10 ? 8 : 0;
}

static void draw_panel(struct Drawing *drawing, const void *parameters)
{
    const struct Panel *panel = parameters;
    for (int i = 0; i < 2 * panel->answers - panel->shared; i++) {
        double before = draw_answer(drawing, panel->shares);
        bool stays = draw_chance(drawing, panel->stay);
        double after = stays ? before : draw_answer(drawing, panel->shares);
        if (i < panel->answers) {
            draw_row(drawing, 1, i, before, 1);
        }
        if (i >= panel->answers - panel->shared) {
            draw_row(drawing, 2, i, fallen(drawing, after, panel->fall), 1);
        }
    }
}

static const struct Panel same_customers = {100, 100, 0.88, 0, USUAL};
static const struct Panel some_customers = {100, 60, 0.8, 0, USUAL};
static const struct Panel other_customers = {100, 0, 0.8, 0, GOOD};
static const struct Panel some_falling = {100, 60, 1, 0.15, USUAL};
static const struct Panel falling = {100, 100, 1, 0.15, USUAL};

/* Each customer's answers of both months in one row, as nps_change() takes them. */
static void draw_pairs(struct Drawing *drawing, const void *parameters)
{
    const struct Panel *panel = parameters;
    for (int i = 0; i < panel->answers; i++) {
        double before = draw_answer(drawing, panel->shares);
        bool stays = draw_chance(drawing, panel->stay);
        double after = stays ? before : draw_answer(drawing, panel->shares);
        draw_row(drawing, 1, i, before, fallen(drawing, after, panel->fall));
    }
}

static const struct Panel steady = {50, 50, 0.95, 0, USUAL};
static const struct Panel steady_falling = {50, 50, 0.95, 0.125, USUAL};

/* Accounts of several respondents, other ones in the second month. */
static void draw_accounts(struct Drawing *drawing, const void *parameters)
{
    const struct Clustering *accounts = parameters;
    draw_clusters(drawing, 1, 0, accounts);
    draw_clusters(drawing, 2, 1000, accounts);
}

static const struct Clustering accounts_of_five = {40, 5, 5, 0.3, USUAL};
static const struct Clustering accounts_of_ten = {40, 10, 10, 0.5, USUAL};

static void draw_unequal_groups(struct Drawing *drawing, const void *parameters)
{
    (void)parameters;
    static const struct Clustering few = {30, 1, 1, 0, EXTREME};
    static const struct Clustering many = {3000, 1, 1, 0, EXTREME};
    draw_clusters(drawing, 1, 0, &few);
    draw_clusters(drawing, 2, 1000, &many);
}

/* Detractors answer half as often as others and stand for twice as many: weights follow answers. */
static void draw_weighted(struct Drawing *drawing, const void *parameters)
{
    const struct Clustering *sample = parameters;
    const struct Shares population = sample->shares;
    for (int i = 0; i < sample->units;) {
        double answer = draw_answer(drawing, population);
        if (answer > 0 || draw_chance(drawing, 0.5)) {
            draw_row(drawing, 1, i++, answer, answer > 0 ? 1 : 2);
        }
    }
}

static const struct Clustering weighted = {200, 1, 1, 0, USUAL};
static const struct Clustering weighted_good = {200, 1, 1, 0, GOOD};

/* What advocates and others spend: so many of each, whether at all, and how unequally. */
struct Spending {
    int advocates;
    int others;
    double nothing;
    double sigma;
};

static void draw_spending(struct Drawing *drawing, const void *parameters)
{
    const struct Spending *spending = parameters;
    for (int i = 0; i < spending->advocates + spending->others; i++) {
        bool is_advocate = i < spending->advocates;
        bool buys = !draw_chance(drawing, spending->nothing);
        double amount = exp(spending->sigma * draw_normal(drawing)) * (is_advocate ? 2 : 1);
        draw_row(drawing, is_advocate, i, buys ? amount : 0, 1);
    }
}

static const struct Spending few_advocates = {30, 300, 0.9, 1.5};
static const struct Spending moderate = {200, 400, 0.5, 1};
static const struct Spending mostly_nothing = {800, 800, 0.9, 1};
static const struct Spending all_buy = {60, 200, 0, 0.7};

/* So many spans of time one after the other, nothing changes; each is compared with the next. */
struct Series {
    int spans;
    int answers;
};

static void draw_series(struct Drawing *drawing, const void *parameters)
{
    const struct Series *series = parameters;
    struct Clustering span = {series->answers, 1, 1, 0, USUAL};
    for (int i = 0; i < series->spans; i++) {
        draw_clusters(drawing, i, 1000 * i, &span);
    }
}

static const struct Series months = {36, 60};

/* Segments, each in two spans of time of its own: 2 i and 2 i + 1. */
static const struct Series segments = {20, 60};

/* The p value of any of them, by Holm: what the view does with each. And without him. */
#define ANY_OF(step, pairs)                                                                        \
    "(SELECT printf('{\"p_value\":%.15g}', min(" step ")) FROM (SELECT advocacy_number("           \
    "nps_overlap(f.a, f.side, f.unit), 'p_value') AS p FROM (SELECT DISTINCT side FROM drawn AS "  \
    "g WHERE g.sample = drawn.sample) AS s JOIN drawn AS f ON f.sample = drawn.sample AND "        \
    "f.side IN (s.side, s.side + 1) WHERE " pairs " GROUP BY s.side))"
#define OF_MONTHS "s.side < 35"
#define OF_SEGMENTS "s.side % 2 = 0"

/* Buyers by BG/NBD, seen for 52 weeks: repeat purchases, and when the last was. */
static void draw_buyers(struct Drawing *drawing, const void *parameters)
{
    const int *customers = parameters;
    for (int i = 0; i < *customers; i++) {
        double rate = draw_gamma(drawing, 0.8) / 8;
        double leaving = draw_gamma(drawing, 0.8);
        leaving /= leaving + draw_gamma(drawing, 2.5);
        double last = 0;
        int purchases = 0;
        double next = draw_exponential(drawing, rate);
        while (next < 52) {
            last = next;
            purchases++;
            next += draw_chance(drawing, leaving) ? 52 : draw_exponential(drawing, rate);
        }
        draw_row(drawing, 1, i, purchases, last);
    }
}

static const int buyers = 2000;

/*
 * Limits by the error of the logarithm, which is that of the parameter over it, and by that of the
 * parameter itself. exp(-x) is a decay.
 */
#define FITTED_OF(name, lower, upper)                                                              \
    "(SELECT " LIMITS(lower,                                                                       \
                      upper) " FROM (SELECT p, 1.96 * s / p AS e FROM (SELECT "                    \
                             "advocacy_number(m, 'parameters', '" name                             \
                             "') AS p, advocacy_number(m, 'standard_errors', '" name               \
                             "') AS s FROM (SELECT bgnbd_fit(f.a, f.b, 52) AS m FROM drawn AS f "  \
                             "WHERE f.sample = drawn.sample))))"
#define OF_PARAMETER(name)                                                                         \
    FITTED_OF(name, "p * advocate_decay(e, 0.6931471805599453)",                                   \
              "p / advocate_decay(e, 0.6931471805599453)"),                                        \
        FITTED_OF(name, "p - e * p", "p + e * p")

const struct Situation situations[] = {
    {"30 strangers", BAND, 30, draw_sample, &strangers_30, SCORES, PLAIN_SCORES, 1},
    {"100 strangers, most promoters", BAND, 75, draw_sample, &strangers_100, SCORES, PLAIN_SCORES,
     1},
    {"500 strangers, nearly all promoters", BAND, 93, draw_sample, &strangers_500, SCORES,
     PLAIN_SCORES, 1},
    {"100 customers with 3 answers (ICC 0.5)", BAND, 30, draw_sample, &three_each, SCORES,
     PLAIN_SCORES, 1},
    {"100 customers with 5 answers (ICC 0.5)", BAND, 30, draw_sample, &five_each, SCORES,
     PLAIN_SCORES, 1},
    {"50 customers with 10 answers (ICC 0.7)", BAND, 30, draw_sample, &ten_each, SCORES,
     PLAIN_SCORES, 1},
    {"20 accounts of 5 to 15 (ICC 0.5)", BAND, 30, draw_sample, &twenty_units, SCORES, PLAIN_SCORES,
     1},
    {"share of voice, 80 authors of 3 posts (ICC 0.8)", BAND, 30, draw_sample, &authors_of_three,
     SHARES, PLAIN_SHARES, 1},
    {"share of voice, 80 authors of 10 posts (ICC 0.8)", BAND, 30, draw_sample, &authors_of_ten,
     SHARES, PLAIN_SHARES, 1},
    {"net sentiment, 60 authors of 5 posts (ICC 0.6)", BAND, 35, draw_sample, &sentiments, SCORES,
     PLAIN_SCORES, 1},
    {"referrals, 80 referrers of 4 (ICC 0.3)", BAND, 25, draw_sample, &referrers_of_four, SHARES,
     PLAIN_SHARES, 1},
    {"referrals, 80 referrers of 10 (ICC 0.3)", BAND, 25, draw_sample, &referrers_of_ten, SHARES,
     PLAIN_SHARES, 1},
    {"AI answers, 30 questions asked 10 times (ICC 0.6)", BAND, 40, draw_sample, &questions, SHARES,
     PLAIN_SHARES, 1},
    {"engagement of 40 paid posts (cv of rates 0.5)", BAND, 0.02, draw_posts, &alike_posts,
     "ratio_of_sums(a, b)", ENGAGEMENT, 1},
    {"engagement of 60 paid posts (cv of rates 0.7)", BAND, 0.02, draw_posts, &varied_posts,
     "ratio_of_sums(a, b)", ENGAGEMENT, 1},
    {"change of 100, all in both months", BAND, 0, draw_panel, &same_customers, OVERLAP, STRANGERS,
     1},
    {"change of 100, 60 in both months", BAND, 0, draw_panel, &some_customers, OVERLAP, STRANGERS,
     1},
    {"change of 100, none in both months", BAND, 0, draw_panel, &other_customers, OVERLAP,
     STRANGERS, 1},
    {"no change, 60 of 100 in both months", FALSE_ALARMS, draw_panel, &some_customers, OVERLAP,
     STRANGERS, 1},
    {"no change, 40 accounts of 5 (ICC 0.3)", FALSE_ALARMS, draw_accounts, &accounts_of_five,
     OVERLAP, STRANGERS, 1},
    {"no change, 40 accounts of 10 (ICC 0.5)", FALSE_ALARMS, draw_accounts, &accounts_of_ten,
     OVERLAP, STRANGERS, 1},
    {"12 of 100 fall by a step, 60 of 100 in both months", POWER(0.3), draw_panel, &some_falling,
     OVERLAP, STRANGERS, 1},
    {"12 of 100 fall by a step, all in both months", POWER(0.95), draw_panel, &falling, OVERLAP,
     STRANGERS, 1},
    {"no change, 50 pairs, 95% stay", FALSE_ALARMS, draw_pairs, &steady, "nps_change(a, b)", NULL,
     1},
    {"a fall of 10 points, 50 pairs, 95% stay", POWER(0.45), draw_pairs, &steady_falling,
     "nps_change(a, b)", NULL, 1},
    {"30 beside 3,000, nearly all promoters, 0.80", COVERAGE, 0.8, 0.78, 0.97, 0,
     draw_unequal_groups, NULL, "nps_compare(a, side, 0.8)", NULL, 4},
    {"weights that follow answers", BAND, 30, draw_weighted, &weighted, "nps_summary(a, 0.95, b)",
     NULL, 1},
    {"the same, most promoters", BAND, 75, draw_weighted, &weighted_good, "nps_summary(a, 0.95, b)",
     NULL, 1},
    {"spend of 30 advocates, sigma 1.5, 90% nothing", COVERAGE, 0.95, 0, 0, 2, draw_spending,
     &few_advocates, "advocate_ratio(a, side)", NULL, 1},
    {"spend of 60 advocates, sigma 0.7, all buy", BAND, 2, draw_spending, &all_buy,
     "advocate_ratio(a, side)", NULL, 1},
    {"spend of 200 advocates, sigma 1, half nothing", BAND, 2, draw_spending, &moderate,
     "advocate_ratio(a, side)", NULL, 1},
    {"spend of 800 advocates, sigma 1, 90% nothing", BAND, 2, draw_spending, &mostly_nothing,
     "advocate_ratio(a, side)", NULL, 2},
    {"BG/NBD, a of 2,000 buyers", BAND, 0.8, draw_buyers, &buyers, OF_PARAMETER("a"), 20},
    {"BG/NBD, b of 2,000 buyers", BAND, 2.5, draw_buyers, &buyers, OF_PARAMETER("b"), 20},
    {"any of 35 months, nothing changes", FALSE_ALARMS, draw_series, &months,
     ANY_OF("p * 35", OF_MONTHS), ANY_OF("p", OF_MONTHS), 4},
    {"any of 10 segments, nothing changes", FALSE_ALARMS, draw_series, &segments,
     ANY_OF("p * 10", OF_SEGMENTS), ANY_OF("p", OF_SEGMENTS), 2},
};

const int situation_count = (int)(sizeof situations / sizeof *situations);
