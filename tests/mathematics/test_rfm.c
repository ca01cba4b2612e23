/* The segment map of recency, frequency and monetary value: what its names promise. */
#include <stdbool.h>
#include <string.h>

#include "mathematics/rfm.h"
#include "support/check.h"

static void the_corners_have_the_names_of_the_map(void **state)
{
    (void)state;
    assert_string_equal(rfm_segment_name(5, 5, 5, HIBERNATING_MAP), "Champions");
    assert_string_equal(rfm_segment_name(1, 1, 1, HIBERNATING_MAP), "Lost");
    assert_string_equal(rfm_segment_name(5, 1, 1, HIBERNATING_MAP), "New Customers");
    assert_string_equal(rfm_segment_name(1, 5, 5, HIBERNATING_MAP), "Cannot Lose Them");
    assert_string_equal(rfm_segment_name(5, 1, 5, HIBERNATING_MAP), "Promising");
    assert_string_equal(rfm_segment_name(1, 1, 5, HIBERNATING_MAP), "Cannot Lose Them");
}

/* Whether the name is one of these. */
static int is_one_of(const char *name, const char *const *names, int count)
{
    for (int i = 0; i < count; i++) {
        if (strcmp(name, names[i]) == 0) {
            return 1;
        }
    }
    return 0;
}

static void who_bought_lately_is_not_lost_and_who_did_not_is_no_champion(void **state)
{
    (void)state;
    static const char *const gone[] = {"Lost", "Hibernating", "At Risk", "Cannot Lose Them"};
    static const char *const best[] = {"Champions", "Loyal"};
    for (int frequency = 1; frequency <= RFM_BINS; frequency++) {
        for (int monetary = 1; monetary <= RFM_BINS; monetary++) {
            for (int recency = 4; recency <= RFM_BINS; recency++) {
                assert_false(is_one_of(
                    rfm_segment_name(recency, frequency, monetary, HIBERNATING_MAP), gone, 4));
            }
            for (int recency = 1; recency <= 2; recency++) {
                assert_false(is_one_of(
                    rfm_segment_name(recency, frequency, monetary, HIBERNATING_MAP), best, 2));
            }
        }
    }
}

static void all_eleven_segments_are_there(void **state)
{
    (void)state;
    const char *seen[125];
    int count = 0;
    for (int cell = 0; cell < 125; cell++) {
        const char *name =
            rfm_segment_name(1 + cell / 25, 1 + cell / 5 % 5, 1 + cell % 5, HIBERNATING_MAP);
        if (!is_one_of(name, seen, count)) {
            seen[count++] = name;
        }
    }
    assert_int_equal(count, 11);
}

static void the_maps_differ_in_three_cells(void **state)
{
    (void)state;
    for (int cell = 0; cell < 125; cell++) {
        int recency = 1 + cell / 25;
        int frequency = 1 + cell / 5 % 5;
        int monetary = 1 + cell % 5;
        const char *one = rfm_segment_name(recency, frequency, monetary, HIBERNATING_MAP);
        const char *other = rfm_segment_name(recency, frequency, monetary, ABOUT_TO_SLEEP_MAP);
        bool is_between = recency == 2 && frequency >= 3 && monetary == 1;
        assert_string_equal(other, is_between ? "About to Sleep" : one);
        assert_true(!is_between || strcmp(one, "Hibernating") == 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_corners_have_the_names_of_the_map),
        cmocka_unit_test(who_bought_lately_is_not_lost_and_who_did_not_is_no_champion),
        cmocka_unit_test(all_eleven_segments_are_there),
        cmocka_unit_test(the_maps_differ_in_three_cells),
    };
    return cmocka_run_group_tests_name("rfm", tests, NULL, NULL);
}
