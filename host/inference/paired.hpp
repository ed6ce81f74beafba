// Differences of two results that met the same random numbers.
#pragma once

#include <optional>
#include <string>

#include "host/inference/probability.hpp"

namespace racecast {

/// Why two results do not share their random numbers; none: they do. Needs no counts.
std::optional<std::string> find_pairing_obstacle(const Result& a, const Result& b);

/// B minus A of one probability.
struct Difference {
  double difference = 0;
  double standard_error = 0;
  double low = 0, high = 0;  ///< 95 % interval
};

/// Of two results that are paired, of the thresholds at `in_a` and `in_b`; `same`: they have the
/// same outcome_digest, and nothing differs. With d_b the events of B less those of A in batch b of
/// n_b trajectories, and D = sum d_b / N,
///
///     variance = B / (B - 1) sum over batches (d_b - D n_b)^2 / N^2
///
/// as sample_of_batches() has it for one result, with Student's quantile for B - 1 degrees of
/// freedom; B counts the batches that hold draws. Where no batch differs, the variance says
/// nothing, and the interval is that of no event in as many draws: +-(1 - 0.025^(1 / draws)).
Difference paired_difference(const Result& a, const Result& b, int in_a, int in_b, int outcome,
                             bool same);

/// Of two results that are not paired: their variances add up, and the interval is made of their
/// own intervals (method of variance estimates recovery: Newcombe, Statistics in Medicine 17, 1998,
/// 873-890, method 10), which have the coverage where an outcome is rare. Where the results share
/// some draws after all, it is too wide rather than too narrow.
Difference unpaired_difference(const Probability& a, const Probability& b);

/// B minus A of two medians; NaN where either is no number.
double median_difference(double a, double b);

}  // namespace racecast
