#include "reading/answer.h"

#include <stdbool.h>
#include <string.h>

#include "reading/utf8.h"

struct Cursor {
    const char *at;
    const char *end;
};

enum Glyph {
    GLYPH_END,
    GLYPH_DIGIT,
    GLYPH_POINT,
    GLYPH_SPACE,
    GLYPH_MINUS,
    GLYPH_MARK,
    /* A fraction in one character, a comparison: no number beside it is an answer. */
    GLYPH_AMBIGUOUS,
    GLYPH_LETTER
};

/*
 * A number in a label, in a form that cannot overflow: beyond 99 all values are equally far from an
 * answer.
 */
struct Number {
    int value;
    bool plain; /* a whole number with neither a sign nor a fraction */
};

static enum Glyph ascii_glyph(char character)
{
    switch (character) {
    case '-':
        return GLYPH_MINUS;
    case '<':
    case '>':
        return GLYPH_AMBIGUOUS;
    case '.':
    case ',':
        return GLYPH_POINT;
    default:
        if (character >= '0' && character <= '9') {
            return GLYPH_DIGIT;
        }
        return character != 0 && strchr("()[]{}:;=/|\"'!?*#_~", character) ? GLYPH_MARK
                                                                           : GLYPH_LETTER;
    }
}

/* Punctuation of other languages that survey tools put next to a number. */
static enum Glyph wide_glyph(uint32_t code_point)
{
    if ((code_point >= 0x2010 && code_point <= 0x2015) || code_point == 0x2212) {
        return GLYPH_MINUS;
    }
    if ((code_point >= 0x00BC && code_point <= 0x00BE) ||
        (code_point >= 0x2150 && code_point <= 0x215E) || code_point == 0x2264 ||
        code_point == 0x2265) {
        return GLYPH_AMBIGUOUS;
    }
    if ((code_point >= 0x2018 && code_point <= 0x2027) || code_point == 0x2039 ||
        code_point == 0x203A || (code_point >= 0x3001 && code_point <= 0x301F) ||
        code_point == 0x00AB || code_point == 0x00BB || code_point == 0xFF08 ||
        code_point == 0xFF09 || code_point == 0xFF0C || code_point == 0xFF1A) {
        return GLYPH_MARK;
    }
    return GLYPH_LETTER;
}

/*
 * Classifies the character at the cursor and says how many bytes it takes. Other multi-byte
 * characters, and bytes that are not UTF-8, count as letters: a digit beside them does not stand
 * alone.
 */
static enum Glyph glyph_at(const struct Cursor *cursor, int *width)
{
    *width = 1;
    if (cursor->at >= cursor->end) {
        return GLYPH_END;
    }
    uint32_t code_point = next_code_point(cursor->at, cursor->end, width);
    if (is_space_code_point(code_point)) {
        return GLYPH_SPACE;
    }
    return code_point < 0x80 ? ascii_glyph((char)code_point) : wide_glyph(code_point);
}

static enum Glyph skip(struct Cursor *cursor, enum Glyph wanted)
{
    for (;;) {
        int width;
        enum Glyph glyph = glyph_at(cursor, &width);
        if (glyph != wanted) {
            return glyph;
        }
        cursor->at += width;
    }
}

static bool digit_at(const struct Cursor *cursor, int offset)
{
    return cursor->end - cursor->at > offset && cursor->at[offset] >= '0' &&
           cursor->at[offset] <= '9';
}

/*
 * Reads the digits at the cursor and a decimal part, which may only be zeros. Three digits behind a
 * comma are thousands in one country and a fraction in another.
 */
static struct Number label_number(struct Cursor *cursor)
{
    struct Number number = {0, true};
    for (; digit_at(cursor, 0); cursor->at++) {
        number.value = number.value > 99 ? number.value : number.value * 10 + (*cursor->at - '0');
    }
    if (cursor->at < cursor->end && (*cursor->at == '.' || *cursor->at == ',') &&
        digit_at(cursor, 1)) {
        const char *point = cursor->at;
        for (cursor->at++; digit_at(cursor, 0); cursor->at++) {
            number.plain = number.plain && *cursor->at == '0';
        }
        number.plain = number.plain && (*point == '.' || cursor->at - point <= 3);
    }
    return number;
}

/* Whether "/" or the word "of" is all that stands between the two: what follows is the scale. */
static bool announces_scale(const char *start, const char *end)
{
    return (end - start == 1 && *start == '/') ||
           (end - start == 2 && (start[0] | 0x20) == 'o' && (start[1] | 0x20) == 'f');
}

/*
 * Moves to the next number that stands alone and reads it. False at the end of the text. A number
 * that has a sign or a letter at it is read as not plain, and so is one behind "/" or "of": without
 * an answer before it, the 10 of a form's "__ / 10" would be the best answer that there is.
 */
static bool next_number(struct Cursor *cursor, struct Number *number)
{
    enum Glyph before = GLYPH_END;
    const char *token = cursor->at; /* the last word or mark */
    const char *token_end = token;
    for (;;) {
        int width;
        enum Glyph glyph = glyph_at(cursor, &width);
        if (glyph == GLYPH_END) {
            return false;
        }
        if (glyph == GLYPH_AMBIGUOUS) {
            *number = (struct Number){0, false};
            cursor->at += width;
            return true;
        }
        if (glyph == GLYPH_DIGIT) {
            *number = label_number(cursor);
            enum Glyph after = glyph_at(cursor, &width);
            bool alone = before != GLYPH_LETTER && before != GLYPH_MINUS && before != GLYPH_POINT &&
                         after != GLYPH_LETTER;
            number->plain = number->plain && alone && !announces_scale(token, token_end);
            return true;
        }
        if (glyph != GLYPH_SPACE) {
            token = glyph == GLYPH_LETTER && before == GLYPH_LETTER ? token : cursor->at;
            token_end = cursor->at + width;
        }
        before = glyph;
        cursor->at += width;
    }
}

static bool skip_word(struct Cursor *cursor, const char *word)
{
    size_t length = strlen(word);
    if ((size_t)(cursor->end - cursor->at) < length) {
        return false;
    }
    for (size_t i = 0; i < length; i++) {
        if ((cursor->at[i] | 0x20) != word[i]) {
            return false;
        }
    }
    cursor->at += length;
    return true;
}

/* After a number: whether "/ 10", "of 10" or "out of 10" follows, and then moves behind it. */
static bool skip_out_of_ten(struct Cursor *cursor)
{
    struct Cursor ahead = *cursor;
    skip(&ahead, GLYPH_SPACE);
    if (ahead.at < ahead.end && *ahead.at == '/') {
        ahead.at++;
    } else {
        if (skip_word(&ahead, "out")) {
            skip(&ahead, GLYPH_SPACE);
        }
        if (!skip_word(&ahead, "of")) {
            return false;
        }
    }
    if (skip(&ahead, GLYPH_SPACE) != GLYPH_DIGIT) {
        return false;
    }
    struct Number scale = label_number(&ahead);
    int width;
    if (!scale.plain || scale.value != HIGHEST_LABEL || glyph_at(&ahead, &width) == GLYPH_LETTER) {
        return false;
    }
    *cursor = ahead;
    return true;
}

int answer_in_label(const char *text, size_t length)
{
    struct Cursor cursor = {text, text + length};
    struct Number number;
    if (!next_number(&cursor, &number) || !number.plain || number.value > HIGHEST_LABEL) {
        return NO_ANSWER;
    }
    skip_out_of_ten(&cursor);
    struct Number another;
    return next_number(&cursor, &another) ? NO_ANSWER : number.value;
}
