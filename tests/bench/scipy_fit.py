#!/usr/bin/env python3
"""How long bgnbd_fit() takes beside the same likelihood in numpy, maximized by scipy's BFGS.

    python3 tests/bench/scipy_fit.py build/advocacy [customers]        (needs numpy and scipy)

Customers are simulated day by day from the published fit on the CDNOW sample. Processor time, one
thread, medians of several runs. scipy gets the log parameters and the start (1, 1, 1, 1); once all
rows, as packages hand them over, and once the distinct rows with their weights, made by numpy.
"""
import json
import os
import sqlite3
import statistics
import sys
import time

os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")

import numpy
from scipy.optimize import minimize
from scipy.special import gammaln


def simulate(customers, generator):
    """x, t_x and T in weeks; purchases of one day are one, and those of the first day the first."""
    age = generator.integers(189, 273, customers)
    rate = generator.gamma(0.243, 1 / (7 * 4.414), customers)
    leave = generator.beta(0.793, 2.426, customers)
    x = numpy.zeros(customers)
    last = numpy.zeros(customers)
    day = numpy.zeros(customers)
    alive = numpy.arange(customers)
    while alive.size:
        day[alive] += generator.exponential(1, alive.size) / numpy.maximum(rate[alive], 1e-300)
        alive = alive[day[alive] < age[alive]]
        new = numpy.floor(day[alive]) > last[alive]
        x[alive] += new
        last[alive] = numpy.where(new, numpy.floor(day[alive]), last[alive])
        alive = alive[generator.random(alive.size) >= leave[alive]]
    return x, last / 7, age / 7


def negative_log_likelihood(logs, x, t_x, age, weight):
    r, alpha, a, b = numpy.exp(logs)
    first = gammaln(r + x) - gammaln(r) + gammaln(a + b) + gammaln(b + x)
    first -= gammaln(b) + gammaln(a + b + x) - r * numpy.log(alpha)
    stayed = -(r + x) * numpy.log(alpha + age)
    with numpy.errstate(divide="ignore"):
        left = numpy.log(numpy.where(x > 0, a / (b + numpy.maximum(x, 1) - 1), 0))
    left -= (r + x) * numpy.log(alpha + t_x)
    return -numpy.sum(weight * (first + numpy.logaddexp(stayed, left))) / numpy.sum(weight)


def fit(x, t_x, age, weight):
    return minimize(negative_log_likelihood, numpy.zeros(4), (x, t_x, age, weight), method="BFGS")


def fit_distinct(x, t_x, age):
    rows, weight = numpy.unique(numpy.column_stack((x, t_x, age)), axis=0, return_counts=True)
    return fit(*rows.T, weight)


def median_seconds(function, runs):
    times = []
    for _ in range(runs):
        began = time.process_time()
        result = function()
        times.append(time.process_time() - began)
    return statistics.median(times), result


def main():
    library = os.path.abspath(sys.argv[1])
    customers = int(sys.argv[2]) if len(sys.argv) > 2 else 1000000
    x, t_x, age = simulate(customers, numpy.random.default_rng(1))
    db = sqlite3.connect(":memory:")
    db.enable_load_extension(True)
    db.load_extension(library)
    db.execute("CREATE TABLE purchaser(id INTEGER PRIMARY KEY, x INTEGER, t_x REAL, T REAL)")
    db.executemany("INSERT INTO purchaser(x, t_x, T) VALUES (?, ?, ?)",
                   zip(x.astype(int).tolist(), t_x.tolist(), age.tolist()))
    sql = "SELECT bgnbd_fit(x, t_x, T) FROM purchaser"
    ours, model = median_seconds(lambda: json.loads(db.execute(sql).fetchone()[0]), 7)
    print("%d customers, %d distinct rows" % (customers, model["distinct_rows"]))
    print("bgnbd_fit()                  %8.3f s  log-likelihood %.6f" %
          (ours, model["log_likelihood"]))
    for name, function, runs in (("scipy, all rows", lambda: fit(x, t_x, age, 1 + 0 * x), 1),
                                 ("scipy, numpy's distinct rows", lambda: fit_distinct(x, t_x, age), 3)):
        seconds, result = median_seconds(function, runs)
        print("%-28s %8.3f s  log-likelihood %.6f  ratio %.1f  (%d evaluations)" %
              (name, seconds, -result.fun * customers, seconds / ours, result.nfev))


if __name__ == "__main__":
    main()
