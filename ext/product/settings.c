#include "product/settings.h"

#include <string.h>

#include "host/value.h"
#include "product/connection.h"
#include "reading/json_reader.h"

bool read_setup_kind(sqlite3_context *context, sqlite3_value *value, enum SetupKind *kind)
{
    static const char *const names[] = {"main", "temp", "snapshot"};
    const char *text =
        sqlite3_value_type(value) == SQLITE_TEXT ? (const char *)sqlite3_value_text(value) : "";
    if (!text) {
        sqlite3_result_error_nomem(context);
        return false;
    }
    for (int i = 0; i < (int)(sizeof names / sizeof names[0]); i++) {
        if (strcmp(text, names[i]) == 0) {
            *kind = (enum SetupKind)i;
            return true;
        }
    }
    refuse_value(context, "%s is not a kind of setup; the kinds are 'main', 'temp' and 'snapshot'",
                 value);
    return false;
}

enum SettingKind { A_DAY, A_COUNT, A_COUNT_OR_ZERO, A_LENGTH, A_CONFIDENCE, A_SHARE, A_NAME };

struct Setting {
    const char *name;
    enum SettingKind kind;
};

/* The columns of advocacy_settings, and behind them what a page alone is told. */
static const struct Setting known_settings[] = {
    {"as_of", A_DAY},
    {"period_days", A_COUNT},
    {"quarter_days", A_COUNT},
    {"half_life_days", A_LENGTH},
    {"minimum_responses", A_COUNT},
    {"confidence", A_CONFIDENCE},
    {"ask_pause_days", A_COUNT_OR_ZERO},
    {"time_unit_days", A_LENGTH},
    {"micro_community_members", A_COUNT},
    {"response_days", A_COUNT},
    {"answer_hours", A_LENGTH},
    {"attribution_days", A_COUNT},
    {"gross_margin", A_SHARE},
    {"unknown_referral_share", A_SHARE},
    {"own_brand", A_NAME},
    {"survey", A_NAME},
    {"title", A_NAME},
    {"currency", A_NAME},
};

#define KNOWN_SETTINGS ((int)(sizeof known_settings / sizeof known_settings[0]))
#define SETTINGS_OF_PAGE 2
#define COLUMN_SETTINGS (KNOWN_SETTINGS - SETTINGS_OF_PAGE)

_Static_assert(sizeof known_settings / sizeof known_settings[0] <= MOST_SETTINGS,
               "every setting has its literal");

static const char *setting_rule(enum SettingKind kind)
{
    static const char *const rules[] = {
        "a day of the calendar, such as \"2026-10-31\", or null",
        "a whole number above 0",
        "a whole number, 0 or more",
        "a number above 0",
        "a number between 0 and 1",
        "a number from 0 to 1",
        "a text",
    };
    return rules[kind];
}

static char *list_settings(const struct Settings *settings)
{
    sqlite3_str *list = sqlite3_str_new(NULL);
    for (int i = 0; i < settings->known; i++) {
        sqlite3_str_appendf(list, "%s%s", i > 0 ? ", " : "", known_settings[i].name);
    }
    return sqlite3_str_finish(list);
}

/* Refuses the value of a setting, or, when `setting` is NULL, a key that names none. */
static void refuse_token(sqlite3_context *context, const struct Settings *settings,
                         const struct JsonReader *json, const struct Setting *setting)
{
    char *shown = describe_text(json->token, (int)json->length);
    char *list = list_settings(settings);
    if (!shown || !list) {
        sqlite3_result_error_nomem(context);
    } else if (setting) {
        fail(context, "the setting %s is %s, not %s; the settings are %s", setting->name,
             setting_rule(setting->kind), shown, list);
    } else {
        fail(context, "%s is no setting; the settings are %s", shown, list);
    }
    sqlite3_free(list);
    sqlite3_free(shown);
}

