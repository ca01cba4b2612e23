/* The whole script of a mapping: its views, what was not used, and what is left to be filled in. */
#include <string.h>

#include "product/mapping_canonical.h"
#include "product/mapping_write.h"

#define MOST_NAMES 60

static const char opening[] =
    "-- A mapping of this database to the tables that the views of advocacy read, proposed from the names of its tables\n"
    "-- and columns and from a sample of their values. Read it, change what is wrong, fill in what was not found ([?]), and\n"
    "-- run it; then:  SELECT advocacy_setup('snapshot');   or, to see what changes at once:  SELECT advocacy_setup('temp');\n"
    "-- It makes TEMP views, which last as long as the connection; the database stays as it is.";

static bool is_used(const struct Plan *plan, const struct Source *source)
{
    const struct Path *const paths[] = {&plan->purchase.path, &plan->survey.path,
                                        &plan->review.path, &plan->invitation.path};
    bool is_used = source == plan->customer.source || source == plan->purchase.source ||
                   source == plan->purchase.lines.key.source ||
                   source == plan->purchase.days.key.source || source == plan->survey.source ||
                   source == plan->survey.days.key.source || source == plan->review.source ||
                   source == plan->referral.source || source == plan->invitation.source;
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
        for (int j = 0; j < paths[i]->join_count; j++) {
            is_used = is_used || source == paths[i]->joins[j].key.source;
        }
    }
    return is_used;
}

static void write_unused(struct Writer *writer)
{
    const struct Sources *sources = writer->plan->sources;
    int listed = 0;
    int more = 0;
    for (int i = 0; i < sources->count; i++) {
        const struct Source *source = &sources->sources[i];
        if (source->problem || source->is_own || source->is_canonical ||
            is_used(writer->plan, source)) {
            continue;
        }
        if (listed == MOST_NAMES) {
            more++;
            continue;
        }
        sqlite3_str_appendf(writer->text, "%s%z", listed++ == 0 ? "\n\n-- Not used: " : ", ",
                            shown(writer, source->name));
    }
    if (more > 0) {
        sqlite3_str_appendf(writer->text, " and %d more", more);
    }
    for (int i = 0; i < sources->count; i++) {
        const struct Source *source = &sources->sources[i];
        if (!source->is_own && !is_used(writer->plan, source)) {
            write_encoding(writer, source);
        }
        if (source->problem) {
            char *problem = shown(writer, source->problem);
            sqlite3_str_appendf(writer->text, "\n-- Could not be read: %z: %z",
                                shown(writer, source->name), problem);
        }
    }
    if (sources->left_out > 0) {
        sqlite3_str_appendf(writer->text, "\n-- Not looked at: the last %d tables and views",
                            sources->left_out);
    }
}

static bool is_mapped(const struct Plan *plan, const char *name)
{
    const struct Path *bought = &plan->purchase.path;
    const struct Path *answered = &plan->survey.path;
    bool has_customers = plan->customer.source ||
                         (plan->purchase.source && bought->customer.source) ||
                         (plan->survey.source && answered->customer.source);
    return (strcmp(name, "customer") == 0 && has_customers) ||
           (strcmp(name, "purchase") == 0 && plan->purchase.source) ||
           (strcmp(name, "survey_response") == 0 && plan->survey.source) ||
           (strcmp(name, "review") == 0 && plan->review.source) ||
           (strcmp(name, "referral") == 0 && plan->referral.source) ||
           (strcmp(name, "invitation") == 0 && plan->invitation.source);
}

static void write_template(struct Writer *writer, const struct CanonicalTable *table)
{
    sqlite3_str_appendf(writer->text, "\n-- CREATE TEMP VIEW %s AS SELECT ", table->name);
    const char *at = table->columns;
    for (bool is_first = true; *at; is_first = false) {
        int length = (int)strcspn(at, " ");
        sqlite3_str_appendf(writer->text, "%s[?] AS %.*s", is_first ? "" : ", ", length, at);
        at += length + (at[length] == ' ');
    }
    sqlite3_str_appendf(writer->text, " FROM [?]; -- %s", table->meaning);
}

static void write_standing(struct Writer *writer)
{
    const struct Sources *sources = writer->plan->sources;
    int count = 0;
    for (int i = 0; i < sources->count; i++) {
        if (sources->sources[i].is_canonical) {
            sqlite3_str_appendf(writer->text, "%s%z",
                                count++ == 0 ? "\n\n-- There already, with columns and rows: "
                                             : ", ",
                                shown(writer, sources->sources[i].name));
        }
    }
}

static bool stands_already(const struct Writer *writer, const char *name)
{
    const struct Sources *sources = writer->plan->sources;
    for (int i = 0; i < sources->count; i++) {
        if (sources->sources[i].is_canonical &&
            sqlite3_stricmp(sources->sources[i].name, name) == 0) {
            return true;
        }
    }
    return false;
}

static void write_templates(struct Writer *writer)
{
    sqlite3_str_appendall(
        writer->text,
        "\n\n-- Not found; each may be left out, and so may any column but the first:");
    for (int i = 0; i < canonical_table_count; i++) {
        const char *name = canonical_tables[i].name;
        if (!stands_already(writer, name) && !is_mapped(writer->plan, name)) {
            write_template(writer, &canonical_tables[i]);
        }
    }
    sqlite3_str_appendall(writer->text, "\n");
}

char *write_mapping(const struct Plan *plan)
{
    struct Writer writer = {.plan = plan, .text = sqlite3_str_new(NULL)};
    sqlite3_str_appendall(writer.text, opening);
    if (plan->purchase.source) {
        write_purchase_view(&writer);
    }
    if (plan->survey.source) {
        write_survey_view(&writer);
    }
    write_customer_view(&writer);
    if (plan->review.source) {
        write_review_view(&writer);
    }
    if (plan->referral.source) {
        write_referral_view(&writer);
    }
    if (plan->invitation.source) {
        write_invitation_view(&writer);
    }
    write_standing(&writer);
    write_unused(&writer);
    write_templates(&writer);
    bool lacks_memory = writer.lacks_memory || sqlite3_str_errcode(writer.text) != SQLITE_OK;
    char *script = sqlite3_str_finish(writer.text);
    if (lacks_memory) {
        sqlite3_free(script);
        script = NULL;
    }
    return script;
}
