#include "host/report/summary.hpp"

#include <fmt/core.h>

#include <numeric>

#include "host/error.hpp"
#include "host/result/tally.hpp"
#include "host/text/suggest.hpp"

namespace racecast {
namespace {

ThresholdSummary summarise_threshold(const Result& result, int threshold) {
  ThresholdSummary summary;
  summary.place = threshold;
  summary.info = result.thresholds[static_cast<std::size_t>(threshold)];
  for (std::size_t outcome = 0; outcome < summary.outcome.size(); ++outcome)
    summary.outcome[outcome] =
        outcome_probability(result, threshold, static_cast<Outcome>(outcome));
  const double all = static_cast<double>(result.trajectories());
  for (const int nation : {us, cn}) {
    const std::vector<std::uint64_t> months = arrivals_of(result, threshold, nation);
    summary.nation[static_cast<std::size_t>(nation)] = {
        static_cast<double>(months.front()) / all, static_cast<double>(months.back()) / all,
        arrival_quantiles(result, threshold, nation),
        arrival_quantiles_all(result, threshold, nation)};
  }
  const LeadCounts leads = leads_of(result, threshold);
  summary.both_arrive =
      static_cast<double>(std::accumulate(leads.both.begin(), leads.both.end(), std::uint64_t{0})) /
      all;
  summary.lead = lead_quantiles(result, threshold);
  summary.lead_all = lead_quantiles_all(result, threshold);
  return summary;
}

}  // namespace

std::vector<ThresholdSummary> summarise(const Result& result, const std::string& threshold) {
  std::vector<ThresholdSummary> wanted;
  std::vector<std::string> names;
  for (const ThresholdInfo& each : result.thresholds) {
    if (threshold.empty() || each.name == threshold)
      wanted.push_back(summarise_threshold(result, static_cast<int>(names.size())));
    names.push_back(each.name);
  }
  if (wanted.empty())
    throw Error(ErrorKind::usage, fmt::format("there is no threshold {} (the result has {}); name "
                                              "one of these",
                                              threshold, joined_words(names)));
  return wanted;
}

}  // namespace racecast
