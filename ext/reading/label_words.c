#include "reading/label_words.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "reading/plain_text.h"
#include "reading/time_words.h"
#include "reading/utf8.h"

struct KnownWord {
    const char *text; /* plain (plain_text.h) */
    enum LabelWord kind;
};

/* In the order of strcmp. */
static const struct KnownWord known_words[] = {
    {"abbastanza", LABEL_WORD},
    {"absolument", LABEL_WORD},
    {"absolut", LABEL_WORD},
    {"absolutamente", LABEL_WORD},
    {"absolutely", LABEL_WORD},
    {"aeusserst", LABEL_WORD},
    {"agree", GOOD_WORD},
    {"algo", WEAK_WORD},
    {"all", LABEL_WORD},
    {"always", LABEL_WORD},
    {"amazing", GOOD_WORD},
    {"answer", LABEL_WORD},
    {"antwort", LABEL_WORD},
    {"assez", LABEL_WORD},
    {"assolutamente", LABEL_WORD},
    {"aucunement", NOT_WORD},
    {"auserst", LABEL_WORD},
    {"ausgezeichnet", GOOD_WORD},
    {"ausserst", LABEL_WORD},
    {"average", WEAK_WORD},
    {"awesome", GOOD_WORD},
    {"awful", BAD_WORD},
    {"bad", BAD_WORD},
    {"barely", WEAK_WORD},
    {"bastante", LABEL_WORD},
    {"best", GOOD_WORD},
    {"bestimmt", LABEL_WORD},
    {"bewertung", LABEL_WORD},
    {"bitte", QUESTION_WORD},
    {"bon", GOOD_WORD},
    {"bonne", GOOD_WORD},
    {"buena", GOOD_WORD},
    {"bueno", GOOD_WORD},
    {"bun", GOOD_WORD},
    {"buna", GOOD_WORD},
    {"buona", GOOD_WORD},
    {"buono", GOOD_WORD},
    {"calificacion", LABEL_WORD},
    {"cannot", NOT_WORD},
    {"care", QUESTION_WORD},
    {"cat", QUESTION_WORD},
    {"cattivo", BAD_WORD},
    {"ce", QUESTION_WORD},
    {"certainement", LABEL_WORD},
    {"certainly", LABEL_WORD},
    {"certamente", LABEL_WORD},
    {"chf", UNIT_WORD},
    {"combien", QUESTION_WORD},
    {"come", QUESTION_WORD},
    {"comment", QUESTION_WORD},
    {"como", QUESTION_WORD},
    {"complet", LABEL_WORD},
    {"completamente", LABEL_WORD},
    {"completely", LABEL_WORD},
    {"consiglierei", LABEL_WORD},
    {"cosa", QUESTION_WORD},
    {"cu", LABEL_WORD},
    {"cual", QUESTION_WORD},
    {"cuanto", QUESTION_WORD},
    {"cum", QUESTION_WORD},
    {"decisamente", LABEL_WORD},
    {"definitely", LABEL_WORD},
    {"definitivamente", LABEL_WORD},
    {"deloc", NOT_WORD},
    {"destul", LABEL_WORD},
    {"detracteur", LABEL_WORD},
    {"detractor", LABEL_WORD},
    {"detractors", LABEL_WORD},
    {"detrattore", LABEL_WORD},
    {"disagree", BAD_WORD},
    {"disappointed", BAD_WORD},
    {"disappointing", BAD_WORD},
    {"dissatisfied", BAD_WORD},
    {"doesn", NOT_WORD},
    {"dollar", UNIT_WORD},
    {"dollars", UNIT_WORD},
    {"don", NOT_WORD},
    {"eccellente", GOOD_WORD},
    {"eher", LABEL_WORD},
    {"empfehlen", LABEL_WORD},
    {"estrella", UNIT_WORD},
    {"estrellas", UNIT_WORD},
    {"estremamente", LABEL_WORD},
    {"etoile", UNIT_WORD},
    {"etoiles", UNIT_WORD},
    {"etwas", WEAK_WORD},
    {"eur", UNIT_WORD},
    {"euro", UNIT_WORD},
    {"euros", UNIT_WORD},
    {"evaluation", LABEL_WORD},
    {"excelent", GOOD_WORD},
    {"excelenta", GOOD_WORD},
    {"excelente", GOOD_WORD},
    {"excellent", GOOD_WORD},
    {"excellente", GOOD_WORD},
    {"extrem", LABEL_WORD},
    {"extremadamente", LABEL_WORD},
    {"extremely", LABEL_WORD},
    {"extremement", LABEL_WORD},
    {"faiblement", WEAK_WORD},
    {"fairly", LABEL_WORD},
    {"fantastic", GOOD_WORD},
    {"fantastico", GOOD_WORD},
    {"foarte", LABEL_WORD},
    {"forse", LABEL_WORD},
    {"fortement", LABEL_WORD},
    {"franken", UNIT_WORD},
    {"ganz", LABEL_WORD},
    {"gar", NOT_WORD},
    {"gbp", UNIT_WORD},
    {"good", GOOD_WORD},
    {"grade", LABEL_WORD},
    {"great", GOOD_WORD},
    {"gut", GOOD_WORD},
    {"happy", GOOD_WORD},
    {"hardly", WEAK_WORD},
    {"hervorragend", GOOD_WORD},
    {"highly", LABEL_WORD},
    {"hochst", LABEL_WORD},
    {"hoechst", LABEL_WORD},
    {"horrible", BAD_WORD},
    {"how", QUESTION_WORD},
    {"imposibil", BAD_WORD},
    {"imposible", BAD_WORD},
    {"impossibile", BAD_WORD},
    {"impossible", BAD_WORD},
    {"improbabil", BAD_WORD},
    {"improbabile", BAD_WORD},
    {"improbable", BAD_WORD},
    {"indecis", LABEL_WORD},
    {"indeciso", LABEL_WORD},
    {"insatisfait", BAD_WORD},
    {"insatisfaite", BAD_WORD},
    {"insatisfecha", BAD_WORD},
    {"insatisfecho", BAD_WORD},
    {"insoddisfatta", BAD_WORD},
    {"insoddisfatto", BAD_WORD},
    {"isn", NOT_WORD},
    {"jamais", NOT_WORD},
    {"kaum", WEAK_WORD},
    {"keinesfalls", NOT_WORD},
    {"least", WEAK_WORD},
    {"leggermente", WEAK_WORD},
    {"lei", UNIT_WORD},
    {"less", WEAK_WORD},
    {"likely", GOOD_WORD},
    {"little", WEAK_WORD},
    {"love", GOOD_WORD},
    {"loved", GOOD_WORD},
    {"low", WEAK_WORD},
    {"mala", BAD_WORD},
    {"male", BAD_WORD},
    {"malo", BAD_WORD},
    {"mangelhaft", BAD_WORD},
    {"mark", LABEL_WORD},
    {"mauvais", BAD_WORD},
    {"mauvaise", BAD_WORD},
    {"maybe", LABEL_WORD},
    {"moderately", WEAK_WORD},
    {"molto", LABEL_WORD},
    {"more", LABEL_WORD},
    {"most", LABEL_WORD},
    {"multumit", GOOD_WORD},
    {"multumita", GOOD_WORD},
    {"muy", LABEL_WORD},
    {"nada", NOT_WORD},
    {"neither", WEAK_WORD},
    {"nemultumit", BAD_WORD},
    {"nemultumita", BAD_WORD},
    {"neutral", LABEL_WORD},
    {"neutrale", LABEL_WORD},
    {"neutre", LABEL_WORD},
    {"neutro", LABEL_WORD},
    {"neutru", LABEL_WORD},
    {"never", NOT_WORD},
    {"nicht", NOT_WORD},
    {"niciodata", NOT_WORD},
    {"nie", NOT_WORD},
    {"niemals", NOT_WORD},
    {"niente", NOT_WORD},
    {"no", NOT_WORD},
    {"nobody", NOT_WORD},
    {"non", NOT_WORD},
    {"none", NOT_WORD},
    {"nor", WEAK_WORD},
    {"not", NOT_WORD},
    {"nota", LABEL_WORD},
    {"note", LABEL_WORD},
    {"nps", LABEL_WORD},
    {"nu", NOT_WORD},
    {"nul", BAD_WORD},
    {"nulla", NOT_WORD},
    {"nunca", NOT_WORD},
    {"ok", WEAK_WORD},
    {"okay", WEAK_WORD},
    {"ottimo", GOOD_WORD},
    {"outstanding", GOOD_WORD},
    {"parfait", GOOD_WORD},
    {"partly", WEAK_WORD},
    {"pas", NOT_WORD},
    {"pasivo", LABEL_WORD},
    {"passif", LABEL_WORD},
    {"passive", LABEL_WORD},
    {"passives", LABEL_WORD},
    {"passivo", LABEL_WORD},
    {"pct", UNIT_WORD},
    {"percent", UNIT_WORD},
    {"perche", QUESTION_WORD},
    {"perfect", GOOD_WORD},
    {"perfecta", GOOD_WORD},
    {"perfecto", GOOD_WORD},
    {"perfekt", GOOD_WORD},
    {"perfetto", GOOD_WORD},
    {"perhaps", LABEL_WORD},
    {"pesima", BAD_WORD},
    {"pesimo", BAD_WORD},
    {"pessima", BAD_WORD},
    {"pessimo", BAD_WORD},
    {"peu", WEAK_WORD},
    {"piuttosto", LABEL_WORD},
    {"please", QUESTION_WORD},
    {"plutot", LABEL_WORD},
    {"poate", LABEL_WORD},
    {"poco", WEAK_WORD},
    {"point", POINTS_WORD},
    {"points", POINTS_WORD},
    {"poor", BAD_WORD},
    {"possibly", LABEL_WORD},
    {"pounds", UNIT_WORD},
    {"pourquoi", QUESTION_WORD},
    {"pretty", LABEL_WORD},
    {"proasta", BAD_WORD},
    {"probabil", GOOD_WORD},
    {"probabile", GOOD_WORD},
    {"probable", GOOD_WORD},
    {"probably", LABEL_WORD},
    {"procente", UNIT_WORD},
    {"promoter", LABEL_WORD},
    {"promoters", LABEL_WORD},
    {"promoteur", LABEL_WORD},
    {"promotor", LABEL_WORD},
    {"promotore", LABEL_WORD},
    {"prost", BAD_WORD},
    {"prozent", UNIT_WORD},
    {"pt", POINTS_WORD},
    {"pts", POINTS_WORD},
    {"punct", POINTS_WORD},
    {"puncte", POINTS_WORD},
    {"punkt", POINTS_WORD},
    {"punkte", POINTS_WORD},
    {"punkten", POINTS_WORD},
    {"puntaje", LABEL_WORD},
    {"punteggio", LABEL_WORD},
    {"punti", POINTS_WORD},
    {"punto", POINTS_WORD},
    {"puntos", POINTS_WORD},
    {"puntuacion", LABEL_WORD},
    {"putin", WEAK_WORD},
    {"quale", QUESTION_WORD},
    {"quanto", QUESTION_WORD},
    {"que", QUESTION_WORD},
    {"quel", QUESTION_WORD},
    {"quelle", QUESTION_WORD},
    {"quite", LABEL_WORD},
    {"quizas", LABEL_WORD},
    {"raccomanderei", LABEL_WORD},
    {"raspuns", LABEL_WORD},
    {"rather", LABEL_WORD},
    {"rating", LABEL_WORD},
    {"rau", BAD_WORD},
    {"rea", BAD_WORD},
    {"really", LABEL_WORD},
    {"recomand", LABEL_WORD},
    {"recomanda", LABEL_WORD},
    {"recomendaria", LABEL_WORD},
    {"recomiendo", LABEL_WORD},
    {"recommande", LABEL_WORD},
    {"recommanderais", LABEL_WORD},
    {"recommend", LABEL_WORD},
    {"recommendation", LABEL_WORD},
    {"recommended", LABEL_WORD},
    {"reponse", LABEL_WORD},
    {"response", LABEL_WORD},
    {"respuesta", LABEL_WORD},
    {"result", LABEL_WORD},
    {"risposta", LABEL_WORD},
    {"ron", UNIT_WORD},
    {"satisfait", GOOD_WORD},
    {"satisfaite", GOOD_WORD},
    {"satisfecha", GOOD_WORD},
    {"satisfecho", GOOD_WORD},
    {"satisfied", GOOD_WORD},
    {"scarsa", BAD_WORD},
    {"scarso", BAD_WORD},
    {"schlecht", BAD_WORD},
    {"scor", LABEL_WORD},
    {"score", LABEL_WORD},
    {"seguramente", LABEL_WORD},
    {"sehr", LABEL_WORD},
    {"sicuramente", LABEL_WORD},
    {"sigur", LABEL_WORD},
    {"siguranta", LABEL_WORD},
    {"slab", BAD_WORD},
    {"slightly", WEAK_WORD},
    {"soddisfatta", GOOD_WORD},
    {"soddisfatto", GOOD_WORD},
    {"somewhat", WEAK_WORD},
    {"star", UNIT_WORD},
    {"stars", UNIT_WORD},
    {"stea", UNIT_WORD},
    {"stele", UNIT_WORD},
    {"stella", UNIT_WORD},
    {"stelle", UNIT_WORD},
    {"stern", UNIT_WORD},
    {"sterne", UNIT_WORD},
    {"sternen", UNIT_WORD},
    {"strongly", LABEL_WORD},
    {"super", GOOD_WORD},
    {"surely", LABEL_WORD},
    {"surement", LABEL_WORD},
    {"terrible", BAD_WORD},
    {"toll", GOOD_WORD},
    {"totalement", LABEL_WORD},
    {"totally", LABEL_WORD},
    {"totalmente", LABEL_WORD},
    {"tout", LABEL_WORD},
    {"tres", LABEL_WORD},
    {"uberhaupt", NOT_WORD},
    {"ueberhaupt", NOT_WORD},
    {"undecided", LABEL_WORD},
    {"unentschieden", LABEL_WORD},
    {"ungenuegend", BAD_WORD},
    {"ungenugend", BAD_WORD},
    {"unhappy", BAD_WORD},
    {"unlikely", BAD_WORD},
    {"unmoeglich", BAD_WORD},
    {"unmoglich", BAD_WORD},
    {"unsatisfied", BAD_WORD},
    {"unsure", LABEL_WORD},
    {"unwahrscheinlich", BAD_WORD},
    {"unzufrieden", BAD_WORD},
    {"usd", UNIT_WORD},
    {"valutazione", LABEL_WORD},
    {"very", LABEL_WORD},
    {"vielleicht", LABEL_WORD},
    {"voellig", LABEL_WORD},
    {"vollig", LABEL_WORD},
    {"vote", LABEL_WORD},
    {"voto", LABEL_WORD},
    {"wahrscheinlich", GOOD_WORD},
    {"warum", QUESTION_WORD},
    {"weder", WEAK_WORD},
    {"weiterempfehlen", LABEL_WORD},
    {"welche", QUESTION_WORD},
    {"welcher", QUESTION_WORD},
    {"welches", QUESTION_WORD},
    {"wenig", WEAK_WORD},
    {"weniger", WEAK_WORD},
    {"wert", LABEL_WORD},
    {"what", QUESTION_WORD},
    {"when", QUESTION_WORD},
    {"where", QUESTION_WORD},
    {"which", QUESTION_WORD},
    {"who", QUESTION_WORD},
    {"why", QUESTION_WORD},
    {"wie", QUESTION_WORD},
    {"wieso", QUESTION_WORD},
    {"will", LABEL_WORD},
    {"wonderful", GOOD_WORD},
    {"worst", BAD_WORD},
    {"would", LABEL_WORD},
    {"wouldn", NOT_WORD},
    {"yuan", UNIT_WORD},
    {"ziemlich", LABEL_WORD},
    {"zufrieden", GOOD_WORD},
};

