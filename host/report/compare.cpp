#include "host/report/compare.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "host/error.hpp"
#include "host/text/suggest.hpp"

namespace racecast {
namespace {

std::optional<int> place_of(const Result& result, const std::string& name) {
  for (std::size_t i = 0; i < result.thresholds.size(); ++i)
    if (result.thresholds[i].name == name) return static_cast<int>(i);
  return {};
}

/// Two results and what their summaries say.
struct Pair {
  const Result &a, &b;
  bool paired = false;
  bool same = paired && outcome_digest(a) == outcome_digest(b);
  std::vector<ThresholdSummary> of_a = summarise(a), of_b = summarise(b);
};

ThresholdChange change_of(const Pair& pair, int in_a, int in_b) {
  ThresholdChange change{
      pair.of_a[static_cast<std::size_t>(in_a)], pair.of_b[static_cast<std::size_t>(in_b)], {}};
  for (const Outcome outcome : {us_first, cn_first, same_month, neither}) {
    const Probability &of_a = change.a.outcome[outcome], &of_b = change.b.outcome[outcome];
    const Difference difference =
        pair.paired ? paired_difference(pair.a, pair.b, in_a, in_b, outcome, pair.same)
                    : unpaired_difference(of_a, of_b);
    change.outcome[outcome] = {difference, of_a, of_b};
  }
  return change;
}

void require_threshold(const Result& a, const Result& b, const std::string& name) {
  if (name.empty() || place_of(a, name) || place_of(b, name)) return;
  std::vector<std::string> known;
  for (const Result* result : {&a, &b})
    for (const ThresholdInfo& threshold : result->thresholds)
      if (std::ranges::find(known, threshold.name) == known.end()) known.push_back(threshold.name);
  throw Error(ErrorKind::usage,
              fmt::format("neither result has a threshold {}; {}", name, suggestion(name, known)));
}

}  // namespace

double ThresholdChange::arrival(int nation) const {
  const auto at = static_cast<std::size_t>(nation);
  return median_difference(a.nation[at].arrival_all[quantile_count / 2],
                           b.nation[at].arrival_all[quantile_count / 2]);
}

double ThresholdChange::lead() const {
  return median_difference(a.lead[quantile_count / 2], b.lead[quantile_count / 2]);
}

Comparison compare_results(const Result& a, const Result& b, const std::string& threshold) {
  require_threshold(a, b, threshold);
  const auto obstacle = find_pairing_obstacle(a, b);
  Comparison comparison;
  comparison.paired = !obstacle;
  comparison.why = obstacle.value_or("the same seed, draws, paths and months");
  const Pair pair{a, b, comparison.paired};
  const auto wanted = [&](const std::string& name) {
    return threshold.empty() || name == threshold;
  };
  for (const ThresholdInfo& each : a.thresholds) {
    if (!wanted(each.name)) continue;
    if (const std::optional<int> in_b = place_of(b, each.name))
      comparison.thresholds.push_back(change_of(pair, *place_of(a, each.name), *in_b));
    else
      comparison.only_a.push_back(each.name);
  }
  for (const ThresholdInfo& each : b.thresholds)
    if (wanted(each.name) && !place_of(a, each.name)) comparison.only_b.push_back(each.name);
  return comparison;
}

}  // namespace racecast
