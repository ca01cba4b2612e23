# Writes the figures of clusters_reference.test: Rscript tests/survey/clusters_reference.R
#
# Means, their errors and ratios are of R's package survey (Lumley); Tango's limits, MOVER and the p value are written out.
library(survey)

i <- 1:300
d <- data.frame(i = i, customer = (i * i) %% 37, month = 1 + (i %% 5 > 1), weight = 1 + i %% 4)
d$score <- (d$customer * 5 + (i * 7) %% 4 + (d$month == 2)) %% 11
d$s <- (d$score >= 9) - (d$score <= 6)
z <- qnorm(0.975)

# Tango (1998), solved where the statistic is z; n need not be whole.
tango <- function(p, m, n, z) {
    side <- function(x, y) { # the lower limit of x - y
        excess <- function(delta) {
            b <- (2 * n - n * x + n * y) * delta - n * x - n * y
            q <- (sqrt(b^2 + 8 * n * n * y * delta * (1 - delta)) - b) / (4 * n)
            (n * x - n * y - n * delta) / sqrt(n * (2 * q + delta * (1 - delta))) - z
        }
        uniroot(excess, c(-1 + 1e-9, x - y - 1e-9), tol = 1e-13)$root
    }
    c(side(p, m), -side(m, p))
}
wilson <- function(p, n, z) (p + z^2 / 2 / n + c(-1, 1) * z * sqrt(p * (1 - p) / n + z^2 / 4 / n^2)) / (1 + z^2 / n)

sample_of <- function(rows, weights) {
    design <- svydesign(ids = ~customer, weights = weights, data = rows)
    mean <- svymean(~s, design)
    w <- weights(design)
    p <- sum(w * (rows$s > 0)) / sum(w)
    m <- sum(w * (rows$s < 0)) / sum(w)
    list(mean = coef(mean), se = SE(mean), p = p, m = m, n = nrow(rows), df = degf(design),
         effective = (p + m - (p - m)^2) / as.numeric(SE(mean))^2)
}
limits <- function(of, z) {
    t <- qt(pnorm(z), of$df)
    tango(of$p, of$m, min(of$effective * (z / t)^2, of$n), z)
}
show <- function(name, ...) cat(name, sprintf("%.9f", c(...)), sep = "|", fill = 200)

all <- sample_of(d, ~1)
show("score", 100 * all$mean, 100 * limits(all, z), all$effective)
weighted <- sample_of(d, ~weight)
show("weighted", 100 * weighted$mean, 100 * limits(weighted, z), weighted$effective)

d$yes <- as.numeric(d$score >= 9)
share <- svymean(~yes, svydesign(ids = ~customer, weights = ~1, data = d))
effective <- coef(share) * (1 - coef(share)) / as.numeric(SE(share))^2
show("share", 100 * coef(share), 100 * wilson(coef(share), effective * (z / qt(0.975, length(unique(d$customer)) - 1))^2, z), effective)

posts <- data.frame(a = (i * 13) %% 29, b = 100 + (i * 31) %% 71)[1:40, ]
ratio <- svyratio(~a, ~b, svydesign(ids = ~1, weights = ~1, data = posts))
show("ratio", coef(ratio), SE(ratio), coef(ratio) + c(-1, 1) * qt(0.975, 39) * as.numeric(SE(ratio)))

# The two months, whose customers are the same: the covariance of the means is that of their linearised sums.
one <- sample_of(d[d$month == 1, ], ~1)
two <- sample_of(d[d$month == 2, ], ~1)
sums <- function(month, mean, n) {
    rows <- d[d$month == month, ]
    tapply(rows$s - mean, factor(rows$customer, levels = unique(d$customer)), sum, default = 0) / n
}
x <- sums(1, one$mean, one$n)
y <- sums(2, two$mean, two$n)
rho <- sum(x * y) / sqrt(sum(x^2) * sum(y^2))
difference <- two$mean - one$mean
mover <- function(z) {
    a <- limits(one, z)
    b <- limits(two, z)
    down <- c(two$mean - b[1], a[2] - one$mean)
    up <- c(b[2] - two$mean, one$mean - a[1])
    difference + c(-1, 1) * c(sqrt(sum(down^2) - 2 * rho * prod(down)), sqrt(sum(up^2) - 2 * rho * prod(up)))
}
p <- uniroot(function(z) mover(z)[if (difference > 0) 1 else 2], c(0.1, 4), tol = 1e-12)$root
show("overlap", 100 * difference, 100 * mover(z), 2 * pnorm(-p))
cat("survey", as.character(packageVersion("survey")), R.version.string, "\n")
