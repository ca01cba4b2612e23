#include "reading/words.h"

#include <string.h>

#include "reading/letters.h"
#include "reading/utf8.h"

/* The word that is being read. */
struct WordReader {
    TakeWord take;
    void *taker;
    char text[LONGEST_TEXT_WORD];
    int length;
    bool is_too_long;
    bool is_after_character; /* the last thing was a character of a script without spaces */
};

static bool end_word(struct WordReader *reader)
{
    struct TextWord word = {reader->text, reader->length, false, false};
    bool is_word = reader->length > 0 && !reader->is_too_long;
    reader->length = 0;
    reader->is_too_long = false;
    return !is_word || reader->take(reader->taker, &word);
}

static void add_letter(struct WordReader *reader, uint32_t letter)
{
    char bytes[LONGEST_CODE_POINT];
    size_t size = code_point_text(letter, bytes);
    if ((size_t)reader->length + size > sizeof reader->text) {
        reader->is_too_long = true;
        return;
    }
    memcpy(reader->text + reader->length, bytes, size);
    reader->length += (int)size;
}

static bool take_character(struct WordReader *reader, uint32_t character)
{
    char bytes[LONGEST_CODE_POINT];
    struct TextWord word = {bytes, (int)code_point_text(character, bytes), true,
                            reader->is_after_character};
    bool is_taken = end_word(reader) && reader->take(reader->taker, &word);
    reader->is_after_character = true;
    return is_taken;
}

/* One letter or digit, or what is none, which ends a word. */
static bool read_letter(struct WordReader *reader, uint32_t code_point)
{
    if (is_combining_mark(code_point)) {
        return true;
    }
    if (is_letter_without_spaces(code_point)) {
        return take_character(reader, code_point);
    }
    reader->is_after_character = false;
    if (is_letter(code_point)) {
        add_letter(reader, folded_letter(code_point));
        return true;
    }
    return end_word(reader);
}

bool read_words(const char *text, size_t length, TakeWord take, void *taker)
{
    struct WordReader reader = {.take = take, .taker = taker};
    const char *end = text + length;
    while (text < end) {
        int width;
        uint32_t code_point = imported_code_point(text, end, &width);
        text += width;
        if (!read_letter(&reader, code_point)) {
            return false;
        }
    }
    return end_word(&reader);
}

bool read_token(const char *text, size_t length, TakeWord take, void *taker)
{
    struct WordReader reader = {.take = take, .taker = taker};
    const char *end = text + length;
    while (text < end) {
        int width;
        uint32_t code_point = imported_code_point(text, end, &width);
        text += width;
        if (code_point == NOT_UTF8 || is_combining_mark(code_point)) {
            continue;
        }
        if (!is_letter_without_spaces(code_point)) {
            reader.is_after_character = false;
            add_letter(&reader, code_point);
        } else if (!take_character(&reader, code_point)) {
            return false;
        }
    }
    return end_word(&reader);
}
