#include "support/json_grammar.h"

#include <string.h>

/* Descends into the text, one function for each rule of the grammar. */
struct Grammar {
    const char *at;
    const char *end;
    int levels; /* how many more containers may be opened */
};

static bool take(struct Grammar *grammar, char byte)
{
    bool is_there = grammar->at < grammar->end && *grammar->at == byte;
    grammar->at += is_there;
    return is_there;
}

static bool take_word(struct Grammar *grammar, const char *word)
{
    while (*word) {
        if (!take(grammar, *word++)) {
            return false;
        }
    }
    return true;
}

static void take_space(struct Grammar *grammar)
{
    while (take(grammar, ' ') || take(grammar, '\t') || take(grammar, '\n') ||
           take(grammar, '\r')) {
    }
}

static bool take_digits(struct Grammar *grammar, const char *digits, int fewest, int most)
{
    int count = 0;
    while (count < most && grammar->at < grammar->end && *grammar->at &&
           strchr(digits, *grammar->at)) {
        grammar->at++;
        count++;
    }
    return count >= fewest;
}

static bool take_number(struct Grammar *grammar)
{
    take(grammar, '-');
    if (!take(grammar, '0') && !take_digits(grammar, "0123456789", 1, 1000)) {
        return false;
    }
    if (take(grammar, '.') && !take_digits(grammar, "0123456789", 1, 1000)) {
        return false;
    }
    if (take(grammar, 'e') || take(grammar, 'E')) {
        if (!take(grammar, '+')) {
            take(grammar, '-');
        }
        return take_digits(grammar, "0123456789", 1, 1000);
    }
    return true;
}

static bool take_string(struct Grammar *grammar)
{
    if (!take(grammar, '"')) {
        return false;
    }
    while (!take(grammar, '"')) {
        if (take(grammar, '\\')) {
            if (take(grammar, 'u')) {
                if (!take_digits(grammar, "0123456789abcdefABCDEF", 4, 4)) {
                    return false;
                }
            } else if (!take_digits(grammar, "\"\\/bfnrt", 1, 1)) {
                return false;
            }
        } else if (grammar->at >= grammar->end || (unsigned char)*grammar->at++ < ' ') {
            return false;
        }
    }
    return true;
}

static bool take_value(struct Grammar *grammar);

static bool take_members(struct Grammar *grammar, bool is_object)
{
    char close = is_object ? '}' : ']';
    take_space(grammar);
    if (take(grammar, close)) {
        return true;
    }
    do {
        take_space(grammar);
        if (is_object) {
            if (!take_string(grammar)) {
                return false;
            }
            take_space(grammar);
            if (!take(grammar, ':')) {
                return false;
            }
            take_space(grammar);
        }
        if (!take_value(grammar)) {
            return false;
        }
        take_space(grammar);
    } while (take(grammar, ','));
    return take(grammar, close);
}

static bool take_value(struct Grammar *grammar)
{
    if (grammar->at >= grammar->end) {
        return false;
    }
    char first = *grammar->at;
    if (first == '{' || first == '[') {
        if (grammar->levels == 0) {
            return false;
        }
        grammar->levels--;
        grammar->at++;
        bool is_whole = take_members(grammar, first == '{');
        grammar->levels++;
        return is_whole;
    }
    switch (first) {
    case '"':
        return take_string(grammar);
    case 't':
        return take_word(grammar, "true");
    case 'f':
        return take_word(grammar, "false");
    case 'n':
        return take_word(grammar, "null");
    default:
        return take_number(grammar);
    }
}

bool is_json(const char *text, size_t length, int deepest)
{
    struct Grammar grammar = {text, text + length, deepest};
    take_space(&grammar);
    if (!take_value(&grammar)) {
        return false;
    }
    take_space(&grammar);
    return grammar.at == grammar.end;
}
