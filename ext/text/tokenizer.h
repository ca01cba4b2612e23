/*
 * Words by Unicode: SQLite's own tokenizer unicode61 where the host has FTS5, the plain reader of
 * reading/words.h where it has not.
 */
#ifndef ADVOCACY_TEXT_TOKENIZER_H
#define ADVOCACY_TEXT_TOKENIZER_H

#include "host/sqlite.h"
#include "reading/words.h"

struct Tokenizer {
    fts5_tokenizer methods;
    Fts5Tokenizer *unicode; /* NULL: the plain reader */
};

/*
 * Asks the host for its tokenizer (https://sqlite.org/fts5.html, section 7). Where it has none, or
 * an authorizer forbids to ask, the plain reader it is. False when out of memory, because the two
 * do not read all texts alike; the tokenizer is closed then.
 */
bool tokenizer_open(sqlite3 *db, struct Tokenizer *tokenizer);
void tokenizer_close(struct Tokenizer *tokenizer);

/* Hands out the words of a text. False where the taker said so, or when memory ran out. */
bool tokenizer_words(const struct Tokenizer *tokenizer, const char *text, int length, TakeWord take,
                     void *taker);

#endif
