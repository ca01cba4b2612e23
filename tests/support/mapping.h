/* Databases that are mapped by the script of advocacy_mapping(), as it is. */
#ifndef TESTS_MAPPING_H
#define TESTS_MAPPING_H

#include "support/database.h"

/* A file of the public data in memory, or a CSV file of it imported by the shell into that table.
 * Skips the test where it is absent. */
sqlite3 *open_data(const char *name);
sqlite3 *open_csv(const char *name, const char *table);
/* The same for any CSV file. */
sqlite3 *open_csv_file(const char *path, const char *table);

/* The script. From sqlite3_malloc. */
char *mapping_of(sqlite3 *db);
void run_mapping(sqlite3 *db);
/* Runs it, and then advocacy_setup('temp') with that day to look back from. */
void map_database(sqlite3 *db, const char *as_of);

/* Runs statements that may read n(i), the numbers from 1 to 5000, which is gone afterwards. */
void make_tables(sqlite3 *db, const char *sql);

#endif
