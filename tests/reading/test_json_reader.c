/* The reader of JSON, against the grammar of RFC 8259. */
#include <stdlib.h>
#include <string.h>

#include "reading/json_reader.h"
#include "support/check.h"
#include "support/json_grammar.h"

#define COUNT(table) (sizeof(table) / sizeof *(table))
#define LIST(...)                                                                                  \
    {                                                                                              \
        __VA_ARGS__                                                                                \
    }

/* One letter for each token: a document is read as a string of them. */
static const char letters[] = {
    [JSON_ERROR] = '!',  [JSON_END] = '.',       [JSON_OBJECT] = '{', [JSON_OBJECT_END] = '}',
    [JSON_ARRAY] = '[',  [JSON_ARRAY_END] = ']', [JSON_KEY] = 'k',    [JSON_TEXT] = 's',
    [JSON_NUMBER] = 'n', [JSON_TRUE] = 't',      [JSON_FALSE] = 'f',  [JSON_NULL] = '0'};

/* The last token of the document, with the others before it in `tokens` as far as they fit. */
static enum JsonToken walk(struct JsonReader *reader, char *tokens, size_t size)
{
    enum JsonToken token;
    size_t count = 0;
    do {
        token = json_next(reader);
        if (count + 1 < size) {
            tokens[count++] = letters[token];
        }
        bool has_text = token == JSON_KEY || token == JSON_TEXT || token == JSON_NUMBER;
        if (has_text &&
            (reader->token < reader->start || reader->token + reader->length > reader->end)) {
            fail_msg("a token outside of the text");
        }
    } while (token != JSON_ERROR && token != JSON_END);
    tokens[count] = 0;
    return token;
}

static bool is_accepted(const char *text, size_t length)
{
    char tokens[2] = "";
    struct TightText tight = tight_text(text, length);
    struct JsonReader reader = json_read(tight.text, tight.length);
    enum JsonToken last = walk(&reader, tokens, sizeof tokens);
    free_tight_text(&tight);
    return last == JSON_END;
}

static void assert_tokens(const char *text, const char *expected)
{
    char tokens[256];
    struct TightText tight = tight_text(text, strlen(text));
    struct JsonReader reader = json_read(tight.text, tight.length);
    walk(&reader, tokens, sizeof tokens);
    free_tight_text(&tight);
    if (strcmp(tokens, expected) != 0) {
        fail_msg("%s\n  expected: %s\n  found:    %s", text, expected, tokens);
    }
}

static void documents_are_read_as_their_tokens(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *tokens;
    } table[] = {{"{}", "{}."},
                 {"[]", "[]."},
                 {"0", "n."},
                 {"-0", "n."},
                 {"\"\"", "s."},
                 {"true", "t."},
                 {"false", "f."},
                 {"null", "0."},
                 {"[1]", "[n]."},
                 {"[1,2,3]", "[nnn]."},
                 {"[[],{},[[]]]", "[[]{}[[]]]."},
                 {"{\"a\":1}", "{kn}."},
                 {"{\"a\":1,\"b\":\"x\"}", "{knks}."},
                 {"{\"a\":{\"b\":[true,false,null]}}", "{k{k[tf0]}}."},
                 {"{\"a\":1,\"a\":2}", "{knkn}."},
                 {"{\"\":0}", "{kn}."},
                 {"[{\"nps\":40.5,\"lower\":null},{\"nps\":-3e1}]", "[{knk0}{kn}]."},
                 {" \t\r\n[ \t\r\n1 \t\r\n, \t\r\n2 \t\r\n] \t\r\n", "[nn]."},
                 {" { \"a\" : 1 , \"b\" : [ ] } ", "{knk[]}."},
                 {"[\"[\",\"]\",\"{\",\",\",\":\"]", "[sssss]."}};
    for (size_t i = 0; i < COUNT(table); i++) {
        assert_tokens(table[i].text, table[i].tokens);
    }
}

