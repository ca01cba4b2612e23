#include "support/answers.h"

#define COUNT(array) ((int)(sizeof(array) / sizeof(array)[0]))

static const char *const kinds[] = {
    "NULL",
    "0",
    "-0.0",
    "1",
    "1.0",
    "'1'",
    "' 1'",
    "'1.0'",
    "-1",
    "0.5",
    "-0.5",
    "1e-300",
    "1e300",
    "-1e300",
    "9e999",
    "-9e999",
    "''",
    "' '",
    "'a'",
    "'A'",
    "'NULL'",
    "'abcdefghijklmnopqrstuvwx'",
    "'abcdefghijklmnopqrstuvwX'",
    "'abcdefghijklmnopqrstuvwxy'",
    "'abcdefghijklmnopqrstuvwxY'",
    "hex(zeroblob(500))",
    "hex(zeroblob(500)) || 'x'",
    "CAST(x'610062' AS TEXT)",
    "CAST(x'610063' AS TEXT)",
    "CAST(x'00' AS TEXT)",
    "'it''s a \"quoted\" \\ and a /'",
    "char(1, 8, 9, 10, 12, 13, 27, 31, 127)",
    "'Z\xC3\xBCrich \xE6\x97\xA5\xE6\x9C\xAC \xF0\x9F\x98\x80'",
    "CAST(x'ff41c328' AS TEXT)",
    "CAST(x'80' AS TEXT)",
};

/* Numbers that a comparison by rounding would mix up. */
static const char *const large_kinds[] = {
    "9007199254740993",      "9007199254740992.0",       "9223372036854775807",
    "9223372036854775806",   "-9223372036854775807 - 1", "-9223372036854775808.0",
    "9223372036854774784.0", "9223372036854775808.0",    "-9223372036854777856.0",
};

static const char *const scores[] = {
    "0",  "1",    "2",     "3",     "4",     "5",   "6",   "7",  "8",     "9",
    "10", "'10'", "' 9 '", "'9.0'", "'7e0'", "8.0", "'0'", "''", "'   '", "NULL",
};

static const char *const weights[] = {
    "1", "1", "2.5", "'3'", "0.125", "0", "NULL", "''", "1e3",
};

static void fill_list(sqlite3 *db, const char *table, const char *const *values, int count)
{
    char *create =
        sqlite3_mprintf("CREATE TABLE IF NOT EXISTS %s(id INTEGER PRIMARY KEY, value)", table);
    execute(db, create);
    sqlite3_free(create);
    for (int i = 0; i < count; i++) {
        char *sql = sqlite3_mprintf("INSERT INTO %s(value) VALUES (%s)", table, values[i]);
        execute(db, sql);
        sqlite3_free(sql);
    }
}

/*
 * SQLite may compare INTEGER and REAL in long doubles, for which valgrind takes doubles: then it
 * mixes up large numbers, and is no judge of those who do not.
 */
static int compares_exactly(sqlite3 *db)
{
    return (int)query_number(db, "SELECT 9007199254740993 > 9007199254740992.0");
}

static sqlite3_stmt *prepare_insert(sqlite3 *db)
{
    sqlite3_stmt *statement;
    assert_int_equal(
        sqlite3_prepare_v2(db,
                           "INSERT INTO answer VALUES (NULL, "
                           "(SELECT value FROM score WHERE id = ?1), "
                           "(SELECT value FROM kind WHERE id = ?2), "
                           "(SELECT value FROM weight WHERE id = ?3), "
                           "CASE WHEN ?4 > 0 THEN (SELECT value FROM kind WHERE id = ?4) "
                           "ELSE ?4 % 20 END, "
                           "(SELECT value FROM kind WHERE id = ?5))",
                           -1, &statement, NULL),
        SQLITE_OK);
    return statement;
}

void create_answers(sqlite3 *db, int rows, uint64_t seed)
{
    struct Random random = {seed};
    int kind_count = COUNT(kinds);
    fill_list(db, "kind", kinds, COUNT(kinds));
    if (compares_exactly(db)) {
        fill_list(db, "kind", large_kinds, COUNT(large_kinds));
        kind_count += COUNT(large_kinds);
    }
    fill_list(db, "score", scores, COUNT(scores));
    fill_list(db, "weight", weights, COUNT(weights));
    execute(db, "CREATE TABLE answer(id INTEGER PRIMARY KEY, score, segment, weight, customer, "
                "answered_at)");
    sqlite3_stmt *insert = prepare_insert(db);
    for (int i = 0; i < rows; i++) {
        sqlite3_bind_int(insert, 1, 1 + random_below(&random, COUNT(scores)));
        sqlite3_bind_int(insert, 2, 1 + random_below(&random, kind_count));
        sqlite3_bind_int(insert, 3, 1 + random_below(&random, COUNT(weights)));
        sqlite3_bind_int(insert, 4, kind_count - random_below(&random, 2 * kind_count));
        sqlite3_bind_int(insert, 5, 1 + random_below(&random, kind_count));
        assert_int_equal(sqlite3_step(insert), SQLITE_DONE);
        assert_int_equal(sqlite3_reset(insert), SQLITE_OK);
    }
    sqlite3_finalize(insert);
    execute(db, "CREATE VIEW valid AS SELECT *, (n >= 9) - (n <= 6) AS s FROM "
                "(SELECT *, CAST(CAST(score AS REAL) AS INTEGER) AS n FROM answer "
                "WHERE trim(score) <> '')");
}
