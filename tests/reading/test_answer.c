/* The reader of exported labels, against tables of forms and a regular expression. */
#include <regex.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "mathematics/category.h"
#include "reading/answer.h"
#include "support/check.h"

#define COUNT(table) (sizeof(table) / sizeof *(table))

static int read_label(const char *text, size_t length)
{
    struct TightText tight = tight_text(text, length);
    int answer = answer_in_label(tight.text, tight.length);
    free_tight_text(&tight);
    return answer;
}

static void assert_label(const char *text, size_t length, int expected)
{
    int found = read_label(text, length);
    if (found != expected) {
        char shown[512];
        fail_msg("'%s'\n  expected: %d\n  found:    %d",
                 printable(text, length, shown, sizeof shown), expected, found);
    }
}

/* All of these labels, up to a null pointer, give this answer. */
static void assert_labels(int answer, const char *const *labels)
{
    for (; *labels; labels++) {
        assert_label(*labels, strlen(*labels), answer);
    }
}

#define EXPECT(answer, ...) assert_labels(answer, (const char *const[]){__VA_ARGS__, NULL})
/* For a literal with zero bytes in it. */
#define EXPECT_BYTES(answer, literal) assert_label(literal, sizeof(literal) - 1, answer)

/* Those of the design, the header, and what survey tools write. */
static void exported_labels_are_read(void **state)
{
    (void)state;
    EXPECT(10, "10", "10 - Extremely likely", "Extremely likely (10)", "10 Extremely likely",
           "10-Extremely likely", "10 = Extremely likely", "10=Extremely likely",
           "10: Extremely likely", "10, Extremely likely", "10. Extremely likely",
           "10; extremely likely", "10 | Extremely likely", "10 (Extremely likely)",
           "(10) Extremely likely", "[10] Extremely likely");
    EXPECT(0, "0 (Not at all likely)", "0 - Not at all likely", "0 Not at all likely");
    EXPECT(9, "9/10", "9 of 10", "9 out of 10", "\"9\"", "'9'", "*9*", "#9", "9!", "9?", "Score: 9",
           "Score=9", "Score:9", "No. 9", "very likely - 9");
    EXPECT(7, "{7}");
    EXPECT(8, "Likely, 8");
    EXPECT(5, "Neutral 5 Neutral");
}

static void a_number_alone_is_read_in_each_of_its_forms(void **state)
{
    (void)state;
    EXPECT(0, "0", "00", "0.0");
    EXPECT(7, "7");
    EXPECT(9, " 9 ", "\t9\r\n", "9.0", "9.00", "9.000000", "9,0", "9.", "9,", "09", "(9.0)",
           "9.0.");
    EXPECT(10, "10.0", "10,00", "010");
    EXPECT(8, "\v\f8");
}

static void out_of_ten_is_read_in_each_of_its_forms(void **state)
{
    (void)state;
    EXPECT(10, "10/10", "10 of 10");
    EXPECT(0, "0/10");
    EXPECT(9, "9 / 10", "9/ 10", "9 /10", "9.0/10.0", "9\u00A0/\u00A010", "9/10 - likely", "9/10.",
           "(9/10)", "I say 9/10!", "9 OF 10", "9 Out Of 10", "9 out  of  10 points");
    EXPECT(3, "score 3 out of 10 (poor)");
    /* The scale must be ten, and say so at once. */
    EXPECT(NO_ANSWER, "9/11", "4/5", "9/100", "9/1", "9/10.5", "9/10th", "9/10%", "9/-10", "9//10",
           "9 of 11", "9 out of 5", "9 off 10", "9 o 10", "9 out 10", "9 outer 10", "9outof10",
           "9 of10th", "11/10", "-9/10", "9.5/10", "9/10/10", "9/10 8/10", "8 9/10", "9/10 or 8",
           "10 out of 10 of 10");
    EXPECT(9, "9/", "9 out of ten", "9 von zehn", "9 su dieci", "9 sur dix");
    /* Cut off before the scale. */
    EXPECT(NO_ANSWER, "9 o", "9 of", "9 out", "9 out of", "9 out of t");
}

