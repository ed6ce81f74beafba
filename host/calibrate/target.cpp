#include "host/calibrate/target.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "host/check_stop.hpp"
#include "host/error.hpp"
#include "host/inference/parallel.hpp"
#include "kernels/engine/cpu_features.hpp"
#include "kernels/engine/draw_parameters.hpp"

namespace racecast {
namespace {

/// So many worlds are observed at a time; 4 bytes for each of their paths and observables.
constexpr std::size_t chunk_worlds = 512;

Forecast for_calibration(const Config& config, int paths_per_draw, std::uint32_t replicate) {
  Forecast forecast = config.forecast;
  forecast.replicate = replicate;
  forecast.paths_per_draw = paths_per_draw;
  return forecast;
}

/// What `run` gives. Throws Error(runtime) where the processor fails, Error(interrupted) where it
/// was stopped.
template <class Run>
auto on_processor(const RunControl& control, const Run& run) {
  decltype(run()) found;
  try {
    found = run();
  } catch (const std::runtime_error& failure) {
    throw Error(ErrorKind::runtime, fmt::format("the processor failed ({})", failure.what()));
  }
  check_stop(control.stop, "nothing was calibrated");
  return found;
}

}  // namespace

Target::Target(const Config& config, const History& history, int paths_per_draw,
               const CpuOptions& options, std::uint32_t replicate)
    : history_(history),
      observables_(history.observables()),
      options_(options),
      forecast_(for_calibration(config, paths_per_draw, replicate)),
      tabled_(forecast_),
      likelihood_(history) {
  if (options_.threads <= 0) options_.threads = available_threads();
}

std::vector<float> Target::standard_scores(std::uint64_t first, std::uint64_t draws) const {
  std::vector<float> z(static_cast<std::size_t>(draws) * width());
  for_each_in_parallel(static_cast<std::size_t>(draws), options_.threads, [&](std::size_t i) {
    for (std::size_t j = 0; j < width(); ++j)
      z[i * width() + j] = own_score(forecast_, {tabled_.streams()[j], 0, 0, 0},
                                     first + static_cast<std::uint64_t>(i));
  });
  return z;
}

std::vector<float> Target::prior_scores(std::span<const float> z) const {
  const Forecast forecast = tabled_.with(z, 0);
  const auto priors = static_cast<std::size_t>(forecast.prior_count);
  const std::size_t draws = z.size() / width();
  std::vector<float> scores(draws * priors);
  for_each_in_parallel(draws, options_.threads, [&](std::size_t i) {
    const DrawParameters world = draw_parameters(forecast, i);
    std::ranges::copy(world.scores, scores.begin() + static_cast<std::ptrdiff_t>(i * priors));
  });
  return scores;
}

void Target::predict(std::span<const float> z, std::uint64_t first, const Visit& visit,
                     const RunControl& control) const {
  const std::size_t worlds = z.size() / width();
  const auto paths = static_cast<std::size_t>(forecast_.paths_per_draw);
  const std::size_t observations = history_.observations.size();
  for (std::size_t begin = 0; begin < worlds; begin += chunk_worlds) {
    const std::size_t count = std::min(chunk_worlds, worlds - begin);
    const std::uint64_t first_draw = first + begin;
    const ObservableRows rows = on_processor(control, [&] {
      const Forecast tabled = tabled_.with(z.subspan(begin * width(), count * width()), first_draw);
      return observe_paths(tabled, {first_draw, count}, observables_, options_, control);
    });
    const Predictions predictions(history_, rows);
    for_each_in_parallel(count, options_.threads, [&](std::size_t i) {
      std::vector<double> predicted(observations * paths);
      for (std::size_t k = 0; k < observations; ++k)
        predictions.of(first_draw + i, k, std::span(predicted).subspan(k * paths, paths));
      visit(begin + i, predicted);
    });
  }
}

WorldStatistics Target::evaluate(std::span<const float> z, std::uint64_t first,
                                 const RunControl& control) const {
  const std::size_t worlds = z.size() / width(), observations = history_.observations.size();
  const auto paths = static_cast<std::size_t>(paths_per_draw());
  WorldStatistics found;
  found.log_likelihood.resize(worlds);
  found.log_normal.resize(worlds);
  found.mean.resize(worlds * observations);
  found.spread.resize(worlds * observations);
  predict(
      z, first,
      [&](std::size_t row, std::span<const double> predicted) {
        found.log_likelihood[row] = likelihood_.log_mean(predicted, paths);
        found.log_normal[row] = likelihood_.log_normal(predicted, paths);
        for (std::size_t i = 0; i < observations; ++i) {
          double sum = 0, squares = 0;
          for (const double each : predicted.subspan(i * paths, paths)) {
            sum += each;
            squares += each * each;
          }
          const double mean = sum / static_cast<double>(paths);
          found.mean[row * observations + i] = mean;
          found.spread[row * observations + i] =
              std::sqrt(std::max(0.0, squares / static_cast<double>(paths) - mean * mean));
        }
      },
      control);
  return found;
}

std::vector<double> Target::filter(std::span<const float> z, std::uint64_t first,
                                   const RunControl& control) const {
  std::vector<FilteredObservation> observations;
  std::vector<double> shared_error;
  for (const Series& series : history_.series) shared_error.push_back(series.coverage_error);
  const auto place = [&](const Observable& observable) {
    return std::ranges::find(observables_, observable) - observables_.begin();
  };
  for (const Observation& each : history_.observations)
    observations.push_back(
        {static_cast<std::size_t>(place(each.observable)),
         each.base ? static_cast<int>(place(*each.base)) : -1, static_cast<int>(each.series),
         each.known, each.log_value - std::log(history_.series[each.series].coverage), each.error});
  return on_processor(control, [&] {
    return filter_likelihoods(tabled_.with(z, first), {first, z.size() / width()}, observables_,
                              observations, shared_error, options_, control);
  });
}

}  // namespace racecast
