/* The readers of values through SQL: types, NULLs, and that no value is an error. */
#include "support/survey.h"

static void an_id_is_the_value_itself_unless_it_is_blank(void **state)
{
    static const struct Case cases[] = {
        {"SELECT advocacy_id(NULL), advocacy_id(''), advocacy_id(' '), advocacy_id(char(9, 10, 13))",
         "NULL|NULL|NULL|NULL"},
        {"SELECT advocacy_id(char(160)), advocacy_id(char(8239)), advocacy_id(char(65279)), "
         "advocacy_id(char(65279, 32, 12288))",
         "NULL|NULL|NULL|NULL"},
        {"SELECT advocacy_id(7), typeof(advocacy_id(7)), advocacy_id('7'), typeof(advocacy_id('7'))",
         "7|integer|7|text"},
        {"SELECT advocacy_id(7.5), typeof(advocacy_id(7.5)), advocacy_id(x'0020'), "
         "typeof(advocacy_id(x''))",
         "7.5|real|x'0020'|blob"},
        {"SELECT '<' || advocacy_id(' a ') || '>', advocacy_id(0), advocacy_id('NULL')",
         "< a >|0|NULL"},
    };
    assert_cases(*state, cases, COUNT(cases));
}

static void a_flag_is_0_or_1_or_null(void **state)
{
    static const struct Case cases[] = {
        {"SELECT advocacy_flag(1), advocacy_flag(0), advocacy_flag(1.0), advocacy_flag(-0.0)",
         "1|0|1|0"},
        {"SELECT typeof(advocacy_flag(1.0)), typeof(advocacy_flag('yes'))", "integer|integer"},
        {"SELECT advocacy_flag(2), advocacy_flag(-1), advocacy_flag(0.5), advocacy_flag(9e999)",
         "NULL|NULL|NULL|NULL"},
        {"SELECT advocacy_flag(NULL), advocacy_flag(''), advocacy_flag(x'31'), "
         "advocacy_flag(char(160))",
         "NULL|NULL|NULL|NULL"},
        {"SELECT advocacy_flag('Sì'), advocacy_flag('NEIN'), advocacy_flag('是'), "
         "advocacy_flag('false')",
         "1|0|1|0"},
    };
    assert_cases(*state, cases, COUNT(cases));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_id_is_the_value_itself_unless_it_is_blank),
        cmocka_unit_test(a_flag_is_0_or_1_or_null),
    };
    return cmocka_run_group_tests_name("readers", tests, open_fixture, close_fixture);
}