static void a_scale_without_an_answer_is_no_answer(void **state)
{
    (void)state;
    EXPECT(NO_ANSWER, "/10", "/ 10", "__ / 10", "n/a / 10", "? / 10", "- /10", "of 10", " OF  10",
           "out of 10", "Out of 10 points", "n/a out of 10", "...of 10", "/\u00A010", "/ 9",
           "of 5");
    EXPECT(10, "10 / 10", "10 out of 10", "n/a? 10");
    EXPECT(NO_ANSWER, "off 10", "loof 10", "von 10", "sur 10", "aus: of 10");
}

static void nothing_and_words_are_no_answer(void **state)
{
    (void)state;
    EXPECT(NO_ANSWER, "", " ", "\t\r\n", "N/A", "n.a.", "-", "...", "likely", "ten", "NaN", "Inf",
           "null");
}

static void numbers_beyond_ten_are_no_answer(void **state)
{
    (void)state;
    EXPECT(NO_ANSWER, "11", "99", "100", "101", "1010", "4294967296", "4294967305",
           "18446744073709551616", "18446744073709551625",
           "100000000000000000000000000000000000000000000009", "Extremely likely (11)", "2024");
}

static void ranges_and_lists_are_no_answer(void **state)
{
    (void)state;
    EXPECT(NO_ANSWER, "7 or 8", "9-10", "9 - 10", "0-6", "9 to 10", "7, 8", "7,8", "7;8", "7/8",
           "7 8", "7 & 8", "(7) (8)", "7..8", "7...8", "7\n8", "9 9", "10 10", "7\u20138",
           "7\u20148", "7 \u2013 8", "7\u22128", "9-10 Promoter", "9 (scale 0-10)", "question 3: 9",
           "1. 9", "1: 9");
}

/* A comparison stands for a range of answers: ">8" is 9 or 10, and never 8. */
static void comparisons_are_no_answer(void **state)
{
    (void)state;
    EXPECT(NO_ANSWER, ">8", "<7", "> 8", "< 7", ">=9", ">= 9", "<=6", "score >8", "\u22659",
           "\u22646");
}

static void signs_are_no_answer(void **state)
{
    (void)state;
    EXPECT(NO_ANSWER, "-1", "-9", "-0", " -9 ", "(-9)", "--9", "+9", "+ 9+", "9+", "likely -9",
           "\u22129");
    /* A hyphen or dash that touches the number may be meant as a minus. */
    EXPECT(NO_ANSWER, "\u20109", "\u20119", "\u20139", "\u20149", "\u20159");
}

static void fractions_and_thousands_are_no_answer(void **state)
{
    (void)state;
    EXPECT(NO_ANSWER, "8.5", "8,5", "9.01",
           "9.0000000000000000000000000000000000000000000000000001", "10.5", "0.9", ".9", ",9",
           "likely .9", "1,000", "9,000", "1,000,000", "0,000", "1.000,00", "1 000", "1'000",
           "1\u00A0000", "1\u202F000", "9.0.0", "1.2.3", "9e0", "1e1", "0x9", "9%", "$9", "9\u00BD",
           "9\u00B2", "9 1/2", "9\u204410");
}

/* Where a space, or a sign that is no letter, stands between the number and what changes it. */
static void a_fraction_or_share_behind_the_number_is_no_answer(void **state)
{
    (void)state;
    /* One half, one quarter, one third; per mille, per ten thousand. */
    EXPECT(NO_ANSWER, "8 \u00BD", "8 \u00BC", "8 \u2153", "9\u2030", "9\u2031");
}

static void dates_and_times_are_no_answer(void **state)
{
    (void)state;
    EXPECT(NO_ANSWER, "2024-05-09", "09.05.2024", "9/10/2024", "9/10/24", "5/9", "10:30", "9h30",
           "10/9", "9.10.2024", "9. 10. 24", "1.5.", "9 May 2024", "2024-05-09T10:00:00Z");
}

static void digits_inside_words_are_no_answer(void **state)
{
    (void)state;
    EXPECT(NO_ANSWER, "Q7", "Q7: 9", "7a", "a7b", "9th", "H2O", "9points", "v9", "9 Q7", "9&", "9@",
           "@9", "&#57;9", "9\\n", "\\9", "9^2", "`9`", "9\u00B0", "\u00E99", "9\u00E9", "\u03B19");
}

/* A spreadsheet's reading of 9-10, 5-1. */
static void a_day_of_a_month_is_no_answer(void **state)
{
    (void)state;
    EXPECT(NO_ANSWER, "10-Sep", "5-Jan", "9 May", "May 9", "Sep-10", "9-May", "10. September",
           "5-gen", "5-janv.", "5 ian", "5-ene", "5. Mai", "10-set", "5-M\u00E4r", "8-ao\u00FBt",
           "3-Dez", "9/May", "1 aprilie", "9\u6708", "9\u67085\u65E5");
    EXPECT(9, "9 - May well recommend");
}

