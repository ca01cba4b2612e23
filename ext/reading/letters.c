#include "reading/letters.h"

#include <stddef.h>

#include "reading/utf8.h"

struct CodePoints {
    uint32_t first;
    uint32_t last;
};

/* Punctuation, symbols and space beyond ASCII, in order. */
static const struct CodePoints no_letters[] = {
    {0x0080, 0x00A9}, {0x00AB, 0x00B4},   {0x00B6, 0x00B9},      {0x00BB, 0x00BF}, {0x00D7, 0x00D7},
    {0x00F7, 0x00F7}, {0x02C2, 0x02DF},   {0x037E, 0x037E},      {0x0387, 0x0387}, {0x055A, 0x055F},
    {0x0589, 0x058F}, {0x05BE, 0x05BE},   {0x05C0, 0x05C0},      {0x05C3, 0x05C3}, {0x05F3, 0x05F4},
    {0x0600, 0x060F}, {0x061B, 0x061F},   {0x066A, 0x066D},      {0x06D4, 0x06D4}, {0x0700, 0x070F},
    {0x0964, 0x0965}, {0x0E2F, 0x0E2F},   {0x0E3F, 0x0E3F},      {0x0E4F, 0x0E4F}, {0x0E5A, 0x0E5B},
    {0x0F01, 0x0F17}, {0x104A, 0x104F},   {0x1360, 0x1368},      {0x17D4, 0x17DB}, {0x1800, 0x180E},
    {0x2000, 0x206F}, {0x207A, 0x207E},   {0x208A, 0x208E},      {0x20A0, 0x20CF}, {0x2190, 0x2BFF},
    {0x2E00, 0x2E7F}, {0x2FF0, 0x3004},   {0x3008, 0x3020},      {0x3030, 0x3030}, {0x303D, 0x303F},
    {0x30A0, 0x30A0}, {0x30FB, 0x30FB},   {0xD800, 0xF8FF},      {0xFD3E, 0xFD3F}, {0xFE00, 0xFE6F},
    {0xFEFF, 0xFEFF}, {0xFF00, 0xFF0F},   {0xFF1A, 0xFF20},      {0xFF3B, 0xFF40}, {0xFF5B, 0xFF65},
    {0xFFE0, 0xFFFF}, {0x1F000, 0x1FAFF}, {0xE0000, UINT32_MAX},
};

static const struct CodePoints scripts_without_spaces[] = {
    {0x0E00, 0x0EFF}, {0x1000, 0x109F}, {0x1780, 0x17FF},   {0x3005, 0x3007},   {0x3041, 0x3096},
    {0x309D, 0x309F}, {0x30A1, 0x30FF}, {0x31F0, 0x31FF},   {0x3400, 0x4DBF},   {0x4E00, 0x9FFF},
    {0xF900, 0xFAFF}, {0xFF66, 0xFF9F}, {0x1B000, 0x1B16F}, {0x20000, 0x3FFFF},
};

static bool is_within(const struct CodePoints *ranges, size_t count, uint32_t code_point)
{
    size_t low = 0;
    while (low < count) {
        size_t middle = low + (count - low) / 2;
        if (code_point > ranges[middle].last) {
            low = middle + 1;
        } else if (code_point < ranges[middle].first) {
            count = middle;
        } else {
            return true;
        }
    }
    return false;
}

#define COUNT_OF(ranges) (sizeof(ranges) / sizeof((ranges)[0]))

bool is_letter(uint32_t code_point)
{
    if (code_point < 0x80) {
        uint32_t lower = code_point | 0x20;
        return (lower >= 'a' && lower <= 'z') || (code_point >= '0' && code_point <= '9');
    }
    return !is_within(no_letters, COUNT_OF(no_letters), code_point);
}

bool is_letter_without_spaces(uint32_t code_point)
{
    return code_point >= 0x0E00 && is_letter(code_point) &&
           is_within(scripts_without_spaces, COUNT_OF(scripts_without_spaces), code_point);
}

