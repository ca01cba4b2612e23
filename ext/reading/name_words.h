/*
 * The words that the name of a table or column is made of, however it is written: CustomerId,
 * customer_id, "Customer ID", "id du client", Kundennummer, 客户编号.
 */
#ifndef ADVOCACY_READING_NAME_WORDS_H
#define ADVOCACY_READING_NAME_WORDS_H

#include <stddef.h>

#define LONGEST_NAME_WORDS 512

/*
 * Writes the words in lower case with one space between them: accents left out (é is e, ß is ss),
 * full-width letters as narrow ones, every mark a space. A capital letter that follows a small one
 * begins a word, and so does the last of several that a small one follows; ideographs are apart
 * from other letters. What does not fit is cut off. Returns the length; there is no zero byte at
 * the end. The name is UTF-8 that need not be valid; any bytes are safe.
 */
size_t name_words(const char *name, size_t length, char words[LONGEST_NAME_WORDS]);

#endif
