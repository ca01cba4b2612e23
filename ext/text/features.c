#include "text/features.h"

#include <string.h>

struct FeatureReader {
    TakeTerm take;
    void *taker;
    char text[LONGEST_TERM]; /* the word before, and behind it room for this one */
    int before;              /* the length of the word or character before; 0: there is none */
    bool is_character;       /* that it is one character */
    bool is_alone;           /* and that no other has joined it so far */
};

/* A character that no other has joined is a term by itself. */
static bool end_characters(struct FeatureReader *reader)
{
    bool is_lone = reader->before > 0 && reader->is_character && reader->is_alone;
    return !is_lone || reader->take(reader->taker, reader->text, reader->before);
}

static bool take_character_feature(struct FeatureReader *reader, const struct TextWord *word)
{
    bool is_taken = true;
    bool is_joined = word->is_joined && reader->before > 0 && reader->is_character;
    if (is_joined) {
        memcpy(reader->text + reader->before, word->text, (size_t)word->length);
        is_taken = reader->take(reader->taker, reader->text, reader->before + word->length);
    } else {
        is_taken = end_characters(reader);
    }
    memcpy(reader->text, word->text, (size_t)word->length);
    reader->before = word->length;
    reader->is_character = true;
    reader->is_alone = !is_joined;
    return is_taken;
}

static bool take_word_feature(struct FeatureReader *reader, const struct TextWord *word)
{
    bool is_taken = end_characters(reader) && reader->take(reader->taker, word->text, word->length);
    if (is_taken && reader->before > 0 && !reader->is_character) {
        reader->text[reader->before] = ' ';
        memcpy(reader->text + reader->before + 1, word->text, (size_t)word->length);
        is_taken = reader->take(reader->taker, reader->text, reader->before + 1 + word->length);
    }
    memcpy(reader->text, word->text, (size_t)word->length);
    reader->before = word->length;
    reader->is_character = false;
    return is_taken;
}

static bool take_feature(void *taker, const struct TextWord *word)
{
    struct FeatureReader *reader = taker;
    return word->is_character ? take_character_feature(reader, word)
                              : take_word_feature(reader, word);
}

bool text_features(const struct Tokenizer *tokenizer, const char *text, int length, TakeTerm take,
                   void *taker)
{
    struct FeatureReader reader = {.take = take, .taker = taker};
    return tokenizer_words(tokenizer, text, length, take_feature, &reader) &&
           end_characters(&reader);
}

bool is_one_word(const char *term, int length)
{
    return !memchr(term, ' ', (size_t)length);
}

/* Where the characters of a text begin, and where it ends; returns how many there are. */
static int find_characters(const char *text, int length, int *starts)
{
    int count = 0;
    for (int at = 0; at < length; at++) {
        if (((unsigned char)text[at] & 0xC0) != 0x80) {
            starts[count++] = at;
        }
    }
    starts[count] = length;
    return count;
}

/* The mark takes the place of the byte before a run as long as that is read: nothing is copied. */
static bool take_runs(char *bounded, const int *starts, int count, int size, TakeTerm take,
                      void *taker)
{
    bool is_taken = true;
    for (int i = 0; is_taken && i + size <= count; i++) {
        int length = starts[i + size] - starts[i];
        if (length > LONGEST_RUN * 4) {
            continue; /* no UTF-8 */
        }
        char *run = bounded + starts[i] - 1;
        char before = *run;
        *run = RUN_MARK;
        is_taken = take(taker, run, 1 + length);
        *run = before;
    }
    return is_taken;
}

bool word_runs(const char *word, int length, TakeTerm take, void *taker)
{
    char text[1 + LONGEST_TERM + 2];
    char *bounded = text + 1;
    int starts[LONGEST_TERM + 3];
    *text = RUN_MARK;
    bounded[0] = '<';
    memcpy(bounded + 1, word, (size_t)length);
    bounded[length + 1] = '>';
    int count = find_characters(bounded, length + 2, starts);
    return count < 3 + 2 || (take_runs(bounded, starts, count, SHORTEST_RUN, take, taker) &&
                             take_runs(bounded, starts, count, LONGEST_RUN, take, taker));
}
