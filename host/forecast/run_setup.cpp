#include "host/forecast/run_setup.hpp"

#include <fmt/format.h>

#include "racecast/version.hpp"

namespace racecast {

Range whole_range(const Config& config, const RunOptions& options) {
  const auto paths = static_cast<std::uint64_t>(config.forecast.paths_per_draw);
  const std::uint64_t most = max_trajectories / paths;
  const std::uint64_t draws = config.trajectories / paths;
  if (draws == 0) {
    throw Error(ErrorKind::usage, "no trajectories are asked for; ask for at least one");
  }
  if (draws > most || options.first_draw > most - draws) {
    throw Error(
        ErrorKind::usage,
        fmt::format("draws {} to {} are too many (trajectory numbers have 40 bits, which is "
                    "{} draws of {} paths); ask for fewer trajectories",
                    options.first_draw, options.first_draw + draws - 1, most, paths));
  }
  return {options.first_draw, draws};
}

Provenance provenance_of(const Config& config, const Engine& engine, const RunOptions& options) {
  Provenance provenance;
  provenance.config_path = config.path;
  provenance.config_given = config.given;
  provenance.config_resolved = config.resolved;
  provenance.version = version;
  provenance.git_commit = git_commit;
  provenance.compiler = fmt::format("{} {}", compiler, compiler_flags);
  provenance.command = options.command;
  provenance.seed = config.forecast.seed;
  provenance.shard = options.shard.text();
  const DeviceInfo device = engine.device();
  provenance.device_kind = device.kind;
  provenance.device_name = device.name;
  provenance.device_detail = device.detail;
  return provenance;
}

Result empty_result(const Config& config, const Forecast& forecast, Range range) {
  Result result;
  result.name = config.name;
  result.description = config.description;
  result.accounting = config.accounting;
  result.start = config.start;
  result.thresholds = config.thresholds;
  result.primary = forecast.primary;
  result.layout = layout_of(forecast);
  result.counts.assign(static_cast<std::size_t>(result.layout.size()), 0);
  result.fan = FanCounts(forecast.horizon);
  result.draw_outcomes = DrawOutcomes(forecast.threshold_count, range.first_draw, range.draws);
  return result;
}

std::vector<SampledParameter> sampled_parameters(const Config& config) {
  std::vector<SampledParameter> sampled;
  for (const ConfigParameter& parameter : config.parameters)
    if (parameter.slot >= 0 && !parameter.is_constant())
      sampled.push_back({parameter.path, parameter.unit, parameter.prior.unit});
  return sampled;
}

}  // namespace racecast
