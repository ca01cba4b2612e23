/* Signs, codes and names of currencies, and words that are none. */
#include <string.h>

#include "reading/currency.h"
#include "support/check.h"

static void signs_are_those_of_unicode_but_for_the_cent(void **state)
{
    (void)state;
    static const uint32_t signs[] = {'$', 0xA3, 0xA4, 0xA5, 0x20AC, 0x20B9, 0x20BD, 0x20BF, 0x58F};
    static const uint32_t others[] = {0, '#', 'S', 0xA2, 0xA7, 0x209F, 0x2100, 0x10FFFF};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        assert_true(is_currency_sign(signs[i]));
    }
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        assert_false(is_currency_sign(others[i]));
    }
}

static void words_are_codes_and_names_and_nothing_longer_or_shorter(void **state)
{
    (void)state;
    static const char *const words[] = {"eur", "usd", "chf", "lei", "kr", "euro", "franken"};
    static const char *const others[] = {"", "e", "eu", "eurx", "xeur", "people", "points", "mio"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        assert_true(is_currency_word(words[i], strlen(words[i])));
    }
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        assert_false(is_currency_word(others[i], strlen(others[i])));
    }
}

static void a_currency_in_front_of_a_number_ends_where_the_number_begins(void **state)
{
    (void)state;
    static const struct {
        const char *plain;
        size_t length;
    } cases[] = {
        {"$5", 1},    {"us$5", 3},  {"$us 5", 3},    {"r$ 5", 2}, {"eur 5", 3},
        {"fr. 5", 3}, {"5 eur", 0}, {"points 5", 0}, {"", 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        if (currency_length_at(cases[i].plain) != cases[i].length) {
            fail_msg("%s: %zu", cases[i].plain, currency_length_at(cases[i].plain));
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(signs_are_those_of_unicode_but_for_the_cent),
        cmocka_unit_test(words_are_codes_and_names_and_nothing_longer_or_shorter),
        cmocka_unit_test(a_currency_in_front_of_a_number_ends_where_the_number_begins),
    };
    return cmocka_run_group_tests_name("currency", tests, NULL, NULL);
}
