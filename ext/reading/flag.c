#include "reading/flag.h"

#include <stdbool.h>
#include <string.h>

#include "reading/plain_text.h"

struct FlagWord {
    const char *word;
    int flag;
};

/*
 * Plain words, those of English and of machines first, then Italian, Spanish and French, Romanian,
 * German, Chinese. Of single letters only those that mean one thing in all of these languages, and
 * no o for oui, which looks like a zero.
 */
static const struct FlagWord flag_words[] = {
    {"true", 1},  {"false", 0},     {"yes", 1},      {"no", 0},   {"t", 1},    {"f", 0},
    {"y", 1},     {"n", 0},         {"on", 1},       {"off", 0},  {"si", 1},   {"vero", 1},
    {"falso", 0}, {"verdadero", 1}, {"oui", 1},      {"non", 0},  {"vrai", 1}, {"faux", 0},
    {"da", 1},    {"nu", 0},        {"adevarat", 1}, {"fals", 0}, {"ja", 1},   {"nein", 0},
    {"j", 1},     {"wahr", 1},      {"falsch", 0},   {"是", 1},   {"是的", 1}, {"否", 0},
    {"不", 0},    {"不是", 0},      {"对", 1},       {"對", 1},   {"错", 0},   {"錯", 0},
    {"真", 1},    {"假", 0},
};

/* The value of '0', '1', '1.0', '0,00'. */
static int flag_in_number(const char *text)
{
    if ((text[0] != '0' && text[0] != '1') || (text[1] != 0 && text[1] != '.' && text[1] != ',')) {
        return NO_FLAG;
    }
    bool is_whole = text[1] == 0 || (text[2] != 0 && text[2 + strspn(text + 2, "0")] == 0);
    return is_whole ? text[0] - '0' : NO_FLAG;
}

int flag_in_text(const char *text, size_t length)
{
    struct PlainText plain;
    if (!make_plain(text, length, &plain)) {
        return NO_FLAG;
    }
    for (size_t i = 0; i < sizeof flag_words / sizeof *flag_words; i++) {
        if (strcmp(plain.text, flag_words[i].word) == 0) {
            return flag_words[i].flag;
        }
    }
    return flag_in_number(plain.text);
}