/* Found anywhere in a run of Chinese; the first that is decides. */
static const struct KnownWord chinese_words[] = {
    {"什么", QUESTION_WORD}, {"怎么", QUESTION_WORD}, {"如何", QUESTION_WORD},
    {"多大", QUESTION_WORD}, {"多少", QUESTION_WORD}, {"是否", QUESTION_WORD},
    {"几", QUESTION_WORD},   {"星", UNIT_WORD},       {"一般", WEAK_WORD},
    {"不确定", WEAK_WORD},   {"也不", WEAK_WORD},     {"不错", GOOD_WORD},
    {"不", BAD_WORD},        {"差", BAD_WORD},        {"糟", BAD_WORD},
    {"可能", GOOD_WORD},     {"满意", GOOD_WORD},     {"滿意", GOOD_WORD},
    {"推荐", GOOD_WORD},     {"推薦", GOOD_WORD},     {"优秀", GOOD_WORD},
    {"好", GOOD_WORD},       {"非常", LABEL_WORD},    {"极", LABEL_WORD},
    {"極", LABEL_WORD},      {"中立", LABEL_WORD},    {"评分", LABEL_WORD},
    {"分数", LABEL_WORD},    {"得分", LABEL_WORD},    {"打分", LABEL_WORD},
    {"答案", LABEL_WORD},
};

