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
