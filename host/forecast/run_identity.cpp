#include "host/forecast/run_identity.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <vector>

#include "host/config/config.hpp"
#include "host/error.hpp"
#include "host/explain/config_difference.hpp"
#include "host/forecast/stopping.hpp"
#include "host/text/utf8.hpp"
#include "host/toml/value.hpp"

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
  const auto with_trajectories_of_result = [&](const std::string& text) {
    return parse_resolved(text, "the config",
                          {{{"run.trajectories", std::to_string(result.trajectories())}}})
        .resolved;
  };
  asked.config_resolved = with_trajectories_of_result(run.config_resolved);
  if (auto other = find_difference(finished, asked)) return other;
  if (StoppingRule(run.draws, until_ci).would_end(result)) return {};
  return fmt::format("{} draws, and at most {} until it is precise", result.draws(), run.draws);
}

}  // namespace racecast
