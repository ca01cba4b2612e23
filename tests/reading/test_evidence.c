/*
 * What the values of a column look like: how many are answers, times, amounts, and how to read
 * them.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "reading/evidence.h"
#include "support/check.h"

#define COUNT(table) (sizeof(table) / sizeof *(table))

static struct Evidence evidence_of_texts(const char *const *texts)
{
    struct Evidence evidence = {0};
    struct Distinct distinct = {{0}};
    for (; *texts; texts++) {
        struct TightText tight = tight_text(*texts, strlen(*texts));
        evidence_add(&evidence, &distinct,
                     (struct SampleValue){SAMPLE_TEXT, 0, tight.text, tight.length});
        free_tight_text(&tight);
    }
    evidence_end(&evidence, &distinct);
    return evidence;
}

#define TEXTS(...) evidence_of_texts((const char *const[]){__VA_ARGS__, NULL})

static struct Evidence evidence_of_numbers(const double *numbers, size_t count)
{
    struct Evidence evidence = {0};
    struct Distinct distinct = {{0}};
    for (size_t i = 0; i < count; i++) {
        bool is_whole = numbers[i] == (double)(int64_t)numbers[i];
        evidence_add(
            &evidence, &distinct,
            (struct SampleValue){is_whole ? SAMPLE_INTEGER : SAMPLE_REAL, numbers[i], "n", 1});
    }
    evidence_end(&evidence, &distinct);
    return evidence;
}

#define NUMBERS(...)                                                                               \
    evidence_of_numbers((const double[]){__VA_ARGS__}, COUNT(((const double[]){__VA_ARGS__})))

static void assert_time_form(struct Evidence evidence, enum TimeForm form, bool is_open)
{
    bool found_open;
    assert_int_equal(time_form(&evidence, &found_open), form);
    assert_int_equal(found_open, is_open);
}

static void times_that_read_in_one_way_stay_as_they_are(void **state)
{
    (void)state;
    assert_time_form(TEXTS("2026-10-31", "2026-11-01 14:05:00", "2026-02-03T10:00:00Z"),
                     FORM_AS_IT_IS, false);
    assert_time_form(TEXTS("31 Oct 2026", "1 Nov 2026"), FORM_AS_IT_IS, false);
    assert_time_form(TEXTS("20261031", "19970101"), FORM_AS_IT_IS, false);
    assert_time_form(NUMBERS(20261031, 19970101), FORM_AS_IT_IS, false);
}

static void the_order_of_a_date_is_taken_from_the_values_that_prove_it(void **state)
{
    (void)state;
    assert_time_form(TEXTS("01/10/2026", "31/10/2026", "02/10/2026"), FORM_DAY_FIRST, false);
    assert_time_form(TEXTS("10/01/2026", "10/31/2026", "10/02/2026"), FORM_MONTH_FIRST, false);
    assert_time_form(TEXTS("31.12.2026 14:05", "", "1.2.2026 9:00"), FORM_DAY_FIRST, false);
}

static void an_order_that_no_value_proves_is_a_question(void **state)
{
    (void)state;
    struct Evidence evidence = TEXTS("01/10/2026", "02/10/2026");
    assert_time_form(evidence, FORM_AS_IT_IS, true);
    assert_memory_equal(evidence.ambiguous_time.text, "01/10/2026", evidence.ambiguous_time.length);
    /* Both orders are proved, which is a contradiction: */
    assert_time_form(TEXTS("31/10/2026", "10/31/2026", "01/10/2026"), FORM_AS_IT_IS, true);
}

static void numbers_are_times_by_their_size(void **state)
{
    (void)state;
    assert_time_form(NUMBERS(1700000000, 1710000000), FORM_SECONDS, false);
    assert_time_form(NUMBERS(1700000000000, 1710000000000), FORM_MILLISECONDS, false);
    assert_time_form(NUMBERS(45000, 46000.5), FORM_EXCEL, false);
    assert_time_form(TEXTS("1700000000", "1710000000"), FORM_SECONDS, false);
    assert_time_form(NUMBERS(1, 2, 3), NO_FORM, false);
    assert_time_form(TEXTS("red", "blue"), NO_FORM, false);
}

static void assert_mark(struct Evidence evidence, char mark, bool is_open)
{
    bool found_open;
    assert_int_equal(amount_mark(&evidence, &found_open), mark);
    assert_int_equal(found_open, is_open);
}

static void the_decimal_mark_is_taken_from_the_values_that_prove_it(void **state)
{
    (void)state;
    assert_mark(TEXTS("12", "7"), 0, false);
    assert_mark(TEXTS("12.50", "1,234.00"), '.', false);
    assert_mark(TEXTS("12,50", "1.234"), ',', false);
    assert_mark(TEXTS("1,234", "2,345"), 0, true);
    assert_mark(TEXTS("12,50", "12.50"), 0, true);
    assert_mark(NUMBERS(12.5, 3), 0, false);
}

