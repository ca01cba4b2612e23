/* The words behind concept.h. */
#ifndef ADVOCACY_READING_VOCABULARY_H
#define ADVOCACY_READING_VOCABULARY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Words of the same meaning as name_words() writes them, with spaces between; a '_' is a space
 * inside. */
struct VocabularyGroup {
    uint64_t concepts;
    const char *words;
};

extern const struct VocabularyGroup vocabulary_groups[];
extern const int vocabulary_group_count;

/* Every word in turn: start with all zero. False at the end. */
struct VocabularyCursor {
    int group;
    const char *next;
    const char *word;
    size_t length;
    uint64_t concepts;
};
bool next_vocabulary_word(struct VocabularyCursor *cursor);

/* Articles, prepositions, numbers: what says nothing, and makes no name less clear. */
bool is_filler_word(const char *word, size_t length);

#endif
