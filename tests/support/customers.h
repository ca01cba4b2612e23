/* Customers with purchase histories, as tests of the purchase models need them. */
#ifndef TESTS_CUSTOMERS_H
#define TESTS_CUSTOMERS_H

#include "support/database.h"

/*
 * Models with published parameters (CDNOW, weeks), and one that is not of purchases, as literals.
 */
#define BGNBD_MODEL_SQL                                                                            \
    "'{\"model\":\"BG/NBD\",\"parameters\":{\"r\":0.243,\"alpha\":4.414,\"a\":0.793,"              \
    "\"b\":2.426}}'"
#define MBGNBD_MODEL_SQL                                                                           \
    "'{\"model\":\"MBG/NBD\",\"parameters\":{\"r\":0.524843,\"alpha\":6.183086,\"a\":0.891359,"    \
    "\"b\":1.614002}}'"
#define SPEND_MODEL_SQL                                                                            \
    "'{\"model\":\"Gamma-Gamma\",\"parameters\":{\"p\":6.25,\"q\":3.74,\"v\":15.44}}'"

/*
 * The table customer(id, plan, x, t_x, T, mean_spend): 600 simulated customers in three plans, on a
 * grid of whole days counted in weeks; mean_spend is NULL where x is 0.
 */
void fill_customers(sqlite3 *db);

/* A fixture: a database with that table. Closed by close_fixture(). */
int open_with_customers(void **state);

/* The text of the only row's only column, from sqlite3_malloc; a failure fails the test. */
char *query_text(sqlite3 *db, const char *sql);

#endif
