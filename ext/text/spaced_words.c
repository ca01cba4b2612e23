/* The words of a text as a text of their own: text_words(), in which whole words can be found. */
#include <string.h>

#include "function_tables.h"
#include "host/cache.h"
#include "text/comment.h"
#include "text/tokenizer.h"

static bool open_tokenizer(sqlite3_context *context, const char *text, size_t length, void *object)
{
    (void)text;
    (void)length;
    if (tokenizer_open(sqlite3_context_db_handle(context), object)) {
        return true;
    }
    sqlite3_result_error_nomem(context);
    return false;
}

static void close_tokenizer(void *object)
{
    tokenizer_close(object);
}

static const struct CacheKind tokenizer_kind = {sizeof(struct Tokenizer), open_tokenizer,
                                                close_tokenizer};

static bool append_spaced_word(void *taker, const struct TextWord *word)
{
    sqlite3_str *spaced = taker;
    sqlite3_str_appendchar(spaced, sqlite3_str_length(spaced) == 0, ' ');
    sqlite3_str_append(spaced, word->text, word->length);
    sqlite3_str_appendchar(spaced, 1, ' ');
    return sqlite3_str_errcode(spaced) == SQLITE_OK;
}

static void text_words(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    (void)count;
    const char *text = NULL;
    if (read_comment(context, arguments[0], &text) != READ_VALUE) {
        return;
    }
    const struct Tokenizer *tokenizer = cached_object(context, &tokenizer_kind);
    if (!tokenizer) {
        return;
    }
    sqlite3_str *spaced = sqlite3_str_new(sqlite3_context_db_handle(context));
    bool is_read = tokenizer_words(tokenizer, text, sqlite3_value_bytes(arguments[0]),
                                   append_spaced_word, spaced);
    int code = sqlite3_str_errcode(spaced);
    int length = sqlite3_str_length(spaced);
    char *words = sqlite3_str_finish(spaced);
    if (code == SQLITE_TOOBIG) {
        sqlite3_result_error_toobig(context);
    } else if (code != SQLITE_OK || !is_read) {
        sqlite3_result_error_nomem(context);
    } else if (words) {
        sqlite3_result_text(context, words, length, sqlite3_free);
        return;
    }
    sqlite3_free(words);
}

static const struct Function text_word_functions[] = {
    {
        .name = "text_words",
        .signature = "text_words(text)",
        .summary =
            "The words of a text, without case, accents and signs, each with a space before and behind it, so that instr(text_words(comment), text_words('not good')) finds whole words that follow each other, in any language; where a script has no spaces each character is one. Words as in text_terms(). NULL where there is no word, and for NULL.",
        .example =
            "SELECT text_words('Très CHER, too slow!'), instr(text_words('It is slower'), text_words('slow'))",
        .output = " tres cher too slow |0",
        .kind = SCALAR_FUNCTION,
        .fewest_arguments = 1,
        .most_arguments = 1,
        .has_cache = true,
        .scalar = text_words,
    },
};

const struct FunctionTable text_word_function_table = FUNCTION_TABLE("text", text_word_functions);
