#include "simulate/samples.h"

#include <math.h>

void draw_row(struct Drawing *drawing, int side, int unit, double a, double b)
{
    sqlite3_bind_int(drawing->insert, 1, drawing->sample);
    sqlite3_bind_int(drawing->insert, 2, side);
    sqlite3_bind_int(drawing->insert, 3, unit);
    sqlite3_bind_double(drawing->insert, 4, a);
    sqlite3_bind_double(drawing->insert, 5, b);
    assert_int_equal(sqlite3_step(drawing->insert), SQLITE_DONE);
    sqlite3_reset(drawing->insert);
}

bool draw_chance(struct Drawing *drawing, double probability)
{
    return random_unit(&drawing->random) < probability;
}

/* Box and Muller. */
double draw_normal(struct Drawing *drawing)
{
    double radius = sqrt(-2 * log(1 - random_unit(&drawing->random)));
    return radius * cos(6.283185307179586 * random_unit(&drawing->random));
}

/* Marsaglia and Tsang, ACM Transactions on Mathematical Software 26, 2000. */
double draw_gamma(struct Drawing *drawing, double shape)
{
    if (shape < 1) {
        double root = pow(1 - random_unit(&drawing->random), 1 / shape);
        return draw_gamma(drawing, shape + 1) * root;
    }
    double d = shape - 1.0 / 3;
    for (;;) {
        double x = draw_normal(drawing);
        double v = pow(1 + x / sqrt(9 * d), 3);
        if (v > 0 && log(1 - random_unit(&drawing->random)) < x * x / 2 + d - d * v + d * log(v)) {
            return d * v;
        }
    }
}

double draw_exponential(struct Drawing *drawing, double rate)
{
    return -log(1 - random_unit(&drawing->random)) / rate;
}

int draw_between(struct Drawing *drawing, int least, int most)
{
    return least + random_below(&drawing->random, most - least + 1);
}

double draw_answer(struct Drawing *drawing, struct Shares shares)
{
    double place = random_unit(&drawing->random);
    return place < shares.detractors ? 0 : place < shares.detractors + shares.passives ? 8 : 10;
}

/*
 * Each unit has an opinion, which a row repeats with the probability sqrt(alike): two rows then
 * have the correlation `alike`.
 */
void draw_clusters(struct Drawing *drawing, int side, int first_unit,
                   const struct Clustering *clustering)
{
    for (int i = 0; i < clustering->units; i++) {
        double opinion = draw_answer(drawing, clustering->shares);
        int rows = draw_between(drawing, clustering->fewest, clustering->most);
        for (int j = 0; j < rows; j++) {
            bool repeats = draw_chance(drawing, sqrt(clustering->alike));
            double answer = repeats ? opinion : draw_answer(drawing, clustering->shares);
            draw_row(drawing, side, first_unit + i, answer, 1);
        }
    }
}
