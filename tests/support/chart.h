/* What stands where in a chart, read back from its SVG. */
#ifndef TESTS_CHART_H
#define TESTS_CHART_H

#include "support/database.h"
#include "support/xml.h"

struct Box {
    double left;
    double right;
    double top;
    double bottom;
    char class_name[32]; /* of the element, or of what it is in */
    char text[200];      /* of a text element */
};

struct Picture {
    double width; /* of the viewBox */
    double height;
    struct Box *boxes; /* texts as wide as their estimate, rectangles, circles */
    int count;
};

/* The chart is well-formed and harmless; gives its parts. Fails the test otherwise. */
struct Picture read_picture(const char *svg, size_t length);
void free_picture(struct Picture *picture);

/* The chart that the query gives, as query() but with zero bytes and its length. */
char *chart_of_query(sqlite3 *db, const char *sql, size_t *length);

/*
 * Fails the test when two texts overlap, or something lies outside of the picture. `name` says
 * which picture it is.
 */
void assert_tidy(const struct Picture *picture, const char *name);

#endif
