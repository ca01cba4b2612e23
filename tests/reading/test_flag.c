/* The reader of yes and no, against the words of seven languages. */
#include <string.h>

#include "reading/flag.h"
#include "support/check.h"

static void assert_flag(const char *text, size_t length, int expected)
{
    struct TightText tight = tight_text(text, length);
    int found = flag_in_text(tight.text, tight.length);
    free_tight_text(&tight);
    if (found != expected) {
        char shown[512];
        fail_msg("'%s'\n  expected: %d\n  found:    %d",
                 printable(text, length, shown, sizeof shown), expected, found);
    }
}

static void assert_flags(int flag, const char *const *texts)
{
    for (; *texts; texts++) {
        assert_flag(*texts, strlen(*texts), flag);
    }
}

#define EXPECT(flag, ...) assert_flags(flag, (const char *const[]){__VA_ARGS__, NULL})

static void numbers_and_words_of_machines_are_read(void **state)
{
    (void)state;
    EXPECT(1, "1", "1.0", "1,0", "1.000", "true", "TRUE", "True", "t", "T", "on", "y", "Y");
    EXPECT(0, "0", "0.0", "0,00", "false", "FALSE", "False", "f", "F", "off", "n", "N");
}

static void yes_and_no_are_read_in_seven_languages(void **state)
{
    (void)state;
    EXPECT(1, "yes", "YES", "Sì", "SÌ", "si", "sí", "SÍ", "oui", "OUI", "da", "Da", "ja", "JA",
           "vero", "verdadero", "vrai", "adevărat", "ADEVĂRAT", "adevarat", "wahr", "是", "是的",
           "对", "真");
    EXPECT(0, "no", "NO", "non", "Non", "nu", "NU", "nein", "Nein", "falso", "FALSO", "faux",
           "fals", "falsch", "否", "不", "不是", "错", "假");
}

static void space_and_the_form_of_letters_mean_nothing(void **state)
{
    (void)state;
    EXPECT(1, " yes ", "\tyes\r\n", "\u00A0ja\u202F", "\uFEFFtrue", "si\u0300", "\uFF11",
           "\uFF39\uFF25\uFF33", "\u3000是");
    EXPECT(0, "\uFEFF0", " no\u00A0", "\uFF10");
}

static void what_says_neither_is_no_flag(void **state)
{
    (void)state;
    EXPECT(NO_FLAG, "", " ", "\uFEFF", "2", "-1", "10", "01", "00", "0.5", "1.5", "1.", "0,", "1e0",
           "1.0.0", "maybe", "yes!", "yes no", "yess", "ye", "nope", "true1", "x", "o",
           "yes, please", "unknown", "n/a", "null", "是否", "不是的吗", "\377", "ye\377s", "--",
           "✓");
    assert_flag("1\0", 2, NO_FLAG);
    assert_flag("\0", 1, NO_FLAG);
    assert_flag("no\0", 3, NO_FLAG);
}

static void any_bytes_are_safe(void **state)
{
    (void)state;
    static const char *const pieces[] = {"y", "es",      "n",      "o",    "0",  "1",
                                         ".", " ",       "\u00A0", "\xE6", "是", "\xEF\xBC",
                                         "s", "i\u0300", "\0",     "true"};
    struct Random random = {1};
    int flags = 0;
    for (int i = 0; i < 100000; i++) {
        char text[64] = "";
        for (int j = random_below(&random, 5); j > 0; j--) {
            strcat(text, pieces[random_below(&random, 16)]);
        }
        struct TightText tight = tight_text(text, strlen(text));
        int flag = flag_in_text(tight.text, tight.length);
        free_tight_text(&tight);
        assert_true(flag == 0 || flag == 1 || flag == NO_FLAG);
        flags += flag != NO_FLAG;
    }
    assert_true(flags > 10000);
    char text[1000];
    memset(text, 'y', sizeof text);
    assert_flag(text, sizeof text, NO_FLAG);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_and_words_of_machines_are_read),
        cmocka_unit_test(yes_and_no_are_read_in_seven_languages),
        cmocka_unit_test(space_and_the_form_of_letters_mean_nothing),
        cmocka_unit_test(what_says_neither_is_no_flag),
        cmocka_unit_test(any_bytes_are_safe),
    };
    return cmocka_run_group_tests_name("flag", tests, NULL, NULL);
}
