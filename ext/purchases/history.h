/* Reading what purchase functions take: a customer's history, a spend, a number of customers. */
#ifndef ADVOCACY_PURCHASES_HISTORY_H
#define ADVOCACY_PURCHASES_HISTORY_H

#include "host/value.h"
#include "mathematics/bgnbd.h"

/*
 * In all of them NULL and blank TEXT are READ_NOTHING, and what breaks a rule is an error that
 * names the argument, the rule and the value.
 */

/* x, the number of repeat purchases: whole, from 0 to MOST_PURCHASES. */
enum Reading read_purchases(sqlite3_context *context, sqlite3_value *value, double *x);

/* x, t_x and T, three arguments in a row: 0 <= t_x <= T, and t_x = 0 where x = 0. */
enum Reading read_history(sqlite3_context *context, sqlite3_value **arguments,
                          struct History *history);

/* The mean spend of one or more purchases: above 0. */
enum Reading read_spend(sqlite3_context *context, sqlite3_value *value, double *mean_spend);

/* How many customers with this history there are: above 0, at most LARGEST_NUMBER. */
enum Reading read_customers(sqlite3_context *context, sqlite3_value *value, double *weight);

#endif