static const struct Setting *setting_named(const struct Settings *settings,
                                           const struct JsonReader *json)
{
    for (int i = 0; i < settings->known; i++) {
        if (json_text_is(json, known_settings[i].name)) {
            return &known_settings[i];
        }
    }
    return NULL;
}

/* The values that a column takes which is checked by this rule, of a number. */
static bool is_number_allowed(const struct JsonReader *json, enum SettingKind kind)
{
    int64_t whole;
    const double number = json_number_value(json);
    switch (kind) {
    case A_COUNT:
        return json_integer_value(json, &whole) && whole > 0;
    case A_COUNT_OR_ZERO:
        return json_integer_value(json, &whole) && whole >= 0;
    case A_LENGTH:
        return number > 0 && number <= 1e9;
    case A_CONFIDENCE:
        return number > 0 && number < 1;
    case A_SHARE:
        return number >= 0 && number <= 1;
    default:
        return false;
    }
}

/* The text as it is; NULL is out of memory, which is reported. */
static char *made_literal(sqlite3_context *context, char *literal)
{
    if (!literal) {
        sqlite3_result_error_nomem(context);
    }
    return literal;
}

/* Sets *is_allowed; false after an error. */
static bool check_text(sqlite3_context *context, const char *text, size_t length,
                       enum SettingKind kind, bool *is_allowed)
{
    sqlite3_int64 is_day = 1;
    if (kind == A_DAY &&
        !query_integer(context, &is_day, "SELECT %Q IS date(%Q, '+0 days')", text, text)) {
        return false;
    }
    /* A zero byte would hide what follows it. */
    *is_allowed = is_day && strlen(text) == length;
    return true;
}

/* The literal of a text, or NULL after an error. */
static char *text_literal(sqlite3_context *context, const struct Settings *settings,
                          const struct JsonReader *json, const struct Setting *setting)
{
    char *text = sqlite3_malloc64(json->length + 1);
    char *literal = NULL;
    bool is_allowed = false;
    if (text) {
        const size_t length = json_text_value(json, text);
        text[length] = 0;
        literal = sqlite3_mprintf("%Q", text);
        if (literal && !check_text(context, text, length, setting->kind, &is_allowed)) {
            sqlite3_free(literal);
            sqlite3_free(text);
            return NULL;
        }
    }
    sqlite3_free(text);
    if (!literal) {
        sqlite3_result_error_nomem(context);
    } else if (!is_allowed) {
        refuse_token(context, settings, json, setting);
        sqlite3_free(literal);
        literal = NULL;
    }
    return literal;
}

static char *number_literal(sqlite3_context *context, const struct Settings *settings,
                            const struct JsonReader *json, const struct Setting *setting)
{
    if (!is_number_allowed(json, setting->kind)) {
        refuse_token(context, settings, json, setting);
        return NULL;
    }
    /* What JSON writes as a number is one in SQL. */
    return made_literal(context, sqlite3_mprintf("%.*s", (int)json->length, json->token));
}

/* The key has been read; reads its value. */
static bool read_setting(sqlite3_context *context, struct JsonReader *json,
                         struct Settings *settings)
{
    const struct Setting *setting = setting_named(settings, json);
    if (!setting) {
        refuse_token(context, settings, json, NULL);
        return false;
    }
    const bool takes_text = setting->kind == A_DAY || setting->kind == A_NAME;
    const enum JsonToken token = json_next(json);
    char *literal = NULL;
    if (token == JSON_TEXT && takes_text) {
        literal = text_literal(context, settings, json, setting);
    } else if (token == JSON_NUMBER && !takes_text) {
        literal = number_literal(context, settings, json, setting);
    } else if (token == JSON_NULL && setting->kind == A_DAY) {
        literal = made_literal(context, sqlite3_mprintf("NULL"));
    } else if (token == JSON_NUMBER || token == JSON_TEXT) {
        refuse_token(context, settings, json, setting);
    } else {
        fail(context, "the setting %s is %s", setting->name, setting_rule(setting->kind));
    }
    if (literal) {
        char **place = &settings->literals[setting - known_settings];
        sqlite3_free(*place);
        *place = literal;
    }
    return literal != NULL;
}

