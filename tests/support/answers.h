/*
 * Random survey answers of every type that SQL has, and what plain SQL makes of them: the ground
 * against which the functions that group by themselves are held.
 */
#ifndef TESTS_ANSWERS_H
#define TESTS_ANSWERS_H

#include "support/database.h"

/*
 * Makes these tables, and fills `answer` with that many rows:
 *
 * kind(id, value)   values that are hard to tell apart or to print: segments, customers, times. Two
 *                   ids may have equal values (1 and 1.0).
 * answer(id, score, segment, weight, customer, answered_at)
 *                   scores as surveys give them: INTEGER, REAL, TEXT, blank, NULL; segments and
 *                   times from `kind`, customers from `kind` or numbers
 * valid             a view: the answers that count, with the INTEGER n and its worth s,
 *                   -1, 0 or 1; read with CAST, without the extension
 */
void create_answers(sqlite3 *db, int rows, uint64_t seed);

#endif
