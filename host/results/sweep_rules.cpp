#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>

#include "host/results/sweep_tables.hpp"

namespace racecast {
namespace {

using Violation = std::optional<std::string>;

/// One scenario and threshold of a table of counts or reals, whose first axis the threshold is.
template <class Number>
std::span<const Number> row_of(const std::vector<Number>& table, std::size_t row,
                               std::size_t rows) {
  const std::size_t width = table.size() / rows;
  return std::span(table).subspan(row * width, width);
}

class Rules {
 public:
  explicit Rules(const SweepResult& sweep)
      : sweep_(sweep), thresholds_(static_cast<std::size_t>(sweep.question.layout.thresholds)) {}

  Violation find() const {
    const Result& question = sweep_.question;
    if (question.primary < 0 || question.primary >= question.layout.thresholds)
      return "there is no primary threshold";
    if (sweep_.scenarios.empty() || sweep_.reference >= sweep_.scenarios.size())
      return "there is no reference";
    for (std::size_t scenario = 0; scenario < sweep_.scenarios.size(); ++scenario) {
      if (const Violation broken = find_by(scenario))
        return fmt::format("scenario {}: {}", scenario, *broken);
    }
    return {};
  }

 private:
  Violation find_by(std::size_t scenario) const {
    const std::uint64_t n = sweep_.scenarios[scenario].trajectories;
    const Provenance& provenance = sweep_.question.provenance;
    const auto paths = static_cast<std::uint64_t>(sweep_.question.layout.paths_per_draw);
    const bool done = sweep_.done(scenario);
    if (provenance.draws > max_trajectories / paths) return "it has too many draws";
    if (n != (done ? provenance.draws * paths : 0)) return "it has not the trajectories of the run";
    if (done && n == 0) return "it has no trajectories";
    // No table of a file is summed before its numbers are known to be small.
    for (const auto& table : sweep_.counts)
      if (std::ranges::max(row_of(table, scenario, sweep_.scenarios.size())) > n)
        return "a count is greater than its trajectories";
    for (std::size_t threshold = 0; threshold < thresholds_; ++threshold) {
      const std::size_t row = scenario * thresholds_ + threshold;
      for (const Violation& broken : {arrivals(row, n), outcomes(scenario, row, n),
                                      probabilities(scenario, row, n), differences(scenario, row)})
        if (broken) return broken;
    }
    return {};
  }

  std::span<const std::uint64_t> counts(const char* name, std::size_t row) const {
    return row_of(sweep_.counts[count_place(name)], row, sweep_.scenarios.size() * thresholds_);
  }
  std::span<const double> reals(const char* name, std::size_t row) const {
    return row_of(sweep_.reals[real_place(name)], row, sweep_.scenarios.size() * thresholds_);
  }

  Violation arrivals(std::size_t row, std::uint64_t n) const {
    const auto months = counts("arrival_count", row), never = counts("arrival_never_count", row);
    const std::size_t width = months.size() / nation_count;
    for (std::size_t nation = 0; nation < nation_count; ++nation) {
      const auto own = months.subspan(nation * width, width);
      if (std::accumulate(own.begin(), own.end(), never[nation]) != n)
        return "its arrivals do not add up to its trajectories";
    }
    return {};
  }

  Violation outcomes(std::size_t scenario, std::size_t row, std::uint64_t n) const {
    const auto ends = counts("outcome_count", row);
    if (std::accumulate(ends.begin(), ends.end(), std::uint64_t{0}) != n)
      return "its outcomes do not add up to its trajectories";
    // [scenario][batch][threshold][outcome]
    const auto batches =
        row_of(sweep_.counts[count_place(batch_table)], scenario, sweep_.scenarios.size());
    const std::size_t width = thresholds_ * outcome_count;
    for (std::size_t outcome = 0; outcome < outcome_count; ++outcome) {
      std::uint64_t sum = 0;
      for (std::size_t at = row % thresholds_ * outcome_count + outcome; at < batches.size();
           at += width)
        sum += batches[at];
      if (sum != ends[outcome]) return "its batches do not add up to its outcomes";
    }
    return {};
  }

  Violation probabilities(std::size_t scenario, std::size_t row, std::uint64_t n) const {
    const auto ends = counts("outcome_count", row);
    const auto of = reals("outcome_probability", row), low = reals("outcome_probability_low", row),
               high = reals("outcome_probability_high", row);
    for (std::size_t i = 0; i < outcome_count && sweep_.done(scenario); ++i)
      if (of[i] != static_cast<double>(ends[i]) / static_cast<double>(n) || !(low[i] <= of[i]) ||
          !(of[i] <= high[i]) || !(low[i] >= 0) || !(high[i] <= 1))
        return "a probability is not that of its counts";
    return {};
  }

  Violation differences(std::size_t scenario, std::size_t row) const {
    const bool both = sweep_.done(scenario) && sweep_.done(sweep_.reference);
    const std::size_t other = sweep_.reference * thresholds_ + row % thresholds_;
    const auto of = reals("outcome_difference", row), low = reals("outcome_difference_low", row),
               high = reals("outcome_difference_high", row);
    const auto own = reals("outcome_probability", row), base = reals("outcome_probability", other);
    for (std::size_t i = 0; i < outcome_count; ++i) {
      if (!both && std::isnan(of[i])) continue;
      if (!both || of[i] != own[i] - base[i] || !(low[i] <= of[i]) || !(of[i] <= high[i]))
        return "a difference is not that of its probabilities";
    }
    return {};
  }

  const SweepResult& sweep_;
  std::size_t thresholds_;
};

}  // namespace

std::optional<std::string> find_violation(const SweepResult& sweep) { return Rules(sweep).find(); }

}  // namespace racecast
