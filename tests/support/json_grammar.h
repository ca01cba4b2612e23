/*
 * JSON by its grammar: an oracle for the reader, which works token by token and without recursion.
 */
#ifndef TESTS_JSON_GRAMMAR_H
#define TESTS_JSON_GRAMMAR_H

#include <stdbool.h>
#include <stddef.h>

/* Whether a text is JSON by RFC 8259, sections 2 to 7, with containers nested this deep at most. */
bool is_json(const char *text, size_t length, int deepest);

#endif
