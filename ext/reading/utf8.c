#include "reading/utf8.h"

/* How many bytes follow a first byte from 0x80 on; 0 when it cannot be a first byte. */
static int following_bytes(unsigned char first)
{
    if (first < 0xC2 || first > 0xF4) {
        return 0;
    }
    return first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3;
}

/* The second byte decides about overlong forms, surrogates and what is past the last character. */
static bool may_follow(unsigned char first, unsigned char second)
{
    unsigned char lowest = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    unsigned char highest = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
    return second >= lowest && second <= highest;
}

uint32_t next_wide_code_point(const char *text, const char *end, int *width)
{
    const unsigned char *bytes = (const unsigned char *)text;
    int following = following_bytes(bytes[0]);
    *width = 1;
    if (following == 0) {
        return NOT_UTF8;
    }
    uint32_t code_point = bytes[0] & (0x3FU >> following);
    for (int i = 1; i <= following; i++) {
        bool is_next = *width < end - text && (bytes[i] & 0xC0) == 0x80 &&
                       (i > 1 || may_follow(bytes[0], bytes[1]));
        if (!is_next) {
            return NOT_UTF8;
        }
        code_point = code_point << 6 | (bytes[i] & 0x3FU);
        ++*width;
    }
    return code_point;
}

bool is_utf8(const char *text, size_t length)
{
    const char *end = text + length;
    for (int width; text < end; text += width) {
        if (next_code_point(text, end, &width) == NOT_UTF8) {
            return false;
        }
    }
    return true;
}

uint32_t imported_code_point(const char *text, const char *end, int *width)
{
    /* WHATWG Encoding, index windows-1252; from 0xA0 on as in Unicode. */
    static const uint16_t others[] = {
        0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
        0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
        0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178,
    };
    const uint32_t code_point = next_code_point(text, end, width);
    if (code_point != NOT_UTF8) {
        return code_point;
    }
    const unsigned char byte = (unsigned char)*text;
    *width = 1;
    if (byte >= 0xFE) {
        return NOT_UTF8;
    }
    if (byte >= 0xA0) {
        return byte;
    }
    return others[byte - 0x80] > 0 ? others[byte - 0x80] : NOT_UTF8;
}

size_t code_point_text(uint32_t code_point, char text[LONGEST_CODE_POINT])
{
    if (code_point < 0x80) {
        text[0] = (char)code_point;
        return 1;
    }
    if (code_point < 0x800) {
        text[0] = (char)(0xC0 | code_point >> 6);
        text[1] = (char)(0x80 | (code_point & 0x3F));
        return 2;
    }
    if (code_point < 0x10000) {
        text[0] = (char)(0xE0 | code_point >> 12);
        text[1] = (char)(0x80 | (code_point >> 6 & 0x3F));
        text[2] = (char)(0x80 | (code_point & 0x3F));
        return 3;
    }
    text[0] = (char)(0xF0 | code_point >> 18);
    text[1] = (char)(0x80 | (code_point >> 12 & 0x3F));
    text[2] = (char)(0x80 | (code_point >> 6 & 0x3F));
    text[3] = (char)(0x80 | (code_point & 0x3F));
    return 4;
}

bool is_space_code_point(uint32_t code_point)
{
    if (code_point < 0x80) {
        return code_point == ' ' || (code_point >= '\t' && code_point <= '\r');
    }
    return code_point == 0x00A0 || (code_point >= 0x2000 && code_point <= 0x200B) ||
           code_point == 0x202F || code_point == 0x3000 || code_point == 0xFEFF;
}

bool is_blank_text(const char *text, size_t length)
{
    const char *end = text + length;
    int width;
    for (const char *at = text; at < end; at += width) {
        if (!is_space_code_point(imported_code_point(at, end, &width))) {
            return false;
        }
    }
    return true;
}
