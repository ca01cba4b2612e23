/*
 * The three categories of the Net Promoter Score (Reichheld, Harvard Business Review, December
 * 2003): answers 9 and 10 are promoters, 7 and 8 passives, 0 to 6 detractors. And other answer
 * scales, moved to this one.
 */
#ifndef ADVOCACY_MATHEMATICS_CATEGORY_H
#define ADVOCACY_MATHEMATICS_CATEGORY_H

#define HIGHEST_ANSWER 10

/* In the order of their worth, so that category - 1 is what one answer adds to the score. */
enum Category { DETRACTOR, PASSIVE, PROMOTER, CATEGORY_COUNT };

extern const char *const category_names[CATEGORY_COUNT];

/* For the inner loop: indexed by an answer from 0 to 10. */
extern const unsigned char category_of_answer[HIGHEST_ANSWER + 1];

#define FEWEST_POINTS 3
#define MOST_POINTS 11

/*
 * Moves an answer on a scale of 1..points (FEWEST_POINTS to MOST_POINTS) to 0..10, keeping its
 * category. The top k = round(2 points / 11) points are promoters, the next k passives, the m below
 * detractors, of which number j (from 0) becomes floor(6 j / max(m - 1, 1)). Ten points stay as
 * they are; eleven lose 1. Linear stretching would move answers into another category. The answer
 * must be from 1 to points.
 */
int rescale_answer(int answer, int points);

#endif
