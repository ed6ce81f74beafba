#include "host/forecast/run_identity.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <ctime>
#include <vector>

#include "host/config/config.hpp"
#include "host/error.hpp"
#include "host/explain/config_difference.hpp"
#include "host/forecast/run.hpp"
#include "host/forecast/stopping.hpp"
#include "host/result/question.hpp"
#include "host/text/utf8.hpp"
#include "host/toml/value.hpp"
#include "racecast/version.hpp"

namespace racecast {
namespace {

/// "us.power.growth, run.seed": the first few keys that differ; empty: both give the same forecast.
std::string differing_keys(const std::string& text_a, const std::string& text_b) {
  const Config a = parse_resolved(text_a, "the config there"),
               b = parse_resolved(text_b, "the config here");
  const ConfigDifference difference = compare_configs(a, b);
  std::vector<std::string> keys;
  for (const ParameterDifference& parameter : difference.parameters) keys.push_back(parameter.path);
  for (const SettingDifference& setting : difference.settings) keys.push_back(setting.path);
  for (const OrderDifference& order : difference.orders) keys.push_back("order of " + order.path);
  for (const CorrelationDifference& pair : difference.correlations) {
    const Correlation& known = pair.a != nullptr ? *pair.a : *pair.b;
    keys.push_back(fmt::format("correlation of {} and {}", known.first, known.second));
  }
  constexpr std::size_t most = 4;
  const std::size_t more = keys.size() > most ? keys.size() - most : 0;
  if (more > 0) keys.resize(most);
  for (std::string& key : keys) key = shown(key);
  return fmt::format("{}{}", fmt::join(keys, ", "),
                     more > 0 ? fmt::format(" and {} more", more) : "");
}

std::string or_none(const std::string& text) { return text.empty() ? "none" : shown(text); }

}  // namespace

void note_program(Provenance& provenance, const std::string& command) {
  provenance.version = version;
  provenance.git_commit = git_commit;
  provenance.compiler = fmt::format("{} {}", compiler, compiler_flags);
  provenance.command = command;
  provenance.created = fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::time(nullptr)));
}

Result empty_counts(const Config& config, const RunOptions& options) {
  const Range range = range_of(options.shard, whole_range(config, options));
  Result result = question_of(config, range.first_draw);
  result.counts.assign(static_cast<std::size_t>(result.layout.size()), 0);
  result.fan = FanCounts(result.layout.horizon);
  result.draw_outcomes = DrawOutcomes(result.layout.thresholds, range.first_draw, range.draws);
  result.provenance.shard = options.shard.text();
  return result;
}

RunIdentity identity_of(const Config& config, const RunOptions& options) {
  const Range range = range_of(options.shard, whole_range(config, options));
  return {version,
          model_version,
          config.resolved,
          range.first_draw,
          range.draws,
          options.shard.text(),
          StoppingRule(range.draws, options.until_ci).text()};
}

std::optional<std::string> find_difference(const RunIdentity& a, const RunIdentity& b) {
  if (a.version != b.version)
    return fmt::format("racecast {} and {}", shown(a.version), shown(b.version));
  if (a.model != b.model) return fmt::format("model {} and {}", shown(a.model), shown(b.model));
  if (a.config_resolved != b.config_resolved) try {
      if (const std::string keys = differing_keys(a.config_resolved, b.config_resolved);
          !keys.empty())
        return fmt::format("its config differs in {}", keys);
    } catch (const Error&) {
      return "its config is none that this racecast reads";
    }
  if (a.shard != b.shard) return fmt::format("shard {} and {}", or_none(a.shard), or_none(b.shard));
  if (a.rule != b.rule)
    return fmt::format("rule to stop: {} and {}", or_none(a.rule), or_none(b.rule));
  if (a.first_draw != b.first_draw || a.draws != b.draws)
    return fmt::format("{} draws from {} on, and {} from {} on", a.draws, a.first_draw, b.draws,
                       b.first_draw);
  return {};
}

std::optional<std::string> find_difference(const Result& result, const RunIdentity& run,
                                           std::optional<double> until_ci) {
  const Provenance& origin = result.provenance;
  RunIdentity finished = run;
  finished.model = origin.model;
  finished.first_draw = origin.first_draw;
  finished.shard = origin.shard;
  finished.config_resolved = origin.config_resolved;
  finished.rule = origin.stopping.substr(0, origin.stopping.find(':'));
  if (finished.rule.empty()) {
    finished.draws = origin.draws;
    return find_difference(finished, run);
  }
  // A rule ended it: its config says how many trajectories that were.
  RunIdentity asked = run;
  asked.config_resolved =
      with_trajectories(run.config_resolved, "the config", result.trajectories());
  if (auto other = find_difference(finished, asked)) return other;
  if (StoppingRule(run.draws, until_ci).would_end(result)) return {};
  return fmt::format("{} draws, and at most {} until it is precise", result.draws(), run.draws);
}

std::string with_trajectories(const std::string& resolved, const std::string& name,
                              std::uint64_t trajectories) {
  return parse_resolved(resolved, name, {{{"run.trajectories", std::to_string(trajectories)}}})
      .resolved;
}

}  // namespace racecast
