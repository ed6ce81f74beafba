// Results that obey the sum rules, from a race that needs no engine.
#pragma once

#include <cstdint>
#include <functional>
#include <random>
#include <string>
#include <utility>

#include "host/result/result.hpp"
#include "host/result/tally.hpp"

namespace racecast::synthetic {

struct Shape {
  int thresholds = 2;
  int horizon = 24;
  int paths_per_draw = 8;
  std::uint64_t first_draw = 700;
  std::uint64_t draws = 1500;
};

/// Months of arrival of a path, {us, cn}, horizon + 1 for never.
using Race = std::function<std::pair<int, int>(std::uint64_t draw, int path, int threshold)>;

inline Result empty_result(const Shape& shape) {
  Result result;
  result.name = "synthetic";
  result.description = "made up, für Tests";
  result.accounting = "location";
  result.start = {2026, 1};
  result.layout = {shape.thresholds, shape.horizon, shape.paths_per_draw};
  result.counts.resize(static_cast<std::size_t>(result.layout.size()));
  for (int i = 0; i < shape.thresholds; ++i)
    result.thresholds.push_back({"level_" + std::to_string(i), i % metric_count, i % 2 == 0, i + 1,
                                 "1e" + std::to_string(i + 6), i % 2 == 0 ? "" : "why ≥ 1"});
  result.primary = shape.thresholds - 1;
  Provenance& p = result.provenance;
  p.config_path = "configs/synthetic.toml";
  p.config_given = std::string(100'000, '#') + "\nname = \"synthetic\"\n";
  p.config_resolved = "name = \"synthetic\"\n";
  p.version = "0.1.0";
  p.git_commit = "0123abc";
  p.compiler = "some compiler";
  p.command = "racecast run configs/synthetic.toml";
  p.seed = 0xffff'ffff'ffff'fff1;
  p.first_draw = shape.first_draw;
  p.draws = shape.draws;
  p.device_kind = "cpu", p.device_name = "some processor", p.device_detail = "";
  p.created = "2026-01-02T03:04:05Z";
  p.wall_seconds = 1.25, p.path_months_per_second = 1.5e8;
  return result;
}

/// Counts one trajectory everywhere but in the odds; true: the US is first.
inline bool count_path(Result& result, std::uint64_t draw, int threshold, int pattern,
                       std::pair<int, int> months) {
  const CountsLayout& at = result.layout;
  const auto add = [&](std::int64_t index) { ++result.counts[static_cast<std::size_t>(index)]; };
  const int outcome = outcome_of(at, months.first, months.second);
  const int arrival_batch = static_cast<int>(draw % arrival_batches);
  add(at.joint(threshold, months.first, months.second));
  add(at.event_outcome(threshold, pattern, outcome));
  add(at.outcome_batch(static_cast<int>(draw % outcome_batches), threshold, outcome));
  add(at.arrival_batch(arrival_batch, threshold, us, months.first));
  add(at.arrival_batch(arrival_batch, threshold, cn, months.second));
  return outcome == us_first;
}

inline Result count_race(const Shape& shape, const Race& race) {
  Result result = empty_result(shape);
  for (std::uint64_t draw = shape.first_draw; draw < shape.first_draw + shape.draws; ++draw)
    for (int threshold = 0; threshold < shape.thresholds; ++threshold) {
      int wins = 0;
      for (int path = 0; path < shape.paths_per_draw; ++path)
        wins +=
            count_path(result, draw, threshold, path % event_patterns, race(draw, path, threshold));
      ++result.counts[static_cast<std::size_t>(result.layout.odds(threshold, wins))];
    }
  return result;
}

/// Both nations arrive after random times, of which the mean is the draw's.
inline Result random_result(const Shape& shape = {}, std::uint64_t seed = 1) {
  std::mt19937_64 random(seed);
  double mean[nation_count] = {};
  const auto month = [&](int nation) {
    const double months = std::exponential_distribution<>(1 / mean[nation])(random);
    return months > shape.horizon ? shape.horizon + 1 : static_cast<int>(months);
  };
  return count_race(shape, [&](std::uint64_t, int path, int) {
    if (path == 0)
      for (double& each : mean)
        each = shape.horizon * std::lognormal_distribution<>(-0.7, 1.0)(random);
    const int us_month = month(us);
    return std::pair(us_month, month(cn));
  });
}

}  // namespace racecast::synthetic
