// Logistic regression of counts on a few columns.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace racecast {

/// The coefficients b of logit P = b[0] + sum over j of b[1 + j] columns[j][i], of counts[i] out of
/// `trials`: maximum likelihood (Newton's steps, halved where they would not gain) with a penalty
/// b_j^2 / 200, the prior of a standard deviation of 10, so that columns that part the counts
/// perfectly have an answer too. Counts that vary more than binomial ones leave it consistent.
/// None: all counts are 0 or all are `trials`, or the steps do not settle.
std::optional<std::vector<double>> logistic_fit(std::span<const std::vector<double>> columns,
                                                std::span<const std::uint32_t> counts, int trials);

/// b[0] + sum of b[1 + j] columns[j][i].
double logit_at(std::span<const double> coefficients, std::span<const std::vector<double>> columns,
                std::size_t i);
double logistic_of(double logit);

}  // namespace racecast