static void sentences_are_no_answer(void **state)
{
    (void)state;
    EXPECT(NO_ANSWER, "I told 3 friends", "I told 3", "3 friends", "3 Friends",
           "I have been here 2", "room 9", "Ho parlato con 3 amici", "3 amici",
           "J'ai parl\u00E9 \u00E0 3 amis", "3 amis", "Am spus la 3 prieteni", "3 prieteni",
           "Se lo dije a 3 amigos", "3 amigos", "Ich habe es 3 Freunden erz\u00E4hlt", "3 Freunde",
           "\u6211\u544A\u8BC9\u4E86 3 \u4E2A\u670B\u53CB", "3 \u4E2A\u670B\u53CB", "3 days",
           "9 o'clock", "I would say that it is very, but really very likely 9");
    /* Where a mark parts the number from what is said, it is an answer. */
    EXPECT(9, "9 - I told three friends", "9, I told everybody", "My score: 9", "I say 9/10!");
}

static void numbered_questions_are_no_answer(void **state)
{
    (void)state;
    EXPECT(NO_ANSWER, "3. How likely are you to recommend us?", "3) How likely are you ...?",
           "3. Would you recommend us?", "3 - Would you recommend us?", "3: How likely are you",
           "3. Recommending us", "3) Your reasons", "(3) Your reasons", "3. Quanto consiglierebbe",
           "3 - Comment \u00E9valuez-vous", "3. C\u00E2t de probabil", "3. \u00BFCu\u00E1l es?",
           "3 - Wie wahrscheinlich ist es", "3. \u60A8\u6709\u591A\u5927\u53EF\u80FD",
           "3\u3001\u60A8\u7684\u610F\u89C1", "3\u3001\u60A8\u4F1A\u63A8\u8350\u5417\uFF1F");
    EXPECT(10, "10. Extremely likely", "10) Extremely likely", "10.", "10)", "10?");
    EXPECT(9, "Would you recommend us? 9");
}

static void what_counts_something_else_is_no_answer(void **state)
{
    (void)state;
    EXPECT(NO_ANSWER, "5 stars", "5 Stars", "1 star", "stars: 5", "5 stelle", "5 \u00E9toiles",
           "5 stele", "5 estrellas", "5 Sterne", "5 \u661F", "5\u661F", "5 \u2605", "\u2605 5",
           "9 \u2B50", "9 %", "9%", "9\uFF05", "9 percent", "9 Prozent", "9 per cent", "9 \u2030",
           "\u20AC 9", "9 \u20AC", "$9", "9 euro", "9 lei", "\u00A39", "9 \u5143", "9 \u5929");
}

static void full_width_forms_are_those_of_ascii(void **state)
{
    (void)state;
    EXPECT(9, "\uFF19", " \uFF19\u3000", "\uFF19\uFF0F\uFF11\uFF10", "\uFF08\uFF19\uFF09",
           "\uFF19\uFF0E\uFF10", "\uFF19 / 10");
    EXPECT(10, "\uFF11\uFF10", "1\uFF10", "\uFF11\uFF10\uFF1A\u53EF\u80FD");
    EXPECT(NO_ANSWER, "9\uFF19", "\uFF0D\uFF19", "\uFF19\uFF0D\uFF11\uFF10", "\uFF1E\uFF18",
           "\uFF11\uFF11", "\uFF19\uFF0E\uFF15", "\uFF0F\uFF11\uFF10", "\uFF31\uFF17");
}

static void points_and_out_of_ten_are_read_in_the_languages(void **state)
{
    (void)state;
    EXPECT(9, "9\u5206", "9 \u5206", "9\u70B9", "9\u9EDE", "\uFF19\u5206", "9\u5206/10\u5206",
           "9 points", "9 punti", "9 puncte", "9 puntos", "9 Punkte", "9 pts", "9/10 points",
           "9 von 10", "9 sur 10", "9 su 10", "9 de 10", "9 din 10", "9 sobre 10", "9 out of 10",
           "9 VON 10 Punkten");
    EXPECT(NO_ANSWER, "9 von 11", "9 sur 5", "9 de mayo", "9 de 10 amigos", "9 von 10 Kunden",
           "9 out of 10 friends", "9\u5206\u949F", "9\u70B910", "\u5206 9 \u5206 8");
}

