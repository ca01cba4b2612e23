/*
 * Which rows of a source a mapping takes: orders that came to something, answers to the one survey,
 * no headers.
 */
#include <string.h>

#include "product/mapping_write.h"

/* As many values are listed in a comment or condition. */
#define MOST_LISTED 40
#define MOST_SHOWN_STATES 8
#define MOST_FILTER_ROWS 1000000

/* The values of a column that speak of one thing; both from sqlite3_malloc, NULL for none. */
struct ValueList {
    char *quoted; /* for IN */
    char *shown;  /* for a comment */
    int others;   /* how many texts speak of something else */
};

static void add_listed(struct Writer *writer, struct ValueList *list, const char *text)
{
    char *value = shown(writer, text);
    if (list->quoted) {
        list->quoted = sql_piece(writer, "%z, %z", list->quoted, quoted_text(writer, text));
        list->shown = sql_piece(writer, "%z, %z", list->shown, value);
    } else {
        list->quoted = quoted_text(writer, text);
        list->shown = value;
    }
}

static void free_list(struct ValueList *list)
{
    sqlite3_free(list->quoted);
    sqlite3_free(list->shown);
}

/* The texts of a column, behind its headers, that speak of one of these concepts, and of none of
 * those. */
static struct ValueList texts_about(struct Writer *writer, struct Field field, uint64_t wanted,
                                    uint64_t unwanted, sqlite3_int64 header_rows)
{
    const struct Source *source = field.source;
    struct ValueList list = {NULL, NULL, 0};
    char *rows_read = header_rows > 0
                          ? sql_piece(writer, "WHERE %s > %lld", source->rowid, header_rows)
                          : sql_piece(writer, "");
    sqlite3_stmt *rows =
        ask_rows(writer->plan->sources,
                 "SELECT DISTINCT value FROM (SELECT \"%w\" AS value FROM %s.\"%w\" %z LIMIT %d) "
                 "WHERE typeof(value) = 'text' AND advocacy_id(value) IS NOT NULL "
                 "ORDER BY value LIMIT %d",
                 source->columns[field.column].name, source->schema, source->name, rows_read,
                 MOST_FILTER_ROWS, MOST_LISTED);
    while (next_source_row(writer->plan->sources, rows)) {
        const char *text = (const char *)sqlite3_column_text(rows, 0);
        size_t length = (size_t)sqlite3_column_bytes(rows, 0);
        uint64_t known = text ? concepts_of(text, length).known : 0;
        bool is_plain = text && strlen(text) == length && strcspn(text, "\r\n") == length;
        if (is_plain && (known & wanted) && !(known & unwanted)) {
            add_listed(writer, &list, text);
        } else {
            list.others++;
        }
    }
    return list;
}

/* The values of a column, as far as there are few; NULL when there are none. */
static char *listed_values(struct Writer *writer, const struct Source *source, int column)
{
    struct Sources *sources = writer->plan->sources;
    const char *name = source->columns[column].name;
    char *list = NULL;
    sqlite3_stmt *rows =
        ask_rows(sources,
                 "SELECT DISTINCT value FROM (SELECT \"%w\" AS value FROM %s.\"%w\" LIMIT %d) "
                 "WHERE advocacy_id(value) IS NOT NULL ORDER BY value LIMIT %d",
                 name, source->schema, source->name, MOST_FILTER_ROWS, MOST_SHOWN_STATES);
    while (next_source_row(sources, rows)) {
        const char *text = (const char *)sqlite3_column_text(rows, 0);
        char *value = shown(writer, text ? text : "");
        list = list ? sql_piece(writer, "%z, %z", list, value) : value;
    }
    return list;
}

/* A state that is not known for what it is may be one in which there was no purchase. */
static void write_state_question(struct Writer *writer, const struct Source *source, int column)
{
    const struct SourceColumn *state = &source->columns[column];
    if (!(state->concepts.known & CONCEPT_PLACE) && state->evidence.distinct > 1) {
        char *values = listed_values(writer, source, column);
        sqlite3_str_appendf(
            writer->text,
            "\n-- PLEASE CHECK: %z holds %z; where one of these was no purchase, leave it out",
            shown(writer, state->name), values);
    }
}

