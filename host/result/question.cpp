#include "host/result/question.hpp"

#include <fmt/format.h>

#include "host/text/utf8.hpp"
#include "host/toml/value.hpp"
#include "kernels/engine/engine.hpp"

namespace racecast {
namespace {

/// "used_1b (used_compute above, held for 3 months)".
std::string text_of(const ThresholdInfo& threshold) {
  return fmt::format("{} ({} {}, held for {} months)", shown(threshold.name),
                     metric_rows[threshold.metric].name, threshold.above ? "above" : "below",
                     threshold.hold_months);
}

}  // namespace

Result question_of(const Config& config, std::uint64_t first_draw) {
  Result result;
  result.name = config.name;
  result.description = config.description;
  result.accounting = config.accounting;
  result.start = config.start;
  result.thresholds = config.thresholds;
  result.primary = config.forecast.primary;
  result.layout = layout_of(config.forecast);
  Provenance& provenance = result.provenance;
  provenance.config_path = config.path;
  provenance.config_given = config.given;
  provenance.config_resolved = config.resolved;
  provenance.seed = config.forecast.seed;
  provenance.first_draw = first_draw;
  provenance.draws =
      config.trajectories / static_cast<std::uint64_t>(config.forecast.paths_per_draw);
  provenance.run_first_draw = first_draw;
  provenance.run_draws = provenance.draws;
  return result;
}

std::optional<std::string> find_other_thresholds(const Result& a, const Result& b) {
  if (a.thresholds.size() != b.thresholds.size())
    return fmt::format("{} and {} thresholds", a.thresholds.size(), b.thresholds.size());
  for (std::size_t i = 0; i < a.thresholds.size(); ++i) {
    const std::string in_a = text_of(a.thresholds[i]), in_b = text_of(b.thresholds[i]);
    if (in_a != in_b) return fmt::format("thresholds {} and {}", in_a, in_b);
  }
  return {};
}

}  // namespace racecast
