#include "reading/text_width.h"

#define ELLIPSIS_EM 1.0

uint32_t next_character(const char *text, size_t length, size_t *taken)
{
    int width;
    uint32_t character = next_code_point(text, text + length, &width);
    *taken = (size_t)width;
    return character == NOT_UTF8 ? REPLACEMENT_CHARACTER : character;
}

/* Marks and separators of Unicode that break a line or turn the direction of what follows. */
static bool turns_text(uint32_t character)
{
    return (character >= 0x2028 && character <= 0x202E) ||
           (character >= 0x2066 && character <= 0x2069);
}

uint32_t visible_character(uint32_t character)
{
    if (character == '\t' || character == '\n' || character == '\r' || turns_text(character)) {
        return ' ';
    }
    bool is_control = character < 0x20 || (character >= 0x7F && character < 0xA0);
    bool is_noncharacter =
        (character & 0xFFFE) == 0xFFFE || (character >= 0xFDD0 && character <= 0xFDEF);
    return is_control || is_noncharacter ? REPLACEMENT_CHARACTER : character;
}

/* Ranges of characters that are not about as wide as a capital letter, in ascending order. */
struct WidthRange {
    uint32_t first;
    uint32_t last;
    double em;
};

#define WIDE_EM 1.4

static const struct WidthRange width_ranges[] = {
    {0x00C0, 0x024F, 0.85},        /* Latin with accents */
    {0x0300, 0x036F, 0},           /* combining accents */
    {0x1100, 0x115F, WIDE_EM},     /* Hangul */
    {0x200B, 0x200F, 0},           /* joiners */
    {0x231A, 0x23F3, WIDE_EM},     /* clocks */
    {0x25A0, 0x27BF, WIDE_EM},     /* symbols that may be shown as emoji */
    {0x2B00, 0x2BFF, WIDE_EM},     /* arrows, stars */
    {0x2E3A, 0x2E3B, 3},           /* long dashes */
    {0x2E80, 0xA4CF, WIDE_EM},     /* ideographs, kana */
    {0xA9C0, 0xA9DF, 3},           /* Javanese */
    {0xAC00, 0xD7A3, WIDE_EM},     /* Hangul */
    {0xF900, 0xFAFF, WIDE_EM},     /* ideographs */
    {0xFDF0, 0xFDFF, 10},          /* whole sentences in one character */
    {0xFE00, 0xFE0F, 0},           /* variation selectors */
    {0xFE10, 0xFE6F, WIDE_EM},     /* wide punctuation */
    {0xFF00, 0xFF60, WIDE_EM},     /* wide letters */
    {0xFFE0, 0xFFE6, WIDE_EM},     /* wide signs */
    {0x12000, 0x1254F, 4},         /* cuneiform */
    {0x13000, 0x1345F, 3},         /* hieroglyphs */
    {0x16FE0, 0x18AFF, WIDE_EM},   /* Tangut */
    {0x1B000, 0x1B2FF, WIDE_EM},   /* kana */
    {0x1F000, 0x1FAFF, WIDE_EM},   /* emoji */
    {0x20000, 0x3FFFF, WIDE_EM},   /* ideographs */
    {0xE0000, 0xE0FFF, 0},         /* tags */
    {UINT32_MAX, UINT32_MAX, 1.0}, /* ends every search */
};

/*
 * Hundredths of an em for U+0020 to U+007E: the advance width in Verdana or DejaVu Sans, whichever
 * is larger, rounded up. Both are wider than most.
 */
static const unsigned char ascii_widths[95] = {
    36, 41, 46, 84, 64, 108, 78, 28, 46, 46, 64, 84, 37, 46,  37, 46, 64, 64, 64,
    64, 64, 64, 64, 64, 64,  64, 46, 46, 84, 84, 84, 55, 100, 69, 69, 70, 78, 64,
    58, 78, 76, 43, 46, 70,  56, 87, 75, 79, 61, 79, 70, 69,  62, 74, 69, 99, 69,
    62, 69, 46, 46, 46, 84,  64, 64, 62, 64, 55, 64, 62, 36,  64, 64, 28, 35, 60,
    28, 98, 64, 62, 64, 64,  43, 53, 40, 64, 60, 82, 60, 60,  53, 64, 46, 64, 84};

double character_em(uint32_t character)
{
    if (character >= 0x20 && character < 0x7F) {
        return ascii_widths[character - 0x20] / 100.0;
    }
    const struct WidthRange *range = width_ranges;
    while (range->last < character) {
        range++;
    }
    return character >= range->first ? range->em : 1.0;
}

/* The width of what is shown for the next character. */
static double next_em(const char *text, size_t length, size_t *taken)
{
    return character_em(visible_character(next_character(text, length, taken)));
}

double text_em(const char *text, size_t length)
{
    double em = 0;
    size_t taken;
    for (size_t at = 0; at < length; at += taken) {
        em += next_em(text + at, length - at, &taken);
    }
    return em;
}

size_t fitting_bytes(const char *text, size_t length, double room)
{
    double em = 0;
    size_t fitting = 0;
    size_t taken;
    for (size_t at = 0; at < length; at += taken) {
        em += next_em(text + at, length - at, &taken);
        if (em > room) {
            return fitting;
        }
        if (em + ELLIPSIS_EM <= room) {
            fitting = at + taken;
        }
    }
    return length;
}
