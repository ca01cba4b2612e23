/*
 * Any bytes as a value: the readers must look at nothing outside of them, what they read must be
 * what it says it is, and reading it again must change nothing.
 */
#include <math.h>
#include <stdbool.h>
#include <string.h>

#include <sqlite3.h>

#include "fuzz/fuzz.h"
#include "reading/amount.h"
#include "reading/decimal.h"
#include "reading/flag.h"
#include "reading/plain_text.h"
#include "reading/time.h"

/* The text behind a byte, in memory that holds not one byte more. */
static char *copied(const char *before, const uint8_t *data, size_t size, size_t *length)
{
    size_t start = strlen(before);
    *length = start + size;
    char *text = malloc(*length + (*length == 0));
    CHECK(text, "out of memory");
    memcpy(text, before, start);
    if (size > 0) {
        memcpy(text + start, data, size);
    }
    return text;
}

static bool time_behind(const char *before, const uint8_t *data, size_t size, enum TimeOrder order,
                        struct Time *time)
{
    size_t length;
    char *text = copied(before, data, size, &length);
    bool is_read = time_in_text(text, length, order, time);
    free(text);
    return is_read;
}

/* Seconds since 1970 as SQLite reads this text; it must know the time. */
static sqlite3_int64 second_in_sqlite(const char *text)
{
    static sqlite3 *db;
    static sqlite3_stmt *statement;
    if (!db) {
        CHECK(sqlite3_open(":memory:", &db) == SQLITE_OK, "no database");
        CHECK(sqlite3_prepare_v2(db, "SELECT strftime('%s', ?1), strftime('%s', ?1, '+0 days')", -1,
                                 &statement, NULL) == SQLITE_OK,
              "%s", sqlite3_errmsg(db));
    }
    sqlite3_bind_text(statement, 1, text, -1, SQLITE_STATIC);
    CHECK(sqlite3_step(statement) == SQLITE_ROW, "%s", sqlite3_errmsg(db));
    CHECK(sqlite3_column_type(statement, 0) == SQLITE_TEXT, "%s is no time", text);
    sqlite3_int64 second = sqlite3_column_int64(statement, 0);
    CHECK(second == sqlite3_column_int64(statement, 1), "%s is no day", text);
    sqlite3_reset(statement);
    return second;
}

static void check_time(const uint8_t *data, size_t size, enum TimeOrder order)
{
    struct Time time;
    struct Time spaced;
    bool is_read = time_behind("", data, size, order, &time);
    CHECK(time_behind(" ", data, size, order, &spaced) == is_read, "a space changes it");
    if (!is_read) {
        return;
    }
    CHECK(spaced.second == time.second && spaced.is_day == time.is_day, "a space changes it");
    char text[LONGEST_TIME_TEXT + 1];
    size_t length = time_text(time, text);
    text[length] = 0;
    CHECK(is_time_text(text, length), "%s is in another form", text);
    CHECK(second_in_sqlite(text) == time.second, "%s is another time", text);
    struct Time again;
    CHECK(time_in_text(text, length, order, &again), "%s is not read again", text);
    CHECK(again.second == time.second && again.is_day == time.is_day, "%s is read as another",
          text);
}

/* What is unknown is read if all orders of a day that read it agree. */
static void check_orders(const uint8_t *data, size_t size)
{
    struct Time unknown;
    bool is_read = time_behind("", data, size, UNKNOWN_ORDER, &unknown);
    for (enum TimeOrder order = YEAR_MONTH_DAY; is_read && order <= DAY_MONTH_YEAR; order++) {
        struct Time time;
        CHECK(!time_behind("", data, size, order, &time) || time.second == unknown.second,
              "an order reads it otherwise");
    }
}

static bool amount_of(const uint8_t *data, size_t size, enum DecimalMark mark, double *amount)
{
    size_t length;
    char *text = copied("", data, size, &length);
    bool is_read = amount_in_text(text, length, mark, amount);
    free(text);
    CHECK(!is_read || (isfinite(*amount) && (*amount != 0 || !signbit(*amount))), "%g", *amount);
    return is_read;
}

static void check_amount(const uint8_t *data, size_t size)
{
    double unknown;
    double point;
    double comma;
    bool is_unknown = amount_of(data, size, UNKNOWN_MARK, &unknown);
    bool is_point = amount_of(data, size, DECIMAL_POINT, &point);
    bool is_comma = amount_of(data, size, DECIMAL_COMMA, &comma);
    bool agree = is_point && is_comma ? point == comma : is_point || is_comma;
    CHECK(is_unknown == agree, "read %d, with a point %d, with a comma %d", is_unknown, is_point,
          is_comma);
    CHECK(!is_unknown || unknown == (is_point ? point : comma), "%g", unknown);
    if (is_unknown) {
        char text[LONGEST_DECIMAL];
        double again;
        size_t length = decimal_text(unknown, text);
        CHECK(amount_in_text(text, length, DECIMAL_POINT, &again) && again == unknown,
              "%.*s is read as another", (int)length, text);
    }
}

static void check_plain(const uint8_t *data, size_t size)
{
    struct PlainText plain;
    struct PlainText again;
    if (make_plain((const char *)data, size, &plain)) {
        CHECK(strlen(plain.text) == plain.length, "a zero byte is left");
        CHECK(make_plain(plain.text, plain.length, &again), "what is plain is too long");
        CHECK(strcmp(plain.text, again.text) == 0, "what is plain can be made plainer");
        CHECK(flag_in_text(plain.text, plain.length) == flag_in_text((const char *)data, size),
              "the flag of plain text is another");
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    for (enum TimeOrder order = UNKNOWN_ORDER; order <= EXCEL_DAYS; order++) {
        check_time(data, size, order);
    }
    check_orders(data, size);
    check_amount(data, size);
    size_t length;
    char *text = copied("", data, size, &length);
    check_plain((const uint8_t *)text, length);
    free(text);
    return 0;
}
