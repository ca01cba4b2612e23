/*
 * The outcome of a text by its terms: logistic regression with a ridge, on terms that are scaled by
 * how much more often one outcome has them than the other (Wang and Manning, "Baselines and
 * Bigrams", ACL 2012, who call it NBSVM). It is fitted on hundreds of texts with tens of thousands
 * of terms, most of which say nothing.
 */
#ifndef ADVOCACY_MATHEMATICS_TERM_REGRESSION_H
#define ADVOCACY_MATHEMATICS_TERM_REGRESSION_H

#include <stdbool.h>
#include <stdint.h>

#include "mathematics/interruption.h"

#define TEXT_FOLDS 5
#define NO_FOLD TEXT_FOLDS

/* Distinct texts, and how often each came with outcome 0 and with outcome 1. */
struct TermTexts {
    uint32_t texts;
    uint32_t terms;
    const uint32_t *starts; /* texts + 1 of them */
    const uint32_t
        *places; /* of text i: its terms, each once, from starts[i] up to starts[i + 1] */
    const uint32_t (*counts)[2];
    const uint8_t *folds;              /* 0 to TEXT_FOLDS - 1 */
    struct Interruption *interruption; /* NULL: nobody interrupts */
};

struct TermWeight {
    double weight; /* added to the log-odds of outcome 1 where the term stands */
    double scale;  /* the square of its scale in the penalty */
};

/* All memory is the caller's: `weights` for each term, `duals` and `order` for each text. */
struct TermRegression {
    struct TermWeight *weights;
    double *duals;
    uint32_t *order;
    double intercept;
    int epochs; /* passes over all texts that it took */
};

/*
 * Fits to all texts but those of one fold (NO_FOLD: to all) what has the least loss, which is the
 * negative log-likelihood plus ridge / 2 times the sum of squared scaled weights. By coordinate
 * descent in the dual (Yu, Huang and Lin, Machine Learning 85, 2011): each text in turn, in a fixed
 * order that looks random, until the steps are small. False where an outcome does not occur: then
 * nothing is fitted.
 *
 * Once texts->interruption has come, nothing of the fit holds.
 */
bool term_regression_fit(const struct TermTexts *texts, int left_out, double ridge,
                         struct TermRegression *fit);

/* The log-odds of outcome 1 of text i. */
double term_regression_score(const struct TermTexts *texts, const struct TermRegression *fit,
                             uint32_t i);

#endif
