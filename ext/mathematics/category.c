#include "mathematics/category.h"

const char *const category_names[CATEGORY_COUNT] = {"detractor", "passive", "promoter"};

const unsigned char category_of_answer[HIGHEST_ANSWER + 1] = {
    DETRACTOR, DETRACTOR, DETRACTOR, DETRACTOR, DETRACTOR, DETRACTOR,
    DETRACTOR, PASSIVE,   PASSIVE,   PROMOTER,  PROMOTER,
};

int rescale_answer(int answer, int points)
{
    if (points == HIGHEST_ANSWER) {
        return answer;
    }
    int top = (4 * points + 11) / 22; /* 2 points / 11, rounded */
    int detractors = points - 2 * top;
    if (answer > detractors) {
        int highest = answer > points - top ? 10 : 8;
        int below_highest = (answer > points - top ? points : points - top) - answer;
        return highest - below_highest;
    }
    int steps = detractors > 1 ? detractors - 1 : 1;
    return 6 * (answer - 1) / steps;
}
