#include "host/inference/paired.hpp"
#include "host/inference/quantiles.hpp"
#include "host/results/sweep_tables.hpp"

namespace racecast {
namespace {

template <double Difference::*Member>
std::vector<double> outcomes(const ScenarioPair& pair) {
  return by_threshold(pair.reference, outcome_count, [&](int threshold, int outcome) {
    return paired_difference(pair.reference, pair.scenario, threshold, threshold, outcome,
                             pair.same).*
           Member;
  });
}

std::vector<double> arrivals(const ScenarioPair& pair) {
  return by_threshold(pair.reference, nation_count, [&](int threshold, int nation) {
    return median_difference(
        arrival_quantiles_all(pair.reference, threshold, nation)[quantile_count / 2],
        arrival_quantiles_all(pair.scenario, threshold, nation)[quantile_count / 2]);
  });
}

std::vector<double> leads(const ScenarioPair& pair) {
  return by_threshold(pair.reference, 1, [&](int threshold, int) {
    return median_difference(lead_quantiles(pair.reference, threshold)[quantile_count / 2],
                             lead_quantiles(pair.scenario, threshold)[quantile_count / 2]);
  });
}

using DifferenceTable = RealTableOf<ScenarioPair>;

constexpr DifferenceTable of_differences[] = {
    DifferenceTable("outcome_difference", "1",
                    "Probability of the outcome, scenario minus reference",
                    {Axis::threshold, Axis::outcome}, outcomes<&Difference::difference>),
    DifferenceTable("outcome_difference_error", "1",
                    "Standard error of the difference, from pairs of batches of draws that met the "
                    "same random numbers",
                    {Axis::threshold, Axis::outcome}, outcomes<&Difference::standard_error>),
    DifferenceTable(
        "outcome_difference_low", "1",
        "Lower end of the 95 % interval of the difference, paired and cluster-robust over draws",
        {Axis::threshold, Axis::outcome}, outcomes<&Difference::low>),
    DifferenceTable(
        "outcome_difference_high", "1",
        "Upper end of the 95 % interval of the difference, paired and cluster-robust over draws",
        {Axis::threshold, Axis::outcome}, outcomes<&Difference::high>),
    DifferenceTable("arrival_difference", "month",
                    "Median month of arrival among all trajectories, scenario minus reference "
                    "(NaN: beyond the horizon in either)",
                    {Axis::threshold, Axis::nation}, arrivals),
    DifferenceTable("lead_difference", "month",
                    "Median lead of the United States among trajectories in which both arrive by "
                    "the horizon, scenario minus reference (NaN: none does in either)",
                    {Axis::threshold}, leads)};

}  // namespace

const std::vector<SweepRealTable>& sweep_real_tables() {
  static const std::vector<SweepRealTable> tables = [] {
    std::vector<SweepRealTable> found;
    for (const RealTable& table : real_tables())
      if (!table.has(Axis::odds_bin))
        found.push_back({table, [of_result = table.values](const ScenarioPair& pair) {
                           return of_result(pair.scenario);
                         }});
    for (const DifferenceTable& table : of_differences)
      found.push_back({table, table.values, true});
    return found;
  }();
  return tables;
}

}  // namespace racecast
