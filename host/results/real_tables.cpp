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
  std::vector<double> values;
  for (int threshold = 0; threshold < result.layout.thresholds; ++threshold)
    for (int outcome = 0; outcome < outcome_count; ++outcome)
      values.push_back(outcome_probability(result, threshold, static_cast<Outcome>(outcome)).*
                       Member);
  return values;
}

void append(std::vector<double>& values, const Quantiles& quantiles) {
  for (const double value : quantiles)
    values.push_back(std::isfinite(value) ? value : std::numeric_limits<double>::quiet_NaN());
}

template <Quantiles (*Of)(const Result&, int, int)>
std::vector<double> arrivals(const Result& result) {
  std::vector<double> values;
  for (int threshold = 0; threshold < result.layout.thresholds; ++threshold)
    for (int nation = 0; nation < nation_count; ++nation)
      append(values, Of(result, threshold, nation));
  return values;
}

template <Quantiles (*Of)(const Result&, int)>
std::vector<double> leads(const Result& result) {
  std::vector<double> values;
  for (int threshold = 0; threshold < result.layout.thresholds; ++threshold)
    append(values, Of(result, threshold));
  return values;
}

template <std::vector<double> (*Bins)(std::span<const std::uint64_t>)>
std::vector<double> odds_by_bin(const Result& result) {
  std::vector<double> values;
  for (int threshold = 0; threshold < result.layout.thresholds; ++threshold) {
    const std::vector<double> bins = Bins(odds_of(result, threshold));
    values.insert(values.end(), bins.begin(), bins.end());
  }
  return values;
}

std::vector<double> denoised_bins(std::span<const std::uint64_t> odds) {
  return bins_of(mixing_distribution(odds));
}

constexpr RealTable of_reals[] = {
    {"outcome_probability",
     "1",
     "Probability of the outcome",
     {Axis::threshold, Axis::outcome},
     2,
     probabilities<&Probability::estimate>},
    {"outcome_probability_low",
     "1",
     "Lower end of the 95 % interval of the probability, cluster-robust over draws",
     {Axis::threshold, Axis::outcome},
     2,
     probabilities<&Probability::low>},
    {"outcome_probability_high",
     "1",
     "Upper end of the 95 % interval of the probability, cluster-robust over draws",
     {Axis::threshold, Axis::outcome},
     2,
     probabilities<&Probability::high>},
    {"arrival_quantile",
     "month",
     "Quantile of the month of arrival among trajectories that arrive by the horizon (NaN: none "
     "does)",
     {Axis::threshold, Axis::nation, Axis::quantile},
     3,
     arrivals<arrival_quantiles>},
    {"arrival_quantile_all",
     "month",
     "Quantile of the month of arrival among all trajectories (NaN: beyond the horizon)",
     {Axis::threshold, Axis::nation, Axis::quantile},
     3,
     arrivals<arrival_quantiles_all>},
    {"lead_quantile",
     "month",
     "Quantile of the lead of the United States, month of China minus month of the United States, "
     "among trajectories in which both arrive by the horizon (NaN: none does)",
     {Axis::threshold, Axis::quantile},
     2,
     leads<lead_quantiles>},
    {"lead_quantile_all",
     "month",
     "Quantile of the lead of the United States among trajectories in which at least one nation "
     "arrives by the horizon, the other being later than any lead that is seen (NaN: such a lead, "
     "or no arrival)",
     {Axis::threshold, Axis::quantile},
     2,
     leads<lead_quantiles_all>},
    {"odds_probability_denoised",
     "1",
     "Share of the draws by their own probability that the United States is first, without the "
     "binomial noise of a draw's paths (nonparametric maximum likelihood)",
     {Axis::threshold, Axis::odds_bin},
     2,
     odds_by_bin<denoised_bins>},
    {"odds_probability_raw",
     "1",
     "Share of the draws by the share of their paths in which the United States is first: raw "
     "bins, smeared by binomial noise",
     {Axis::threshold, Axis::odds_bin},
     2,
     odds_by_bin<raw_bins>}};

}  // namespace

std::span<const RealTable> real_tables() { return of_reals; }

}  // namespace racecast