bool is_combining_mark(uint32_t code_point)
{
    return code_point >= 0x0300 && code_point <= 0x036F;
}

/* The base letters of U+00C0 to U+017F; a dot where there is none. */
static const char latin_bases[] = "aaaaaa.ceeeeiiii.nooooo..uuuuy.."
                                  "aaaaaa.ceeeeiiii.nooooo..uuuuy.y"
                                  "aaaaaaccccccccdd..eeeeeeeeeegggg"
                                  "gggghh..iiiiiiiii...jjkk.llllll."
                                  "...nnnnnn...oooooo..rrrrrrssssss"
                                  "sstttt..uuuuuuuuuuuuwwyyyzzzzzz.";
_Static_assert(sizeof latin_bases == 0x180 - 0xC0 + 1, "a letter for each code point");

/* Of Latin letters without a base: those that come in pairs, the capital first. */
static uint32_t lower_latin(uint32_t code_point)
{
    if (code_point <= 0xDE) {
        return code_point + 0x20;
    }
    bool is_capital_odd = (code_point >= 0x139 && code_point <= 0x148);
    bool is_capital = is_capital_odd ? code_point % 2 == 1 : code_point % 2 == 0;
    bool is_paired = code_point >= 0x100 && code_point != 0x131 && code_point != 0x138 &&
                     code_point != 0x149 && code_point != 0x17F;
    return code_point == 0x17F ? 's' : is_capital && is_paired ? code_point + 1 : code_point;
}

struct Folding {
    uint32_t from;
    uint32_t to;
};

/* Letters whose base is no arithmetic: Romanian's commas below, Greek accents, Cyrillic marks. */
static const struct Folding foldings[] = {
    {0x0218, 's'},    {0x0219, 's'},    {0x021A, 't'},    {0x021B, 't'},    {0x0386, 0x03B1},
    {0x0388, 0x03B5}, {0x0389, 0x03B7}, {0x038A, 0x03B9}, {0x038C, 0x03BF}, {0x038E, 0x03C5},
    {0x038F, 0x03C9}, {0x03AA, 0x03B9}, {0x03AB, 0x03C5}, {0x03AC, 0x03B1}, {0x03AD, 0x03B5},
    {0x03AE, 0x03B7}, {0x03AF, 0x03B9}, {0x03C2, 0x03C3}, {0x03CA, 0x03B9}, {0x03CB, 0x03C5},
    {0x03CC, 0x03BF}, {0x03CD, 0x03C5}, {0x03CE, 0x03C9}, {0x0401, 0x0435}, {0x0407, 0x0456},
    {0x0419, 0x0438}, {0x0439, 0x0438}, {0x0451, 0x0435}, {0x0457, 0x0456},
};

static uint32_t folded_from_list(uint32_t code_point)
{
    for (size_t i = 0; i < COUNT_OF(foldings); i++) {
        if (foldings[i].from == code_point) {
            return foldings[i].to;
        }
    }
    return code_point;
}

uint32_t folded_letter(uint32_t code_point)
{
    if (code_point < 0x80) {
        return code_point >= 'A' && code_point <= 'Z' ? code_point + 0x20 : code_point;
    }
    if (code_point >= 0xC0 && code_point < 0x180) {
        char base = latin_bases[code_point - 0xC0];
        return base != '.' ? (uint32_t)base : lower_latin(code_point);
    }
    uint32_t folded = folded_from_list(code_point);
    if (folded != code_point) {
        return folded;
    }
    if (code_point >= 0x0400 && code_point <= 0x040F) {
        return code_point + 0x50;
    }
    bool is_capital = (code_point >= 0x0391 && code_point <= 0x03A9) ||
                      (code_point >= 0x0410 && code_point <= 0x042F);
    return is_capital ? code_point + 0x20 : code_point;
}
