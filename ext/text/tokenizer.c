#include "text/tokenizer.h"

/* NULL where the host has no FTS5. The code is that of an error on the way, or SQLITE_OK. */
static int fts5_of(sqlite3 *db, fts5_api **api)
{
    fts5_api *found = NULL;
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(db, "SELECT fts5(?1)", -1, &statement, NULL);
    if (code == SQLITE_OK) {
        sqlite3_bind_pointer(statement, 1, &found, "fts5_api_ptr", NULL);
        sqlite3_step(statement);
        code = sqlite3_finalize(statement);
    }
    *api = found && found->iVersion >= 2 ? found : NULL;
    return code;
}

bool tokenizer_open(sqlite3 *db, struct Tokenizer *tokenizer)
{
    void *module = NULL;
    fts5_api *api = NULL;
    *tokenizer = (struct Tokenizer){.unicode = NULL};
    int code = fts5_of(db, &api);
    if (api && api->xFindTokenizer(api, "unicode61", &module, &tokenizer->methods) == SQLITE_OK) {
        /* Marks are parts of words: Thai and Indian vowels are some. */
        const char *options[] = {"remove_diacritics", "2", "categories", "L* N* Co Mn Mc"};
        code = tokenizer->methods.xCreate(module, options, 4, &tokenizer->unicode);
        tokenizer->unicode = code == SQLITE_OK ? tokenizer->unicode : NULL;
    }
    return code != SQLITE_NOMEM;
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
