#include "host/forecast/run.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <chrono>
#include <ctime>

#include "host/results/question.hpp"
#include "host/results/sum_rules.hpp"
#include "racecast/version.hpp"

namespace racecast {
namespace {

using Clock = std::chrono::steady_clock;

class HandlerSink final : public Sink {
 public:
  HandlerSink(const ProgressHandler& handler, std::uint64_t draws)
      : handler_(handler), draws_(draws) {}

  bool progress(std::uint64_t draws_done, std::span<const std::uint64_t> outcomes) override {
    return !handler_ || handler_({draws_done, draws_, seconds(), outcomes});
  }
  double seconds() const { return std::chrono::duration<double>(Clock::now() - start_).count(); }

 private:
  const ProgressHandler& handler_;
  std::uint64_t draws_;
  Clock::time_point start_ = Clock::now();
};

Range range_of(const Config& config, const RunOptions& options) {
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

void require_sum_rules(const Result& result) {
  const std::string broken = broken_sum_rule(result);
  if (!broken.empty()) {
    throw Error(ErrorKind::runtime,
                fmt::format("the device computed wrongly ({}); check its memory, "
                            "or use another device",
                            broken));
  }
}

/// A result to count in, with all of its provenance but what the run itself takes.
Result empty_result(const Config& config, const Engine& engine, const RunOptions& options) {
  Result result = question_of(config, options.first_draw);
  result.counts.assign(static_cast<std::size_t>(result.layout.size()), 0);
  result.fan = FanCounts(result.layout.horizon);
  Provenance& provenance = result.provenance;
  note_program(provenance, options.command);
  const DeviceInfo device = engine.device();
  provenance.device_kind = device.kind;
  provenance.device_name = device.name;
  provenance.device_detail = device.detail;
  return result;
}

/// Names, units and scales, which a Forecast does not know.
std::vector<SampledParameter> sampled_parameters(const Config& config) {
  std::vector<SampledParameter> sampled;
  for (const ConfigParameter& parameter : config.parameters)
    if (parameter.slot >= 0 && !parameter.is_constant())
      sampled.push_back({parameter.path, parameter.unit, parameter.prior.unit});
  return sampled;
}

}  // namespace

void note_program(Provenance& provenance, const std::string& command) {
  provenance.version = version;
  provenance.git_commit = git_commit;
  provenance.compiler = fmt::format("{} {}", compiler, compiler_flags);
  provenance.command = command;
  provenance.created = fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::time(nullptr)));
}

Result run_forecast(const Config& config, Engine& engine, const RunOptions& options,
                    const ProgressHandler& progress) {
  const Range range = range_of(config, options);
  const Forecast forecast = config.bound();
  Result result = empty_result(config, engine, options);
  result.draw_outcomes = DrawOutcomes(forecast.threshold_count, range.first_draw, range.draws);

  HandlerSink sink(progress, range.draws);
  bool complete = false;
  try {
    complete = engine.run(forecast, range, {result.counts, &result.fan, &result.draw_outcomes}, sink);
  } catch (const Error&) {
    throw;
  } catch (const std::runtime_error& failure) {
    throw Error(ErrorKind::runtime, fmt::format("the device failed ({}); try --device cpu, or see "
                                                "`racecast devices`",
                                                failure.what()));
  }
  if (!complete) {
    throw Error(ErrorKind::interrupted, "interrupted; no result was written");
  }
  require_sum_rules(result);
  result.provenance.wall_seconds = sink.seconds();
  result.provenance.path_months_per_second = static_cast<double>(result.trajectories()) *
                                             forecast.horizon / result.provenance.wall_seconds;
  result.samples = take_samples(forecast, range, config.samples);
  if (result.samples.size() > 0) result.samples.parameters = sampled_parameters(config);
  return result;
}

}  // namespace racecast