/* The whole run. */
static const char *const chinese_points[] = {"分", "点", "點"};

static const char *const scale_words[] = {"of", "von", "sur", "su", "de", "din", "sobre"};
static const char *const words_for_ten[] = {"ten", "dieci", "dix", "zece", "diez", "zehn", "十"};

static int compare_known_word(const void *key, const void *entry)
{
    return strcmp(key, ((const struct KnownWord *)entry)->text);
}

static bool is_among(const char *const *words, size_t count, const char *word)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(words[i], word) == 0) {
            return true;
        }
    }
    return false;
}

#define IS_AMONG(words, word) is_among(words, sizeof(words) / sizeof *(words), word)

static enum LabelWord chinese_word(const char *plain)
{
    if (IS_AMONG(chinese_points, plain)) {
        return POINTS_WORD;
    }
    for (size_t i = 0; i < sizeof chinese_words / sizeof *chinese_words; i++) {
        if (strstr(plain, chinese_words[i].text)) {
            return chinese_words[i].kind;
        }
    }
    return UNKNOWN_WORD;
}

static bool is_star_sign(uint32_t code_point)
{
    return code_point == 0x2605 || code_point == 0x2606 || code_point == 0x2B50 ||
           code_point == 0x1F31F;
}

/* What no word is known of, by the script of its first character. */
static enum LabelWord word_of_script(uint32_t code_point)
{
    if (code_point < 0x0250) {
        return code_point == 0 ? FOREIGN_WORD : UNKNOWN_WORD;
    }
    bool is_latin = code_point >= 0x1E00 && code_point <= 0x1EFF;
    bool is_chinese = code_point >= 0x3400 && code_point <= 0x9FFF;
    bool is_picture = (code_point >= 0x2190 && code_point <= 0x2BFF) ||
                      (code_point >= 0x1F000 && code_point <= 0x1FAFF);
    return is_latin || is_chinese ? UNKNOWN_WORD : is_picture ? LABEL_WORD : FOREIGN_WORD;
}

