#include "host/calibrate/calibrate.hpp"

#include <fmt/format.h>

#include <chrono>

#include "host/error.hpp"

namespace racecast {
namespace {

constexpr int check_paths = 8;

void require_question(const Config& config, const History& evidence,
                      const CalibrationQuestion& question) {
  if (evidence.observations.empty())
    throw Error(ErrorKind::usage,
                "no observation lies within the months of the forecast; calibrate a config that "
                "starts before the data end (configs/hindcast-2023.toml is one)");
  if (config.forecast.prior_count == 0)
    throw Error(ErrorKind::usage,
                "every parameter of the config is a number; there is nothing to calibrate");
  if (question.paths_per_draw % warp_paths != 0)
    throw Error(ErrorKind::usage, fmt::format("--paths is {}; give a multiple of {}",
                                              question.paths_per_draw, warp_paths));
  if (question.sampling.likelihood == LikelihoodKind::filter &&
      evidence.series.size() > static_cast<std::size_t>(max_filter_groups))
    throw Error(ErrorKind::usage,
                fmt::format("--likelihood filter takes {} series at most, and the data have {}; "
                            "give another --likelihood, or fewer series",
                            max_filter_groups, evidence.series.size()));
}

std::vector<std::size_t> contradicting(const std::vector<Foretold>& foretold) {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < foretold.size(); ++i)
    if (foretold[i].tail() < PredictiveCheck::contradiction) found.push_back(i);
  return found;
}

}  // namespace

History evidence_of(const History& history, bool all_dates) {
  History evidence;
  std::vector<std::size_t> place(history.series.size());
  for (std::size_t i = 0; i < history.series.size(); ++i) {
    place[i] = evidence.series.size();
    if (!history.series[i].repeats) evidence.series.push_back(history.series[i]);
  }
  for (const Observation& each : history.observations) {
    if (history.series[each.series].repeats) continue;
    std::vector<Observation>& kept = evidence.observations;
    const std::size_t series = place[each.series];
    const bool same_year =
        !kept.empty() && kept.back().series == series && kept.back().date.year == each.date.year;
    if (same_year && !all_dates) kept.pop_back();
    kept.push_back(each);
    kept.back().series = series;
  }
  return evidence;
}

std::vector<std::size_t> Calibration::against_priors() const { return contradicting(check.prior); }
std::vector<std::size_t> Calibration::against_posterior() const {
  return contradicting(check.posterior);
}

double least_bytes(const Config& config, const CalibrationOptions& sampling) {
  return sizeof(float) * static_cast<double>(config.forecast.prior_count) *
         (2.0 * static_cast<double>(sampling.most_draws) +
          10.0 * static_cast<double>(sampling.stage_draws));
}

Calibration calibrate(const Config& config, const History& history,
                      const CalibrationQuestion& question, const CalibrationControl& control) {
  using Clock = std::chrono::steady_clock;
  const Clock::time_point start = Clock::now();
  Calibration found;
  found.question = question;
  found.history = evidence_of(history, question.all_dates);
  require_question(config, found.history, question);
  const Target target(config, found.history, question.paths_per_draw, question.cpu);
  CalibrationProgress last;
  const auto note_progress = [&](const CalibrationProgress& now) {
    last = now;
    control.report(now);
  };
  found.posterior = adapt(target, question.sampling, {control.stop, note_progress});
  found.evaluated = found.posterior.first_draw + found.posterior.draws();
  found.priors = posterior_priors(config, target, found.posterior);
  const Target check(config, found.history, check_paths, question.cpu, check_replicate);
  const auto repeat_progress = [&](std::uint64_t, std::span<const std::uint64_t>) {
    control.report(last);
  };
  found.check = check_predictions(check, found.posterior, question.check_worlds,
                                  {control.stop, repeat_progress});
  found.written =
      posterior_config(config, found.priors,
                       fmt::format("posterior of {} observations, worth {:.0f} draws{}",
                                   found.history.observations.size(), found.posterior.effective,
                                   found.is_reached() ? "" : ": too few, NOT to be trusted"));
  found.seconds = std::chrono::duration<double>(Clock::now() - start).count();
  return found;
}

}  // namespace racecast
