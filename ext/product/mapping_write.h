/*
 * The text of the script that advocacy_mapping() gives: statements that make TEMP views, each
 * column with a comment that says why it was taken, and what was not found as a comment to fill in.
 */
#ifndef ADVOCACY_PRODUCT_MAPPING_WRITE_H
#define ADVOCACY_PRODUCT_MAPPING_WRITE_H

#include "product/mapping_plan.h"

struct Writer {
    const struct Plan *plan;
    sqlite3_str *text;
    bool lacks_memory;
    bool has_column; /* of the statement that is being written */
    bool has_filter;
    bool is_joined; /* its columns carry the name of their source */
    bool is_grouped;
};

/* mapping_expression.c: pieces of SQL from sqlite3_malloc; out of memory they are NULL. */

/* As sqlite3_mprintf; %z takes a piece and frees it. */
char *sql_piece(struct Writer *writer, const char *format, ...);

/* A text, also one that is not UTF-8. */
char *quoted_text(struct Writer *writer, const char *text);

/* What the source of the statement is called, and what the number-th of its joins is: from 1. */
char *field_of_row(struct Writer *writer, struct Field field);
char *field_of_join(struct Writer *writer, int number, struct Field field);

/* Where rows are made one: the value that is filled. */
char *one_of_order(struct Writer *writer, char *value);

/* The customer of a row, of whichever table; NULL when there is none. */
char *customer_of_row(struct Writer *writer, const struct Path *path);
/* A time as it is to be read. */
char *time_of(struct Writer *writer, char *value, const struct Evidence *evidence);
/* The same read in an order that somebody has to decide. */
char *time_in_order(struct Writer *writer, const char *value, const char *order);
/* The amount of a purchase. */
char *amount_of_purchase(struct Writer *writer, const struct PurchasePlan *purchase);
/* The sum for each order of the lines, as it stands in their own table. */
char *amount_of_lines(struct Writer *writer, const struct PurchasePlan *purchase);

/* mapping_comment.c */

/* Appends " -- " and the text; what comes from the database is made safe by example(). */
void append_comment(struct Writer *writer, const char *format, ...);
/* A value, or a name, for a comment: from sqlite3_malloc. */
char *shown(struct Writer *writer, const char *text);
char *shown_example(struct Writer *writer, const struct Example *example);

/* A column of the view: its expression, which is freed, and its name. A comment may follow. */
void write_column(struct Writer *writer, char *expression, const char *name);
/* The same as a comment, for somebody to choose. */
void write_choice(struct Writer *writer, char *expression, const char *name);
void write_missing(struct Writer *writer, const char *name, const char *meaning);
void begin_view(struct Writer *writer, const char *name, const struct Source *source);
void end_view(struct Writer *writer);
/* Where text of it is in another encoding: the way out, and what is left out. */
void write_encoding(struct Writer *writer, const struct Source *source);
void write_from(struct Writer *writer, const struct Source *source);
void write_joins(struct Writer *writer, const struct Path *path);
void begin_filter(struct Writer *writer);

/* mapping_filter.c: the conditions of a view. */

void write_purchase_filters(struct Writer *writer, const struct PurchasePlan *purchase);
void write_survey_filters(struct Writer *writer, const struct SurveyPlan *survey);

/* mapping_write.c, mapping_customers.c: the views, one by one. */

/* A column as it stands, of the row, or of all rows of an order the one that is filled. */
void write_plain(struct Writer *writer, const struct Source *source, int column, const char *name);
void write_plain_or_missing(struct Writer *writer, const struct Source *source, int column,
                            const char *name, const char *meaning);
/* A time, read in the order that its values prove, or with a question where they prove none. */
void write_time(struct Writer *writer, const struct Source *source, int column, const char *name);
void append_example(struct Writer *writer, const struct Source *source, int column);

void write_customer_view(struct Writer *writer);
void write_purchase_view(struct Writer *writer);
void write_survey_view(struct Writer *writer);
void write_review_view(struct Writer *writer);
void write_referral_view(struct Writer *writer);
void write_invitation_view(struct Writer *writer);

/* The whole script; NULL when out of memory. */
char *write_mapping(const struct Plan *plan);

#endif
