#include "support/customers.h"

#include <math.h>

/* Exponential, so that a customer's purchases are at random times. */
static double waiting_time(struct Random *random, double rate)
{
    return -log(1 - random_unit(random)) / rate;
}

struct Purchaser {
    int x;
    int last_day;
    int age;
};

static struct Purchaser random_purchaser(struct Random *random)
{
    struct Purchaser purchaser = {.age = 200 + random_below(random, 70)};
    double share = random_unit(random);
    double rate = 0.001 + 0.03 * share * share * share;
    double leave = random_unit(random) * random_unit(random);
    double day = 0;
    while ((day += waiting_time(random, rate)) < purchaser.age) {
        if ((int)day > purchaser.last_day) {
            purchaser.last_day = (int)day;
            purchaser.x++;
        }
        if (random_unit(random) < leave) {
            break;
        }
    }
    return purchaser;
}

void fill_customers(sqlite3 *db)
{
    static const char *const plans[] = {"free", "pro", "team"};
    struct Random random = {20050};
    execute(db, "CREATE TABLE customer(id INTEGER PRIMARY KEY, plan TEXT, x INTEGER, t_x REAL, "
                "T REAL, mean_spend REAL); BEGIN");
    for (int i = 0; i < 600; i++) {
        struct Purchaser purchaser = random_purchaser(&random);
        double spend = (double)(100 + random_below(&random, 9000)) / 100;
        char *sql = sqlite3_mprintf(
            "INSERT INTO customer(plan, x, t_x, T, mean_spend) VALUES (%Q, %d, %d / 7.0, %d / 7.0, "
            "CASE WHEN %d > 0 THEN %.2f END)",
            plans[random_below(&random, 3)], purchaser.x, purchaser.last_day, purchaser.age,
            purchaser.x, spend);
        execute(db, sql);
        sqlite3_free(sql);
    }
    execute(db, "COMMIT");
}

int open_with_customers(void **state)
{
    open_fixture(state);
    fill_customers(*state);
    return 0;
}

char *query_text(sqlite3 *db, const char *sql)
{
    sqlite3_stmt *statement;
    if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK ||
        sqlite3_step(statement) != SQLITE_ROW || sqlite3_column_type(statement, 0) != SQLITE_TEXT) {
        fail_msg("%s\n%s", sqlite3_errmsg(db), sql);
    }
    char *text = sqlite3_mprintf("%s", sqlite3_column_text(statement, 0));
    sqlite3_finalize(statement);
    return text;
}
