#include "host/forecast/verify.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "host/results/result_file.hpp"
#include "host/text/text_lines.hpp"

namespace racecast {
namespace {

constexpr const char* state_names[] = {"ok", "failed", "not checked"};

const char* name_of(CheckState state) { return state_names[static_cast<int>(state)]; }

bool same_thresholds(const Result& result, const Config& config) {
  const auto known = [](const ThresholdInfo& threshold) {
    return std::tie(threshold.name, threshold.metric, threshold.above, threshold.hold_months,
                    threshold.value);
  };
  return std::ranges::equal(result.thresholds, config.thresholds, {}, known, known) &&
         result.primary == config.forecast.primary;
}

/// None: they ask the same.
std::optional<std::string> differing_question(const Result& result, const Config& config) {
  const CountsLayout asked = layout_of(config.forecast);
  std::string parts;
  const auto compare = [&](const char* what, bool same) {
    if (!same) parts += (parts.empty() ? "" : ", ") + std::string(what);
  };
  compare("name", result.name == config.name);
  compare("start", result.start == config.start);
  compare("horizon", result.layout.horizon == asked.horizon);
  compare("paths_per_draw", result.layout.paths_per_draw == asked.paths_per_draw);
  compare("thresholds", same_thresholds(result, config));
  compare("seed", result.provenance.seed == config.forecast.seed);
  compare("accounting", result.accounting == config.accounting);
  if (parts.empty()) return {};
  return "the config in the file differs from the file in " + parts;
}

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
  if (wrong(at.outcome_batch(0, 0, 0), at.arrival_batch(0, 0, 0, 0)))
    return "path_count does not add up to outcome_batch_count";
  if (wrong(at.odds(0, 0), at.event_outcome(0, 0, 0)))
    return "path_count does not add up to odds_count";
  return {};
}

}  // namespace

Check check_tables(const std::string& path, const Result& result) {
  std::optional<std::string> fault;
  for (const TableMistake& mistake : table_mistakes(path, result))
    fault = fmt::format("{}{} {}", fault ? *fault + "; " : "", mistake.table, mistake.why);
  return check_of("tables", fault, "seal, sum rules, digests, and what is derived from the counts");
}

Check check_question(const Result& result, const Config& config) {
  return check_of("config", differing_question(result, config), "it asks what the file answers");
}

Check check_draw_sums(const Result& result) {
  constexpr const char* name = "outcomes of draws";
  const std::uint64_t draws = result.draw_outcomes.draws();
  if (draws == 0) return {name, CheckState::not_checked, "the file keeps none"};
  return check_of(name, find_wrong_table(result),
                  fmt::format("{} draws go with the counts", draws));
}

std::string check_text(const Check& check) {
  return fmt::format("{:<12} {}: {}\n", name_of(check.state), check.name, one_line(check.detail));
}

Data checks_data(const std::string& path, const std::vector<Check>& checks) {
  const auto check_data = [](const Check& check) {
    return Data{{"check", check.name}, {"state", name_of(check.state)}, {"detail", check.detail}};
  };
  return {{"file", path},
          {"verified", failed_checks(checks).empty()},
          {"checks", list_of(checks, check_data)}};
}

std::string failed_checks(const std::vector<Check>& checks) {
  std::string names;
  for (const Check& check : checks)
    if (check.state == CheckState::failed) names += (names.empty() ? "" : ", ") + check.name;
  return names;
}

}  // namespace racecast
