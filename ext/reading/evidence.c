#include "reading/evidence.h"

#include <math.h>
#include <string.h>

#include "reading/amount.h"
#include "reading/answer.h"
#include "reading/concept.h"
#include "reading/time.h"
#include "reading/utf8.h"

/* 1990-01-01 and 2100-01-01, in seconds since 1970 and as days of a spreadsheet. */
#define FIRST_SECOND 631152000.0
#define LAST_SECOND 4102444800.0
#define FIRST_SHEET_DAY 32874.0
#define LAST_SHEET_DAY 73050.0

/* A text is looked at for what it asks while there are few, and then now and then. */
#define SHORTEST_QUESTION 12
#define LONGEST_QUESTION 400
#define FIRST_TEXTS 64
#define EVERY_TEXT 16
#define EXAMPLE_ROW 4

/* As many exceptions are mistakes of single rows, and contradict nothing. */
#define CONTRADICTION 20

/* The number that a text of digits stands for, with a point and a fraction at most; else NaN. */
static double plain_number(const char *text, size_t length)
{
    double value = 0;
    double digit_worth = 0;
    bool has_digit = false;
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '.' && digit_worth == 0) {
            digit_worth = 1;
        } else if (text[i] < '0' || text[i] > '9') {
            return NAN;
        } else {
            has_digit = true;
            digit_worth /= 10;
            value = digit_worth > 0 ? value + (text[i] - '0') * digit_worth
                                    : value * 10 + (text[i] - '0');
        }
    }
    return has_digit ? value : NAN;
}

static void count_number_as_time(struct Evidence *evidence, double number)
{
    struct Time time;
    evidence->times[FORM_AS_IT_IS] += time_of_number(number, UNKNOWN_ORDER, &time);
    evidence->times[FORM_SECONDS] += number >= FIRST_SECOND && number < LAST_SECOND;
    evidence->times[FORM_MILLISECONDS] +=
        number >= FIRST_SECOND * 1000 && number < LAST_SECOND * 1000;
    evidence->times[FORM_EXCEL] += number >= FIRST_SHEET_DAY && number < LAST_SHEET_DAY;
}

static void count_amount(struct Evidence *evidence, double amount)
{
    bool is_first = evidence->amounts == 0;
    evidence->smallest = is_first || amount < evidence->smallest ? amount : evidence->smallest;
    evidence->largest = is_first || amount > evidence->largest ? amount : evidence->largest;
    evidence->fractions += amount != floor(amount);
    evidence->amounts++;
}

static void count_sampled_answer(struct Evidence *evidence, int answer)
{
    bool is_first = evidence->answers == 0;
    evidence->lowest_answer =
        is_first || answer < evidence->lowest_answer ? answer : evidence->lowest_answer;
    evidence->highest_answer =
        is_first || answer > evidence->highest_answer ? answer : evidence->highest_answer;
    evidence->answers++;
}

static void count_number(struct Evidence *evidence, double number)
{
    count_number_as_time(evidence, number);
    count_amount(evidence, number);
    if (number >= 0 && number <= 10 && number == floor(number)) {
        count_sampled_answer(evidence, (int)number);
    }
}

static void keep_example(struct Example *example, const char *text, size_t length)
{
    if (example->length == 0) {
        *example = example_of(text, length);
    }
}

static void count_text_as_time(struct Evidence *evidence, const char *text, size_t length)
{
    struct Time time;
    bool as_it_is = time_in_text(text, length, UNKNOWN_ORDER, &time);
    bool year_first = time_in_text(text, length, YEAR_MONTH_DAY, &time);
    bool day_first = time_in_text(text, length, DAY_MONTH_YEAR, &time);
    bool month_first = time_in_text(text, length, MONTH_DAY_YEAR, &time);
    evidence->times[FORM_AS_IT_IS] += as_it_is;
    evidence->times[FORM_DAY_FIRST] += day_first;
    evidence->times[FORM_MONTH_FIRST] += month_first;
    evidence->days_first += day_first && !month_first && !year_first;
    evidence->months_first += month_first && !day_first && !year_first;
    if (!as_it_is && (day_first || month_first)) {
        evidence->ambiguous_times++;
        keep_example(&evidence->ambiguous_time, text, length);
    }
}