bool read_settings(sqlite3_context *context, sqlite3_value *json, bool for_page,
                   struct Settings *settings)
{
    *settings = (struct Settings){.known = for_page ? KNOWN_SETTINGS : COLUMN_SETTINGS};
    if (sqlite3_value_type(json) == SQLITE_NULL) {
        return true;
    }
    const char *text = (const char *)sqlite3_value_text(json);
    if (!text) {
        sqlite3_result_error_nomem(context);
        return false;
    }
    struct JsonReader reader = json_read(text, (size_t)sqlite3_value_bytes(json));
    enum JsonToken token = json_next(&reader);
    if (token == JSON_OBJECT) {
        while ((token = json_next(&reader)) == JSON_KEY) {
            if (!read_setting(context, &reader, settings)) {
                return false;
            }
        }
        if (token == JSON_OBJECT_END && json_next(&reader) == JSON_END) {
            return true;
        }
    }
    refuse_value(
        context,
        "%s is no JSON object of settings, such as {\"as_of\": \"2026-10-31\", \"period_days\": 90}",
        json);
    return false;
}

void free_settings(struct Settings *settings)
{
    for (int i = 0; i < KNOWN_SETTINGS; i++) {
        sqlite3_free(settings->literals[i]);
    }
    memset(settings, 0, sizeof *settings);
}

const char *setting_literal(const struct Settings *settings, const char *name)
{
    for (int i = 0; i < KNOWN_SETTINGS; i++) {
        if (strcmp(known_settings[i].name, name) == 0 && settings->literals[i]) {
            return settings->literals[i];
        }
    }
    return "NULL";
}

/* What is written of each column, with commas between them: `as_of`, `'2026-10-31'`, or both. */
static void append_settings(sqlite3_str *sql, const struct Settings *settings, bool names,
                            bool values)
{
    const char *comma = "";
    for (int i = 0; i < COLUMN_SETTINGS; i++) {
        if (settings->literals[i]) {
            sqlite3_str_appendf(sql, "%s%s%s%s", comma, names ? known_settings[i].name : "",
                                names && values ? " = " : "", values ? settings->literals[i] : "");
            comma = ", ";
        }
    }
}

static char *settings_sql(const char *schema, const struct Settings *settings, bool has_row)
{
    sqlite3_str *sql = sqlite3_str_new(NULL);
    if (has_row) {
        sqlite3_str_appendf(sql, "UPDATE \"%w\".advocacy_settings SET ", schema);
        append_settings(sql, settings, true, true);
    } else {
        sqlite3_str_appendf(sql, "INSERT INTO \"%w\".advocacy_settings(", schema);
        append_settings(sql, settings, true, false);
        sqlite3_str_appendall(sql, ") VALUES (");
        append_settings(sql, settings, false, true);
        sqlite3_str_appendall(sql, ")");
    }
    bool lacks_memory = sqlite3_str_errcode(sql) != SQLITE_OK;
    char *text = sqlite3_str_finish(sql);
    if (lacks_memory) {
        sqlite3_free(text);
        text = NULL;
    }
    return text;
}

bool has_column_settings(const struct Settings *settings)
{
    for (int i = 0; i < COLUMN_SETTINGS; i++) {
        if (settings->literals[i]) {
            return true;
        }
    }
    return false;
}

bool write_settings(sqlite3_context *context, const char *schema, const struct Settings *settings)
{
    sqlite3_int64 rows;
    if (!has_column_settings(settings)) {
        return true;
    }
    if (!query_integer(context, &rows, "SELECT count(*) FROM \"%w\".advocacy_settings", schema)) {
        return false;
    }
    char *sql = settings_sql(schema, settings, rows > 0);
    if (!sql) {
        sqlite3_result_error_nomem(context);
    }
    bool has_run = sql && run_sql(context, sql);
    sqlite3_free(sql);
    return has_run;
}