static void answers_are_counted_with_their_limits(void **state)
{
    (void)state;
    struct Evidence evidence = TEXTS("10 - Extremely likely", "0", " ", "7", "often", "11");
    assert_int_equal(evidence.values, 6);
    assert_int_equal(evidence.filled, 5);
    assert_int_equal(evidence.answers, 3);
    assert_int_equal(evidence.lowest_answer, 0);
    assert_int_equal(evidence.highest_answer, 10);
    evidence = NUMBERS(1, 5, 3, 2.5, 12);
    assert_int_equal(evidence.answers, 3);
    assert_int_equal(evidence.lowest_answer, 1);
    assert_int_equal(evidence.highest_answer, 5);
    assert_int_equal(evidence.fractions, 1);
}

static void other_kinds_of_text_are_counted(void **state)
{
    (void)state;
    struct Evidence evidence =
        TEXTS("ann@example.com", "#1001", "How likely are you to recommend us to a friend?", "@b");
    assert_int_equal(evidence.emails, 1);
    assert_int_equal(evidence.numbered, 1);
    assert_int_equal(evidence.questions, 1);
    assert_int_equal(evidence_share(&evidence, evidence.emails), 25);
}

static void different_values_are_counted_to_a_few_percent(void **state)
{
    (void)state;
    for (int kinds = 1; kinds <= 1000; kinds += 111) {
        struct Evidence evidence = {0};
        struct Distinct distinct = {{0}};
        for (int i = 0; i < 1000; i++) {
            char text[20];
            int length = snprintf(text, sizeof text, "value %d", i % kinds);
            evidence_add(&evidence, &distinct,
                         (struct SampleValue){SAMPLE_TEXT, 0, text, (size_t)length});
        }
        evidence_end(&evidence, &distinct);
        assert_in_range((uintmax_t)evidence.distinct, (uintmax_t)(kinds - kinds / 33),
                        (uintmax_t)(kinds + kinds / 33 + 1));
    }
}

/* Whatever a table or value is called, its line of comment ends where the line ends. */
static void an_example_holds_nothing_that_ends_a_comment(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t length;
        const char *expected;
    } cases[] = {
        {"plain", 5, "plain"},      {"a\nb\rc\0d", 7, "a?b?c?d"},
        {"*/ --", 5, "?/ --"},      {"\xE2\x80\xAE", 3, "?"},
        {"\xE2\x80\xA8x", 4, "?x"}, {"\xFF\xC3", 2, "??"},
        {"\xC2\x85", 2, "?"},       {"é", 2, "é"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct Example example = example_of(cases[i].text, cases[i].length);
        assert_int_equal(example.length, strlen(cases[i].expected));
        assert_memory_equal(example.text, cases[i].expected, example.length);
        assert_false(example.is_cut);
    }
    char text[3 * LONGEST_EXAMPLE + 1] = {0};
    for (int i = 0; i < LONGEST_EXAMPLE; i++) {
        memcpy(text + 3 * i, "\xE5\xAE\xA2", 3);
    }
    struct Example example = example_of(text, strlen(text));
    assert_true(example.is_cut);
    assert_int_equal(example.length, LONGEST_EXAMPLE / 3 * 3);
}

static void any_bytes_are_safe(void **state)
{
    (void)state;
    struct Random random = {3};
    struct Evidence evidence = {0};
    struct Distinct distinct = {{0}};
    static const char letters[] = "0123456789/.,-: @#\n*";
    for (int round = 0; round < 20000; round++) {
        char bytes[30];
        size_t length = (size_t)random_below(&random, (int)sizeof bytes);
        for (size_t i = 0; i < length; i++) {
            bytes[i] = random_below(&random, 8)
                           ? letters[random_below(&random, (int)sizeof letters - 1)]
                           : (char)random_next(&random);
        }
        struct TightText tight = tight_text(bytes, length);
        evidence_add(&evidence, &distinct,
                     (struct SampleValue){SAMPLE_TEXT, 0, tight.text, length});
        free_tight_text(&tight);
    }
    evidence_add(&evidence, &distinct, (struct SampleValue){SAMPLE_BLOB, 0, NULL, 0});
    evidence_add(&evidence, &distinct, (struct SampleValue){SAMPLE_NULL, 0, NULL, 0});
    evidence_end(&evidence, &distinct);
    assert_int_equal(evidence.values, 20002);
    assert_int_equal(evidence.blobs, 1);
    assert_true(evidence.filled < evidence.values);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(times_that_read_in_one_way_stay_as_they_are),
        cmocka_unit_test(the_order_of_a_date_is_taken_from_the_values_that_prove_it),
        cmocka_unit_test(an_order_that_no_value_proves_is_a_question),
        cmocka_unit_test(numbers_are_times_by_their_size),
        cmocka_unit_test(the_decimal_mark_is_taken_from_the_values_that_prove_it),
        cmocka_unit_test(answers_are_counted_with_their_limits),
        cmocka_unit_test(other_kinds_of_text_are_counted),
        cmocka_unit_test(different_values_are_counted_to_a_few_percent),
        cmocka_unit_test(an_example_holds_nothing_that_ends_a_comment),
        cmocka_unit_test(any_bytes_are_safe),
    };
    return cmocka_run_group_tests_name("evidence", tests, NULL, NULL);
}
