/*
 * What the names of tables and columns speak of, in English, Italian, French, Romanian, Spanish,
 * German and Chinese: "Kundennummer", customer_id and 客户编号 are each a customer and an
 * identifier.
 */
#ifndef ADVOCACY_READING_CONCEPT_H
#define ADVOCACY_READING_CONCEPT_H

#include <stddef.h>
#include <stdint.h>

#include "reading/vocabulary.h"

struct Concepts {
    uint64_t known; /* what the words speak of */
    int words;      /* how many there are */
    int unknown;    /* how many of them speak of nothing that is known here */
};

/*
 * Of a name, or of a short text such as a state ('wc-refunded'). A word that is not known is taken
 * apart into ones that are: Bestelldatum, orderdate. Any bytes are safe.
 */
struct Concepts concepts_of(const char *name, size_t length);

#endif
