#include "reading/answer.h"

#include <stdbool.h>
#include <string.h>

#include "reading/currency.h"
#include "reading/label_words.h"
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
    GLYPH_QUESTION,
    /* A fraction in one character, a comparison, a share: no number beside it is an answer. */
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

#define LONGEST_LABEL 6 /* in words */

struct Word {
    const char *text;
    size_t length;
};

/* What stands on one side of the number. */
struct LabelSide {
    int count;                           /* of words */
    enum LabelWord kinds[LONGEST_LABEL]; /* of the first ones */
    enum LabelWord nearest;              /* of the one beside the number */
    bool is_apart;                       /* a mark stands between the two */
    bool has_question;                   /* a question mark, behind a word */
};

static enum Glyph ascii_glyph(char character)
{
    switch (character) {
    case '-':
        return GLYPH_MINUS;
    case '<':
    case '>':
    case '%':
    case '$':
        return GLYPH_AMBIGUOUS;
    case '.':
    case ',':
        return GLYPH_POINT;
    case '?':
        return GLYPH_QUESTION;
    default:
        if (character >= '0' && character <= '9') {
            return GLYPH_DIGIT;
        }
        return character != 0 && strchr("()[]{}:;=/|\"'!*#_~", character) ? GLYPH_MARK
                                                                          : GLYPH_LETTER;
    }
}

#define FIRST_FULL_WIDTH 0xFF01
#define LAST_FULL_WIDTH 0xFF5E

/* Full-width forms as those of ASCII; all else stays. */
static uint32_t of_normal_width(uint32_t code_point)
{
    return code_point >= FIRST_FULL_WIDTH && code_point <= LAST_FULL_WIDTH
               ? code_point - FIRST_FULL_WIDTH + '!'
               : code_point;
}

