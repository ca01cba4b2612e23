#include "mathematics/term_regression.h"

#include <math.h>
#include <stddef.h>

#define MOST_EPOCHS 100

/*
 * The mean step, of what a dual can be, at which it ends. Of many texts less changes no ranking any
 * more; of few it costs nothing to go on.
 */
#define MANY_TEXTS 2000
#define SMALL_STEP_OF_MANY 0.01
#define SMALL_STEP 0.0001
#define MOST_DUAL_STEPS 60
#define INTERCEPT_SCALE 1.0

static bool is_part(const struct TermTexts *texts, int left_out, uint32_t i)
{
    return texts->folds[i] != left_out;
}

/*
 * How often each outcome is among the texts; how often with each term, which `weights` then hold.
 */
static void count_terms(const struct TermTexts *texts, int left_out, struct TermWeight *weights,
                        double totals[2])
{
    for (uint32_t j = 0; j < texts->terms; j++) {
        weights[j] = (struct TermWeight){1, 1};
    }
    totals[0] = totals[1] = 0;
    for (uint32_t i = 0; i < texts->texts; i++) {
        if (!is_part(texts, left_out, i)) {
            continue;
        }
        totals[0] += texts->counts[i][0];
        totals[1] += texts->counts[i][1];
        for (uint32_t at = texts->starts[i]; at < texts->starts[i + 1]; at++) {
            weights[texts->places[at]].weight += texts->counts[i][0];
            weights[texts->places[at]].scale += texts->counts[i][1];
        }
    }
}

/* Each term's squared log ratio, with a text of each outcome added that has every term. */
static bool scale_terms(const struct TermTexts *texts, int left_out, struct TermWeight *weights)
{
    double totals[2];
    count_terms(texts, left_out, weights, totals);
    double even = log((totals[1] + 1) / (totals[0] + 1));
    for (uint32_t j = 0; j < texts->terms; j++) {
        double ratio = log(weights[j].scale / weights[j].weight) - even;
        weights[j] = (struct TermWeight){0, ratio * ratio};
    }
    return totals[0] > 0 && totals[1] > 0;
}

double term_regression_score(const struct TermTexts *texts, const struct TermRegression *fit,
                             uint32_t i)
{
    double score = fit->intercept;
    for (uint32_t at = texts->starts[i]; at < texts->starts[i + 1]; at++) {
        score += fit->weights[texts->places[at]].weight;
    }
    return score;
}

/*
 * The dual of a text that came `zeros` and `ones` times: the root of dual = ones - (zeros + ones) *
 * p(score + pull * (dual - before)), between -zeros and ones; Newton's method, and halving where it
 * leaves the bracket.
 */
static double solve_dual(double zeros, double ones, double score, double pull, double before)
{
    double low = -zeros;
    double high = ones;
    double dual = before;
    for (int i = 0; i < MOST_DUAL_STEPS; i++) {
        double probability = 1 / (1 + exp(-(score + pull * (dual - before))));
        double excess = dual - ones + (zeros + ones) * probability;
        if (fabs(excess) <= 1e-6 * (zeros + ones)) {
            return dual;
        }
        *(excess > 0 ? &high : &low) = dual;
        dual -= excess / (1 + (zeros + ones) * pull * probability * (1 - probability));
        if (!(dual > low && dual < high)) {
            dual = (low + high) / 2;
        }
    }
    return dual;
}

/* One text's dual; its step, as a part of what it can be. */
static double step_text(const struct TermTexts *texts, double ridge, struct TermRegression *fit,
                        uint32_t i)
{
    double score = fit->intercept;
    double pull = INTERCEPT_SCALE;
    for (uint32_t at = texts->starts[i]; at < texts->starts[i + 1]; at++) {
        const struct TermWeight *term = &fit->weights[texts->places[at]];
        score += term->weight;
        pull += term->scale;
    }
    double zeros = texts->counts[i][0];
    double ones = texts->counts[i][1];
    double dual = solve_dual(zeros, ones, score, pull / ridge, fit->duals[i]);
    double step = dual - fit->duals[i];
    fit->duals[i] = dual;
    if (fabs(step) > 1e-9) {
        fit->intercept += INTERCEPT_SCALE * step / ridge;
        for (uint32_t at = texts->starts[i]; at < texts->starts[i + 1]; at++) {
            struct TermWeight *term = &fit->weights[texts->places[at]];
            term->weight += step / ridge * term->scale;
        }
    }
    return fabs(step) / (zeros + ones);
}

/* Puts the texts that are fitted to into `order`; returns how many. */
static uint32_t take_part(const struct TermTexts *texts, int left_out, struct TermRegression *fit)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < texts->texts; i++) {
        fit->duals[i] = 0;
        if (is_part(texts, left_out, i)) {
            fit->order[count++] = i;
        }
    }
    return count;
}

/* Another order that looks random, the same in every run: Knuth's MMIX generator, 64 bits. */
static void shuffle_texts(uint32_t *order, uint32_t count, uint64_t *state)
{
    for (uint32_t i = count; i > 1; i--) {
        *state = *state * 6364136223846793005ULL + 1442695040888963407ULL;
        uint32_t other = (uint32_t)((*state >> 32) * i >> 32);
        uint32_t kept = order[i - 1];
        order[i - 1] = order[other];
        order[other] = kept;
    }
}

bool term_regression_fit(const struct TermTexts *texts, int left_out, double ridge,
                         struct TermRegression *fit)
{
    fit->intercept = 0;
    fit->epochs = 0;
    if (!scale_terms(texts, left_out, fit->weights)) {
        return false;
    }
    uint32_t count = take_part(texts, left_out, fit);
    uint64_t state = 2012;
    double small = count > MANY_TEXTS ? SMALL_STEP_OF_MANY : SMALL_STEP;
    double mean = 1;
    while (fit->epochs < MOST_EPOCHS && mean > small) {
        fit->epochs++;
        double sum = 0;
        shuffle_texts(fit->order, count, &state);
        for (uint32_t k = 0; k < count; k++) {
            uint32_t i = fit->order[k];
            int64_t work = texts->starts[i + 1] - texts->starts[i] + 50;
            if (is_interrupted(texts->interruption, 2 * work)) {
                return true;
            }
            sum += step_text(texts, ridge, fit, i);
        }
        mean = sum / count;
    }
    return true;
}