/*
 * Words that contradict the number say that the scale runs the other way, or is another one: what
 * the number means can be read in two ways.
 */
static void a_label_that_contradicts_its_number_is_no_answer(void **state)
{
    (void)state;
    EXPECT(NO_ANSWER, "5=bad", "5 = very bad", "1=good", "1 = excellent", "1 - sehr gut",
           "1 Very likely", "0 - Extremely likely", "10 - Not at all likely", "9 (unlikely)",
           "10 = pas du tout probable", "10 - nicht wahrscheinlich", "1 = muy bueno",
           "10 - molto improbabile", "1 - foarte probabil", "10 - \u5B8C\u5168\u4E0D\u53EF\u80FD",
           "0 - \u975E\u5E38\u53EF\u80FD", "Excellent (1)", "6 ungen\u00FCgend");
    EXPECT(0, "0 - Not at all likely", "0 = not at all likely", "0 - pas du tout probable",
           "0 - Per niente probabile", "0 - Deloc probabil", "0 - Nada probable",
           "0 - No es probable", "0 - \u00DCberhaupt nicht wahrscheinlich",
           "0 \u00E4u\u00DFerst unwahrscheinlich", "0 - \u5B8C\u5168\u4E0D\u53EF\u80FD",
           "0 - extremely unlikely", "0 = bad", "0 - Least likely");
    EXPECT(1, "1 - slightly likely", "1 = poor", "1 - Very dissatisfied",
           "1: I'd never, not likely");
    EXPECT(5, "5 - Neither likely nor unlikely", "5=good", "5 - Very satisfied", "5 - Neutral",
           "5 - Somewhat unlikely", "5 - Detractor");
    EXPECT(10, "10 - Extremely likely", "10 = extremely likely", "10 Estremamente probabile",
           "10 - Tr\u00E8s probable", "10 Extr\u00EAmement probable", "10 - Foarte probabil",
           "10 Extrem de probabil", "10 - Muy probable", "10 \u00C4u\u00DFerst wahrscheinlich",
           "10 - \u975E\u5E38\u53EF\u80FD", "10 \u6781\u6709\u53EF\u80FD", "10 - not bad");
}

static void labels_in_other_scripts_are_read(void **state)
{
    (void)state;
    EXPECT(10, "10 - Tr\u00E8s probable", "\u00C4u\u00DFerst wahrscheinlich (10)",
           "10 \u975E\u5E38", "\u301010\u3011");
    EXPECT(9, "9 \u0431\u0430\u043B\u043B\u043E\u0432", "\u043E\u0446\u0435\u043D\u043A\u0430: 9",
           "\uFF089\uFF09", "\u53EF\u80FD\uFF089\uFF09", "9\uFF1A\u53EF\u80FD",
           "9\uFF0C\u53EF\u80FD", "9\u3001", "9 \U0001F642", "\U0001F642 9");
    EXPECT(8, "\u300C8\u300D");
    /* Digits of other scripts are not read, and what touches a digit makes it unclear. */
    EXPECT(NO_ANSWER, "\u0669", "\u096F", "\u4E5D", "\u2468", "\U0001F6429", "9\uFE0F\u20E3");
    /* On both sides of the number words are a sentence, in whatever script. */
    EXPECT(NO_ANSWER, "\u043E\u043D 9 \u0431\u0430\u043B\u043B\u043E\u0432");
}

static void wide_spaces_dashes_and_quotes_are_read_as_such(void **state)
{
    (void)state;
    /* Spaces, no-break, narrow, of no width and ideographic; byte order mark; quotes; bullet. */
    EXPECT(9, "\u00A09\u00A0", "9\u00A0- likely", "9\u202Flikely", "9\u2003likely", "9\u200B",
           "\u30009\u3000", "\uFEFF9", "\u201C9\u201D", "\u20189\u2019", "\u201E9\u201C",
           "\u00AB9\u00BB", "\u20399\u203A", "9\u2026", "\u2022 9");
    EXPECT(10, "10 \u2013 Extremely likely", "10\u2013Extremely likely",
           "10 \u2014 Extremely likely", "Extremely likely \u2014 10", "10\u2010likely",
           "10\u2011likely", "10\u2012likely", "10\u2014likely", "10\u2015likely",
           "10\u2212likely");
}

