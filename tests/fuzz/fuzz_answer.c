/* Any bytes as a label: answer_in_label() must read nothing outside of them and keep its rules. */
#include <string.h>

#include "fuzz/fuzz.h"
#include "mathematics/category.h"
#include "reading/answer.h"

/* The answer in `before`, the text, `after`, in memory that holds not one byte more. */
static int answer_between(const char *before, const uint8_t *text, size_t size, const char *after)
{
    size_t start = strlen(before);
    size_t end = strlen(after);
    char *label = malloc(start + size + end + (start + size + end == 0));
    CHECK(label, "out of memory");
    memcpy(label, before, start);
    if (size > 0) {
        memcpy(label + start, text, size);
    }
    memcpy(label + start + size, after, end);
    int answer = answer_in_label(label, start + size + end);
    free(label);
    return answer;
}

/* The value of a text of nothing but digits, at most 100; -1 for any other text. */
static int plain_number(const uint8_t *text, size_t size)
{
    int value = size > 0 ? 0 : -1;
    for (size_t i = 0; i < size; i++) {
        if (text[i] < '0' || text[i] > '9') {
            return -1;
        }
        value = value * 10 + (text[i] - '0');
        value = value > 100 ? 100 : value;
    }
    return value;
}

/* The bytes of this digit at that place, 1 of ASCII or 3 of its full-width form; 0 of another. */
static size_t digit_at(const uint8_t *text, size_t size, size_t place, int digit)
{
    const uint8_t wide[] = {0xEF, 0xBC, (uint8_t)(0x90 + digit)};
    if (place < size && text[place] == '0' + digit) {
        return 1;
    }
    return place + 3 <= size && memcmp(text + place, wide, 3) == 0 ? 3 : 0;
}

static int has_digits_of(const uint8_t *text, size_t size, int answer)
{
    for (size_t i = 0; i < size; i++) {
        size_t width = digit_at(text, size, i, answer == 10 ? 1 : answer);
        if (width > 0 && (answer < 10 || digit_at(text, size, i + width, 0) > 0)) {
            return 1;
        }
    }
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    int answer = answer_between("", data, size, "");
    CHECK(answer >= NO_ANSWER && answer <= HIGHEST_ANSWER, "%d", answer);
    int plain = plain_number(data, size);
    if (plain >= 0) {
        CHECK(answer == (plain <= HIGHEST_ANSWER ? plain : NO_ANSWER), "%d", answer);
        CHECK(answer_between("n/a / ", data, size, "") == NO_ANSWER, "a scale is no answer");
        CHECK(answer_between("out of ", data, size, "") == NO_ANSWER, "a scale is no answer");
    }
    if (answer != NO_ANSWER) {
        CHECK(has_digits_of(data, size, answer), "%d is not in the label", answer);
        CHECK(answer_between("", data, size, " 7") == NO_ANSWER, "a second number is ambiguous");
        CHECK(answer_between("7; ", data, size, "") == NO_ANSWER, "a second number is ambiguous");
    }
    CHECK(answer_between(" \t", data, size, "\n ") == answer, "spaces around a label mean nothing");
    CHECK(answer_between("(", data, size, ")") == answer, "brackets around a label mean nothing");
    return 0;
}
