/*
 * The recipes of sql/README.md, as they stand there: each imports an export of the shape that its
 * tool gives and maps it; figures are counted by hand. advocacy_mapping() must find the same.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/shell.h"

static char *folder;
static char *readme;

static const char answers_query[] =
    "SELECT count(*), round(nps(score), 1), count(DISTINCT customer_id), substr(min(answered_at), 1, 10), "
    "substr(max(answered_at), 1, 10) FROM read_survey_response WHERE score IS NOT NULL";
static const char rejected_query[] =
    "SELECT count(*) FROM source_survey_response WHERE score IS NULL AND advocacy_id(raw_score) IS NOT NULL";
static const char latest_query[] = "SELECT count(*), round(nps(answer), 1) FROM latest_answer";
static const char purchases_query[] =
    "SELECT count(*), sum(amount), count(DISTINCT customer_id), min(purchased_at), max(purchased_at) "
    "FROM read_purchase";
static const char amounts_query[] =
    "SELECT group_concat(raw_amount) FROM source_purchase WHERE amount IS NULL";
static const char customers_query[] = "SELECT count(*), count(DISTINCT segment) FROM read_customer";

/* Most files hold the answers 10 9 9 8 7 3 0 10: four promoters and two detractors of eight. */
static const struct Recipe {
    const char *heading;
    const char *file;
    const char *table;
    const char *queries[2];
    const char *expected; /* of both, a line each */
} recipes[] = {
    {"Qualtrics",
     "qualtrics.csv",
     "answers",
     {answers_query, rejected_query},
     "8|25.0|8|2026-10-01|2026-10-22\n1\n"},
    {"SurveyMonkey",
     "surveymonkey.csv",
     "answers",
     {answers_query, rejected_query},
     "9|11.1|9|2026-10-01|2026-11-28\n0\n"},
    {"Delighted",
     "delighted.csv",
     "answers",
     {answers_query, latest_query},
     "10|20.0|8|2025-10-09|2025-10-18\n8|0.0\n"},
    {"Typeform",
     "typeform.csv",
     "answers",
     {answers_query, rejected_query},
     "9|11.1|9|2026-10-01|2026-10-09\n0\n"},
    {"Google Forms",
     "google_forms.csv",
     "answers",
     {answers_query, rejected_query},
     "9|11.1|9|2026-10-02|2026-10-11\n0\n"},
    {"Microsoft Forms",
     "microsoft_forms.csv",
     "answers",
     {answers_query, latest_query},
     "9|33.3|6|2026-10-10|2026-10-18\n9|33.3\n"},
    {"Zendesk",
     "zendesk.csv",
     "answers",
     {answers_query, rejected_query},
     "10|20.0|10|2026-10-03|2026-10-12\n0\n"},
    {"One row per question",
     "one_row_per_question.csv",
     "answers",
     {answers_query, rejected_query},
     "10|20.0|10|2026-10-01|2026-10-10\n0\n"},
    {"UTF-16",
     "utf16.csv",
     "answers",
     {answers_query, rejected_query},
     "9|11.1|9|2026-10-01|2026-10-28\n1\n"},
    {"Semicolons and decimal commas",
     "semicolon.csv",
     "orders",
     {purchases_query, amounts_query},
     "8|2669.25|4|2026-01-05|2026-07-10\nk. A.\n"},
    {"Shopify",
     "shopify.csv",
     "orders",
     {purchases_query, customers_query},
     "4|1545.5|3|2026-01-02 09:00:00|2026-05-09 09:00:00\n4|3\n"},
    {"WooCommerce",
     "woocommerce.csv",
     "orders",
     {purchases_query, customers_query},
     "4|385.5|3|2026-01-03 11:30:00|2026-05-03 11:30:00\n4|3\n"},
};
#define RECIPES (sizeof recipes / sizeof recipes[0])

/* The first block of SQL below a heading. From malloc. */
static char *block_below(const char *heading)
{
    char *marker = sqlite3_mprintf("\n### %s\n", heading);
    const char *start = strstr(readme, marker);
    if (!start) {
        fail_msg("sql/README.md has no '%s'", heading);
    }
    start = strstr(start, "```sql\n");
    assert_non_null(start);
    start += strlen("```sql\n");
    const char *end = strstr(start, "```");
    assert_non_null(end);
    char *block = strndup(start, (size_t)(end - start));
    sqlite3_free(marker);
    return block;
}

