#include "support/survey.h"

void assert_cases(sqlite3 *db, const struct Case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        assert_query(db, cases[i].sql, cases[i].expected);
    }
}

void assert_failures(sqlite3 *db, const struct Case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        assert_fails(db, cases[i].sql, cases[i].expected);
    }
}

char *replace(const char *format, const char *replacement)
{
    sqlite3_str *text = sqlite3_str_new(NULL);
    for (; *format; format++) {
        if (*format == '@') {
            sqlite3_str_appendall(text, replacement);
        } else {
            sqlite3_str_appendchar(text, 1, *format);
        }
    }
    return sqlite3_str_finish(text);
}

void assert_same_with(sqlite3 *db, const char *format, const char *left, const char *right,
                      double tolerance)
{
    char *left_sql = replace(format, left);
    char *right_sql = replace(format, right);
    assert_same_results(db, left_sql, right_sql, tolerance);
    sqlite3_free(right_sql);
    sqlite3_free(left_sql);
}

/* An answer as it may stand in a table. */
static char *written_answer(struct Random *random, int answer)
{
    static const char *const forms[] = {"%d",     "%d.0",         "'%d'",   "' %d '",
                                        "'%d.0'", "'%d' || '\t'", "'+%de0'"};
    int kind = random_below(random, 20);
    if (kind < 2) {
        return sqlite3_mprintf(kind == 0 ? "NULL" : "'  '");
    }
    return sqlite3_mprintf(forms[kind % (int)COUNT(forms)], answer);
}

void fill_answers(sqlite3 *db)
{
    struct Random random = {20031201};
    execute(db, "CREATE TABLE answer(id INTEGER PRIMARY KEY, team TEXT, score, whole INTEGER, "
                "weight REAL, points INTEGER); BEGIN");
    for (int i = 0; i < 400; i++) {
        int whole = random_below(&random, 11);
        char *score = written_answer(&random, whole);
        char *sql =
            sqlite3_mprintf("INSERT INTO answer(team, score, whole, weight, points) VALUES ('%s', "
                            "%s, CASE WHEN trim(%s) <> '' THEN %d END, %f, %d)",
                            random_below(&random, 3) ? "red" : "blue", score, score, whole,
                            0.05 + 3 * random_unit(&random), 1 + random_below(&random, 5));
        execute(db, sql);
        sqlite3_free(sql);
        sqlite3_free(score);
    }
    execute(db, "COMMIT");
}

int open_with_answers(void **state)
{
    *state = open_database();
    fill_answers(*state);
    return 0;
}
