/*
 * How a value stands in an error message: one line, short, in valid UTF-8 and without anything that
 * a terminal would obey, whatever the value was.
 */
#include "support/survey.h"

#define FORTY "1234567890123456789012345678901234567x90"
#define FORTY_WIDE                                                                                 \
    "\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4"             \
    "\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4"             \
    "\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4"             \
    "\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4"

/* A value that is no answer, and how the message shows it. */
static void assert_shown(sqlite3 *db, const struct Case *values, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        char *sql = sqlite3_mprintf("SELECT nps(%s)", values[i].sql);
        char *message = sqlite3_mprintf("nps(): %s is not an answer from 0 to 10; nps_answer() "
                                        "turns such values into NULL",
                                        values[i].expected);
        assert_fails(db, sql, message);
        sqlite3_free(message);
        sqlite3_free(sql);
    }
}

static void a_long_text_is_shortened(void **state)
{
    static const struct Case values[] = {
        {"'" FORTY "'", "'" FORTY "'"},
        {"'" FORTY "+'", "'" FORTY "...'"},
        {"'" FORTY "' || replace(hex(zeroblob(500000)), '0', 'y')", "'" FORTY "...'"},
        {"'" FORTY_WIDE "'", "'" FORTY_WIDE "'"},
        {"'" FORTY_WIDE "\xC3\xA4'", "'" FORTY_WIDE "...'"},
    };
    assert_shown(*state, values, COUNT(values));
}

static void what_cannot_be_printed_is_replaced(void **state)
{
    static const struct Case values[] = {
        {"'a' || char(9, 10, 27, 127) || 'b'", "'a????b'"},
        {"char(57, 0)", "'9?'"},
        {"'9' || char(0) || '.5'", "'9?.5'"},
        {"char(0) || '9'", "'?9'"},
        {"'a' || char(0) || 'b'", "'a?b'"},
        {"CAST(x'61ff62' AS TEXT)", "'a?b'"},
        {"CAST(x'c3' AS TEXT)", "'?'"},
        {"CAST(x'c328' AS TEXT)", "'?('"},
        {"CAST(x'61e282' AS TEXT)", "'a?\?'"},
        {"CAST(x'f09f98' AS TEXT)", "'??\?'"},
        {"CAST(x'80bf' AS TEXT)", "'?\?'"},
        {"CAST(x'c0af' AS TEXT)", "'?\?'"},
        {"CAST(x'f8888080' AS TEXT)", "'???\?'"},
        {"'\xF0\x9F\x98\x80 \xE2\x98\x83'", "'\xF0\x9F\x98\x80 \xE2\x98\x83'"},
    };
    assert_shown(*state, values, COUNT(values));
}

/* Table 3-7 of the Unicode standard: overlong forms, surrogates and what lies beyond U+10FFFF. */
static void utf_8_that_no_character_has_is_replaced(void **state)
{
    static const struct Case values[] = {
        {"CAST(x'e08080' AS TEXT)", "'??\?'"},
        {"CAST(x'e09fbf' AS TEXT)", "'??\?'"},
        {"CAST(x'eda080' AS TEXT)", "'??\?'"},
        {"CAST(x'edbfbf' AS TEXT)", "'??\?'"},
        {"CAST(x'f0808080' AS TEXT)", "'???\?'"},
        {"CAST(x'f48fbfbf' AS TEXT)", "'\xF4\x8F\xBF\xBF'"},
        {"CAST(x'f4908080' AS TEXT)", "'???\?'"},
        {"CAST(x'f08fbfbf' AS TEXT)", "'???\?'"},
        {"CAST(x'ed9fbf' AS TEXT)", "'\xED\x9F\xBF'"},
    };
    assert_shown(*state, values, COUNT(values));
}

/* U+0080 to U+009F, some of which steer terminals as the escape character does. */
static void control_characters_of_two_bytes_are_replaced(void **state)
{
    static const struct Case values[] = {
        {"'a' || char(128) || 'b'", "'a?b'"},
        {"'a' || char(155) || '31m'", "'a?31m'"},
        {"'a' || char(159) || 'b'", "'a?b'"},
        {"'a' || char(160) || 'b'", "'a\xC2\xA0"
                                    "b'"},
    };
    assert_shown(*state, values, COUNT(values));
}

/* How long the well-formed character is that starts here, by the same table; 0 if there is none. */
static int character_length(const unsigned char *text)
{
    static const struct {
        unsigned char first, last, second_first, second_last;
        int length;
    } rows[] = {{0x20, 0x7E, 0, 0, 1},       {0xC2, 0xC2, 0xA0, 0xBF, 2},
                {0xC3, 0xDF, 0x80, 0xBF, 2}, {0xE0, 0xE0, 0xA0, 0xBF, 3},
                {0xE1, 0xEC, 0x80, 0xBF, 3}, {0xED, 0xED, 0x80, 0x9F, 3},
                {0xEE, 0xEF, 0x80, 0xBF, 3}, {0xF0, 0xF0, 0x90, 0xBF, 4},
                {0xF1, 0xF3, 0x80, 0xBF, 4}, {0xF4, 0xF4, 0x80, 0x8F, 4}};
    for (size_t i = 0; i < COUNT(rows); i++) {
        if (text[0] < rows[i].first || text[0] > rows[i].last) {
            continue;
        }
        for (int j = 1; j < rows[i].length; j++) {
            unsigned char first = j == 1 ? rows[i].second_first : 0x80;
            unsigned char last = j == 1 ? rows[i].second_last : 0xBF;
            if (text[j] < first || text[j] > last) {
                return 0;
            }
        }
        return rows[i].length;
    }
    return 0;
}

static void every_message_is_one_line_of_utf_8(void **state)
{
    static const unsigned char bytes[] = {0x00, 0x0A, 0x1B, 'x',  '\'', 0x7F, 0x80,
                                          0x9F, 0xA0, 0xBF, 0xC0, 0xC2, 0xE0, 0xE2,
                                          0xED, 0xEF, 0xF0, 0xF4, 0xF5, 0xFF};
    struct Random random = {99};
    sqlite3_stmt *statement;
    assert_int_equal(
        sqlite3_prepare_v2(*state, "SELECT nps(CAST('x' || ?1 AS TEXT))", -1, &statement, NULL),
        SQLITE_OK);
    for (int i = 0; i < 20000; i++) {
        unsigned char text[8];
        int length = random_below(&random, (int)sizeof text + 1);
        for (int j = 0; j < length; j++) {
            text[j] = bytes[random_below(&random, (int)sizeof bytes)];
        }
        sqlite3_bind_text(statement, 1, (const char *)text, length, SQLITE_TRANSIENT);
        assert_int_equal(sqlite3_step(statement), SQLITE_ERROR);
        const unsigned char *at = (const unsigned char *)sqlite3_errmsg(*state);
        while (*at) {
            int width = character_length(at);
            if (width == 0) {
                fail_msg("message %d has the byte %02x where no character starts", i, *at);
            }
            at += width;
        }
        sqlite3_reset(statement);
    }
    sqlite3_finalize(statement);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_long_text_is_shortened),
        cmocka_unit_test(what_cannot_be_printed_is_replaced),
        cmocka_unit_test(utf_8_that_no_character_has_is_replaced),
        cmocka_unit_test(control_characters_of_two_bytes_are_replaced),
        cmocka_unit_test(every_message_is_one_line_of_utf_8),
    };
    return cmocka_run_group_tests_name("values in messages", tests, open_fixture, close_fixture);
}
