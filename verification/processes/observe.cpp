#include "verification/processes/observe.hpp"

#include <algorithm>

#include "host/inference/parallel.hpp"

namespace racecast::verification {
namespace {

// Small enough that threads end together.
constexpr std::uint64_t chunk_draws = 16;

}  // namespace

Observation::Observation(const Forecast& forecast, const ObservationRequest& request,
                         std::uint64_t draw_count)
    : draws(draw_count),
      paths(forecast.paths_per_draw),
      never(forecast.horizon + 1),
      arrivals({draws, static_cast<std::uint64_t>(forecast.threshold_count), nation_count}, paths),
      log_levels({draws, request.months.size(), nation_count, metric_count}, paths),
      money({draws, static_cast<std::uint64_t>(request.years), money_count}, paths),
      fingerprint({draws, nation_count, metric_count}, 1) {}

bool Observation::same_bits(const Observation& other, int nation, int metric) const {
  for (std::uint64_t draw = 0; draw < draws; ++draw)
    if (fingerprint(draw, nation, metric)[0] != other.fingerprint(draw, nation, metric)[0])
      return false;
  return true;
}

Observation observe(const Forecast& forecast, const ObservationRequest& request,
                    std::uint64_t draws, int threads) {
  Observation seen(forecast, request, draws);
  for_each_in_parallel((draws + chunk_draws - 1) / chunk_draws, threads, [&](std::size_t chunk) {
    const std::uint64_t first = chunk * chunk_draws;
    observe_draws(forecast, request, first, std::min(draws, first + chunk_draws), seen);
  });
  return seen;
}

}  // namespace racecast::verification
