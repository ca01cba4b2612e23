#include "reading/time_grammar.h"

#define SECONDS_A_DAY 86400
#define NO_TOKEN (-1)

/* What the tokens have said so far. */
struct TimeSentence {
    const struct TimeToken *tokens;
    int at;
    enum TimeOrder order;
    int tuesday; /* the token that is a Tuesday where it could be March; or NO_TOKEN */

    struct DayParts parts;
    int last_part;  /* the token that ends the last of them */
    int day_digits; /* or the day in eight digits */
    bool has_day_digits;

    bool has_clock;
    int hour, minute, second;
    const struct TimeWord *half; /* of the day */
    bool has_zone;
    int zone;             /* seconds ahead of UTC */
    bool may_have_offset; /* at this place */
};

/* Behind the end there is nothing but the end. */
static const struct TimeToken *token_ahead(const struct TimeSentence *sentence, int count)
{
    const struct TimeToken *token = sentence->tokens + sentence->at;
    for (; count > 0 && token->kind != TIME_TOKEN_END; count--) {
        token++;
    }
    return token;
}

static bool is_tight_mark(const struct TimeToken *token, char mark)
{
    return token->kind == TIME_TOKEN_MARK && token->mark == mark && !token->is_spaced;
}

static bool is_tight_number(const struct TimeToken *token, int fewest_digits, int most_digits)
{
    return token->kind == TIME_TOKEN_NUMBER && !token->is_spaced &&
           token->digits >= fewest_digits && token->digits <= most_digits;
}

static bool is_time_word(const struct TimeToken *token, enum TimeWordKind kind)
{
    return token->kind == TIME_TOKEN_WORD && token->word->kind == kind;
}

static bool has_day(const struct TimeSentence *sentence)
{
    return sentence->parts.count == DAY_PARTS || sentence->has_day_digits;
}

/* Clocks. Each of these is called at the number of hours, and moves behind the clock. */

static void set_clock(struct TimeSentence *sentence, int64_t hour, int64_t minute, int64_t second)
{
    sentence->has_clock = true;
    sentence->hour = (int)hour;
    sentence->minute = (int)minute;
    sentence->second = (int)second;
    sentence->may_have_offset = true;
}

/* Behind seconds: .123, ,123 or :123, which are dropped. */
static void skip_fraction(struct TimeSentence *sentence)
{
    const struct TimeToken *mark = token_ahead(sentence, 0);
    if ((is_tight_mark(mark, '.') || is_tight_mark(mark, ',') || is_tight_mark(mark, ':')) &&
        is_tight_number(mark + 1, mark->mark == ':' ? 3 : 1, mark->mark == ':' ? 3 : 9)) {
        sentence->at += 2;
    }
}

/* 14:05 and 14:05:09, or with full stops. */
static bool take_marked_clock(struct TimeSentence *sentence, char mark)
{
    int64_t hour = token_ahead(sentence, 0)->number;
    int64_t minute = token_ahead(sentence, 2)->number;
    int64_t second = 0;
    sentence->at += 3;
    const struct TimeToken *next = token_ahead(sentence, 0);
    if (is_tight_mark(next, mark) && is_tight_number(next + 1, 2, 2)) {
        second = next[1].number;
        sentence->at += 2;
        skip_fraction(sentence);
    }
    set_clock(sentence, hour, minute, second);
    return true;
}

/* A number with a sign for what it counts: 05 min, 9秒, and 05 at the end of 14h05. */
static bool take_counted(struct TimeSentence *sentence, enum TimeWordKind kind, bool needs_sign,
                         int64_t *number)
{
    const struct TimeToken *token = token_ahead(sentence, 0);
    bool has_sign = token->kind == TIME_TOKEN_NUMBER && is_time_word(token + 1, kind);
    bool is_next = is_tight_number(token, 2, 2) ||
                   (has_day(sentence) && token->kind == TIME_TOKEN_NUMBER && token->digits == 2);
    if (has_sign || (!needs_sign && is_next)) {
        *number = token->digits <= 2 ? token->number : -1;
        sentence->at += 1 + has_sign;
        return true;
    }
    return false;
}

/* 14h05, 14 h 05 min, 14 Uhr, 14时05分09秒. */
static bool take_worded_clock(struct TimeSentence *sentence)
{
    int64_t hour = token_ahead(sentence, 0)->number;
    int64_t minute = 0;
    int64_t second = 0;
    sentence->at += 2;
    if (take_counted(sentence, TIME_MINUTE, false, &minute)) {
        take_counted(sentence, TIME_SECOND, true, &second);
    }
    set_clock(sentence, hour, minute, second);
    return true;
}

