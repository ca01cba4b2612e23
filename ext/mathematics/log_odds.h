/* Which words separate two groups of texts. */
#ifndef ADVOCACY_MATHEMATICS_LOG_ODDS_H
#define ADVOCACY_MATHEMATICS_LOG_ODDS_H

/* How often a term, and all terms together, occur in two groups. */
struct TermCounts {
    double first;
    double second;
    double all_first;
    double all_second;
};

struct LogOdds {
    double difference; /* of the log-odds of the term, first group less second */
    double z;          /* over its standard error */
};

/*
 * Monroe, Colaresi and Quinn, "Fightin' Words" (Political Analysis 16, 2008), eqs 15, 16, 20 to 22,
 * with a prior of `prior` > 0 terms in all, spread as the terms of both groups are: rare terms are
 * drawn to no difference. The term must occur. NaN where it is the only one there is.
 */
struct LogOdds log_odds_difference(const struct TermCounts *counts, double prior);

#endif
