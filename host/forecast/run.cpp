#include "host/forecast/run.hpp"

#include <fmt/format.h>

#include "host/error.hpp"
#include "host/forecast/checkpoint.hpp"
#include "host/forecast/run_watch.hpp"
#include "host/forecast/stopping.hpp"
#include "host/result/sum_rules.hpp"
#include "host/result/tally.hpp"
#include "host/results/result_file.hpp"

namespace racecast {
namespace {

/// Names, units and scales, which a Forecast does not know.
std::vector<SampledParameter> sampled_parameters(const Config& config) {
  std::vector<SampledParameter> sampled;
  for (const ConfigParameter& parameter : config.parameters)
    if (parameter.slot >= 0 && !parameter.is_constant())
      sampled.push_back({parameter.path, parameter.unit, parameter.prior.unit});
  return sampled;
}

/// A run from its start, or from a checkpoint, to its end or an interruption.
class ForecastRun {
 public:
  ForecastRun(const Config& config, Engine& engine, const RunOptions& options,
              const ForecastControl& control)
      : config_(config),
        engine_(engine),
        options_(options),
        control_(control),
        forecast_(config.forecast),
        whole_(whole_range(config, options)),
        range_(range_of(options.shard, whole_)),
        rule_(range_.draws, options.until_ci),
        result_(empty_counts(config, options)) {
    const DeviceInfo device = engine.device();
    result_.provenance.device_kind = device.kind;
    result_.provenance.device_name = device.name;
    result_.provenance.device_detail = device.detail;
    state_.identity = identity_of(config, options);
    if (!options.checkpoint) return;
    file_.emplace(options.checkpoint->output);
    clock_.emplace(options.checkpoint->seconds);
  }

  Result complete() {
    if (file_ && options_.checkpoint->resume) resume();
    std::uint64_t look = rule_.next_look(state_.draws_done);
    for (;; look = rule_.next_look(state_.draws_done + 1)) {
      while (state_.draws_done < look) run_until(look);
      result_.provenance.first_draw = range_.first_draw;
      result_.provenance.draws = look;
      if (rule_.ends(result_)) break;
    }
    finish();
    return std::move(result_);
  }

 private:
  void resume() {
    const auto& notice = options_.checkpoint->notice;
    const std::optional<RunState> found = file_->read(state_.identity, result_, notice);
    if (!found) {
      notice("there is no checkpoint to go on from; beginning anew");
      return;
    }
    if (found->draws_done > range_.draws)
      throw Error(ErrorKind::file, fmt::format("{} has more draws than the run; give --force to "
                                               "begin anew",
                                               file_->path()));
    file_->promote_backup();
    state_ = *found;
    rule_.reached(state_.draws_done);
    notice(fmt::format("going on from {}, {:.3g} % done", file_->path(), percent_done()));
  }

  /// One call of the engine: to the look, or to a checkpoint. Throws Error(interrupted).
  void run_until(std::uint64_t look) {
    const std::vector<std::uint64_t> outcomes = outcome_counts(result_);
    RunWatch watch(control_, clock_ ? &*clock_ : nullptr,
                   {state_.draws_done, rule_.expected(), state_.seconds, outcomes, rule_.note()});
    const Range rest = {range_.first_draw + state_.draws_done, look - state_.draws_done};
    std::uint64_t done = 0;
    try {
      done = engine_.run(forecast_, rest, {result_.counts, &result_.fan, &result_.draw_outcomes},
                         watch.control());
    } catch (const Error&) {
      throw;
    } catch (const std::runtime_error& failure) {
      throw Error(ErrorKind::runtime,
                  fmt::format("the device failed ({}); try --device cpu, or see "
                              "`racecast devices`",
                              failure.what()));
    }
    state_.draws_done += done;
    state_.seconds += watch.seconds();
    // An engine also stops where another of its ranks got a signal.
    const bool asked =
        control_.stop.stop_requested() || (done < rest.draws && !watch.checkpoint_due());
    const bool stopped = asked && state_.draws_done < range_.draws;
    if (file_ && (stopped || (watch.checkpoint_due() && state_.draws_done < look))) {
      keep(stopped);
      if (watch.checkpoint_due()) clock_->took(watch.seconds_since_due());
    }
    if (stopped) throw Error(ErrorKind::interrupted, interruption());
  }

  /// Writes a checkpoint. On the way, the run goes on without: the next may find room.
  void keep(bool last) {
    try {
      file_->write(state_, result_);
    } catch (const Error& failure) {
      if (last) throw;
      options_.checkpoint->notice(fmt::format("{}; the run goes on without it", failure.what()));
    }
  }

  std::string interruption() const {
    if (!file_) return "interrupted; no result was written";
    return fmt::format(
        "interrupted; what was done, {:.3g} %, is in {}, and the same command with "
        "--resume goes on from there",
        percent_done(), file_->path());
  }

  double percent_done() const {
    return 100 * static_cast<double>(state_.draws_done) / static_cast<double>(rule_.expected());
  }

  void finish() {
    if (const auto broken = find_violation(result_))
      throw Error(ErrorKind::runtime, fmt::format("the device computed wrongly ({}); check its "
                                                  "memory, or use another device",
                                                  *broken));
    Provenance& provenance = result_.provenance;
    provenance.run_first_draw = whole_.first_draw;
    provenance.run_draws = options_.until_ci ? provenance.draws : whole_.draws;
    if (options_.until_ci) {
      provenance.stopping = fmt::format("{}: {}", rule_.text(), rule_.note());
      provenance.config_resolved =
          with_trajectories(config_.resolved, config_.path, result_.trajectories());
    }
    note_program(provenance, options_.command);
    provenance.wall_seconds = state_.seconds;
    provenance.path_months_per_second =
        static_cast<double>(result_.trajectories()) * forecast_.horizon / state_.seconds;
    const Range done = {provenance.first_draw, provenance.draws};
    result_.samples = take_samples(forecast_, done, config_.samples);
    if (result_.samples.size() > 0) result_.samples.parameters = sampled_parameters(config_);
  }

  const Config& config_;
  Engine& engine_;
  const RunOptions& options_;
  const ForecastControl& control_;
  const Forecast forecast_;
  const Range whole_, range_;
  StoppingRule rule_;
  Result result_;
  RunState state_;
  std::optional<CheckpointFile> file_;
  std::optional<CheckpointClock> clock_;
};

}  // namespace

Result run_forecast(const Config& config, Engine& engine, const RunOptions& options,
                    const ForecastControl& control) {
  return ForecastRun(config, engine, options, control).complete();
}

void publish_result(const Config& config, const RunOptions& options, const Result& result) {
  const CheckpointFile checkpoint(options.checkpoint->output);
  try {
    write_result(options.checkpoint->output, result);
  } catch (const std::exception&) {  // of memory, too: a file is made there first
    try {
      checkpoint.write(
          {identity_of(config, options), result.draws(), result.provenance.wall_seconds}, result);
    } catch (const std::exception&) {
      // There is no room for this either: the last checkpoint is still there.
    }
    throw;
  }
  checkpoint.remove();
}

}  // namespace racecast
