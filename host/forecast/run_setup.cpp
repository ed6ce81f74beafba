#include "host/forecast/run_setup.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <ctime>

#include "host/error.hpp"
#include "host/result/question.hpp"
#include "racecast/version.hpp"

namespace racecast {

void note_program(Provenance& provenance, const std::string& command) {
  provenance.version = version;
  provenance.git_commit = git_commit;
  provenance.compiler = fmt::format("{} {}", compiler, compiler_flags);
  provenance.command = command;
  provenance.created = fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::time(nullptr)));
}

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

Result empty_result(const Config& config, const Shard& shard, Range range) {
  Result result = question_of(config, range.first_draw);
  result.counts.assign(static_cast<std::size_t>(result.layout.size()), 0);
  result.fan = FanCounts(result.layout.horizon);
  result.draw_outcomes = DrawOutcomes(result.layout.thresholds, range.first_draw, range.draws);
  result.provenance.shard = shard.text();
  return result;
}

Result empty_counts(const Config& config, const RunOptions& options) {
  return empty_result(config, options.shard, range_of(options.shard, whole_range(config, options)));
}

void note_device(Provenance& provenance, const Engine& engine) {
  const DeviceInfo device = engine.device();
  provenance.device_kind = device.kind;
  provenance.device_name = device.name;
  provenance.device_detail = device.detail;
}

std::vector<SampledParameter> sampled_parameters(const Config& config) {
  std::vector<SampledParameter> sampled;
  for (const ConfigParameter& parameter : config.parameters)
    if (parameter.slot >= 0 && !parameter.is_constant())
      sampled.push_back({parameter.path, parameter.unit, parameter.prior.unit});
  return sampled;
}

}  // namespace racecast