/* T14, T1405 or T140509, behind the T. */
static bool take_clock_digits(struct TimeSentence *sentence)
{
    const struct TimeToken *token = token_ahead(sentence, 0);
    int64_t number = token->number;
    sentence->at++;
    if (token->digits == 6) {
        skip_fraction(sentence);
        set_clock(sentence, number / 10000, number / 100 % 100, number % 100);
    } else if (token->digits == 4) {
        set_clock(sentence, number / 100, number % 100, 0);
    } else {
        set_clock(sentence, number, 0, 0);
    }
    return token->digits == 6 || token->digits == 4 || token->digits == 2;
}

static bool is_half_word(const struct TimeToken *token)
{
    return is_time_word(token, TIME_MORNING) || is_time_word(token, TIME_MORNING_OR_FILLER) ||
           is_time_word(token, TIME_AFTERNOON) || is_time_word(token, TIME_EVENING);
}

/* Whether a word for the half of the day belongs to the clock behind it, as in Chinese. */
static bool begins_clock(const struct TimeToken *half)
{
    return half[1].kind == TIME_TOKEN_NUMBER &&
           (is_tight_mark(half + 2, ':') || is_time_word(half + 2, TIME_HOUR));
}

/* 2 PM */
static bool take_hour_of_half(struct TimeSentence *sentence)
{
    set_clock(sentence, token_ahead(sentence, 0)->number, 0, 0);
    sentence->at++;
    return true;
}

/* Days. */

static bool take_day_digits(struct TimeSentence *sentence)
{
    const struct TimeToken *token = token_ahead(sentence, 0);
    int64_t number = token->number;
    if (sentence->parts.count > 0 || sentence->has_day_digits) {
        return false;
    }
    if (token->digits == 14 && !sentence->has_clock) {
        int64_t clock = number % 1000000;
        number /= 1000000;
        set_clock(sentence, clock / 10000, clock / 100 % 100, clock % 100);
    } else if (token->digits != 8) {
        return false;
    } else {
        sentence->may_have_offset = false;
    }
    sentence->day_digits = (int)number;
    sentence->has_day_digits = true;
    sentence->at++;
    return true;
}

static enum DayPartRole role_of_sign(const struct TimeToken *token)
{
    return is_time_word(token, TIME_YEAR_SIGN)    ? YEAR_PART
           : is_time_word(token, TIME_MONTH_SIGN) ? MONTH_PART
           : is_time_word(token, TIME_DAY_SIGN)   ? DAY_PART
                                                  : ANY_PART;
}

static bool add_day_part(struct TimeSentence *sentence, struct DayPart part, int tokens)
{
    if (has_day(sentence)) {
        return false;
    }
    sentence->parts.part[sentence->parts.count++] = part;
    sentence->at += tokens;
    sentence->last_part = sentence->at - 1;
    sentence->may_have_offset = false;
    return true;
}

static bool take_day_part(struct TimeSentence *sentence)
{
    const struct TimeToken *token = token_ahead(sentence, 0);
    if (token->digits > 4) {
        return take_day_digits(sentence);
    }
    enum DayPartRole role = role_of_sign(token_ahead(sentence, 1));
    struct DayPart part = {role, (int)token->number, token->digits, 0};
    return add_day_part(sentence, part, role == ANY_PART ? 1 : 2);
}

static bool take_time_number(struct TimeSentence *sentence)
{
    const struct TimeToken *token = token_ahead(sentence, 0);
    const struct TimeToken *next = token_ahead(sentence, 1);
    if (!sentence->has_clock) {
        bool is_behind_t = sentence->at > 0 && is_time_word(token - 1, TIME_T);
        bool may_be_hour = token->digits <= 2;
        if (may_be_hour && is_tight_mark(next, ':') && is_tight_number(next + 1, 2, 2)) {
            return take_marked_clock(sentence, ':');
        }
        if (is_behind_t || (sentence->has_day_digits && token->digits == 6)) {
            return take_clock_digits(sentence);
        }
        if (may_be_hour && is_time_word(next, TIME_HOUR)) {
            return take_worded_clock(sentence);
        }
        if (may_be_hour && is_half_word(next) && !begins_clock(next)) {
            return take_hour_of_half(sentence);
        }
        if (may_be_hour && has_day(sentence) && is_tight_mark(next, '.') &&
            is_tight_number(next + 1, 2, 2)) {
            return take_marked_clock(sentence, '.');
        }
    }
    return take_day_part(sentence);
}

