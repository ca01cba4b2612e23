# Figures of the purchase models from R's optim() on the likelihoods as published. Run by hand:
# Rscript tests/purchases/models.R
options(digits = 12)
search <- function(start, likelihood) {
    optim(start, function(point) -likelihood(point), method = "BFGS", hessian = TRUE,
          control = list(reltol = 1e-15, maxit = 1000))
}

# Gamma-Gamma (Fader and Hardie 2013): the free fit, and that of the models whose mean is that of the purchases.
m <- c(5, 5.5, 6, 900, 5.2, 30, 7, 6)
x <- c(1, 2, 1, 1, 3, 1, 2, 1)
gamma_gamma <- function(p, q, v)
    sum(lgamma(p * x + q) - lgamma(p * x) - lgamma(q) + q * log(v) + (p * x - 1) * log(m) + p * x * log(x)
        - (p * x + q) * log(x * m + v))
free <- search(c(0, 0, 0), function(t) gamma_gamma(exp(t[1]), exp(t[2]), exp(t[3])))
cat("gamma_gamma_fit() q, log-likelihood:", exp(free$par[2]), -free$value, "\n")
mean_spend <- sum(x * m) / sum(x)
held <- search(c(0, 0), function(t) gamma_gamma(exp(t[1]), 1 + exp(t[2]), mean_spend * exp(t[2] - t[1])))
cat("with q_above_one q, log-likelihood, mean:", 1 + exp(held$par[2]), -held$value, mean_spend, "\n")

# clv_active(): one purchase or more within the horizon, by numeric integration over the rate of who is alive, and P(alive)
# by integration over rate and probability of leaving, from the likelihoods of the two fates.
over_rates <- function(f) integrate(function(u) exp(u) * f(exp(u)), -60, 6, rel.tol = 1e-10, subdivisions = 2000)$value
over_chances <- function(f)
    integrate(function(u) plogis(u) * plogis(-u) * f(plogis(u)), -40, 30, rel.tol = 1e-10, subdivisions = 2000)$value
active <- function(r, alpha, a, b, x, t_x, T, horizon, chances) {
    fate <- function(until, left)
        over_rates(function(rate) dgamma(rate, r, alpha) * rate^x * exp(-rate * until)) *
            over_chances(function(p) dbeta(p, a, b) * (if (left) p * (1 - p)^(chances - 1) else (1 - p)^chances))
    stayed <- fate(T, FALSE)
    alive <- stayed / (stayed + if (chances > 0) fate(t_x, TRUE) else 0)
    alive * over_rates(function(rate) dgamma(rate, r + x, alpha + T) * (1 - exp(-rate * horizon)))
}
cat("clv_active() BG/NBD x 2 and 0, MBG/NBD x 2 and 0:",
    active(.243, 4.414, .793, 2.426, 2, 30.43, 38.86, 39, 2), active(.243, 4.414, .793, 2.426, 0, 0, 38.86, 39, 0),
    active(.524843, 6.183086, .891359, 1.614002, 2, 30.43, 38.86, 39, 3),
    active(.524843, 6.183086, .891359, 1.614002, 0, 0, 38.86, 39, 1), "\n")

# sbg_fit(): the published example of Fader and Hardie (2007), and its standard errors.
contracts <- function(survivors) {
    left <- -diff(survivors)
    t <- seq_along(left)
    likelihood <- function(a, b)
        sum(left * (lbeta(a + 1, b + t - 1) - lbeta(a, b))) +
            tail(survivors, 1) * (lbeta(a, b + length(left)) - lbeta(a, b))
    fit <- search(c(0, 0), function(u) likelihood(exp(u[1]), exp(u[2])))
    cat("sbg_fit() a, b, log-likelihood, standard errors:", exp(fit$par), -fit$value,
        exp(fit$par) * sqrt(diag(solve(fit$hessian))), "\n")
}
contracts(c(1000, 869, 743, 653, 593, 551, 517, 491))
contracts(c(1000, 631, 468, 382, 326, 289, 262, 241))
