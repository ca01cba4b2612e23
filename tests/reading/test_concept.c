/* What names of columns speak of, in seven languages. */
#include <stdio.h>
#include <string.h>

#include "reading/concept.h"
#include "reading/name_words.h"
#include "reading/vocabulary.h"
#include "support/check.h"

#define COUNT(table) (sizeof(table) / sizeof *(table))

struct Meaning {
    const char *name;
    uint64_t concepts;
};

static void assert_means(const struct Meaning *meanings, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct TightText tight = tight_text(meanings[i].name, strlen(meanings[i].name));
        uint64_t found = concepts_of(tight.text, tight.length).known;
        free_tight_text(&tight);
        if (found != meanings[i].concepts) {
            fail_msg("%s\n  expected: %llx\n  found:    %llx", meanings[i].name,
                     (unsigned long long)meanings[i].concepts, (unsigned long long)found);
        }
    }
}

#define CUSTOMER_ID (CONCEPT_CUSTOMER | CONCEPT_ID)
#define ORDER_TIME (CONCEPT_ORDER | CONCEPT_TIME)
#define TOTAL (CONCEPT_AMOUNT | CONCEPT_TOTAL)

static void the_same_column_is_known_in_seven_languages(void **state)
{
    (void)state;
    static const struct Meaning meanings[] = {
        {"customer_id", CUSTOMER_ID},
        {"CustomerId", CUSTOMER_ID},
        {"codice cliente", CUSTOMER_ID},
        {"ID utente", CUSTOMER_ID},
        {"numéro client", CUSTOMER_ID},
        {"cod_client", CUSTOMER_ID},
        {"numero de cliente", CUSTOMER_ID},
        {"Kundennummer", CUSTOMER_ID},
        {"客户编号", CUSTOMER_ID},
        {"OrderDate", ORDER_TIME},
        {"data ordine", ORDER_TIME},
        {"date de commande", ORDER_TIME},
        {"data ordinului", ORDER_TIME},
        {"fecha del pedido", ORDER_TIME},
        {"Bestelldatum", ORDER_TIME},
        {"订单日期", ORDER_TIME},
        {"Total amount", TOTAL},
        {"Importo totale", TOTAL},
        {"Montant total", TOTAL},
        {"suma totală", TOTAL},
        {"importe total", TOTAL},
        {"Gesamtbetrag", TOTAL},
        {"订单总金额", TOTAL | CONCEPT_ORDER},
        {"E-Mail", CONCEPT_EMAIL},
        {"correo electrónico", CONCEPT_EMAIL},
        {"邮箱", CONCEPT_EMAIL},
    };
    assert_means(meanings, COUNT(meanings));
}

static void the_question_is_known_in_seven_languages(void **state)
{
    (void)state;
    static const char *const questions[] = {
        "How likely are you to recommend us to a friend or colleague?",
        "Quanto è probabile che ci consiglieresti a un amico o collega?",
        "Con quanta probabilità raccomanderebbe la nostra azienda?",
        "Quelle est la probabilité que vous nous recommandiez à un ami ?",
        "Cât de probabil este să ne recomandați unui prieten?",
        "¿Qué tan probable es que recomiende nuestra empresa?",
        "¿Con qué probabilidad nos recomendaría?",
        "Wie wahrscheinlich ist es, dass Sie uns weiterempfehlen?",
        "Mit welcher Wahrscheinlichkeit empfehlen Sie uns?",
        "您有多大可能向朋友推荐我们",
    };
    for (size_t i = 0; i < COUNT(questions); i++) {
        uint64_t known = concepts_of(questions[i], strlen(questions[i])).known;
        if (!(known & CONCEPT_RECOMMEND) || !(known & CONCEPT_LIKELY)) {
            fail_msg("%s: %llx", questions[i], (unsigned long long)known);
        }
    }
}