static void count_text_as_amount(struct Evidence *evidence, const char *text, size_t length)
{
    double with_point;
    double with_comma;
    bool has_point = amount_in_text(text, length, DECIMAL_POINT, &with_point);
    bool has_comma = amount_in_text(text, length, DECIMAL_COMMA, &with_comma);
    if (!has_point && !has_comma) {
        return;
    }
    count_amount(evidence, has_point ? with_point : with_comma);
    evidence->points += !has_comma;
    evidence->commas += !has_point;
    if (has_point && has_comma && with_point != with_comma) {
        evidence->ambiguous_amounts++;
        keep_example(&evidence->ambiguous_amount, text, length);
    }
}

static bool is_email(const char *text, size_t length)
{
    const char *at = memchr(text, '@', length);
    return at && at > text && at + 1 < text + length && !memchr(text, ' ', length) &&
           memchr(at, '.', length - (size_t)(at - text));
}

static bool is_numbered(const char *text, size_t length)
{
    return length > 1 && text[0] == '#' && !isnan(plain_number(text + 1, length - 1));
}

/* Whether it asks, in a sentence, if one would recommend. */
static bool asks_for_score(const char *text, size_t length)
{
    if (length < SHORTEST_QUESTION || length > LONGEST_QUESTION) {
        return false;
    }
    uint64_t known = concepts_of(text, length).known;
    bool is_asked = (known & CONCEPT_LIKELY) || memchr(text, '?', length);
    return (known & CONCEPT_RECOMMEND) && is_asked;
}

static void count_text(struct Evidence *evidence, const char *text, size_t length)
{
    double number = plain_number(text, length);
    if (!isnan(number)) {
        count_number_as_time(evidence, number);
    }
    int answer = answer_in_label(text, length);
    if (answer != NO_ANSWER) {
        count_sampled_answer(evidence, answer);
    }
    count_text_as_time(evidence, text, length);
    count_text_as_amount(evidence, text, length);
    evidence->emails += is_email(text, length);
    evidence->foreign += !is_utf8(text, length);
    evidence->numbered += is_numbered(text, length);
    if (evidence->texts <= FIRST_TEXTS || evidence->texts % EVERY_TEXT == 0) {
        evidence->questions += asks_for_score(text, length);
    }
    evidence->characters += length < 10000 ? (int)length : 10000;
}

/* FNV-1a. */
static uint64_t sample_hash(const struct SampleValue *sample)
{
    const void *bytes = sample->kind == SAMPLE_TEXT ? (const void *)sample->text : &sample->number;
    size_t length = sample->kind == SAMPLE_TEXT ? sample->length : sizeof sample->number;
    uint64_t hash = UINT64_C(14695981039346656037);
    for (size_t i = 0; i < length; i++) {
        hash = (hash ^ ((const unsigned char *)bytes)[i]) * UINT64_C(1099511628211);
    }
    return hash ^ hash >> 29;
}

void evidence_add(struct Evidence *evidence, struct Distinct *distinct, struct SampleValue sample)
{
    evidence->values++;
    if (sample.kind == SAMPLE_NULL ||
        (sample.kind == SAMPLE_TEXT &&
         (!sample.text || is_blank_text(sample.text, sample.length)))) {
        return;
    }
    evidence->filled++;
    uint64_t bit = sample_hash(&sample) % DISTINCT_BITS;
    distinct->bits[bit / 32] |= UINT32_C(1) << bit % 32;
    /* The first rows of an import may be headers. */
    if (evidence->filled <= EXAMPLE_ROW && sample.text) {
        evidence->example = example_of(sample.text, sample.length);
    }
    switch (sample.kind) {
    case SAMPLE_INTEGER:
        evidence->integers++;
        count_number(evidence, sample.number);
        break;
    case SAMPLE_REAL:
        evidence->reals++;
        count_number(evidence, sample.number);
        break;
    case SAMPLE_TEXT:
        evidence->texts++;
        count_text(evidence, sample.text, sample.length);
        break;
    default:
        evidence->blobs++;
    }
}