static void what_is_read_before_the_damage_is_told(void **state)
{
    (void)state;
    assert_tokens("", "!");
    assert_tokens(" ", "!");
    assert_tokens("[1,2", "[nn!");
    assert_tokens("[1,]", "[n!");
    assert_tokens("[1 2]", "[n!");
    assert_tokens("{\"a\":1,}", "{kn!");
    assert_tokens("{\"a\" 1}", "{!");
    assert_tokens("{\"a\":1]", "{kn!");
    assert_tokens("[1}", "[n!");
    assert_tokens("1 2", "n!");
    assert_tokens("{}[]", "{}!");
    assert_tokens("01", "n!");
}

static const char *const accepted[] =
    LIST("1", "-1", "10", "1.5", "0.5", "-0.5", "1e5", "1E5", "1e+5", "1e-5", "1.25e10", "0e0",
         "0.0", "-0.0e-00", "123456789", "1e999", "\"a\"", "\"\\\"\"", "\"\\\\\"", "\"\\/\"",
         "\"\\b\"", "\"\\f\"", "\"\\n\"", "\"\\r\"", "\"\\t\"", "\"\\u0041\"", "\"\\uabcD\"",
         "\"\\uD83D\\uDE42\"", "\"\\uD800\"", "\"/\"", "\"\x7F\"", "\"\u00E9\"", "\"\U0001F642\"",
         "\"'\"", "[null]", "[\"a\",1]", "{\"a\":[]}", "[[[[]]]]", "  1  ", "\n{}\n", "\"\u2028\"");

static const char *const rejected[] = LIST(
    "+1", "-", "- 1", "--1", "01", "-01", "00", "1.", ".5", "-.5", "1.e5", "1e", "1e+", "1e-", "1E",
    "1e5.5", "1.2.3", "0x10", "1_000", "1,5", "NaN", "Infinity", "-Infinity", "nan", "inf", "1f",
    "1e1e1", "0e", "1 .5", "1. 5", "1e 5", "True", "TRUE", "tru", "truee", "nul", "nulll", "none",
    "undefined", "fals", "t", "f", "n", "true false", "nulltrue", "\"", "\"a", "a\"", "'a'", "a",
    "\"\\\"", "\"\\", "\"\\x41\"", "\"\\a\"", "\"\\'\"", "\"\\0\"", "\"\\v\"", "\"\\U0041\"",
    "\"\\u\"", "\"\\u0\"", "\"\\u00\"", "\"\\u004\"", "\"\\u004g\"", "\"\\u 041\"", "\"\\u+041\"",
    "\"\\u-041\"", "\"\\u00", "\"\n\"", "\"\t\"", "\"\r\"", "\"\x01\"", "\"\x1F\"", "\"a\"b",
    "\"a\" \"b\"", "\"\"\"", "[", "]", "[1", "[1,", "[1,]", "[,1]", "[,]", "[1,,2]", "[1 2]",
    "[1:2]", "[1]]", "[[1]", "[1}", "[\"a\":1]", "[1;2]", "(1)", "[]]", "[][]", "[],", ",[]", "{",
    "}", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,", "{\"a\":1,}", "{,}", "{\"a\"}", "{\"a\":}",
    "{\"a\",1}", "{\"a\" 1}", "{\"a\"::1}", "{\"a\":1:2}", "{a:1}", "{'a':1}", "{1:1}", "{null:1}",
    "{\"a\":1 \"b\":2}", "{\"a\":1,,\"b\":2}", "{\"a\":1]", "{{}}", "{[]}", "{\"a\":1}}", "{:1}",
    "{\"a\":1;}", "{}{}", "{\"a\":1,1}", "{[1]:2}", "", " ", "\n", "//", "/**/1", "1//", "[1]#",
    "\uFEFF[]", "\u00A0[]", "\f[]", "\v1", "[1]\f", ":", ",", "1,", "1,2");

static void documents_of_the_standard_are_accepted(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(accepted); i++) {
        if (!is_accepted(accepted[i], strlen(accepted[i]))) {
            fail_msg("rejected: %s", accepted[i]);
        }
    }
}