static enum LabelWord kind_of_letters(const char *plain, size_t length)
{
    const struct KnownWord *known =
        bsearch(plain, known_words, sizeof known_words / sizeof *known_words, sizeof *known_words,
                compare_known_word);
    if (known) {
        return known->kind;
    }
    return month_of_word(plain, length) > 0 ? MONTH_WORD : UNKNOWN_WORD;
}

#define LONGEST_KNOWN_WORD 32

/* Most words are of ASCII letters, and are small ones soon. */
static bool is_ascii_word(const char *text, size_t length, char plain[LONGEST_KNOWN_WORD])
{
    if (length >= LONGEST_KNOWN_WORD) {
        return false;
    }
    for (size_t i = 0; i < length; i++) {
        plain[i] = (char)(text[i] | 0x20);
        if (plain[i] < 'a' || plain[i] > 'z') {
            return false;
        }
    }
    plain[length] = 0;
    return true;
}

enum LabelWord label_word(const char *text, size_t length)
{
    int width;
    char letters[LONGEST_KNOWN_WORD];
    if (is_ascii_word(text, length, letters)) {
        return kind_of_letters(letters, length);
    }
    uint32_t first = length > 0 ? next_code_point(text, text + length, &width) : 0;
    struct PlainText plain;
    if (is_star_sign(first)) {
        return UNIT_WORD;
    }
    enum LabelWord kind = word_of_script(first);
    if (kind != UNKNOWN_WORD || !make_plain(text, length, &plain)) {
        return kind;
    }
    return first >= 0x3400 ? chinese_word(plain.text) : kind_of_letters(plain.text, plain.length);
}

bool is_scale_word(const char *text, size_t length)
{
    struct PlainText plain;
    return make_plain(text, length, &plain) && IS_AMONG(scale_words, plain.text);
}

bool is_ten(const char *text, size_t length)
{
    struct PlainText plain;
    return make_plain(text, length, &plain) && IS_AMONG(words_for_ten, plain.text);
}
