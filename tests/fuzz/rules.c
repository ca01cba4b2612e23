#include "fuzz/rules.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz/fuzz.h"
#include "reading/json_reader.h"
#include "support/xml.h"

#define ROUNDING 1e-9

static void check_score(const char *name, double score)
{
    CHECK(score >= -100 && score <= 100, "%s: %.17g", name, score);
}

/* Range by name: what is common to functions and to keys of JSON. */
static void check_range(const char *name, double value)
{
    static const char *const scores[] = {"nps",       "nps_lower",     "nps_upper",
                                         "first_nps", "second_nps",    "before",
                                         "after",     "sentiment_net", NULL};
    static const char *const percentages[] = {
        "nps_share",    "csat",         "top_box",  "advocate_score",
        "wilson_lower", "wilson_upper", "coverage", NULL};
    static const char *const positive[] = {"nps_stderr", "nps_margin", "stderr", "margin", NULL};
    CHECK(value != 0 || !signbit(value), "%s is -0.0", name);
    CHECK(!isnan(value), "%s is not a number", name);
    for (int i = 0; scores[i]; i++) {
        if (strcmp(name, scores[i]) == 0) {
            check_score(name, value);
        }
    }
    for (int i = 0; percentages[i]; i++) {
        if (strcmp(name, percentages[i]) == 0) {
            CHECK(value >= 0 && value <= 100, "%s: %.17g", name, value);
        }
    }
    for (int i = 0; positive[i]; i++) {
        if (strcmp(name, positive[i]) == 0) {
            CHECK(value >= 0 && isfinite(value), "%s: %.17g", name, value);
        }
    }
    if (strcmp(name, "p_value") == 0) {
        CHECK(value >= 0 && value <= 1, "%s: %.17g", name, value);
    }
}

/* The members of one summary; NAN for those that are not there. */
enum Member { RESPONSES, PROMOTERS, PASSIVES, DETRACTORS, NPS, LOWER, UPPER, MARGIN, MEMBERS };

static const char *const member_names[MEMBERS] = {
    "responses", "promoters", "passives", "detractors", "nps", "lower", "upper", "margin"};

struct Summary {
    double member[MEMBERS];
};

static void clear_summary(struct Summary *summary)
{
    for (int i = 0; i < MEMBERS; i++) {
        summary->member[i] = NAN;
    }
}

static void check_summary(const struct Summary *summary)
{
    const double *m = summary->member;
    /* Beyond that a double does not count exactly. */
    if (m[RESPONSES] < 9007199254740992.0) {
        CHECK(m[PROMOTERS] + m[PASSIVES] + m[DETRACTORS] == m[RESPONSES], "%g + %g + %g = %g",
              m[PROMOTERS], m[PASSIVES], m[DETRACTORS], m[RESPONSES]);
        CHECK(m[PROMOTERS] >= 0 && m[PASSIVES] >= 0 && m[DETRACTORS] >= 0, "less than nothing");
    }
    if (!isnan(m[NPS])) {
        check_score("lower", m[LOWER]);
        check_score("upper", m[UPPER]);
        CHECK(m[LOWER] <= m[NPS] + ROUNDING && m[NPS] <= m[UPPER] + ROUNDING, "%.17g %.17g %.17g",
              m[LOWER], m[NPS], m[UPPER]);
        CHECK(fabs(m[UPPER] - m[LOWER] - 2 * m[MARGIN]) <= ROUNDING, "margin %.17g", m[MARGIN]);
    }
}

static void take_number(struct Summary *summary, const char *key, const struct JsonReader *reader)
{
    double value = json_number_value(reader);
    check_range(key, value);
    for (int i = 0; i < MEMBERS; i++) {
        if (strcmp(key, member_names[i]) == 0) {
            summary->member[i] = value;
        }
    }
}

static void check_json(const char *text, size_t length)
{
    struct JsonReader reader = json_read(text, length);
    struct Summary summaries[DEEPEST_JSON + 1];
    char key[64] = "";
    enum JsonToken token;
    while ((token = json_next(&reader)) != JSON_END) {
        CHECK(token != JSON_ERROR, "not JSON: %.*s", (int)length, text);
        if (token == JSON_OBJECT) {
            clear_summary(&summaries[reader.depth]);
        } else if (token == JSON_OBJECT_END) {
            check_summary(&summaries[reader.depth + 1]);
        } else if (token == JSON_KEY) {
            size_t kept = reader.length < sizeof key ? reader.length : sizeof key - 1;
            memcpy(key, reader.token, kept);
            key[kept] = 0;
        } else if (token == JSON_NUMBER && reader.depth > 0) {
            take_number(&summaries[reader.depth], key, &reader);
        }
    }
}

/* Text with nothing in it but the characters of a picture, each of up to three bytes. */
static void check_characters(const char *text, size_t length, const char *const *characters)
{
    for (size_t at = 0; at < length;) {
        size_t taken = 0;
        for (int i = 0; characters[i] && taken == 0; i++) {
            size_t width = strlen(characters[i]);
            taken =
                width <= length - at && memcmp(text + at, characters[i], width) == 0 ? width : 0;
        }
        CHECK(taken > 0, "%.*s", (int)length, text);
        at += taken;
    }
}