static void words_that_are_written_as_one_are_taken_apart(void **state)
{
    (void)state;
    static const struct Meaning meanings[] = {
        {"customerid", CUSTOMER_ID},
        {"orderdate", ORDER_TIME},
        {"Rechnungsbetrag", CONCEPT_ORDER | CONCEPT_AMOUNT},
        {"Kundenname", CONCEPT_CUSTOMER | CONCEPT_NAME},
        {"ordertotal", CONCEPT_ORDER | TOTAL},
    };
    assert_means(meanings, COUNT(meanings));
}

static void a_part_of_another_word_means_nothing(void **state)
{
    (void)state;
    static const char *const names[] = {"candidate", "mandate", "validation", "hidden",
                                        "nation",    "idea",    "payload",    "priced_in",
                                        "keyboard",  "totally", "dating",     "borderline_x"};
    for (size_t i = 0; i < COUNT(names); i++) {
        struct Concepts concepts = concepts_of(names[i], strlen(names[i]));
        if (concepts.unknown == 0) {
            fail_msg("%s is known: %llx", names[i], (unsigned long long)concepts.known);
        }
    }
}

static void what_is_not_the_purchase_is_told_from_it(void **state)
{
    (void)state;
    static const struct Meaning meanings[] = {
        {"shipped_at", CONCEPT_SHIPPING},
        {"updated_at", CONCEPT_UPDATED},
        {"BirthDate", CONCEPT_BIRTH | CONCEPT_TIME},
        {"wc-refunded", CONCEPT_REFUND},
        {"Partially refunded", CONCEPT_OTHER_PART | CONCEPT_REFUND},
        {"storniert", CONCEPT_CANCELLED},
        {"已取消", CONCEPT_CANCELLED},
        {"tax_amount", CONCEPT_TAX | CONCEPT_AMOUNT},
        {"referred_by", CONCEPT_REFERRAL | CONCEPT_REFERRER},
    };
    assert_means(meanings, COUNT(meanings));
}

/* A word that names are never turned into would stand there in vain. */
static void every_word_of_the_vocabulary_is_written_as_names_are_read(void **state)
{
    (void)state;
    struct VocabularyCursor entry = {0};
    while (next_vocabulary_word(&entry)) {
        char name[64];
        char words[LONGEST_NAME_WORDS];
        assert_true(entry.length > 0 && entry.length < sizeof name);
        for (size_t i = 0; i < entry.length; i++) {
            name[i] = entry.word[i] == '_' ? ' ' : entry.word[i] == '*' ? 'x' : entry.word[i];
        }
        size_t found = name_words(name, entry.length, words);
        if (found != entry.length || memcmp(words, name, found) != 0) {
            fail_msg("%.*s is read as %.*s", (int)entry.length, name, (int)found, words);
        }
        uint64_t known = concepts_of(name, entry.length).known;
        if ((known & entry.concepts) != entry.concepts) {
            fail_msg("%.*s is not found", (int)entry.length, name);
        }
    }
}

static void any_bytes_are_safe(void **state)
{
    (void)state;
    struct Random random = {11};
    for (int round = 0; round < 3000; round++) {
        char name[60];
        size_t length = (size_t)random_below(&random, (int)sizeof name);
        for (size_t i = 0; i < length; i++) {
            name[i] = random_below(&random, 3) ? (char)('a' + random_below(&random, 26))
                                               : (char)random_next(&random);
        }
        struct TightText tight = tight_text(name, length);
        struct Concepts concepts = concepts_of(tight.text, tight.length);
        assert_true(concepts.unknown <= concepts.words && concepts.words <= (int)length);
        free_tight_text(&tight);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_column_is_known_in_seven_languages),
        cmocka_unit_test(the_question_is_known_in_seven_languages),
        cmocka_unit_test(words_that_are_written_as_one_are_taken_apart),
        cmocka_unit_test(a_part_of_another_word_means_nothing),
        cmocka_unit_test(what_is_not_the_purchase_is_told_from_it),
        cmocka_unit_test(every_word_of_the_vocabulary_is_written_as_names_are_read),
        cmocka_unit_test(any_bytes_are_safe),
    };
    return cmocka_run_group_tests_name("concept", tests, NULL, NULL);
}
