#include "host/report/compare.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <limits>
#include <optional>

#include "host/config/suggest.hpp"

namespace racecast {
namespace {

constexpr double tail = 0.025;  // of a two-sided 95 % interval

/// Why two results do not share their random numbers; empty: they do.
std::string why_unpaired(const Result& a, const Result& b) {
  const Provenance& of_a = a.provenance;
  const Provenance& of_b = b.provenance;
  if (of_a.model != of_b.model)
    return fmt::format("models {} and {}", one_line(of_a.model), one_line(of_b.model));
  if (of_a.seed != of_b.seed) return fmt::format("seeds {} and {}", of_a.seed, of_b.seed);
  if (of_a.first_draw != of_b.first_draw)
    return fmt::format("first draws {} and {}", of_a.first_draw, of_b.first_draw);
  if (of_a.draws != of_b.draws) return fmt::format("{} and {} draws", of_a.draws, of_b.draws);
  if (a.layout.paths_per_draw != b.layout.paths_per_draw)
    return fmt::format("{} and {} paths a draw", a.layout.paths_per_draw, b.layout.paths_per_draw);
  if (a.start != b.start) return fmt::format("starts {} and {}", a.start.text(), b.start.text());
  if (a.layout.horizon != b.layout.horizon)
    return fmt::format("{} and {} months", a.layout.horizon, b.layout.horizon);
  return {};
}

std::uint64_t batch_count(const Result& result, int batch, int threshold, int outcome) {
  return result
      .counts[static_cast<std::size_t>(result.layout.outcome_batch(batch, threshold, outcome))];
}

/// Trajectories of a batch, which every threshold has.
std::uint64_t batch_size(const Result& result, int batch) {
  std::uint64_t size = 0;
  for (int outcome = 0; outcome < outcome_count; ++outcome)
    size += batch_count(result, batch, 0, outcome);
  return size;
}

struct Spread {
  double variance = 0, batches = 0;
};

/// Of the mean difference, from its spread over batches.
Spread paired_spread(const Result& a, const Result& b, int in_a, int in_b, int outcome,
                     double difference) {
  double squares = 0, batches = 0;
  for (int batch = 0; batch < outcome_batches; ++batch) {
    const double size = static_cast<double>(batch_size(a, batch));
    if (size == 0) continue;
    ++batches;
    const double events = static_cast<double>(batch_count(b, batch, in_b, outcome)) -
                          static_cast<double>(batch_count(a, batch, in_a, outcome));
    const double deviation = events - difference * size;
    squares += deviation * deviation;
  }
  const double n = static_cast<double>(a.trajectories());
  return {batches > 1 ? batches / (batches - 1) * squares / (n * n) : 0, batches};
}

void pair_up(const Result& a, const Result& b, int in_a, int in_b, int outcome, bool same,
             ProbabilityChange& change) {
  if (same) return;  // no difference, no error
  const Spread spread = paired_spread(a, b, in_a, in_b, outcome, change.difference);
  change.standard_error = std::sqrt(spread.variance);
  double half = 1 - std::pow(tail, 1 / static_cast<double>(a.draws()));
  if (change.standard_error > 0)
    half = change.standard_error *
           boost::math::quantile(boost::math::students_t(spread.batches - 1), 1 - tail);
  else if (spread.batches < 2)
    half = 1;
  change.low = std::max(-1.0, change.difference - half);
  change.high = std::min(1.0, change.difference + half);
}

void add_up(ProbabilityChange& change) {
  const auto variance = [](const Probability& p) {
    return p.estimate * (1 - p.estimate) / p.effective;
  };
  change.standard_error = std::sqrt(variance(change.a) + variance(change.b));
  const double a = change.a.estimate, b = change.b.estimate;
  change.low = change.difference - std::hypot(b - change.b.low, change.a.high - a);
  change.high = change.difference + std::hypot(change.b.high - b, a - change.a.low);
}

std::optional<int> place_of(const Result& result, const std::string& name) {
  for (std::size_t i = 0; i < result.thresholds.size(); ++i)
    if (result.thresholds[i].name == name) return static_cast<int>(i);
  return {};
}

/// Two results and what their summaries say: their digests are computed once.
struct Pair {
  const Result &a, &b;
  Summary of_a = summarise(a), of_b = summarise(b);
  bool paired = false;
};

ThresholdChange change_of(const Pair& pair, int in_a, int in_b) {
  ThresholdChange change{pair.of_a.thresholds[static_cast<std::size_t>(in_a)],
                         pair.of_b.thresholds[static_cast<std::size_t>(in_b)],
                         {}};
  const bool same = pair.paired && pair.of_a.digest == pair.of_b.digest;
  for (std::size_t outcome = 0; outcome < outcome_count; ++outcome) {
    ProbabilityChange& to = change.outcome[outcome];
    to.a = change.a.outcome[outcome];
    to.b = change.b.outcome[outcome];
    to.difference = to.b.estimate - to.a.estimate;
    if (pair.paired)
      pair_up(pair.a, pair.b, in_a, in_b, static_cast<int>(outcome), same, to);
    else
      add_up(to);
  }
  return change;
}

double difference(double a, double b) {
  return std::isfinite(a) && std::isfinite(b) ? b - a : std::numeric_limits<double>::quiet_NaN();
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
  return difference(a.nation[at].arrival_all[quantile_count / 2],
                    b.nation[at].arrival_all[quantile_count / 2]);
}

double ThresholdChange::lead() const {
  return difference(a.lead[quantile_count / 2], b.lead[quantile_count / 2]);
}

Comparison compare_results(const Result& a, const Result& b, const std::string& threshold) {
  require_threshold(a, b, threshold);
  const std::string unpaired = why_unpaired(a, b);
  Comparison comparison;
  comparison.paired = unpaired.empty();
  comparison.why = comparison.paired ? "the same seed, draws, paths and months" : unpaired;
  Pair pair{a, b};
  pair.paired = comparison.paired;
  const auto wanted = [&](const std::string& name) {
    return threshold.empty() || name == threshold;
  };
  for (const ThresholdInfo& each : a.thresholds) {
    if (!wanted(each.name)) continue;
    const std::optional<int> in_b = place_of(b, each.name);
    if (in_b)
      comparison.thresholds.push_back(change_of(pair, *place_of(a, each.name), *in_b));
    else
      comparison.only_a.push_back(each.name);
  }
  for (const ThresholdInfo& each : b.thresholds)
    if (wanted(each.name) && !place_of(a, each.name)) comparison.only_b.push_back(each.name);
  return comparison;
}

}  // namespace racecast
