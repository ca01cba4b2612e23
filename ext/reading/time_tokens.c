#include "reading/time_tokens.h"

#include <string.h>

#define MOST_DIGITS_OF_TIME 18

static bool is_ascii_digit(char character)
{
    return character >= '0' && character <= '9';
}

static bool is_small_letter(char character)
{
    return character >= 'a' && character <= 'z';
}

/* These return how many bytes the token takes; 0 when it is none. */

static size_t cut_number(const char *at, struct TimeToken *token)
{
    token->kind = TIME_TOKEN_NUMBER;
    for (; is_ascii_digit(at[token->digits]); token->digits++) {
        if (token->digits == MOST_DIGITS_OF_TIME) {
            return 0;
        }
        token->number = token->number * 10 + (at[token->digits] - '0');
    }
    return (size_t)token->digits;
}

static size_t cut_word(const char *at, struct TimeToken *token)
{
    token->kind = TIME_TOKEN_WORD;
    size_t length = 0;
    while (is_small_letter(at[length])) {
        length++;
    }
    /* Signs begin with none, except those of the kind a.m. */
    if (length == 0 || (length == 1 && at[1] == '.')) {
        token->word = find_time_sign(at, &length);
        if (token->word) {
            return length;
        }
    }
    token->word = find_time_word(at, length);
    return token->word ? length : 0;
}

static size_t cut_token(const char *at, const char *end, struct TimeToken *token)
{
    if (is_ascii_digit(*at)) {
        return cut_number(at, token);
    }
    if (*at == '(') {
        token->kind = TIME_TOKEN_COMMENT;
        return end[-1] == ')' ? (size_t)(end - at) : 0;
    }
    if (strchr("-+/.,:", *at)) {
        token->kind = TIME_TOKEN_MARK;
        token->mark = *at;
        return 1;
    }
    return cut_word(at, token);
}

bool cut_time(const struct PlainText *plain, struct TimeToken tokens[MOST_TIME_TOKENS])
{
    const char *at = plain->text;
    const char *end = plain->text + plain->length;
    for (int i = 0; i < MOST_TIME_TOKENS; i++) {
        struct TimeToken token = {TIME_TOKEN_END, *at == ' ', 0, 0, 0, NULL};
        at += token.is_spaced;
        size_t length = at < end ? cut_token(at, end, &token) : 0;
        tokens[i] = token;
        if (length == 0) {
            return at == end;
        }
        at += length;
    }
    return false;
}