static void everything_else_is_rejected(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(rejected); i++) {
        if (is_accepted(rejected[i], strlen(rejected[i]))) {
            fail_msg("accepted: %s", rejected[i]);
        }
    }
}

static void zero_bytes_are_rejected_wherever_they_stand(void **state)
{
    (void)state;
    static const char *const documents[] = {"[1]", "{\"a\":1}", "\"ab\"", "true", "\"\\n\"", " 1 "};
    for (size_t i = 0; i < COUNT(documents); i++) {
        char text[16];
        size_t length = strlen(documents[i]);
        for (size_t at = 0; at <= length; at++) {
            memcpy(text, documents[i], at);
            text[at] = 0;
            memcpy(text + at + 1, documents[i] + at, length - at);
            assert_false(is_accepted(text, length + 1));
        }
    }
}

static void assert_as_the_grammar(const char *text, size_t length)
{
    bool expected = is_json(text, length, DEEPEST_JSON);
    if (is_accepted(text, length) != expected) {
        char shown[1024];
        fail_msg("%s, but should not be: %s", expected ? "rejected" : "accepted",
                 printable(text, length, shown, sizeof shown));
    }
}

/* All texts of up to six of these bytes, of which every bracket and comma can be wrong. */
static void short_texts_are_accepted_as_the_grammar_says(void **state)
{
    (void)state;
    static const char alphabet[] = "[]{},:\"1";
    const int bytes = sizeof alphabet - 1;
    for (int length = 0, count = 1; length <= 6; length++, count *= bytes) {
        for (int i = 0; i < count; i++) {
            char text[8] = "";
            for (int j = 0, rest = i; j < length; j++, rest /= bytes) {
                text[j] = alphabet[rest % bytes];
            }
            assert_as_the_grammar(text, (size_t)length);
        }
    }
}

static void short_numbers_are_accepted_as_the_grammar_says(void **state)
{
    (void)state;
    static const char alphabet[] = "-+.eE019 ";
    const int bytes = sizeof alphabet - 1;
    for (int length = 0, count = 1; length <= 5; length++, count *= bytes) {
        for (int i = 0; i < count; i++) {
            char text[8] = "";
            for (int j = 0, rest = i; j < length; j++, rest /= bytes) {
                text[j] = alphabet[rest % bytes];
            }
            assert_as_the_grammar(text, (size_t)length);
        }
    }
}

static const char document[] =
    " {\"segment\" : \"caf\\u00e9 \\\"north\\\"\\n\", \"counts\":[8465, 3953,1194 "
    "],\r\n\"nps\":53.41610e0,\"margin\":-1.25E-2,\"ok\":true,\"no\":false,\"none\":null,"
    "\t\"nested\":{\"a\":[[],{},[{\"b\":[0]}]]},\"pair\":\"\\uD83D\\uDE42\u00E9\"} ";

static void a_document_cut_off_anywhere_is_an_error(void **state)
{
    (void)state;
    size_t length = sizeof document - 1;
    assert_true(is_accepted(document, length));
    assert_true(is_accepted(document, length - 1)); /* the last byte is white space */
    for (size_t cut = 0; cut < length - 1; cut++) {
        assert_false(is_accepted(document, cut));
    }
    for (size_t i = 0; i < COUNT(accepted); i++) {
        for (size_t cut = 0; cut <= strlen(accepted[i]); cut++) {
            assert_as_the_grammar(accepted[i], cut);
        }
    }
}

static void a_document_with_changed_bytes_is_accepted_as_the_grammar_says(void **state)
{
    (void)state;
    static const char likely[] = "[]{},:\"\\u0e1-+. tfn\n";
    struct Random random = {8259};
    int valid = 0;
    for (int i = 0; i < 200000; i++) {
        char text[sizeof document];
        size_t length = sizeof document - 1;
        memcpy(text, document, length);
        for (int j = random_below(&random, 3); j >= 0; j--) {
            size_t at = (size_t)random_below(&random, (int)length);
            switch (random_below(&random, 3)) {
            case 0:
                text[at] = likely[random_below(&random, sizeof likely - 1)];
                break;
            case 1:
                text[at] = (char)random_below(&random, 256);
                break;
            default:
                memmove(text + at, text + at + 1, length - at - 1);
                length--;
                break;
            }
        }
        assert_as_the_grammar(text, length);
        valid += is_json(text, length, DEEPEST_JSON);
    }
    assert_in_range(valid, 20000, 180000);
}