/* Words. */

static bool take_weekday(struct TimeSentence *sentence, int weekday)
{
    bool is_first = sentence->parts.weekday == NO_WEEKDAY;
    sentence->parts.weekday = weekday;
    sentence->at++;
    return is_first;
}

static bool take_month_name(struct TimeSentence *sentence, int month)
{
    struct DayPart part = {MONTH_NAME, month, 0, 0};
    return add_day_part(sentence, part, 1);
}

static bool take_half(struct TimeSentence *sentence, const struct TimeToken *token)
{
    bool is_filler =
        is_time_word(token, TIME_MORNING_OR_FILLER) && sentence->at == 0 && !begins_clock(token);
    bool is_second = sentence->half != NULL;
    if (!is_filler) {
        sentence->half = token->word;
    }
    sentence->at++;
    return is_filler || !is_second;
}

static bool take_zone(struct TimeSentence *sentence, const struct TimeToken *token)
{
    bool is_second = sentence->has_zone;
    sentence->has_zone = true;
    sentence->zone = token->word->number * 60;
    sentence->may_have_offset = is_time_word(token, TIME_UTC);
    sentence->at++;
    return !is_second;
}

static bool take_time_word(struct TimeSentence *sentence)
{
    const struct TimeToken *token = token_ahead(sentence, 0);
    switch (token->word->kind) {
    case TIME_MONTH:
        return take_month_name(sentence, token->word->number);
    case TIME_WEEKDAY:
        return take_weekday(sentence, token->word->number);
    case TIME_MARCH_OR_TUESDAY:
        return sentence->at == sentence->tuesday ? take_weekday(sentence, 2)
                                                 : take_month_name(sentence, 3);
    case TIME_MORNING:
    case TIME_MORNING_OR_FILLER:
    case TIME_AFTERNOON:
    case TIME_EVENING:
        return take_half(sentence, token);
    case TIME_UTC:
    case TIME_ZONE:
        return take_zone(sentence, token);
    case TIME_T:
        sentence->at++;
        return has_day(sentence) && !sentence->has_clock && !token->is_spaced &&
               is_tight_number(token + 1, 1, 6);
    case TIME_ORDINAL:
        sentence->at++;
        return !token->is_spaced && sentence->last_part == sentence->at - 2;
    case TIME_HOUR:
        sentence->at++;
        return sentence->may_have_offset && !sentence->has_zone;
    case TIME_FILLER:
        sentence->at++;
        return true;
    default:
        return false;
    }
}

/* Marks. */

/* +02, -0200, +02:00, +02:00:00; at the sign. */
static bool take_offset(struct TimeSentence *sentence, int direction)
{
    const struct TimeToken *token = token_ahead(sentence, 1);
    int64_t hours = token->number;
    int64_t minutes = 0;
    int64_t seconds = 0;
    sentence->at += 2;
    if (token->digits == 4) {
        minutes = hours % 100;
        hours /= 100;
    } else if (is_tight_mark(token + 1, ':') && is_tight_number(token + 2, 2, 2)) {
        minutes = token[2].number;
        sentence->at += 2;
        if (is_tight_mark(token + 3, ':') && is_tight_number(token + 4, 2, 2)) {
            seconds = token[4].number;
            sentence->at += 2;
        }
    }
    bool is_second = sentence->has_zone && sentence->zone != 0;
    sentence->has_zone = true;
    sentence->zone = direction * (int)(hours * 3600 + minutes * 60 + seconds);
    sentence->may_have_offset = false;
    return !is_second && token->digits != 3 && hours <= 14 && minutes <= 59 && seconds <= 59;
}

/* Whether a mark may stand between what is before it and what follows. */
static bool may_separate(const struct TimeSentence *sentence, const struct TimeToken *token)
{
    if (sentence->at == 0 || token->mark == '+') {
        return false;
    }
    if (token->mark == ':') {
        return has_day(sentence) && sentence->last_part == sentence->at - 1 &&
               is_tight_number(token + 1, 1, 2);
    }
    const struct TimeToken *before = token - 1;
    bool is_first = before->kind != TIME_TOKEN_MARK || (before->mark == '.' && token->mark == ',');
    if (!is_first && before->mark == '.' && before[-1].kind == TIME_TOKEN_WORD) {
        is_first = token->mark == '-' || token->mark == '/'; /* 05-janv.-26 */
    }
    return is_first && (token->mark == '.' || token[1].kind != TIME_TOKEN_END);
}

