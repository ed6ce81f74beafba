#include "host/hindcast/hindcast.hpp"

#include <fmt/format.h>

#include <cmath>

#include "host/check_stop.hpp"
#include "host/error.hpp"

namespace racecast {
namespace {

void check_resources(const Config& config, std::size_t observables, std::uint64_t draws) {
  const auto paths = static_cast<std::uint64_t>(config.forecast.paths_per_draw);
  const std::uint64_t each = paths * (observables * sizeof(float) + 2 * sizeof(double));
  if (draws <= max_hindcast_bytes / each) return;
  throw Error(ErrorKind::usage,
              fmt::format("{} draws of {} paths are too many to keep; give --draws {} or fewer",
                          draws, paths, max_hindcast_bytes / each));
}

/// The means of a mixture: the prediction of every path.
std::vector<double> means_of(const Predictions& predictions, std::uint64_t draws,
                             std::size_t observation) {
  std::vector<double> means(static_cast<std::size_t>(draws) * predictions.paths());
  for (std::uint64_t draw = 0; draw < draws; ++draw)
    predictions.of(draw, observation,
                   std::span(means).subspan(static_cast<std::size_t>(draw) * predictions.paths(),
                                            predictions.paths()));
  return means;
}

HindcastPoint score_point(const Observation& seen, const Series& series,
                          std::span<const PastFigure> past, std::span<const double> means) {
  const NormalMixture predicted(means, std::hypot(series.coverage_error, seen.error));
  HindcastPoint point;
  point.series = seen.series;
  point.date = seen.date;
  point.month = seen.month;
  point.log_observed = seen.log_value;
  for (std::size_t i = 0; i < hindcast_quantiles.size(); ++i)
    point.quantile[i] = predicted.quantile(hindcast_quantiles[i]);
  point.score = predicted.score(seen.log_value);
  for (std::size_t i = 0; i < naive_count; ++i)
    if (const auto said = naive_forecast(static_cast<NaiveRule>(i), past, seen.month))
      point.naive[i] = said->crps(seen.log_value);
  return point;
}

}  // namespace

Hindcast score_hindcast(const Config& config, const ObservedHistory& observed, std::uint64_t draws,
                        const CpuOptions& options, StopToken stop) {
  const History& history = observed.history;
  if (history.observations.empty())
    throw Error(
        ErrorKind::config,
        fmt::format("no figure lies within the months of {} (it starts in {}); give data of "
                    "later dates, or another config",
                    config.name, config.start.text()));
  const std::vector<Observable> observables = history.observables();
  check_resources(config, observables.size(), draws);
  const ObservableRows rows =
      observe_paths(config.forecast, {0, draws}, observables, options, {stop, {}});
  check_stop(stop, "nothing was scored");
  const Predictions predictions(history, rows);
  Hindcast made;
  made.name = config.name;
  made.start = config.start;
  made.draws = draws;
  made.paths_per_draw = config.forecast.paths_per_draw;
  made.seed = config.forecast.seed;
  made.series = history.series;
  made.notices = observed.notices;
  for (const auto& past : observed.past) made.past.push_back(past.size());
  for (std::size_t i = 0; i < history.observations.size(); ++i) {
    const Observation& seen = history.observations[i];
    made.points.push_back(score_point(seen, history.series[seen.series], observed.past[seen.series],
                                      means_of(predictions, draws, i)));
  }
  return made;
}

}  // namespace racecast
