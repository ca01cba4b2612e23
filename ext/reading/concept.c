#include "reading/concept.h"

#include <stdbool.h>
#include <string.h>

#include "reading/name_words.h"
#include "reading/vocabulary.h"

/* No compound is longer. */
#define LONGEST_COMPOUND 48

/* Shorter ones are found in too many words that have nothing to do with them. */
#define SHORTEST_PART 3

static bool is_ideographic(const char *word)
{
    return (unsigned char)word[0] >= 0x80;
}

/* Whether the entry of the vocabulary, in which '_' is a space, stands at the start of the text. */
static bool is_entry_at(const struct VocabularyCursor *entry, const char *text, size_t length)
{
    if (entry->length > length) {
        return false;
    }
    for (size_t i = 0; i < entry->length; i++) {
        bool is_space = entry->word[i] == '_' && text[i] == ' ';
        if (entry->word[i] != text[i] && !is_space) {
            return false;
        }
    }
    return true;
}

/*
 * The longest entry that is the start of the text and ends with a word of it, a plural s let go. 0
 * when there is none; adds what it means.
 */
static size_t entry_length(const char *text, size_t length, uint64_t *meant)
{
    size_t longest = 0;
    struct VocabularyCursor entry = {0};
    while (next_vocabulary_word(&entry)) {
        bool has_any_ending = entry.word[entry.length - 1] == '*';
        entry.length -= has_any_ending;
        if (!is_entry_at(&entry, text, length)) {
            continue;
        }
        size_t end = entry.length;
        while (has_any_ending && end < length && text[end] != ' ') {
            end++;
        }
        if (end < length && text[end] == 's' && end >= SHORTEST_PART) {
            end++;
        }
        if ((end < length && text[end] != ' ') || end < longest) {
            continue;
        }
        *meant = end > longest ? entry.concepts : *meant | entry.concepts;
        longest = end;
    }
    return longest;
}

static bool may_be_part(const struct VocabularyCursor *entry)
{
    return entry->length >= SHORTEST_PART || memcmp(entry->word, "id", 2) == 0 ||
           memcmp(entry->word, "nr", 2) == 0;
}

/*
 * The concepts of a word that is made of known ones, by what can be reached from its start: each
 * part is a word of the vocabulary, with the s, n or en that German puts between. 0 when it is not.
 */
static uint64_t compound_concepts(const char *word, size_t length)
{
    uint64_t reached[LONGEST_COMPOUND + 1] = {0};
    bool is_reached[LONGEST_COMPOUND + 1] = {true};
    for (size_t at = 0; at < length && length <= LONGEST_COMPOUND; at++) {
        struct VocabularyCursor part = {0};
        while (is_reached[at] && next_vocabulary_word(&part)) {
            if (!may_be_part(&part) || !is_entry_at(&part, word + at, length - at)) {
                continue;
            }
            size_t end = at + part.length;
            for (size_t joint = 0; joint <= 2 && end + joint <= length; joint++) {
                bool fits = joint == 0 || (joint == 1 && (word[end] == 's' || word[end] == 'n')) ||
                            (joint == 2 && memcmp(word + end, "en", 2) == 0);
                if (fits) {
                    is_reached[end + joint] = true;
                    reached[end + joint] |= reached[at] | part.concepts;
                }
            }
        }
    }
    return length <= LONGEST_COMPOUND && is_reached[length] ? reached[length] : 0;
}

/* Between ideographs there are no spaces: the known words that stand in the text, longest first. */
static uint64_t ideograph_concepts(const char *text, size_t length)
{
    uint64_t found = 0;
    for (size_t at = 0; at < length;) {
        size_t longest = 0;
        uint64_t meant = 0;
        struct VocabularyCursor entry = {0};
        while (next_vocabulary_word(&entry)) {
            if (!is_ideographic(entry.word) || entry.length < longest ||
                !is_entry_at(&entry, text + at, length - at)) {
                continue;
            }
            meant = entry.length > longest ? entry.concepts : meant | entry.concepts;
            longest = entry.length;
        }
        found |= meant;
        at += longest > 0 ? longest : 1;
    }
    return found;
}

/* Takes the next word or phrase. Returns its length. */
static size_t take_words(const char *text, size_t length, struct Concepts *concepts)
{
    uint64_t meant = 0;
    size_t taken = entry_length(text, length, &meant);
    if (taken == 0) {
        const char *space = memchr(text, ' ', length);
        taken = space ? (size_t)(space - text) : length;
        meant =
            is_ideographic(text) ? ideograph_concepts(text, taken) : compound_concepts(text, taken);
    }
    concepts->known |= meant;
    concepts->words++;
    concepts->unknown += !meant && !is_filler_word(text, taken);
    return taken;
}

struct Concepts concepts_of(const char *name, size_t length)
{
    char words[LONGEST_NAME_WORDS];
    size_t end = name_words(name, length, words);
    struct Concepts concepts = {0, 0, 0};
    for (size_t at = 0; at < end;) {
        at += take_words(words + at, end - at, &concepts) + 1;
    }
    return concepts;
}