static void random_bytes_are_safe_and_end(void **state)
{
    (void)state;
    struct Random random = {7};
    for (int i = 0; i < 200000; i++) {
        char text[32];
        size_t length = (size_t)random_below(&random, (int)sizeof text);
        for (size_t j = 0; j < length; j++) {
            text[j] = (char)random_below(&random, 256);
        }
        assert_as_the_grammar(text, length);
    }
}

static void after_an_error_every_token_is_an_error(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(rejected); i++) {
        char tokens[64];
        struct TightText tight = tight_text(rejected[i], strlen(rejected[i]));
        struct JsonReader reader = json_read(tight.text, tight.length);
        assert_int_equal(walk(&reader, tokens, sizeof tokens), JSON_ERROR);
        for (int j = 0; j < 5; j++) {
            assert_int_equal(json_next(&reader), JSON_ERROR);
        }
        assert_false(json_skip(&reader));
        free_tight_text(&tight);
    }
}

static void the_end_stays_the_end(void **state)
{
    (void)state;
    struct JsonReader reader = json_read("[] ", 3);
    assert_int_equal(json_next(&reader), JSON_ARRAY);
    assert_int_equal(json_next(&reader), JSON_ARRAY_END);
    for (int i = 0; i < 5; i++) {
        assert_int_equal(json_next(&reader), JSON_END);
    }
}

/* Nested containers, every second one of them an object if they are mixed: "[{"x":[ ... ". */
static size_t write_nested(char *text, int depth, bool mixed)
{
    size_t length = 0;
    for (int i = 0; i < depth; i++) {
        const char *open = mixed && i % 2 ? "{\"x\":" : "[";
        memcpy(text + length, open, strlen(open));
        length += strlen(open);
    }
    text[length++] = '1';
    for (int i = depth - 1; i >= 0; i--) {
        text[length++] = mixed && i % 2 ? '}' : ']';
    }
    return length;
}

static void nesting_is_bounded(void **state)
{
    (void)state;
    char text[512];
    for (int mixed = 0; mixed < 2; mixed++) {
        for (int depth = 1; depth <= 40; depth++) {
            size_t length = write_nested(text, depth, mixed);
            assert_int_equal(is_accepted(text, length), depth <= DEEPEST_JSON);
        }
    }
}

static void a_closing_bracket_must_match_at_every_depth(void **state)
{
    (void)state;
    char text[512];
    for (int depth = 1; depth <= DEEPEST_JSON; depth++) {
        size_t length = write_nested(text, depth, true);
        for (size_t i = length - (size_t)depth; i < length; i++) {
            text[i] ^= ']' ^ '}';
            assert_false(is_accepted(text, length));
            text[i] ^= ']' ^ '}';
        }
        assert_true(is_accepted(text, length));
    }
}

static void depth_that_was_left_can_be_used_again(void **state)
{
    (void)state;
    enum { TIMES = 1000 };
    char *text = malloc(TIMES * 70 + 2);
    assert_non_null(text);
    size_t length = 0;
    for (int i = 0; i < TIMES; i++) {
        text[length++] = i == 0 ? '[' : ',';
        length += write_nested(text + length, DEEPEST_JSON - 1, false);
    }
    text[length++] = ']';
    assert_true(is_accepted(text, length));
    free(text);
}