/* Linear counting: Whang, Vander-Zanden and Taylor 1990, equation 1. */
void evidence_end(struct Evidence *evidence, const struct Distinct *distinct)
{
    int taken = 0;
    for (int bit = 0; bit < DISTINCT_BITS; bit++) {
        taken += (distinct->bits[bit / 32] >> bit % 32 & 1) != 0;
    }
    double free_share = 1 - taken / (double)DISTINCT_BITS;
    double estimate = free_share > 0 ? -DISTINCT_BITS * log(free_share) : evidence->filled;
    evidence->distinct = estimate < evidence->filled ? (int)(estimate + 0.5) : evidence->filled;
}

int evidence_share(const struct Evidence *evidence, int count)
{
    return evidence->filled > 0 ? (int)(100.0 * count / evidence->filled) : 0;
}

/* Of two ways to read, the one that values prove; 0 when none do, or both. */
static int proven_way(int first_only, int second_only)
{
    if (first_only > CONTRADICTION * second_only) {
        return 1;
    }
    return second_only > CONTRADICTION * first_only ? 2 : 0;
}

enum TimeForm time_form(const struct Evidence *evidence, bool *is_open)
{
    enum TimeForm best = FORM_AS_IT_IS;
    for (enum TimeForm form = FORM_AS_IT_IS; form < NO_FORM; form++) {
        best = evidence->times[form] > evidence->times[best] ? form : best;
    }
    *is_open = false;
    if (best <= FORM_MONTH_FIRST) {
        int way = proven_way(evidence->days_first, evidence->months_first);
        *is_open = way == 0 && evidence->ambiguous_times > 0;
        best = way == 1 ? FORM_DAY_FIRST : way == 2 ? FORM_MONTH_FIRST : FORM_AS_IT_IS;
    }
    return evidence->times[best] > 0 || *is_open ? best : NO_FORM;
}

char amount_mark(const struct Evidence *evidence, bool *is_open)
{
    int way = proven_way(evidence->points, evidence->commas);
    *is_open = way == 0 && (evidence->ambiguous_amounts > 0 || evidence->points > 0);
    static const char marks[] = {0, '.', ','};
    return marks[way];
}

/* Line ends, and what hides or turns the text around it: it must not leave its comment. */
static bool is_unsafe(uint32_t code_point)
{
    return code_point < 0x20 || (code_point >= 0x7F && code_point < 0xA0) ||
           (code_point >= 0x200B && code_point <= 0x200F) ||
           (code_point >= 0x2028 && code_point <= 0x202E) ||
           (code_point >= 0x2060 && code_point <= 0x206F) || code_point == 0xFEFF ||
           code_point == NOT_UTF8;
}

struct Example example_of(const char *text, size_t length)
{
    struct Example example = {{0}, 0, false};
    const char *end = text + length;
    for (int width; text < end; text += width) {
        uint32_t code_point = next_code_point(text, end, &width);
        /* A '*' beside a '/' begins or ends a comment of the other kind. */
        bool is_star = *text == '*' || is_unsafe(code_point);
        size_t taken = is_star ? 1 : (size_t)width;
        if (example.length + taken > LONGEST_EXAMPLE) {
            example.is_cut = true;
            break;
        }
        memcpy(example.text + example.length, is_star ? "?" : text, taken);
        example.length += taken;
    }
    return example;
}