/* Punctuation of other languages that survey tools put next to a number. */
static enum Glyph wide_glyph(uint32_t code_point)
{
    if ((code_point >= 0x2010 && code_point <= 0x2015) || code_point == 0x2212) {
        return GLYPH_MINUS;
    }
    if ((code_point >= 0x00BC && code_point <= 0x00BE) ||
        (code_point >= 0x2150 && code_point <= 0x215E) || code_point == 0x2264 ||
        code_point == 0x2265 || code_point == 0x2030 || code_point == 0x2031 ||
        code_point == 0x00A2 || is_currency_sign(code_point)) {
        return GLYPH_AMBIGUOUS;
    }
    if ((code_point >= 0x2018 && code_point <= 0x2027) || code_point == 0x2039 ||
        code_point == 0x203A || (code_point >= 0x3001 && code_point <= 0x301F) ||
        code_point == 0x00AB || code_point == 0x00BB) {
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
    uint32_t code_point = of_normal_width(next_code_point(cursor->at, cursor->end, width));
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

/* Of normal width; 0 at the end. */
static uint32_t character_at_cursor(const struct Cursor *cursor, int *width)
{
    return cursor->at < cursor->end
               ? of_normal_width(next_code_point(cursor->at, cursor->end, width))
               : 0;
}

/* Moves behind a digit and gives its value; -1 when there is none. */
static int take_digit(struct Cursor *cursor)
{
    int width;
    if (glyph_at(cursor, &width) != GLYPH_DIGIT) {
        return -1;
    }
    uint32_t digit = of_normal_width(next_code_point(cursor->at, cursor->end, &width));
    cursor->at += width;
    return (int)(digit - '0');
}

/*
 * Reads the digits at the cursor and a decimal part, which may only be zeros. Three digits behind a
 * comma are thousands in one country and a fraction in another.
 */
static struct Number label_number(struct Cursor *cursor)
{
    struct Number number = {0, true};
    for (int digit; (digit = take_digit(cursor)) >= 0;) {
        number.value = number.value > 99 ? number.value : number.value * 10 + digit;
    }
    int width;
    uint32_t mark = character_at_cursor(cursor, &width);
    if (mark != '.' && mark != ',') {
        return number;
    }
    struct Cursor ahead = {cursor->at + width, cursor->end};
    int decimals = 0;
    for (int digit; (digit = take_digit(&ahead)) >= 0; decimals++) {
        number.plain = number.plain && digit == 0;
    }
    number.plain = number.plain && (mark == '.' || decimals <= 2);
    cursor->at = decimals > 0 ? ahead.at : cursor->at;
    return number;
}

/* The word at the cursor, which is moved behind it. */
static struct Word take_label_word(struct Cursor *cursor)
{
    const char *start = cursor->at;
    skip(cursor, GLYPH_LETTER);
    return (struct Word){start, (size_t)(cursor->at - start)};
}

static bool is_letters(struct Word word, const char *letters)
{
    size_t length = strlen(letters);
    for (size_t i = 0; i < length && length == word.length; i++) {
        if ((word.text[i] | 0x20) != letters[i]) {
            return false;
        }
    }
    return length == word.length;
}

/* Behind a number: moves behind a sign or word for the points of a scale. */
static void skip_points(struct Cursor *cursor)
{
    struct Cursor ahead = *cursor;
    bool is_glued = skip(&ahead, GLYPH_SPACE) == GLYPH_LETTER && ahead.at == cursor->at;
    struct Word word = take_label_word(&ahead);
    bool is_sign = word.length > 0 && (unsigned char)word.text[0] >= 0x80;
    if (word.length > 0 && (is_sign || !is_glued) &&
        label_word(word.text, word.length) == POINTS_WORD) {
        *cursor = ahead;
    }
}

/* Moves behind "/", "of", "out of", "von" and so on; false when that is not what is there. */
static bool skip_scale_word(struct Cursor *cursor)
{
    int width;
    if (character_at_cursor(cursor, &width) == '/') {
        cursor->at += width;
        return true;
    }
    struct Word word = take_label_word(cursor);
    if (is_letters(word, "out")) {
        skip(cursor, GLYPH_SPACE);
        word = take_label_word(cursor);
        return is_letters(word, "of");
    }
    return word.length > 0 && is_scale_word(word.text, word.length);
}

/* Moves behind "10" or "ten"; false when that is not what is there. */
static bool skip_ten(struct Cursor *cursor)
{
    if (skip(cursor, GLYPH_SPACE) == GLYPH_LETTER) {
        struct Word word = take_label_word(cursor);
        return is_ten(word.text, word.length);
    }
    struct Number scale = label_number(cursor);
    return scale.plain && scale.value == HIGHEST_LABEL;
}

/* After a number: whether "/ 10" or "of 10" follows, and then moves behind it. */
static bool skip_out_of_ten(struct Cursor *cursor)
{
    struct Cursor ahead = *cursor;
    skip(&ahead, GLYPH_SPACE);
    if (!skip_scale_word(&ahead) || !skip_ten(&ahead)) {
        return false;
    }
    skip_points(&ahead);
    int width;
    if (glyph_at(&ahead, &width) == GLYPH_LETTER) {
        return false;
    }
    *cursor = ahead;
    return true;
}

/*
 * Moves to the next number, or to what makes a number none, and says what stands right before it.
 */
static enum Glyph find_number(struct Cursor *cursor, enum Glyph *before)
{
    *before = GLYPH_END;
    for (;;) {
        int width;
        enum Glyph glyph = glyph_at(cursor, &width);
        if (glyph == GLYPH_END || glyph == GLYPH_DIGIT || glyph == GLYPH_AMBIGUOUS) {
            return glyph;
        }
        *before = glyph;
        cursor->at += width;
    }
}

/*
 * Whether a character parts a word from the number. Behind the number a full stop, a closing
 * bracket and the comma and full stop of Chinese do not: they number a question.
 */
static bool is_parting(uint32_t character, bool is_behind)
{
    bool is_numbering =
        character == '.' || character == ')' || character == 0x3001 || character == 0x3002;
    return !(is_behind && is_numbering) && !is_space_code_point(character);
}

static void read_side(struct Cursor text, bool is_behind, struct LabelSide *side)
{
    struct Word last = {0};
    *side = (struct LabelSide){0};
    for (int width; text.at < text.end;) {
        enum Glyph glyph = glyph_at(&text, &width);
        if (glyph == GLYPH_LETTER) {
            last = take_label_word(&text);
            if (side->count < LONGEST_LABEL) {
                side->kinds[side->count] = label_word(last.text, last.length);
            }
            side->count++;
            side->is_apart = side->is_apart && is_behind;
            continue;
        }
        if (!is_behind || side->count == 0) {
            uint32_t character = character_at_cursor(&text, &width);
            side->is_apart = side->is_apart || is_parting(character, is_behind);
        }
        side->has_question = side->has_question || (glyph == GLYPH_QUESTION && side->count > 0);
        text.at += width;
    }
    if (side->count > LONGEST_LABEL && !is_behind) {
        side->nearest = label_word(last.text, last.length);
    } else if (side->count > 0) {
        side->nearest = side->kinds[is_behind ? 0 : side->count - 1];
    }
}

/* Whether the number, by the words on this side of it, may be an answer. See answer.h. */
static bool is_side_of_answer(const struct LabelSide *side, bool is_behind)
{
    if (side->count == 0) {
        return true;
    }
    enum LabelWord word = side->nearest;
    if (word == UNIT_WORD || (word == MONTH_WORD && side->count == 1)) {
        return false;
    }
    if (is_behind && (word == QUESTION_WORD || side->has_question)) {
        return false;
    }
    bool is_label = word == FOREIGN_WORD || (word >= LABEL_WORD && word <= POINTS_WORD);
    return side->is_apart || (is_label && side->count <= LONGEST_LABEL);
}

static bool is_foreign_sentence(const struct LabelSide *left, const struct LabelSide *right)
{
    return left->count > 0 && right->count > 0 && left->nearest == FOREIGN_WORD &&
           right->nearest == FOREIGN_WORD && !left->is_apart && !right->is_apart;
}

/* Marks the kinds of the words of a side; false when they are too many to be a label. */
static bool mark_kinds(const struct LabelSide *side, bool found[MONTH_WORD + 1])
{
    for (int i = 0; i < side->count && side->count <= LONGEST_LABEL; i++) {
        found[side->kinds[i]] = true;
    }
    return side->count <= LONGEST_LABEL;
}

/* Up to here a label that says good, from there on one that says bad, contradicts its number. */
#define HIGHEST_OF_BAD 2
#define LOWEST_OF_GOOD 5

/* A scale that runs the other way, 1 = excellent, 5 = bad. */
static bool is_reversed(const struct LabelSide *left, const struct LabelSide *right, int number)
{
    bool found[MONTH_WORD + 1] = {false};
    bool is_label = mark_kinds(left, found);
    if (!mark_kinds(right, found) || !is_label || found[WEAK_WORD] ||
        found[GOOD_WORD] == found[BAD_WORD]) {
        return false;
    }
    if (found[BAD_WORD]) {
        return !found[NOT_WORD] && number >= LOWEST_OF_GOOD;
    }
    return found[NOT_WORD] ? number >= LOWEST_OF_GOOD : number <= HIGHEST_OF_BAD;
}

/* The rest of answer_in_label(): whether what stands around the number lets it be an answer. */
static bool is_label_of(struct Cursor before, struct Cursor behind, bool has_scale, int number)
{
    struct LabelSide left;
    struct LabelSide right;
    read_side(before, false, &left);
    read_side(behind, true, &right);
    if (left.count == 0 && right.count == 0) {
        return true;
    }
    left.is_apart = left.is_apart || has_scale;
    if (!is_side_of_answer(&left, false) || !is_side_of_answer(&right, true) ||
        is_foreign_sentence(&left, &right)) {
        return false;
    }
    return !is_reversed(&left, &right, number);
}

/*
 * Whether "/" stands before the number: then it is the scale. Without an answer before it, the 10
 * of a form's "__ / 10" would be the best there is. A word such as "of" is none of a label.
 */
static bool is_behind_slash(struct Cursor before)
{
    uint32_t last = 0;
    for (int width; before.at < before.end; before.at += width) {
        uint32_t character = character_at_cursor(&before, &width);
        last = is_space_code_point(character) ? last : character;
    }
    return last == '/';
}

int answer_in_label(const char *text, size_t length)
{
    struct Cursor cursor = {text, text + length};
    enum Glyph before;
    if (find_number(&cursor, &before) != GLYPH_DIGIT || before == GLYPH_LETTER ||
        before == GLYPH_MINUS || before == GLYPH_POINT) {
        return NO_ANSWER;
    }
    struct Cursor left = {text, cursor.at};
    struct Number number = label_number(&cursor);
    if (!number.plain || number.value > HIGHEST_LABEL || is_behind_slash(left)) {
        return NO_ANSWER;
    }
    skip_points(&cursor);
    bool has_scale = skip_out_of_ten(&cursor);
    skip_points(&cursor);
    struct Cursor right = cursor;
    int width;
    if (glyph_at(&cursor, &width) == GLYPH_LETTER || find_number(&cursor, &before) != GLYPH_END) {
        return NO_ANSWER;
    }
    return is_label_of(left, right, has_scale, number.value) ? number.value : NO_ANSWER;
}