static void bytes_that_are_not_utf8_count_as_letters(void **state)
{
    (void)state;
    /* Lone, cut off, a surrogate, an overlong space. */
    EXPECT(NO_ANSWER, "\3779", "9\377", "9\200", "\2009", "9\302", "9\342", "9\342\200",
           "9\360\237\231", "9\302x", "\342\2009", "\3029", "9\355\240\200", "9\300\240");
    EXPECT(9, "9 \377", "\377 9", "9 \342", "9 \342\200", "9 \302", "tr\350s (9)");
}

static void a_zero_byte_counts_as_a_letter_and_ends_nothing(void **state)
{
    (void)state;
    EXPECT_BYTES(NO_ANSWER, "\0");
    EXPECT_BYTES(NO_ANSWER, "9\0");
    EXPECT_BYTES(NO_ANSWER, "\0009");
    EXPECT_BYTES(NO_ANSWER, "9\0009");
    EXPECT_BYTES(NO_ANSWER, "9 \0 8");
    EXPECT_BYTES(NO_ANSWER, "9 out\0of 10");
    EXPECT_BYTES(9, "9 \0");
    EXPECT_BYTES(9, "\0 9");
    EXPECT_BYTES(NO_ANSWER, "a\0b 9 c");
    EXPECT_BYTES(9, "a\0b: 9");
}

/* Every number in every form: 0..10 is read, all others are not. */
static void forms_hold_for_every_number(void **state)
{
    (void)state;
    static const char *const forms[] = {
        "%d",       " %d ",           "(%d)",          "%d - word",    "word (%d)", "%d (word)",
        "word: %d", "%d/10",          "%d / 10",       "%d.0",         "%d,0",      "%d.",
        "0%d",      "%d of 10",       "[%d]word",      "%d out of 10", "=%d",       "#%d",
        "%d:",      "%d\u00A0points", "\uFF08%d\uFF09"};
    static const char *const unclear[] = {"-%d",   "+%d",    "%d.5",  "%d,5",       "Q%d",
                                          "%dth",  "%d%%",   "%d-%d", "%d or %d",   "%d %d",
                                          "%d/11", "%d,000", ".%d",   "%d.%d.2024", "2024-01-0%d"};
    for (int number = 0; number <= 1100; number++) {
        char text[64];
        int expected = number <= HIGHEST_ANSWER ? number : NO_ANSWER;
        for (size_t i = 0; i < COUNT(forms); i++) {
            int length = snprintf(text, sizeof text, forms[i], number);
            assert_label(text, (size_t)length, expected);
        }
        for (size_t i = 0; i < COUNT(unclear); i++) {
            int length = snprintf(text, sizeof text, unclear[i], number, number);
            assert_label(text, (size_t)length, NO_ANSWER);
        }
    }
}

/*
 * The rule for ASCII as a regular expression, in which a is a word that no label is made of:
 * nothing, or what ends in a space or bracket, but in no slash or word before that space; the
 * number with no more than zeros behind a point (at most two behind a comma); then nothing, or a
 * mark before any word. With "/ 10" behind the number, a word may stand before it. No other digit
 * anywhere.
 */
#define RULE_NUMBER "0*(10|[0-9])(\\.0+|,00?)?"
static const char rule[] = "^((([^0-9]*[^0-9/ a])? +|[^0-9]*[(])?" RULE_NUMBER
                           "|(([^0-9]*[^0-9/ ])? +|[^0-9]*[(])?" RULE_NUMBER
                           " */ *0*10(\\.0+|,00?)?)([^0-9a]*|[ .]*[-,/(][^0-9]*)$";

/* The groups of the rule that hold the number. */
enum { RULE_ALONE = 4, RULE_OUT_OF_TEN = 8, RULE_GROUPS };

static void assert_as_the_rule(const regex_t *compiled, const char *text)
{
    regmatch_t groups[RULE_GROUPS];
    int expected = NO_ANSWER;
    if (regexec(compiled, text, RULE_GROUPS, groups, 0) == 0) {
        bool is_alone = groups[RULE_ALONE].rm_so >= 0;
        expected = atoi(text + groups[is_alone ? RULE_ALONE : RULE_OUT_OF_TEN].rm_so);
    }
    int found = answer_in_label(text, strlen(text));
    if (found != expected) {
        fail_msg("'%s'\n  expected: %d\n  found:    %d", text, expected, found);
    }
}

