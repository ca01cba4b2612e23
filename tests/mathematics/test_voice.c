/* The kinds of voice, each case written out, and the quadrants of lifetime and referral value. */
#include <stdbool.h>

#include "mathematics/voice.h"
#include "support/check.h"

/* All answers, with and without acts of each kind. */
static void every_kind_of_customer_has_the_voice_of_the_table(void **state)
{
    (void)state;
    static const struct {
        bool unpaid;
        bool rewarded;
        bool paid;
        const char *detractor;
        const char *passive;
        const char *promoter;
        const char *no_answer;
    } table[] = {
        {0, 0, 0, "detractor", "passive", "potential advocate", NULL},
        {0, 1, 0, "detractor", "referrer", "referrer", "referrer"},
        {1, 0, 0, "detractor", "advocate", "brand advocate", "advocate"},
        {1, 1, 0, "detractor", "advocate", "brand advocate", "advocate"},
        {0, 0, 1, "influencer", "influencer", "influencer", "influencer"},
        {0, 1, 1, "influencer", "influencer", "influencer", "influencer"},
        {1, 0, 1, "influencer", "advocate", "brand advocate", "advocate"},
        {1, 1, 1, "influencer", "advocate", "brand advocate", "advocate"},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        /* A tenth of an act is one: old ones count for less. */
        struct Acts acts = {table[i].unpaid * 0.1, table[i].rewarded * 3, table[i].paid * 1e-9};
        assert_string_equal(voice_of(&acts, DETRACTOR), table[i].detractor);
        assert_string_equal(voice_of(&acts, PASSIVE), table[i].passive);
        assert_string_equal(voice_of(&acts, PROMOTER), table[i].promoter);
        const char *silent = voice_of(&acts, CATEGORY_COUNT);
        if (table[i].no_answer) {
            assert_string_equal(silent, table[i].no_answer);
        } else {
            assert_null(silent);
        }
    }
}

static void a_value_at_its_cut_is_high(void **state)
{
    (void)state;
    static const struct {
        double clv;
        double crv;
        const char *quadrant;
    } table[] = {
        {500, 100, "champion"},      {499.99, 100, "advocate"},
        {500, 99.99, "affluent"},    {499, 99, "miser"},
        {1e100, -1e100, "affluent"}, {-1e100, 1e100, "advocate"},
        {900, 400, "champion"},      {0, 0, "miser"},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        assert_string_equal(quadrant_of(table[i].clv, table[i].crv, 500, 100), table[i].quadrant);
    }
    assert_string_equal(quadrant_of(0, 0, 0, 0), "champion");
    assert_string_equal(quadrant_of(-5, -5, -4, -5), "advocate");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_of_customer_has_the_voice_of_the_table),
        cmocka_unit_test(a_value_at_its_cut_is_high),
    };
    return cmocka_run_group_tests_name("voice", tests, NULL, NULL);
}