/* What nobody has paid for yet may become a purchase or not. */
static void write_unpaid_question(struct Writer *writer, struct Field state)
{
    struct ValueList unpaid =
        texts_about(writer, state, CONCEPT_UNPAID, CONCEPT_CANCELLED | CONCEPT_REFUND, 0);
    if (unpaid.shown) {
        sqlite3_str_appendf(
            writer->text, "\n-- PLEASE CHECK: %s counts; if that is no purchase yet, leave it out",
            unpaid.shown);
    }
    free_list(&unpaid);
}

static void write_state_filter(struct Writer *writer, const struct Source *source)
{
    int first = NO_COLUMN;
    for (int i = 0; i < source->column_count; i++) {
        if (source->columns[i].points[ROLE_STATUS] < FEWEST_ROLE_POINTS) {
            continue;
        }
        struct Field state = {source, i};
        struct ValueList none =
            texts_about(writer, state, CONCEPT_CANCELLED | CONCEPT_REFUND, CONCEPT_OTHER_PART, 0);
        if (none.quoted) {
            begin_filter(writer);
            sqlite3_str_appendf(writer->text, "coalesce(%z, '') NOT IN (%s)",
                                one_of_order(writer, field_of_row(writer, state)), none.quoted);
            append_comment(writer, "these were no purchases; in all there are %z",
                           listed_values(writer, source, i));
            write_unpaid_question(writer, state);
            free_list(&none);
            return;
        }
        free_list(&none);
        first = first == NO_COLUMN ? i : first;
    }
    if (first != NO_COLUMN) {
        write_state_question(writer, source, first);
    }
}

/* A time or a flag, of what was no purchase in the end. */
static void write_undone_filter(struct Writer *writer, const struct Source *source, int column,
                                const char *reason)
{
    if (column == NO_COLUMN) {
        return;
    }
    const struct Evidence *evidence = &source->columns[column].evidence;
    char *value = one_of_order(writer, field_of_row(writer, (struct Field){source, column}));
    bool is_flag = evidence->filled > 0 && evidence->times[FORM_AS_IT_IS] == 0;
    begin_filter(writer);
    sqlite3_str_appendf(writer->text,
                        is_flag ? "coalesce(advocacy_flag(%z), 0) = 0" : "advocacy_id(%z) IS NULL",
                        value);
    append_comment(writer, "%s", reason);
}

void write_purchase_filters(struct Writer *writer, const struct PurchasePlan *purchase)
{
    const struct Source *source = purchase->source;
    write_state_filter(writer, source);
    write_undone_filter(writer, source, purchase->cancelled_at,
                        "what was cancelled was no purchase");
    write_undone_filter(writer, source, purchase->refunded_at, "what was refunded was no purchase");
}

/* Where rows of other surveys stand beside those of this one, and a column says which is which. */
static void write_kind_filter(struct Writer *writer, const struct SurveyPlan *survey)
{
    const struct Source *source = survey->source;
    for (int i = 0; i < source->column_count; i++) {
        if (i == survey->score ||
            source->columns[i].points[ROLE_SURVEY_KIND] < FEWEST_ROLE_POINTS) {
            continue;
        }
        struct Field kind = {source, i};
        struct ValueList asked =
            texts_about(writer, kind, CONCEPT_NPS, CONCEPT_SATISFACTION, survey->header_rows);
        bool is_one_of_several = asked.quoted && asked.others > 0;
        if (is_one_of_several) {
            begin_filter(writer);
            sqlite3_str_appendf(writer->text, "%z IN (%s)", field_of_row(writer, kind),
                                asked.quoted);
            append_comment(writer, "the others ask something else; in all there are %z",
                           listed_values(writer, source, i));
        }
        free_list(&asked);
        if (is_one_of_several) {
            return;
        }
    }
}

void write_survey_filters(struct Writer *writer, const struct SurveyPlan *survey)
{
    if (survey->question != NO_COLUMN && survey->asked) {
        begin_filter(writer);
        char *question = field_of_row(writer, (struct Field){survey->source, survey->question});
        sqlite3_str_appendf(writer->text, "%z = %z", question, quoted_text(writer, survey->asked));
    } else {
        write_kind_filter(writer, survey);
    }
    if (survey->header_rows > 0) {
        begin_filter(writer);
        sqlite3_str_appendf(writer->text, "%s%s > %lld", writer->is_joined ? "t." : "",
                            survey->source->rowid, survey->header_rows);
        append_comment(writer, "the rows before are headers");
    }
}
