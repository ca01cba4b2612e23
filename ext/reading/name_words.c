#include "reading/name_words.h"

#include <stdbool.h>
#include <string.h>

#include "reading/utf8.h"

enum NameScript { SCRIPT_NONE, SCRIPT_DIGIT, SCRIPT_SMALL, SCRIPT_CAPITAL, SCRIPT_IDEOGRAPH };

struct NameCharacter {
    enum NameScript script;
    char text[4]; /* as it stands in a word */
    size_t length;
};

struct WordWriter {
    char *words;
    size_t length;
    bool is_full;
};

/* The letters that U+00C0 to U+017F are without their accents; '*' is a mark. */
static const char plain_letters[] =
    "AAAAAAACEEEEIIIIDNOOOOO*OUUUUYTsaaaaaaaceeeeiiiidnooooo*ouuuuyty"
    "AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIiIiJjKkkLlLlLl"
    "LlLlNnNnNnnNnOoOoOoOoRrRrRrSsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZzs";

/* Letters that stand for two. */
static const char *two_letters(uint32_t character)
{
    switch (character) {
    case 0x00DF:
        return "ss";
    case 0x00C6:
    case 0x00E6:
        return "ae";
    case 0x0152:
    case 0x0153:
        return "oe";
    default:
        return NULL;
    }
}

static bool is_ideograph(uint32_t character)
{
    return (character >= 0x3040 && character <= 0x9FFF) ||
           (character >= 0xF900 && character <= 0xFAFF) ||
           (character >= 0x20000 && character <= 0x3FFFF);
}

/* What is neither a letter nor a digit: spaces, punctuation, symbols, bytes that are no UTF-8. */
static bool is_mark(uint32_t character)
{
    return (character < 0xC0 && character != 0xAA && character != 0xBA) || character == 0xD7 ||
           character == 0xF7 || (character >= 0x2000 && character <= 0x2BFF) ||
           (character >= 0x3000 && character <= 0x303F) ||
           (character >= 0xE000 && character <= 0xF8FF) || character >= 0xFE00;
}

/* The same letter without its accent, and a full-width one as a narrow one. */
static uint32_t plain_character(uint32_t character)
{
    if (character >= 0xFF01 && character <= 0xFF5E) {
        return character - 0xFF01 + '!';
    }
    if (character >= 0x00C0 && character <= 0x017F) {
        return (unsigned char)plain_letters[character - 0x00C0];
    }
    switch (character) {
    case 0x0218:
        return 'S';
    case 0x0219:
        return 's';
    case 0x021A:
        return 'T';
    case 0x021B:
        return 't';
    default:
        return character;
    }
}

static struct NameCharacter ascii_character(char character)
{
    if (character >= '0' && character <= '9') {
        return (struct NameCharacter){SCRIPT_DIGIT, {character}, 1};
    }
    if (character >= 'a' && character <= 'z') {
        return (struct NameCharacter){SCRIPT_SMALL, {character}, 1};
    }
    if (character >= 'A' && character <= 'Z') {
        return (struct NameCharacter){SCRIPT_CAPITAL, {(char)(character | 0x20)}, 1};
    }
    return (struct NameCharacter){SCRIPT_NONE, {0}, 0};
}

static struct NameCharacter name_character(const char *bytes, size_t taken, uint32_t character)
{
    const char *two = two_letters(character);
    if (two) {
        bool is_small = character != 0x00C6 && character != 0x0152;
        return (struct NameCharacter){
            is_small ? SCRIPT_SMALL : SCRIPT_CAPITAL, {two[0], two[1]}, 2};
    }
    uint32_t plain = plain_character(character);
    if (plain < 0x80) {
        return ascii_character((char)plain);
    }
    if (is_mark(plain)) {
        return (struct NameCharacter){SCRIPT_NONE, {0}, 0};
    }
    struct NameCharacter other = {
        is_ideograph(plain) ? SCRIPT_IDEOGRAPH : SCRIPT_SMALL, {0}, taken};
    memcpy(other.text, bytes, taken);
    return other;
}

/* The next character, behind accents that stand apart from their letter, which are dropped. */
static struct NameCharacter character_at(const char *name, size_t length, size_t *at)
{
    while (*at < length) {
        int width;
        const char *bytes = name + *at;
        uint32_t character = next_code_point(bytes, name + length, &width);
        *at += (size_t)width;
        if (character < 0x0300 || character > 0x036F) {
            return name_character(bytes, (size_t)width, character);
        }
    }
    return (struct NameCharacter){SCRIPT_NONE, {0}, 0};
}

static bool begins_word(enum NameScript before, enum NameScript script, enum NameScript after)
{
    if ((before == SCRIPT_IDEOGRAPH) != (script == SCRIPT_IDEOGRAPH)) {
        return true;
    }
    if (script != SCRIPT_CAPITAL) {
        return false;
    }
    return before == SCRIPT_SMALL || before == SCRIPT_DIGIT ||
           (before == SCRIPT_CAPITAL && after == SCRIPT_SMALL);
}

static void write_bytes(struct WordWriter *writer, const char *bytes, size_t length)
{
    if (writer->is_full || writer->length + length > LONGEST_NAME_WORDS) {
        writer->is_full = true;
        return;
    }
    memcpy(writer->words + writer->length, bytes, length);
    writer->length += length;
}

size_t name_words(const char *name, size_t length, char words[LONGEST_NAME_WORDS])
{
    struct WordWriter writer = {0};
    writer.words = words;
    enum NameScript before = SCRIPT_NONE;
    size_t at = 0;
    struct NameCharacter next = character_at(name, length, &at);
    while ((next.script != SCRIPT_NONE || at < length) && !writer.is_full) {
        struct NameCharacter character = next;
        next = character_at(name, length, &at);
        if (character.script != SCRIPT_NONE) {
            bool is_first = before == SCRIPT_NONE;
            if (writer.length > 0 &&
                (is_first || begins_word(before, character.script, next.script))) {
                write_bytes(&writer, " ", 1);
            }
            write_bytes(&writer, character.text, character.length);
        }
        before = character.script;
    }
    while (writer.length > 0 && words[writer.length - 1] == ' ') {
        writer.length--;
    }
    return writer.length;
}
