/*
 * Which table holds the answers of a survey: one row an answer or one row a question, header rows
 * apart.
 */
#include <string.h>

#include "product/mapping_plan.h"

/* So much of a table is read to find its questions. */
#define MOST_QUESTION_ROWS 200000

static int survey_points(const struct Source *source)
{
    int score = points_of_best(source, ROLE_SCORE, FEWEST_SCORE_POINTS);
    bool is_long = best_column(source, ROLE_QUESTION, FEWEST_ROLE_POINTS) != NO_COLUMN &&
                   best_column(source, ROLE_ANSWER, FEWEST_ROLE_POINTS) != NO_COLUMN;
    score = is_long && score < 90 ? 90 : score;
    bool is_other = speaks_of(source, CONCEPT_REVIEW | CONCEPT_PRODUCT | CONCEPT_STAFF);
    if (score == 0 || (is_other && score < 90)) {
        return 0;
    }
    return score + points_of_best(source, ROLE_ANSWERED_AT, FEWEST_ROLE_POINTS) / 2 +
           customer_points(source) / 4 +
           points_of_best(source, ROLE_COMMENT, FEWEST_ROLE_POINTS) / 8 +
           (speaks_of(source, CONCEPT_SURVEY | CONCEPT_NPS) ? 30 : 0);
}

/* The text of the question that asks whether one would recommend, where each question is a row. */
static void find_question(struct Plan *plan)
{
    struct SurveyPlan *survey = &plan->survey;
    const struct Source *source = survey->source;
    int question = best_column(source, ROLE_QUESTION, FEWEST_ROLE_POINTS);
    int answer = best_column(source, ROLE_ANSWER, FEWEST_ROLE_POINTS);
    if (question == NO_COLUMN || answer == NO_COLUMN || question == answer ||
        column_points(source, survey->score, ROLE_SCORE) >= 90) {
        return;
    }
    sqlite3_stmt *rows =
        ask_rows(plan->sources,
                 "SELECT DISTINCT \"%w\" FROM (SELECT \"%w\" FROM %s.\"%w\" LIMIT %d) LIMIT 200",
                 source->columns[question].name, source->columns[question].name, source->schema,
                 source->name, MOST_QUESTION_ROWS);
    while (next_source_row(plan->sources, rows)) {
        struct Evidence evidence = {0};
        struct Distinct distinct = {{0}};
        const char *text = (const char *)sqlite3_column_text(rows, 0);
        size_t length = (size_t)sqlite3_column_bytes(rows, 0);
        if (text && strlen(text) == length) {
            evidence_add(&evidence, &distinct, (struct SampleValue){SAMPLE_TEXT, 0, text, length});
        }
        if (evidence.questions > 0 && !survey->asked) {
            survey->asked = sqlite3_mprintf("%s", text);
            if (!survey->asked) {
                fail_sources(plan->sources, SQLITE_NOMEM);
            }
            survey->question = question;
            survey->score = answer;
        }
    }
}

/*
 * Rows at the start of an import that are headers too: their score is a text that is no answer, and
 * their time no time.
 */
static void find_header_rows(struct Plan *plan)
{
    struct SurveyPlan *survey = &plan->survey;
    const struct Source *source = survey->source;
    if (!source->rowid || survey->question != NO_COLUMN || survey->answered_at == NO_COLUMN) {
        return;
    }
    sqlite3_stmt *rows = ask_rows(
        plan->sources, "SELECT %s, \"%w\", \"%w\" FROM %s.\"%w\" ORDER BY %s LIMIT 3",
        source->rowid, source->columns[survey->score].name,
        source->columns[survey->answered_at].name, source->schema, source->name, source->rowid);
    bool is_header = true;
    while (next_source_row(plan->sources, rows)) {
        struct Evidence cells[2] = {{0}, {0}};
        struct Distinct distinct = {{0}};
        for (int i = 0; i < 2; i++) {
            const char *text = (const char *)sqlite3_column_text(rows, i + 1);
            size_t length = (size_t)sqlite3_column_bytes(rows, i + 1);
            if (text) {
                evidence_add(&cells[i], &distinct,
                             (struct SampleValue){SAMPLE_TEXT, 0, text, length});
            }
        }
        bool is_open;
        is_header = is_header && cells[0].filled > 0 && cells[0].answers == 0 &&
                    time_form(&cells[1], &is_open) == NO_FORM;
        survey->header_rows = is_header ? sqlite3_column_int64(rows, 0) : survey->header_rows;
    }
}

/* Qualtrics writes the group of each answer beside it, under the same name and this end. */
static int score_beside_group(const struct Source *source)
{
    static const char end[] = "_NPS_GROUP";
    for (int i = 0; i < source->column_count; i++) {
        const char *name = source->columns[i].name;
        size_t length = strlen(name);
        if (length < sizeof end || sqlite3_stricmp(name + length + 1 - sizeof end, end) != 0) {
            continue;
        }
        for (int j = 0; j < source->column_count; j++) {
            bool is_beside = strlen(source->columns[j].name) == length + 1 - sizeof end &&
                             sqlite3_strnicmp(source->columns[j].name, name,
                                              (int)(length + 1 - sizeof end)) == 0;
            if (is_beside) {
                return j;
            }
        }
    }
    return NO_COLUMN;
}

/* The best column in which no value stands twice: the number of a survey is none of an answer. */
static int find_response_id(struct Plan *plan)
{
    const struct Source *source = plan->survey.source;
    bool has_rows_of_questions = plan->survey.question != NO_COLUMN;
    for (int points = 100; points >= FEWEST_ROLE_POINTS; points--) {
        for (int i = 0; i < source->column_count; i++) {
            if (source->columns[i].points[ROLE_RESPONSE_ID] == points &&
                (has_rows_of_questions ||
                 !values_repeat(plan->sources, (struct Field){source, i}, false))) {
                return i;
            }
        }
    }
    return NO_COLUMN;
}

void plan_survey(struct Plan *plan)
{
    struct SurveyPlan *survey = &plan->survey;
    int most = 0;
    for (int i = 0; i < plan->sources->count; i++) {
        const struct Source *source = &plan->sources->sources[i];
        int points = source->is_canonical                      ? 0
                     : score_beside_group(source) != NO_COLUMN ? 200
                                                               : survey_points(source);
        if (points > most) {
            most = points;
            survey->source = source;
        }
    }
    const struct Source *source = survey->source;
    if (!source) {
        return;
    }
    survey->score = score_beside_group(source);
    if (survey->score == NO_COLUMN) {
        survey->score = best_column(source, ROLE_SCORE, FEWEST_SCORE_POINTS);
    }
    survey->answered_at = best_column(source, ROLE_ANSWERED_AT, FEWEST_ROLE_POINTS);
    int key = best_column(source, ROLE_DATE_KEY, FEWEST_ROLE_POINTS);
    if (survey->answered_at == NO_COLUMN && key != NO_COLUMN) {
        find_days(plan->sources, (struct Field){source, key}, &survey->days, &survey->day);
    }
    survey->comment = best_column(source, ROLE_COMMENT, FEWEST_ROLE_POINTS);
    find_question(plan);
    if (survey->score == NO_COLUMN) {
        survey->source = NULL;
    } else {
        survey->response_id = find_response_id(plan);
        find_header_rows(plan);
    }
}
