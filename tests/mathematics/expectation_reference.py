#!/usr/bin/env python3
"""Writes expectation_reference.h: expected purchases to 17 digits, for test_purchase_mathematics.c.

    python3 tests/mathematics/expectation_reference.py > tests/mathematics/expectation_reference.h      (needs mpmath)

Four forms: BG/NBD and MBG/NBD, each for a customer with a history (times P(alive)) and for a new one. Values
come from the published hypergeometric formulas (Fader, Hardie and Lee 2005, equations 9 and 10; Batislam,
Denizel and Filiztekin 2007) in as many digits as it takes for two precisions to agree, and, where that does not
end, from the integral over the probability to leave.
"""
import itertools
import random

import mpmath as mp

EXTREMES = [1e-5, 0.01, 0.3, 0.793, 1, 1.5, 2.426, 20, 1000, 1e5]
SHAPES = [1e-5, 0.05, 0.243, 1, 6.5, 1000, 1e5]
ALPHAS = [1e-3, 4.414, 500]
PURCHASES = [0, 1, 2, 10, 100, 1000]
AGES = [0, 0.5, 38.86, 2000]
HORIZONS = [1e-6, 0.1, 1, 39, 520, 1e5, 1e9]
ROWS_PER_FORM = 120


def hypergeometric(leave, stay, shape, ratio):
    """(C / (leave - 1)) (1 - (1 - z)^shape 2F1(shape, stay; C; z)), C = leave + stay - 1, leave <> 1."""
    z = ratio / (1 + ratio)
    c = leave + stay - 1
    return c / (leave - 1) * (1 - (1 - z) ** shape * mp.hyp2f1(shape, stay, c, z, maxterms=10**5))


def by_formula(leave, stay, shape, ratio):
    previous = None
    for digits in (60, 91, 150, 241, 400, 631):
        with mp.workdps(digits):
            # The limit at the pole: the error is of the order of the distance.
            moved = leave + (mp.mpf(10) ** (-digits // 2) if leave == 1 else 0)
            value = hypergeometric(moved, mp.mpf(stay), mp.mpf(shape), mp.mpf(ratio))
        if previous is not None and value > 0 and abs(value - previous) < mp.mpf(10) ** -20 * value:
            return value
        previous = value
    raise ValueError("no digits left")


def by_integral(leave, stay, shape, ratio):
    """The trapezoid rule over y = logit(p), at two offsets that must agree; see expectation.c."""
    with mp.workdps(40):
        log_beta = mp.loggamma(leave) + mp.loggamma(stay) - mp.loggamma(leave + stay)

        def value(y):
            p = 1 / (1 + mp.exp(-y))
            rest = 1 / (1 + mp.exp(y))
            return -mp.expm1(-shape * mp.log1p(p * ratio)) * mp.exp(
                (leave - 1) * mp.log(p) + stay * mp.log(rest) - log_beta)

        mean = leave / (leave + stay)
        step = min(mp.mpf("0.1"), mp.mpf("0.3") / mp.sqrt(1 + (leave + stay) * mean * (1 - mean)))
        left = -95 - mp.log(1 + leave + stay + ratio * (1 + shape))
        right = 95 + mp.log(1 + leave + stay)

        def peak():
            low, high = left, right
            while high - low > step:
                if value(low + (high - low) / 3) < value(high - (high - low) / 3):
                    low += (high - low) / 3
                else:
                    high -= (high - low) / 3
            return low

        def side(y, step, end, rate):
            total = before = mp.mpf(0)
            while (end - y) * step > 0:
                term = value(y)
                total += term
                if 0 < term < before and term**2 < mp.mpf(10) ** -36 * total * (before - term):
                    return total
                before = term
                y += step
            return total + before / mp.expm1(rate * abs(step))

        middle = peak()
        sums = [step * (side(start, step, right, stay) + side(start - step, -step, left, leave))
                for start in (middle, middle + step / 2)]
        assert abs(sums[0] - sums[1]) < mp.mpf(10) ** -19 * sums[0]
        return sums[0]


def expectation(leave, stay, shape, ratio):
    if max(leave, stay, shape) <= 2000:
        try:
            return by_formula(leave, stay, shape, ratio)
        except (ValueError, ZeroDivisionError, mp.libmp.NoConvergence):
            pass
    return by_integral(mp.mpf(leave), mp.mpf(stay), mp.mpf(shape), mp.mpf(ratio))


def alive(at_once, r, alpha, a, b, x, t_x, age):
    chances = x + 1 if at_once else x
    if chances == 0:
        return mp.mpf(1)
    return 1 / (1 + a / (b + chances - 1) * ((alpha + age) / (alpha + t_x)) ** (r + x))


def expected(at_once, r, alpha, a, b, x, t_x, age, horizon):
    r, alpha, a, b, t_x, age, horizon = (mp.mpf(v) for v in (r, alpha, a, b, t_x, age, horizon))
    chances = x + 1 if at_once else x
    outlook = expectation(a, b + chances, r + x, horizon / (alpha + age))
    return outlook * alive(at_once, r, alpha, a, b, x, t_x, age)


def main():
    mp.mp.dps = 50
    random.seed(20050)
    print("/* Written by expectation_reference.py: the reference_rows of test_purchase_mathematics.c. */")
    for at_once, is_new in itertools.product((0, 1), (0, 1)):
        rows = 0
        while rows < ROWS_PER_FORM:
            r, alpha = random.choice(SHAPES), random.choice(ALPHAS)
            a, b = random.choice(EXTREMES), random.choice(EXTREMES)
            x = 0 if is_new else random.choice(PURCHASES)
            age = 0.0 if is_new else random.choice(AGES)
            t_x = age * random.choice([0.25, 0.75, 1]) if x else 0.0
            horizon = random.choice(HORIZONS)
            value = expected(at_once, r, alpha, a, b, x, t_x, age, horizon)
            if value < mp.mpf("1e-290"):
                continue  # P(alive) is not a normal double any more
            print("{%d, %r, %r, %r, %r, %d, %r, %r, %r, %s}," %
                  (at_once, r, alpha, a, b, x, t_x, age, horizon, mp.nstr(value, 17)))
            rows += 1


if __name__ == "__main__":
    main()
