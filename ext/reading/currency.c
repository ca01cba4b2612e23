#include "reading/currency.h"

#include <string.h>

#include "reading/plain_text.h"
#include "reading/utf8.h"

#define CODE_LENGTH 3

/* ISO 4217, what is in use, and rmb and cnh for the yuan; in ascending order. */
static const char currency_codes[] =
    "aedafnallamdangaoaarsaudawgaznbambbdbdtbgnbhdbifbmdbndbobbrlbsdbtnbwpbynbzdcadcdfchf"
    "clpcnhcnycopcrccupcveczkdjfdkkdopdzdegpernetbeurfjdfkpgbpgelghsgipgmdgnfgtqgydhkdhnl"
    "hrkhtghufidrilsinriqdirriskjmdjodjpykeskgskhrkmfkpwkrwkwdkydkztlaklbplkrlrdlsllydmad"
    "mdlmgamkdmmkmntmopmrumurmvrmwkmxnmyrmznnadngnnionoknprnzdomrpabpenpgkphppkrplnpygqar"
    "rmbronrsdrubrwfsarsbdscrsdgseksgdshpslesossrdsspstnsvcsypszlthbtjstmttndtoptryttdtwd"
    "tzsuahugxusduyuuzsvedvesvndvuvwstxafxcdxofxpfyerzarzmwzwg";

/* Names and short forms, singular and plural, without accents. */
static const char *const currency_words[] = {
    "euro",    "euros",   "dollar",   "dollars",  "dollari", "dolar",  "dolari",  "dolares",
    "pound",   "pounds",  "sterling", "sterline", "livres",  "libras", "pfund",   "lire",
    "lei",     "leu",     "lev",      "leva",     "kr",      "kronor", "kroner",  "krona",
    "krone",   "fr",      "frs",      "sfr",      "franc",   "francs", "franchi", "franci",
    "francos", "franken", "rs",       "zl",       "kc",      "ft",     "din",     "tl",
    "rm",      "rp",      "yuan",     "yen",      "won",     "peso",   "pesos",   "rupees",
};

/* What may stand before a dollar sign. */
static const char *const dollar_countries[] = {"us", "u", "a",  "au", "c",  "ca", "nz",
                                               "hk", "s", "sg", "nt", "mx", "r"};

static const char *const currency_phrases[] = {
    "$us",  "$u",   "s/",   "人民币", "人民幣", "美元", "欧元",   "歐元",
    "英镑", "英鎊", "日元", "港元",   "港币",   "港幣", "新台币", "新台幣",
    "元",   "圆",   "圓",   "円",     "块",     "塊",   "원",
};

bool is_currency_sign(uint32_t code_point)
{
    return code_point == '$' || (code_point >= 0x00A3 && code_point <= 0x00A5) ||
           code_point == 0x058F || code_point == 0x060B || code_point == 0x09F2 ||
           code_point == 0x09F3 || code_point == 0x0E3F || code_point == 0x17DB ||
           (code_point >= 0x20A0 && code_point <= 0x20C0) || code_point == 0xFDFC;
}

static bool is_listed(const char *const *words, size_t count, const char *letters, size_t length)
{
    for (size_t i = 0; i < count; i++) {
        if (strlen(words[i]) == length && memcmp(words[i], letters, length) == 0) {
            return true;
        }
    }
    return false;
}

#define IS_LISTED(words, letters, length)                                                          \
    is_listed(words, sizeof(words) / sizeof *(words), letters, length)

static bool is_currency_code(const char *letters, size_t length)
{
    size_t first = 0;
    size_t last = (sizeof currency_codes - 1) / CODE_LENGTH;
    while (length == CODE_LENGTH && first < last) {
        size_t middle = first + (last - first) / 2;
        int order = memcmp(letters, currency_codes + middle * CODE_LENGTH, CODE_LENGTH);
        if (order == 0) {
            return true;
        }
        if (order < 0) {
            last = middle;
        } else {
            first = middle + 1;
        }
    }
    return false;
}

bool is_currency_word(const char *letters, size_t length)
{
    return is_currency_code(letters, length) || IS_LISTED(currency_words, letters, length);
}

static size_t letters_at(const char *plain)
{
    size_t length = 0;
    while (plain[length] >= 'a' && plain[length] <= 'z') {
        length++;
    }
    return length;
}

size_t currency_length_at(const char *plain)
{
    for (size_t i = 0; i < sizeof currency_phrases / sizeof *currency_phrases; i++) {
        size_t length = word_length_at(plain, currency_phrases[i]);
        if (length > 0) {
            return length;
        }
    }
    size_t letters = letters_at(plain);
    if (letters > 0) {
        if (plain[letters] == '$' && IS_LISTED(dollar_countries, plain, letters)) {
            return letters + 1;
        }
        bool has_stop = plain[letters] == '.';
        return is_currency_word(plain, letters) ? letters + has_stop : 0;
    }
    int width = 0;
    size_t rest = strlen(plain);
    bool is_sign = rest > 0 && is_currency_sign(next_code_point(plain, plain + rest, &width));
    return is_sign ? (size_t)width : 0;
}
