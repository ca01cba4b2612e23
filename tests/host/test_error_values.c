/*
 * Every error message is one line of UTF-8 that a terminal can show, whatever bytes the value has
 * that it names.
 */
#include "support/survey.h"

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
        cmocka_unit_test(every_message_is_one_line_of_utf_8),
    };
    return cmocka_run_group_tests_name("values in messages", tests, open_fixture, close_fixture);
}