/* What the shell prints of a script, run beside the exports on a new database. From malloc. */
static char *run_beside_exports(const char *script)
{
    char *library = absolute_library_path();
    char *command =
        sqlite3_mprintf("cd '%s' && rm -f new.db && '%s' -batch -bail -cmd \".load '%s'\" new.db "
                        "<<'END_OF_SCRIPT'\n%s\nEND_OF_SCRIPT\n",
                        folder, shell_path(), library, script);
    int status;
    char *text = run_command(command, &status);
    if (status != 0) {
        fail_msg("%s\n%s", script, text);
    }
    sqlite3_free(command);
    sqlite3_free(library);
    return text;
}

static void assert_figures(const struct Recipe *recipe, const char *mapping)
{
    char *script =
        sqlite3_mprintf("%s\n.mode list\nSELECT advocacy_setup('snapshot', "
                        "'{\"as_of\": \"2026-12-31\", \"period_days\": 500}') > 0;\n%s;\n%s;\n",
                        mapping, recipe->queries[0], recipe->queries[1]);
    char *text = run_beside_exports(script);
    char *expected = sqlite3_mprintf("1\n%s", recipe->expected);
    if (strcmp(text, expected) != 0) {
        fail_msg("%s\n  expected:\n%s  found:\n%s\n%s", recipe->heading, expected, text, script);
    }
    sqlite3_free(expected);
    free(text);
    sqlite3_free(script);
}

static void every_recipe_gives_the_figures_of_its_file(void **state)
{
    (void)state;
    for (size_t i = 0; i < RECIPES; i++) {
        char *mapping = block_below(recipes[i].heading);
        assert_figures(&recipes[i], mapping);
        free(mapping);
    }
}

/* The lines of a recipe that are commands of the shell, up to the import. From sqlite3_malloc. */
static char *import_of(const char *block)
{
    const char *end = strstr(block, "CREATE ");
    assert_non_null(end);
    return sqlite3_mprintf("%.*s", (int)(end - block), block);
}

static void the_proposed_mapping_gives_the_same_figures(void **state)
{
    (void)state;
    for (size_t i = 0; i < RECIPES; i++) {
        char *block = block_below(recipes[i].heading);
        char *import = import_of(block);
        char *script = sqlite3_mprintf("%s\n.mode list\nSELECT advocacy_mapping();\n", import);
        char *proposed = run_beside_exports(script);
        char *mapping = sqlite3_mprintf("%s\n%s", import, proposed);
        assert_figures(&recipes[i], mapping);
        sqlite3_free(mapping);
        free(proposed);
        sqlite3_free(script);
        sqlite3_free(import);
        free(block);
    }
}

static void every_recipe_and_every_export_is_tried(void **state)
{
    (void)state;
    const char *start = strstr(readme, "\n## Recipes\n");
    assert_non_null(start);
    start += strlen("\n## Recipes\n");
    const char *end = strstr(start, "\n## ");
    size_t headings = 0;
    while ((start = strstr(start, "\n### ")) != NULL && start < end) {
        headings++;
        start++;
    }
    assert_int_equal(headings, RECIPES + 1); /* and "What was rejected" */
    int status;
    char *count = run_command("ls tests/sql/recipes/*.csv | wc -l", &status);
    assert_int_equal(atoi(count), RECIPES);
    free(count);
}

static void what_was_rejected_is_shown_as_it_is(void **state)
{
    (void)state;
    char *mapping = block_below("Qualtrics");
    char *queries = block_below("What was rejected");
    char *script =
        sqlite3_mprintf("%s\n.mode list\n.output /dev/null\nSELECT advocacy_setup('snapshot');\n"
                        ".output\n.mode box\n%s\n",
                        mapping, queries);
    char *text = run_beside_exports(script);
    char *shown = sqlite3_mprintf("```text\n%s```", text);
    if (!strstr(readme, shown)) {
        fail_msg("sql/README.md does not show\n%s", text);
    }
    sqlite3_free(shown);
    free(text);
    sqlite3_free(script);
    free(queries);
    free(mapping);
}

static int copy_exports(void **state)
{
    (void)state;
    folder = scratch_folder("recipes");
    readme = read_file("sql/README.md");
    char *command = sqlite3_mprintf("cp tests/sql/recipes/*.csv '%s'", folder);
    int status;
    free(run_command(command, &status));
    sqlite3_free(command);
    return readme && status == 0 ? 0 : -1;
}

static int forget_exports(void **state)
{
    (void)state;
    free(readme);
    sqlite3_free(folder);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_recipe_gives_the_figures_of_its_file),
        cmocka_unit_test(the_proposed_mapping_gives_the_same_figures),
        cmocka_unit_test(every_recipe_and_every_export_is_tried),
        cmocka_unit_test(what_was_rejected_is_shown_as_it_is),
    };
    return cmocka_run_group_tests_name("recipes", tests, copy_exports, forget_exports);
}