static void a_long_flat_document_needs_no_stack(void **state)
{
    (void)state;
    enum { MEMBERS = 500000 };
    char *text = malloc(2 * MEMBERS + 1);
    assert_non_null(text);
    text[0] = '[';
    for (int i = 0; i < MEMBERS; i++) {
        text[2 * i + 1] = '1';
        text[2 * i + 2] = i == MEMBERS - 1 ? ']' : ',';
    }
    assert_true(is_accepted(text, 2 * MEMBERS + 1));
    memset(text, '[', 2 * MEMBERS + 1);
    assert_false(is_accepted(text, 2 * MEMBERS + 1));
    memset(text, ' ', 2 * MEMBERS + 1);
    assert_false(is_accepted(text, 2 * MEMBERS + 1));
    free(text);
}

static void skipping_moves_behind_the_matching_bracket(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int before;        /* how many tokens are read before the skip */
        const char *after; /* what is left behind it */
    } table[] = {{"[]", 1, "."},
                 {"{}", 1, "."},
                 {"[1,[2,{\"a\":[3]}],4]", 1, "."},
                 {"[[1,2],3]", 2, "n]."},
                 {"[{\"a\":{\"b\":[]}},true]", 2, "t]."},
                 {"{\"a\":{\"x\":[1,2,{\"y\":null}]},\"b\":2}", 3, "kn}."},
                 {"{\"a\":[[]],\"b\":2}", 3, "kn}."},
                 {"[1,2,3]", 2, "."},
                 {"[\"]\",\"}\"]", 1, "."},
                 {"{\"a\":\"}\",\"b\":[\"]\"]}", 1, "."}};
    for (size_t i = 0; i < COUNT(table); i++) {
        char left[64];
        struct JsonReader reader = json_read(table[i].text, strlen(table[i].text));
        for (int j = 0; j < table[i].before; j++) {
            assert_int_not_equal(json_next(&reader), JSON_ERROR);
        }
        assert_true(json_skip(&reader));
        walk(&reader, left, sizeof left);
        assert_string_equal(left, table[i].after);
    }
}

static void skipping_fails_where_the_json_is_damaged(void **state)
{
    (void)state;
    static const char *const damaged[] = LIST("[", "[1", "[1,", "{", "{\"a\"", "{\"a\":[}", "[[1]",
                                              "[1 2]", "[}", "[\"", "{\"a\":{]}}", "[nul]");
    for (size_t i = 0; i < COUNT(damaged); i++) {
        struct TightText tight = tight_text(damaged[i], strlen(damaged[i]));
        struct JsonReader reader = json_read(tight.text, tight.length);
        json_next(&reader);
        assert_false(json_skip(&reader));
        assert_int_equal(json_next(&reader), JSON_ERROR);
        free_tight_text(&tight);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(documents_are_read_as_their_tokens),
        cmocka_unit_test(what_is_read_before_the_damage_is_told),
        cmocka_unit_test(documents_of_the_standard_are_accepted),
        cmocka_unit_test(everything_else_is_rejected),
        cmocka_unit_test(zero_bytes_are_rejected_wherever_they_stand),
        cmocka_unit_test(short_texts_are_accepted_as_the_grammar_says),
        cmocka_unit_test(short_numbers_are_accepted_as_the_grammar_says),
        cmocka_unit_test(a_document_cut_off_anywhere_is_an_error),
        cmocka_unit_test(a_document_with_changed_bytes_is_accepted_as_the_grammar_says),
        cmocka_unit_test(random_bytes_are_safe_and_end),
        cmocka_unit_test(after_an_error_every_token_is_an_error),
        cmocka_unit_test(the_end_stays_the_end),
        cmocka_unit_test(nesting_is_bounded),
        cmocka_unit_test(a_closing_bracket_must_match_at_every_depth),
        cmocka_unit_test(depth_that_was_left_can_be_used_again),
        cmocka_unit_test(a_long_flat_document_needs_no_stack),
        cmocka_unit_test(skipping_moves_behind_the_matching_bracket),
        cmocka_unit_test(skipping_fails_where_the_json_is_damaged),
    };
    return cmocka_run_group_tests_name("json_reader", tests, NULL, NULL);
}
