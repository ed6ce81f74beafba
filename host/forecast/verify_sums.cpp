// How the draws that a result keeps ended, against its counts.
#include <fmt/format.h>

#include "host/forecast/verify.hpp"

namespace racecast {
namespace {

constexpr const char* name = "outcomes of draws";

/// The batches and odds that the draws which are kept give; all other counts are 0.
std::vector<std::uint64_t> counts_of_draws(const Result& result) {
  const CountsLayout& at = result.layout;
  const DrawOutcomes& draws = result.draw_outcomes;
  std::vector<std::uint64_t> counts(static_cast<std::size_t>(at.size()));
  for (std::uint64_t row = 0; row < draws.draws(); ++row) {
    const int batch = static_cast<int>((draws.first_draw + row) % outcome_batches);
    for (int i = 0; i < draws.thresholds; ++i) {
      for (int outcome = 0; outcome < outcome_count; ++outcome)
        counts[static_cast<std::size_t>(at.outcome_batch(batch, i, outcome))] +=
            draws.at(row, i, outcome);
      const int wins = static_cast<int>(draws.at(row, i, us_first));
      ++counts[static_cast<std::size_t>(at.odds(i, wins))];
    }
  }
  return counts;
}

/// A draw whose outcomes are not those of its paths, as a sentence.
std::optional<std::string> find_wrong_sum(const Result& result) {
  const DrawOutcomes& draws = result.draw_outcomes;
  for (std::uint64_t row = 0; row < draws.draws(); ++row)
    for (int i = 0; i < draws.thresholds; ++i) {
      std::uint64_t sum = 0;
      for (int outcome = 0; outcome < outcome_count; ++outcome) sum += draws.at(row, i, outcome);
      if (sum != static_cast<std::uint64_t>(result.layout.paths_per_draw))
        return fmt::format("path_count of draw {} has {} paths of {}", draws.first_draw + row, sum,
                           result.layout.paths_per_draw);
    }
  return {};
}

/// A table that the draws exceed, or, where they are all of the run, that they do not add up to.
std::optional<std::string> find_wrong_table(const Result& result) {
  const bool all = result.draw_outcomes.draws() == result.draws();
  const CountsLayout& at = result.layout;
  const std::vector<std::uint64_t> counts = counts_of_draws(result);
  const auto wrong = [&](std::int64_t begin, std::int64_t end) {
    for (auto i = static_cast<std::size_t>(begin); i < static_cast<std::size_t>(end); ++i)
      if (all ? counts[i] != result.counts[i] : counts[i] > result.counts[i]) return true;
    return false;
  };
  if (wrong(at.outcome_batch(0, 0, 0), at.arrival_batch(0, 0, 0, 0))) return "outcome_batch_count";
  if (wrong(at.odds(0, 0), at.event_outcome(0, 0, 0))) return "odds_count";
  return {};
}

}  // namespace

Check check_draw_sums(const Result& result) {
  const std::uint64_t draws = result.draw_outcomes.draws();
  if (draws == 0) return {name, CheckState::not_checked, "the file keeps none"};
  if (const auto sum = find_wrong_sum(result)) return {name, CheckState::failed, *sum};
  if (const auto table = find_wrong_table(result))
    return {name, CheckState::failed, fmt::format("path_count does not add up to {}", *table)};
  return {name, CheckState::ok, fmt::format("{} draws go with the counts", draws)};
}

}  // namespace racecast