/* It can stand in an attribute, where more is forbidden than between tags. */
static void check_escaped(const char *text, size_t length)
{
    static const char opening[] = "<text id=\"";
    static const char closing[] = "\"/>";
    size_t size = sizeof opening - 1 + length + sizeof closing - 1;
    char *xml = malloc(size);
    CHECK(xml, "no memory for %zu bytes", size);
    memcpy(xml, opening, sizeof opening - 1);
    memcpy(xml + sizeof opening - 1, text, length);
    memcpy(xml + sizeof opening - 1 + length, closing, sizeof closing - 1);
    size_t place = 0;
    const char *error = xml_error(xml, size, NULL, NULL, &place);
    CHECK(!error, "%s at byte %zu\n  %.*s", error, place, (int)length, text);
    free(xml);
}

static void check_picture(const char *name, const char *text, size_t length)
{
    static const char *const bar[] = {"\u2588", "\u2591", "\u2592", "+", ".", "-", NULL};
    static const char *const line[] = {"\u2581", "\u2582", "\u2583", "\u2584", "\u2585", "\u2586",
                                       "\u2587", "\u2588", " ",      "_",      ".",      "-",
                                       "=",      "+",      "*",      "%",      "#",      NULL};
    size_t place = 0;
    if (strcmp(name, "nps_bar") == 0) {
        check_characters(text, length, bar);
    } else if (strcmp(name, "chart_sparkline") == 0) {
        check_characters(text, length, line);
    } else if (strcmp(name, "chart_escape") == 0) {
        check_escaped(text, length);
    } else if (strncmp(name, "chart_", 6) == 0) {
        const char *error = chart_error(text, length, &place);
        CHECK(!error, "%s at byte %zu\n  %.*s", error, place, (int)length, text);
    }
}

void check_result(const struct Function *function, sqlite3_value *result)
{
    int type = sqlite3_value_type(result);
    if (type == SQLITE_FLOAT) {
        check_range(function->name, sqlite3_value_double(result));
    } else if (type == SQLITE_INTEGER && strcmp(function->name, "nps_responses") == 0) {
        CHECK(sqlite3_value_int64(result) >= 0, "%lld", sqlite3_value_int64(result));
    } else if (function->returns_json) {
        CHECK(type == SQLITE_TEXT || type == SQLITE_NULL, "%s gives type %d", function->name, type);
    }
    if (type == SQLITE_TEXT) {
        const char *text = (const char *)sqlite3_value_text(result);
        size_t length = (size_t)sqlite3_value_bytes(result);
        if (function->returns_json) {
            check_json(text, length);
        } else {
            check_picture(function->name, text, length);
        }
    }
}

void check_error(sqlite3 *db, const char *sql)
{
    int code = sqlite3_errcode(db) & 0xFF;
    CHECK(code == SQLITE_ERROR, "%d, %s\n  %s", code, sqlite3_errmsg(db), sql);
    const char *message = sqlite3_errmsg(db);
    const char *mark = strstr(message, "(): ");
    CHECK(mark && mark > message && mark[4], "%s\n  %s", message, sql);
    for (const char *at = message; at < mark; at++) {
        CHECK(*at == '_' || (*at >= 'a' && *at <= 'z'), "%s\n  %s", message, sql);
    }
    CHECK(strlen(message) < 1000, "an error of %zu bytes: %.200s", strlen(message), message);
}

static void check_close(const char *sql, double left, double right, double tolerance)
{
    double scale = fmax(1, fmax(fabs(left), fabs(right)));
    CHECK(left == right || fabs(left - right) <= tolerance * scale, "%.17g against %.17g\n  %s",
          left, right, sql);
}

static void check_same_json(const char *sql, sqlite3_value *left, sqlite3_value *right,
                            double tolerance)
{
    const char *left_text = (const char *)sqlite3_value_text(left);
    const char *right_text = (const char *)sqlite3_value_text(right);
    struct JsonReader a = json_read(left_text, (size_t)sqlite3_value_bytes(left));
    struct JsonReader b = json_read(right_text, (size_t)sqlite3_value_bytes(right));
    enum JsonToken token;
    do {
        token = json_next(&a);
        CHECK(json_next(&b) == token, "%s against %s\n  %s", left_text, right_text, sql);
        if (token == JSON_NUMBER) {
            check_close(sql, json_number_value(&a), json_number_value(&b), tolerance);
        } else if (token == JSON_KEY || token == JSON_TEXT) {
            CHECK(a.length == b.length && memcmp(a.token, b.token, a.length) == 0,
                  "%s against %s\n  %s", left_text, right_text, sql);
        }
    } while (token != JSON_END && token != JSON_ERROR);
}

static int is_number(int type)
{
    return type == SQLITE_INTEGER || type == SQLITE_FLOAT;
}

void check_same(const char *sql, sqlite3_value *left, sqlite3_value *right, double tolerance)
{
    int left_type = sqlite3_value_type(left);
    int right_type = sqlite3_value_type(right);
    if (is_number(left_type) && is_number(right_type)) {
        check_close(sql, sqlite3_value_double(left), sqlite3_value_double(right), tolerance);
        return;
    }
    CHECK(left_type == right_type, "type %d against type %d\n  %s", left_type, right_type, sql);
    if (left_type == SQLITE_TEXT && sqlite3_value_bytes(left) > 0) {
        char first = *(const char *)sqlite3_value_text(left);
        if (first == '{' || first == '[') {
            check_same_json(sql, left, right, tolerance);
        } else {
            CHECK(sqlite3_value_bytes(left) == sqlite3_value_bytes(right), "%s", sql);
        }
    }
}
