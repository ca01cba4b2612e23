/* What the fuzzers share: a check that ends the run, and a reader that turns bytes into choices. */
#ifndef TESTS_FUZZ_H
#define TESTS_FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

/* libFuzzer takes an abort for a crash and keeps the input. */
#define CHECK(condition, ...)                                                                      \
    do {                                                                                           \
        if (!(condition)) {                                                                        \
            fprintf(stderr, "%s:%d: broken: %s\n  ", __FILE__, __LINE__, #condition);              \
            fprintf(stderr, __VA_ARGS__);                                                          \
            fprintf(stderr, "\n");                                                                 \
            abort();                                                                               \
        }                                                                                          \
    } while (0)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct Bytes {
    const uint8_t *at;
    const uint8_t *end;
};

/* A choice from 0 to limit - 1 (limit at most 256); always 0 behind the last byte. */
static inline int choose(struct Bytes *bytes, int limit)
{
    return bytes->at < bytes->end ? *bytes->at++ % limit : 0;
}

/* Up to `most` bytes, whose number is the next choice. */
static inline const uint8_t *choose_bytes(struct Bytes *bytes, int most, int *length)
{
    *length = choose(bytes, most + 1);
    if (*length > bytes->end - bytes->at) {
        *length = (int)(bytes->end - bytes->at);
    }
    const uint8_t *start = bytes->at;
    bytes->at += *length;
    return start;
}

#endif
