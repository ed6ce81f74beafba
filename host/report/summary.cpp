#include "host/report/summary.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <numeric>

#include "host/error.hpp"
#include "host/result/tally.hpp"

namespace racecast {
namespace {

NationSummary summarise_nation(const Result& result, int threshold, int nation) {
  const std::vector<std::uint64_t> months = arrivals_of(result, threshold, nation);
  const double all = static_cast<double>(result.trajectories());
  return {static_cast<double>(months.front()) / all, static_cast<double>(months.back()) / all,
          arrival_quantiles(result, threshold, nation),
          arrival_quantiles_all(result, threshold, nation)};
}

ThresholdSummary summarise_threshold(const Result& result, int threshold) {
  ThresholdSummary summary;
  summary.place = threshold;
  summary.info = result.thresholds[static_cast<std::size_t>(threshold)];
  for (std::size_t outcome = 0; outcome < summary.outcome.size(); ++outcome)
    summary.outcome[outcome] =
        outcome_probability(result, threshold, static_cast<Outcome>(outcome));
  for (const int nation : {us, cn})
    summary.nation[static_cast<std::size_t>(nation)] = summarise_nation(result, threshold, nation);
  const LeadCounts leads = leads_of(result, threshold);
  summary.both_arrive =
      static_cast<double>(std::accumulate(leads.both.begin(), leads.both.end(), std::uint64_t{0})) /
      static_cast<double>(result.trajectories());
  summary.lead = lead_quantiles(result, threshold);
  summary.lead_all = lead_quantiles_all(result, threshold);
  return summary;
}

std::string names_of(const Result& result) {
  std::string names;
  for (const ThresholdInfo& threshold : result.thresholds)
    names += (names.empty() ? "" : ", ") + threshold.name;
  return names;
}

}  // namespace

Summary summarise(const Result& result, const std::string& threshold) {
  Summary summary{result.name,
                  result.description,
                  result.accounting,
                  result.start,
                  result.layout.horizon,
                  result.trajectories(),
                  result.draws(),
                  result.layout.paths_per_draw,
                  outcome_probability(result, result.primary, us_first).effective,
                  result.provenance.seed,
                  result.provenance.model,
                  outcome_digest(result),
                  static_cast<std::size_t>(result.primary),
                  {}};
  for (int i = 0; i < result.layout.thresholds; ++i)
    if (threshold.empty() || result.thresholds[static_cast<std::size_t>(i)].name == threshold)
      summary.thresholds.push_back(summarise_threshold(result, i));
  if (summary.thresholds.empty())
    throw Error(ErrorKind::usage, fmt::format("there is no threshold {} (the result has {}); name "
                                              "one of these",
                                              threshold, names_of(result)));
  return summary;
}

}  // namespace racecast
