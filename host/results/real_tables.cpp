#include "host/results/real_tables.hpp"

#include <cmath>
#include <limits>

#include "host/inference/mixing.hpp"
#include "host/inference/probability.hpp"
#include "host/inference/quantiles.hpp"
#include "host/result/tally.hpp"

namespace racecast {
namespace {

template <double Probability::*Member>
std::vector<double> probabilities(const Result& result) {
  return by_threshold(result, outcome_count, [&](int threshold, int outcome) {
    return outcome_probability(result, threshold, static_cast<Outcome>(outcome)).*Member;
  });
}

Quantiles with_nan(Quantiles quantiles) {
  for (double& value : quantiles)
    if (!std::isfinite(value)) value = std::numeric_limits<double>::quiet_NaN();
  return quantiles;
}

template <Quantiles (*Of)(const Result&, int, int)>
std::vector<double> arrivals(const Result& result) {
  return by_threshold(result, nation_count, [&](int threshold, int nation) {
    return with_nan(Of(result, threshold, nation));
  });
}

template <Quantiles (*Of)(const Result&, int)>
std::vector<double> leads(const Result& result) {
  return by_threshold(result, 1,
                      [&](int threshold, int) { return with_nan(Of(result, threshold)); });
}

template <std::vector<double> (*Bins)(std::span<const std::uint64_t>)>
std::vector<double> odds_by_bin(const Result& result) {
  return by_threshold(result, 1,
                      [&](int threshold, int) { return Bins(odds_of(result, threshold)); });
}

std::vector<double> denoised_bins(std::span<const std::uint64_t> odds) {
  return bins_of(mixing_distribution(odds));
}

constexpr RealTable of_reals[] = {
    RealTable("outcome_probability", "1", "Probability of the outcome",
              {Axis::threshold, Axis::outcome}, probabilities<&Probability::estimate>),
    RealTable("outcome_probability_low", "1",
              "Lower end of the 95 % interval of the probability, cluster-robust over draws",
              {Axis::threshold, Axis::outcome}, probabilities<&Probability::low>),
    RealTable("outcome_probability_high", "1",
              "Upper end of the 95 % interval of the probability, cluster-robust over draws",
              {Axis::threshold, Axis::outcome}, probabilities<&Probability::high>),
    RealTable("arrival_quantile", "month",
              "Quantile of the month of arrival among trajectories that arrive by the horizon "
              "(NaN: none does)",
              {Axis::threshold, Axis::nation, Axis::quantile}, arrivals<arrival_quantiles>),
    RealTable("arrival_quantile_all", "month",
              "Quantile of the month of arrival among all trajectories (NaN: beyond the horizon)",
              {Axis::threshold, Axis::nation, Axis::quantile}, arrivals<arrival_quantiles_all>),
    RealTable("lead_quantile", "month",
              "Quantile of the lead of the United States, month of China minus month of the United "
              "States, among trajectories in which both arrive by the horizon (NaN: none does)",
              {Axis::threshold, Axis::quantile}, leads<lead_quantiles>),
    RealTable("lead_quantile_all", "month",
              "Quantile of the lead of the United States among trajectories in which at least one "
              "nation arrives by the horizon, the other being later than any lead that is seen "
              "(NaN: such a lead, or no arrival)",
              {Axis::threshold, Axis::quantile}, leads<lead_quantiles_all>),
    RealTable("odds_probability_denoised", "1",
              "Share of the draws by their own probability that the United States is first, "
              "without the binomial noise of a draw's paths (nonparametric maximum likelihood)",
              {Axis::threshold, Axis::odds_bin}, odds_by_bin<denoised_bins>),
    RealTable("odds_probability_raw", "1",
              "Share of the draws by the share of their paths in which the United States is first: "
              "raw bins, smeared by binomial noise",
              {Axis::threshold, Axis::odds_bin}, odds_by_bin<raw_bins>)};

}  // namespace

std::span<const RealTable> real_tables() { return of_reals; }

}  // namespace racecast
