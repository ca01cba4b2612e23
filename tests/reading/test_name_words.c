/* The words of names of columns, as people and tools write them. */
#include <stdio.h>
#include <string.h>

#include "reading/name_words.h"
#include "support/check.h"

#define COUNT(table) (sizeof(table) / sizeof *(table))

static void assert_words_of(const char *name, size_t length, const char *expected)
{
    struct TightText tight = tight_text(name, length);
    char words[LONGEST_NAME_WORDS];
    size_t found = name_words(tight.text, tight.length, words);
    free_tight_text(&tight);
    if (found != strlen(expected) || memcmp(words, expected, found) != 0) {
        char shown[2][512];
        fail_msg("'%s'\n  expected: %s\n  found:    %s",
                 printable(name, length, shown[0], sizeof shown[0]), expected,
                 printable(words, found, shown[1], sizeof shown[1]));
    }
}

static void assert_words(const char *const cases[][2], size_t count)
{
    for (size_t i = 0; i < count; i++) {
        assert_words_of(cases[i][0], strlen(cases[i][0]), cases[i][1]);
    }
}

static void every_way_to_write_a_name_gives_the_same_words(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"CustomerId", "customer id"},
        {"customer_id", "customer id"},
        {"customer-id", "customer id"},
        {"CUSTOMER_ID", "customer id"},
        {"Customer ID", "customer id"},
        {"  customer  id ", "customer id"},
        {"[Customer].[Id]", "customer id"},
        {"customerID", "customer id"},
        {"HTTPServerName", "http server name"},
        {"Address2Line", "address2 line"},
        {"order#", "order"},
        {"", ""},
        {"?!", ""},
        {"a", "a"},
    };
    assert_words(cases, COUNT(cases));
}

static void accents_are_left_out_and_ideographs_stand_apart(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"Prénom", "prenom"},
        {"Pre\xCC\x81nom", "prenom"},
        {"STRASSE Größe", "strasse grosse"},
        {"Œuvre Æther", "oeuvre aether"},
        {"œuvre æther", "oeuvre aether"},
        {"Preț Țară ŞI", "pret tara si"},
        {"año ÉtatÉlu", "ano etat elu"},
        {"NPS评分", "nps 评分"},
        {"客户ID号", "客户 id 号"},
        {"ＣｕｓｔｏｍｅｒＩｄ", "customer id"},
        {"N° client", "n client"},
        {"имя_клиента", "имя клиента"},
        {"1:1×2", "1 1 2"},
    };
    assert_words(cases, COUNT(cases));
}

static void bytes_that_are_no_text_part_words(void **state)
{
    (void)state;
    assert_words_of("a\xFF"
                    "b\x00"
                    "c\xE2\x82",
                    7, "a b c");
    struct Random random = {7};
    for (int round = 0; round < 20000; round++) {
        char name[40];
        size_t length = (size_t)random_below(&random, (int)sizeof name);
        for (size_t i = 0; i < length; i++) {
            name[i] = (char)random_next(&random);
        }
        struct TightText tight = tight_text(name, length);
        char words[LONGEST_NAME_WORDS];
        size_t found = name_words(tight.text, tight.length, words);
        assert_true(found <= LONGEST_NAME_WORDS);
        assert_true(found == 0 || (words[0] != ' ' && words[found - 1] != ' '));
        free_tight_text(&tight);
    }
}

static void a_long_name_is_cut(void **state)
{
    (void)state;
    char name[2 * LONGEST_NAME_WORDS];
    char words[LONGEST_NAME_WORDS];
    memset(name, 'a', sizeof name);
    assert_int_equal(name_words(name, sizeof name, words), LONGEST_NAME_WORDS);
    for (size_t i = 0; i < sizeof name; i += 3) {
        memcpy(name + i, "\xE5\xAE\xA2", i + 3 <= sizeof name ? 3 : sizeof name - i);
    }
    size_t found = name_words(name, sizeof name, words);
    assert_true(found <= LONGEST_NAME_WORDS && found > LONGEST_NAME_WORDS - 3 && found % 3 == 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_way_to_write_a_name_gives_the_same_words),
        cmocka_unit_test(accents_are_left_out_and_ideographs_stand_apart),
        cmocka_unit_test(bytes_that_are_no_text_part_words),
        cmocka_unit_test(a_long_name_is_cut),
    };
    return cmocka_run_group_tests_name("name_words", tests, NULL, NULL);
}
