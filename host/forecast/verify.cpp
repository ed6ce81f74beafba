#include "host/forecast/verify.hpp"

#include <fmt/format.h>

#include "host/results/stored_tables.hpp"
#include "host/text/text_lines.hpp"

namespace racecast {
namespace {

constexpr const char* state_names[] = {"ok", "failed", "not checked"};

const char* name_of(CheckState state) { return state_names[static_cast<int>(state)]; }

bool same_thresholds(const Result& result, const Config& config) {
  if (result.thresholds.size() != config.thresholds.size()) return false;
  for (std::size_t i = 0; i < result.thresholds.size(); ++i) {
    const ThresholdInfo& a = result.thresholds[i];
    const ThresholdInfo& b = config.thresholds[i];
    if (a.name != b.name || a.metric != b.metric || a.above != b.above ||
        a.hold_months != b.hold_months || a.value != b.value)
      return false;
  }
  return result.primary == config.forecast.primary;
}

std::string differing_question(const Result& result, const Config& config) {
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
  return parts;
}

}  // namespace

Check check_tables(const std::string& path, const Result& result) {
  const std::vector<TableMistake> mistakes = table_mistakes(path, result);
  if (mistakes.empty())
    return {"tables", CheckState::ok,
            "seal, sum rules, digests, and what is derived from the counts"};
  std::string text;
  for (const TableMistake& mistake : mistakes)
    text += fmt::format("{}{} {}", text.empty() ? "" : "; ", mistake.table, mistake.why);
  return {"tables", CheckState::failed, text};
}

Check check_question(const Result& result, const Config& config) {
  const std::string parts = differing_question(result, config);
  if (parts.empty()) return {"config", CheckState::ok, "it asks what the file answers"};
  return {"config", CheckState::failed,
          fmt::format("the config in the file differs from the file in {}", parts)};
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