static const char alphabet[] = "019 -.,/(a";

static void short_labels_are_read_as_the_rule_says(void **state)
{
    (void)state;
    regex_t compiled;
    assert_int_equal(regcomp(&compiled, rule, REG_EXTENDED), 0);
    const int letters = sizeof alphabet - 1;
    for (int length = 0, count = 1; length <= 4; length++, count *= letters) {
        for (int i = 0; i < count; i++) {
            char text[8] = "";
            for (int j = 0, rest = i; j < length; j++, rest /= letters) {
                text[j] = alphabet[rest % letters];
            }
            assert_as_the_rule(&compiled, text);
        }
    }
    regfree(&compiled);
}

/* Mostly with the parts of a label in them, because few strings of single characters are one. */
static void random_labels_are_read_as_the_rule_says(void **state)
{
    (void)state;
    static const char *const parts[] = {"10", "/10", " / 10", "9.0", "9,00", ".", " ", "(",
                                        "a",  "-",   "7",     "01",  "/",    ",", "0", "10.0"};
    regex_t compiled;
    assert_int_equal(regcomp(&compiled, rule, REG_EXTENDED), 0);
    struct Random random = {10};
    int answers = 0;
    for (int i = 0; i < 60000; i++) {
        char text[64] = "";
        for (int j = random_below(&random, 6); j >= 0; j--) {
            strcat(text, parts[random_below(&random, (int)COUNT(parts))]);
        }
        assert_as_the_rule(&compiled, text);
        answers += answer_in_label(text, strlen(text)) != NO_ANSWER;
    }
    assert_true(answers > 6000);
    regfree(&compiled);
}

static void spaces_around_a_label_change_nothing(void **state)
{
    (void)state;
    static const char *const labels[] = {"10", "9/10", "7 or 8", "10 - Extremely likely", "Q7",
                                         "-9", "9.5",  "",       "Extremely likely (10)", "11"};
    for (size_t i = 0; i < COUNT(labels); i++) {
        char text[64];
        int length = snprintf(text, sizeof text, " \t%s\n ", labels[i]);
        assert_int_equal(read_label(text, (size_t)length),
                         read_label(labels[i], strlen(labels[i])));
    }
}

/* Whether this digit stands at that place, of ASCII or full-width. */
static bool digit_stands_at(const char *text, size_t length, size_t place, int digit)
{
    const char wide[] = {'\xEF', '\xBC', (char)(0x90 + digit)};
    return (place < length && text[place] == '0' + digit) ||
           (place + 3 <= length && memcmp(text + place, wide, 3) == 0);
}

/* Whether the digits of the answer stand in the text, and a digit at all. */
static bool digits_stand_in(const char *text, size_t length, int answer)
{
    bool is_ten = answer == HIGHEST_ANSWER;
    for (size_t i = 0; i < length; i++) {
        size_t next = i + (text[i] == '1' ? 1 : 3);
        if (digit_stands_at(text, length, i, is_ten ? 1 : answer) &&
            (!is_ten || digit_stands_at(text, length, next, 0))) {
            return true;
        }
    }
    return false;
}

static void assert_any_bytes_are_safe(const char *text, size_t length)
{
    int answer = read_label(text, length);
    assert_true(answer == NO_ANSWER || (answer >= 0 && answer <= HIGHEST_ANSWER));
    if (answer != NO_ANSWER && !digits_stand_in(text, length, answer)) {
        char shown[512];
        fail_msg("'%s' gives %d", printable(text, length, shown, sizeof shown), answer);
    }
}

static void random_bytes_are_safe(void **state)
{
    (void)state;
    struct Random random = {255};
    for (int i = 0; i < 300000; i++) {
        char text[48];
        size_t length = (size_t)random_below(&random, (int)sizeof text);
        for (size_t j = 0; j < length; j++) {
            text[j] = (char)random_below(&random, 256);
        }
        assert_any_bytes_are_safe(text, length);
    }
}

