#include "reading/plain_text.h"

#include <string.h>

#include "reading/utf8.h"

/* U+00C0 to U+017F, one letter each; a blank where there is no letter. */
#define FIRST_ACCENTED 0x00C0
static const char accented_letters[] = "aaaaaaaceeeeiiiidnooooo ouuuuyts"
                                       "aaaaaaaceeeeiiiidnooooo ouuuuyty"
                                       "aaaaaaccccccccddddeeeeeeeeeegggg"
                                       "gggghhhhiiiiiiiiiiiijjkkklllllll"
                                       "lllnnnnnnnnnoooooooorrrrrrssssss"
                                       "ssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

static bool is_unseen(uint32_t code_point)
{
    return code_point == 0x00AD || (code_point >= 0x0300 && code_point <= 0x036F) ||
           (code_point >= 0x200C && code_point <= 0x200F) ||
           (code_point >= 0x202A && code_point <= 0x202E) ||
           (code_point >= 0x2060 && code_point <= 0x2069) ||
           (code_point >= 0xFE00 && code_point <= 0xFE0F);
}

static uint32_t plain_letter(uint32_t code_point)
{
    if (code_point >= 'A' && code_point <= 'Z') {
        return code_point - 'A' + 'a';
    }
    if (code_point >= FIRST_ACCENTED && code_point < FIRST_ACCENTED + sizeof accented_letters - 1 &&
        accented_letters[code_point - FIRST_ACCENTED] != ' ') {
        return (uint32_t)accented_letters[code_point - FIRST_ACCENTED];
    }
    switch (code_point) {
    case 0x00AA:
        return 'a'; /* the feminine and the masculine ordinal */
    case 0x00BA:
        return 'o';
    case 0x0218:
    case 0x0219:
        return 's'; /* with a comma below, as in Romanian */
    case 0x021A:
    case 0x021B:
        return 't';
    default:
        return code_point;
    }
}

/* The wide forms of what is outside of ASCII. */
static uint32_t narrow_sign(uint32_t code_point)
{
    switch (code_point) {
    case 0xFFE0:
        return 0x00A2;
    case 0xFFE1:
        return 0x00A3;
    case 0xFFE5:
        return 0x00A5;
    case 0xFFE6:
        return 0x20A9;
    default:
        return code_point;
    }
}

uint32_t plain_code_point(uint32_t code_point)
{
    if (code_point == NOT_UTF8 || code_point == 0) {
        return REPLACEMENT_CHARACTER;
    }
    if (is_space_code_point(code_point)) {
        return ' ';
    }
    if (is_unseen(code_point)) {
        return 0;
    }
    if (code_point >= 0xFF01 && code_point <= 0xFF5E) {
        code_point -= 0xFF01 - '!';
    }
    if ((code_point >= 0x2010 && code_point <= 0x2015) || code_point == 0x2212 ||
        code_point == 0xFE58 || code_point == 0xFE63) {
        return '-';
    }
    if (code_point == 0x2018 || code_point == 0x2019 || code_point == 0x02BC ||
        code_point == 0x2032 || code_point == 0x00B4) {
        return '\'';
    }
    return narrow_sign(plain_letter(code_point));
}

bool make_plain(const char *text, size_t length, struct PlainText *plain)
{
    const char *end = text + length;
    bool is_after_space = false;
    plain->length = 0;
    int width;
    for (const char *at = text; at < end; at += width) {
        uint32_t character = plain_code_point(imported_code_point(at, end, &width));
        if (character == ' ') {
            is_after_space = plain->length > 0;
        } else if (character != 0) {
            if (plain->length + is_after_space + LONGEST_CODE_POINT > LONGEST_PLAIN_TEXT) {
                return false;
            }
            if (is_after_space) {
                plain->text[plain->length++] = ' ';
                is_after_space = false;
            }
            plain->length += code_point_text(character, plain->text + plain->length);
        }
    }
    plain->text[plain->length] = 0;
    return true;
}

size_t word_length_at(const char *at, const char *word)
{
    size_t length = strlen(word);
    return strncmp(at, word, length) == 0 ? length : 0;
}
