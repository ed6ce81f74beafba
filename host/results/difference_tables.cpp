#include "host/inference/paired.hpp"
#include "host/inference/quantiles.hpp"
#include "host/results/sweep_tables.hpp"

namespace racecast {
namespace {

template <double Difference::*Member>
std::vector<double> outcomes(const ScenarioPair& pair) {
  std::vector<double> values;
  for (int threshold = 0; threshold < pair.reference.layout.thresholds; ++threshold)
    for (int outcome = 0; outcome < outcome_count; ++outcome)
      values.push_back(paired_difference(pair.reference, pair.scenario, threshold, threshold,
                                         outcome, pair.same).*
                       Member);
  return values;
}

std::vector<double> arrivals(const ScenarioPair& pair) {
  std::vector<double> values;
  for (int threshold = 0; threshold < pair.reference.layout.thresholds; ++threshold)
    for (int nation = 0; nation < nation_count; ++nation)
      values.push_back(median_difference(
          arrival_quantiles_all(pair.reference, threshold, nation)[quantile_count / 2],
          arrival_quantiles_all(pair.scenario, threshold, nation)[quantile_count / 2]));
  return values;
}

std::vector<double> leads(const ScenarioPair& pair) {
  std::vector<double> values;
  for (int threshold = 0; threshold < pair.reference.layout.thresholds; ++threshold)
    values.push_back(
        median_difference(lead_quantiles(pair.reference, threshold)[quantile_count / 2],
                          lead_quantiles(pair.scenario, threshold)[quantile_count / 2]));
  return values;
}

constexpr DifferenceTable of_differences[] = {
    {"outcome_difference",
     "1",
     "Probability of the outcome, scenario minus reference",
     {Axis::threshold, Axis::outcome},
     2,
     outcomes<&Difference::estimate>},
    {"outcome_difference_error",
     "1",
     "Standard error of the difference, from pairs of batches of draws that met the same random "
     "numbers",
     {Axis::threshold, Axis::outcome},
     2,
     outcomes<&Difference::standard_error>},
    {"outcome_difference_low",
     "1",
     "Lower end of the 95 % interval of the difference, paired and cluster-robust over draws",
     {Axis::threshold, Axis::outcome},
     2,
     outcomes<&Difference::low>},
    {"outcome_difference_high",
     "1",
     "Upper end of the 95 % interval of the difference, paired and cluster-robust over draws",
     {Axis::threshold, Axis::outcome},
     2,
     outcomes<&Difference::high>},
    {"arrival_difference",
     "month",
     "Median month of arrival among all trajectories, scenario minus reference (NaN: beyond the "
     "horizon in either)",
     {Axis::threshold, Axis::nation},
     2,
     arrivals},
    {"lead_difference",
     "month",
     "Median lead of the United States among trajectories in which both arrive by the horizon, "
     "scenario minus reference (NaN: none does in either)",
     {Axis::threshold},
     1,
     leads}};

}  // namespace

std::span<const DifferenceTable> difference_tables() { return of_differences; }

}  // namespace racecast
