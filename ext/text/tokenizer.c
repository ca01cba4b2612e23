#include "text/tokenizer.h"

/* NULL where the host has no FTS5. */
static fts5_api *fts5_of(sqlite3 *db)
{
    fts5_api *api = NULL;
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v2(db, "SELECT fts5(?1)", -1, &statement, NULL) == SQLITE_OK) {
        sqlite3_bind_pointer(statement, 1, &api, "fts5_api_ptr", NULL);
        sqlite3_step(statement);
    }
    sqlite3_finalize(statement);
    return api && api->iVersion >= 2 ? api : NULL;
}

struct Tokenizer tokenizer_open(sqlite3 *db)
{
    /* Marks are parts of words: Thai and Indian vowels are some. */
    const char *options[] = {"remove_diacritics", "2", "categories", "L* N* Co Mn Mc"};
    struct Tokenizer tokenizer = {.unicode = NULL};
    void *module = NULL;
    fts5_api *api = fts5_of(db);
    if (api && api->xFindTokenizer(api, "unicode61", &module, &tokenizer.methods) == SQLITE_OK &&
        tokenizer.methods.xCreate(module, options, 4, &tokenizer.unicode) != SQLITE_OK) {
        tokenizer.unicode = NULL;
    }
    return tokenizer;
}

void tokenizer_close(struct Tokenizer *tokenizer)
{
    if (tokenizer->unicode) {
        tokenizer->methods.xDelete(tokenizer->unicode);
    }
    tokenizer->unicode = NULL;
}

struct TokenTaker {
    TakeWord take;
    void *taker;
};

static int take_token(void *context, int flags, const char *token, int length, int start, int end)
{
    const struct TokenTaker *tokens = context;
    (void)flags;
    (void)start;
    (void)end;
    return read_token(token, (size_t)length, tokens->take, tokens->taker) ? SQLITE_OK
                                                                          : SQLITE_NOMEM;
}

bool tokenizer_words(const struct Tokenizer *tokenizer, const char *text, int length, TakeWord take,
                     void *taker)
{
    if (!tokenizer->unicode) {
        return read_words(text, (size_t)length, take, taker);
    }
    struct TokenTaker tokens = {take, taker};
    return tokenizer->methods.xTokenize(tokenizer->unicode, &tokens, FTS5_TOKENIZE_DOCUMENT, text,
                                        length, take_token) == SQLITE_OK;
}
