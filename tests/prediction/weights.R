# Writes the figures of weights.test: Rscript tests/prediction/weights.R
#
# Logistic regression with a weight for each row, of R's glm(). It warns of weights that are no whole numbers, and counts
# them all the same.
options(digits = 13)
i <- 1:300
d <- data.frame(i = i, visits = (i * i) %% 37 / 4, spend = (i * 7) %% 50 - 20, weight = (1 + i %% 8) / 3)
d$outcome <- as.integer((i * 29) %% 101 + 2 * d$visits > 70)

show <- function(fit) {
    s <- summary(fit)$coefficients
    cat(s[, 1], "\n", s[, 2], "\n", s[-1, 3], "\n", s[-1, 4], "\n",
        -fit$deviance / 2, -fit$null.deviance / 2, 1 - fit$deviance / fit$null.deviance, "\n")
}
control <- glm.control(epsilon = 1e-15, maxit = 100)
fit <- suppressWarnings(glm(outcome ~ visits + spend, binomial, d, weights = weight, control = control))
show(fit)
pairs <- outer(which(d$outcome == 1), which(d$outcome == 0), function(h, m) {
    gap <- fit$linear.predictors[h] - fit$linear.predictors[m]
    d$weight[h] * d$weight[m] * ((gap > 0) + (gap == 0) / 2)
})
w <- tapply(d$weight, d$outcome, sum)
cat("auc, customers, advocates, mean visits:", sum(pairs) / prod(w), sum(w), w[2], weighted.mean(d$visits, d$weight), "\n")