/* Pieces of what the reader looks for, cut off anywhere. */
static void random_pieces_of_labels_are_safe(void **state)
{
    (void)state;
    static const char *const pieces[] = {
        "9",    "10",   "/",   "out",          "of",           " ",     ".",
        ",",    "-",    "0",   "\xC2\xA0",     "\xE2\x80\x93", "\xE2",  "\xC2",
        "\xF0", "\x80", "(",   "\xEF\xBC\x88", "ou",           "o",     "99999",
        "a",    "\n",   "000", "\uFF11",       "\uFF10",       "likely"};
    struct Random random = {24};
    int answers = 0;
    for (int i = 0; i < 300000; i++) {
        char text[128] = "";
        for (int j = random_below(&random, 9); j > 0; j--) {
            strcat(text, pieces[random_below(&random, (int)COUNT(pieces))]);
        }
        size_t length = strlen(text);
        length -= length > 0 ? (size_t)random_below(&random, 2) : 0;
        assert_any_bytes_are_safe(text, length);
        answers += answer_in_label(text, length) != NO_ANSWER;
    }
    assert_true(answers > 1000);
}

static void every_beginning_of_a_label_is_safe(void **state)
{
    (void)state;
    static const char label[] = "\uFF089\u00A0out of\u300010\uFF09 \U0001F642";
    for (size_t length = 0; length < sizeof label; length++) {
        assert_any_bytes_are_safe(label, length);
    }
    assert_label(label, sizeof label - 1, 9);
}

static void a_long_label_is_read_to_its_end(void **state)
{
    (void)state;
    enum { LENGTH = 1000000 };
    char *text = malloc(LENGTH);
    assert_non_null(text);
    memset(text, 'x', LENGTH);
    memcpy(text, "9: ", 3);
    assert_int_equal(read_label(text, LENGTH), 9);
    memcpy(text, "9  ", 3);
    assert_int_equal(read_label(text, LENGTH), NO_ANSWER);
    memcpy(text, "9: ", 3);
    memcpy(text + LENGTH - 2, " 8", 2);
    assert_int_equal(read_label(text, LENGTH), NO_ANSWER);
    memset(text, '9', LENGTH);
    assert_int_equal(read_label(text, LENGTH), NO_ANSWER);
    memset(text, '0', LENGTH);
    assert_int_equal(read_label(text, LENGTH), 0);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(exported_labels_are_read),
        cmocka_unit_test(a_number_alone_is_read_in_each_of_its_forms),
        cmocka_unit_test(out_of_ten_is_read_in_each_of_its_forms),
        cmocka_unit_test(a_scale_without_an_answer_is_no_answer),
        cmocka_unit_test(nothing_and_words_are_no_answer),
        cmocka_unit_test(numbers_beyond_ten_are_no_answer),
        cmocka_unit_test(ranges_and_lists_are_no_answer),
        cmocka_unit_test(comparisons_are_no_answer),
        cmocka_unit_test(signs_are_no_answer),
        cmocka_unit_test(fractions_and_thousands_are_no_answer),
        cmocka_unit_test(a_fraction_or_share_behind_the_number_is_no_answer),
        cmocka_unit_test(dates_and_times_are_no_answer),
        cmocka_unit_test(digits_inside_words_are_no_answer),
        cmocka_unit_test(a_day_of_a_month_is_no_answer),
        cmocka_unit_test(sentences_are_no_answer),
        cmocka_unit_test(numbered_questions_are_no_answer),
        cmocka_unit_test(what_counts_something_else_is_no_answer),
        cmocka_unit_test(full_width_forms_are_those_of_ascii),
        cmocka_unit_test(points_and_out_of_ten_are_read_in_the_languages),
        cmocka_unit_test(a_label_that_contradicts_its_number_is_no_answer),
        cmocka_unit_test(labels_in_other_scripts_are_read),
        cmocka_unit_test(wide_spaces_dashes_and_quotes_are_read_as_such),
        cmocka_unit_test(bytes_that_are_not_utf8_count_as_letters),
        cmocka_unit_test(a_zero_byte_counts_as_a_letter_and_ends_nothing),
        cmocka_unit_test(forms_hold_for_every_number),
        cmocka_unit_test(short_labels_are_read_as_the_rule_says),
        cmocka_unit_test(random_labels_are_read_as_the_rule_says),
        cmocka_unit_test(spaces_around_a_label_change_nothing),
        cmocka_unit_test(random_bytes_are_safe),
        cmocka_unit_test(random_pieces_of_labels_are_safe),
        cmocka_unit_test(every_beginning_of_a_label_is_safe),
        cmocka_unit_test(a_long_label_is_read_to_its_end),
    };
    return cmocka_run_group_tests_name("answer", tests, NULL, NULL);
}