static bool take_time_mark(struct TimeSentence *sentence)
{
    const struct TimeToken *token = token_ahead(sentence, 0);
    bool is_sign = token->mark == '+' || token->mark == '-';
    if (is_sign && sentence->may_have_offset && is_tight_number(token + 1, 1, 4)) {
        return take_offset(sentence, token->mark == '-' ? -1 : 1);
    }
    if (!may_separate(sentence, token)) {
        return false;
    }
    if (sentence->last_part == sentence->at - 1 && sentence->parts.count > 0) {
        sentence->parts.part[sentence->parts.count - 1].mark = token->mark;
    }
    sentence->may_have_offset = false;
    sentence->at++;
    return true;
}

static bool take_time_token(struct TimeSentence *sentence)
{
    switch (token_ahead(sentence, 0)->kind) {
    case TIME_TOKEN_NUMBER:
        return take_time_number(sentence);
    case TIME_TOKEN_WORD:
        return take_time_word(sentence);
    case TIME_TOKEN_MARK:
        return take_time_mark(sentence);
    default:
        sentence->at++;
        return sentence->has_zone;
    }
}

/* Moves the hour of 1 to 12 to its half of the day. */
static bool settle_hour(struct TimeSentence *sentence)
{
    if (!sentence->half) {
        return true;
    }
    enum TimeWordKind half = sentence->half->kind;
    int hour = sentence->hour;
    if (half == TIME_MORNING || half == TIME_MORNING_OR_FILLER) {
        sentence->hour = hour == 12 ? 0 : hour;
        return hour <= 12;
    }
    sentence->hour = hour < 12 ? hour + 12 : hour;
    return hour >= 1 && hour <= 23 && (half == TIME_AFTERNOON || hour != 12);
}

/* Seconds since midnight; false when no clock shows it. */
static bool settle_clock(struct TimeSentence *sentence, int64_t *second)
{
    if (!settle_hour(sentence)) {
        return false;
    }
    *second = sentence->hour * 3600 + sentence->minute * 60 + sentence->second;
    if (sentence->hour == 24) {
        return *second == SECONDS_A_DAY;
    }
    return sentence->hour < 24 && sentence->minute >= 0 && sentence->minute < 60 &&
           sentence->second >= 0 && sentence->second < (sentence->minute == 59 ? 61 : 60);
}

static bool settle_time(struct TimeSentence *sentence, struct Time *time)
{
    struct Day day;
    bool is_known =
        sentence->has_day_digits
            ? day_of_digits(sentence->day_digits, sentence->order, sentence->parts.weekday, &day)
            : day_of_parts(&sentence->parts, sentence->order, &day);
    if (!is_known) {
        return false;
    }
    time->second = number_of_day(day) * SECONDS_A_DAY;
    time->is_day = !sentence->has_clock;
    if (time->is_day) {
        return !sentence->half && sentence->zone == 0;
    }
    int64_t second;
    if (!settle_clock(sentence, &second)) {
        return false;
    }
    time->second += second - sentence->zone;
    return time->second >= (int64_t)FIRST_DAY_NUMBER * SECONDS_A_DAY &&
           time->second < (int64_t)(LAST_DAY_NUMBER + 1) * SECONDS_A_DAY;
}

static bool read_sentence(const struct TimeToken *tokens, enum TimeOrder order, int tuesday,
                          struct Time *time)
{
    struct TimeSentence sentence = {.tokens = tokens, .order = order, .tuesday = tuesday};
    sentence.parts.weekday = NO_WEEKDAY;
    sentence.last_part = NO_TOKEN - 1;
    while (tokens[sentence.at].kind != TIME_TOKEN_END) {
        if (!take_time_token(&sentence)) {
            return false;
        }
    }
    return settle_time(&sentence, time);
}

bool time_of_tokens(const struct TimeToken *tokens, enum TimeOrder order, struct Time *time)
{
    int tuesday = NO_TOKEN;
    for (int i = 0; tuesday == NO_TOKEN && tokens[i].kind != TIME_TOKEN_END; i++) {
        tuesday = is_time_word(&tokens[i], TIME_MARCH_OR_TUESDAY) ? i : NO_TOKEN;
    }
    /* Only one of the two is a whole day: a month has a name once and once only. */
    return (tuesday != NO_TOKEN && read_sentence(tokens, order, tuesday, time)) ||
           read_sentence(tokens, order, NO_TOKEN, time);
}
