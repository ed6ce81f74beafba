#include "host/result/samples.hpp"

#include <algorithm>
#include <thread>

#include "kernels/engine/trace.hpp"

namespace racecast {
namespace {

/// All of a trace that a sample keeps, in its place.
void put(const Forecast& forecast, const Trace& trace, std::size_t sample, Samples& to) {
  const auto months = static_cast<std::size_t>(trace.months);
  const auto thresholds = static_cast<std::size_t>(forecast.threshold_count);
  const auto priors = static_cast<std::size_t>(forecast.prior_count);
  to.trajectories[sample] = trace.trajectory;
  for (std::size_t i = 0; i < priors; ++i)
    to.given[sample * priors + i] = trace.given[static_cast<std::size_t>(forecast.prior[i].slot)];
  float* metric = to.metrics.data() + sample * fan_series * months;
  for (int series = 0; series < fan_series; ++series)
    for (int month = 0; month < trace.months; ++month)
      *metric++ = trace.metric(month, series / metric_count, series % metric_count);
  const auto copy = [sample](const std::vector<std::int32_t>& from,
                             std::vector<std::int32_t>& row_of, std::size_t size) {
    std::copy_n(from.begin(), size, row_of.begin() + static_cast<std::ptrdiff_t>(sample * size));
  };
  copy(trace.events, to.events, months);
  copy(trace.arrivals, to.arrivals, thresholds * nation_count);
  copy(trace.patterns, to.patterns, thresholds);
  copy(trace.outcomes, to.outcomes, thresholds);
}

Samples empty_samples(const Forecast& forecast, std::size_t size) {
  const SampleShape shape = {static_cast<std::size_t>(forecast.threshold_count),
                             static_cast<std::size_t>(forecast.horizon + 1),
                             static_cast<std::size_t>(forecast.prior_count)};
  Samples samples;
  for_each_column(shape,
                  [&](auto column, std::size_t width) { (samples.*column).resize(size * width); });
  return samples;
}

}  // namespace

Samples take_samples(const Forecast& forecast, Range range, std::uint64_t most) {
  const std::size_t size = static_cast<std::size_t>(std::min(range.draws, most));
  Samples samples = empty_samples(forecast, size);
  const std::size_t workers =
      std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, size / 16 + 1);
  const auto work = [&](std::size_t first) {
    for (std::size_t i = first; i < size; i += workers)
      put(forecast,
          trace(forecast,
                (range.first_draw + i) * static_cast<std::uint64_t>(forecast.paths_per_draw)),
          i, samples);
  };
  std::vector<std::jthread> threads;
  for (std::size_t i = 1; i < workers; ++i) threads.emplace_back(work, i);
  work(0);
  threads.clear();
  return samples;
}

void append_samples(Samples& to, const Samples& from, std::uint64_t most) {
  const std::size_t room = static_cast<std::size_t>(most) - to.size(), size = from.size();
  const std::size_t taken = std::min(room, size);
  if (taken == 0) return;
  if (to.size() == 0) to.parameters = from.parameters;
  for_each_column({}, [&](auto member, std::size_t) {
    const auto& column = from.*member;
    const std::size_t row = column.size() / size;
    (to.*member)
        .insert((to.*member).end(), column.begin(),
                column.begin() + static_cast<std::ptrdiff_t>(row * taken));
  });
}

}  // namespace racecast
