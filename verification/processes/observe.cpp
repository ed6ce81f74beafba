#include "verification/processes/observe.hpp"

#include <algorithm>
#include <atomic>
#include <thread>

#include "verification/processes/observe_draws.hpp"

namespace racecast::verification {
namespace {

template <class Vector>
auto stretch(Vector& vector, std::size_t row, int paths) {
  const auto length = static_cast<std::size_t>(paths);
  return std::span(vector).subspan(row * length, length);
}

// Small enough that threads end together.
constexpr std::uint64_t chunk_draws = 16;

}  // namespace

Observation::Observation(const Forecast& forecast, const Watch& watch, std::uint64_t draws)
    : draws_(draws),
      paths_(forecast.paths_per_draw),
      never_(forecast.horizon + 1),
      thresholds_(forecast.threshold_count),
      months_(static_cast<int>(watch.months.size())),
      years_(watch.years) {
  const auto paths = static_cast<std::size_t>(paths_);
  arrivals_.resize(arrival_row(draws, 0, 0) * paths);
  log_levels_.resize(level_row(draws, 0, 0, 0) * paths);
  money_.resize(money_row(draws, 0, Money{}) * paths);
  fingerprints_.resize(draws * nation_count * metric_count);
}

std::size_t Observation::arrival_row(std::uint64_t draw, int threshold, int nation) const {
  const auto row =
      draw * static_cast<std::uint64_t>(thresholds_) + static_cast<std::uint64_t>(threshold);
  return row * nation_count + static_cast<std::uint64_t>(nation);
}

std::size_t Observation::level_row(std::uint64_t draw, int place, int nation, int metric) const {
  const auto row = draw * static_cast<std::uint64_t>(months_) + static_cast<std::uint64_t>(place);
  return (row * nation_count + static_cast<std::uint64_t>(nation)) * metric_count +
         static_cast<std::uint64_t>(metric);
}

std::size_t Observation::money_row(std::uint64_t draw, int year, Money row) const {
  return (draw * static_cast<std::uint64_t>(years_) + static_cast<std::uint64_t>(year)) *
             money_count +
         static_cast<std::uint64_t>(row);
}

std::span<std::int16_t> Observation::arrivals(std::uint64_t draw, int threshold, int nation) {
  return stretch(arrivals_, arrival_row(draw, threshold, nation), paths_);
}
std::span<const std::int16_t> Observation::arrivals(std::uint64_t draw, int threshold,
                                                    int nation) const {
  return stretch(arrivals_, arrival_row(draw, threshold, nation), paths_);
}
std::span<float> Observation::log_levels(std::uint64_t draw, int place, int nation, int metric) {
  return stretch(log_levels_, level_row(draw, place, nation, metric), paths_);
}
std::span<const float> Observation::log_levels(std::uint64_t draw, int place, int nation,
                                               int metric) const {
  return stretch(log_levels_, level_row(draw, place, nation, metric), paths_);
}
std::span<float> Observation::money(std::uint64_t draw, int year, Money row) {
  return stretch(money_, money_row(draw, year, row), paths_);
}
std::span<const float> Observation::money(std::uint64_t draw, int year, Money row) const {
  return stretch(money_, money_row(draw, year, row), paths_);
}
std::uint64_t& Observation::fingerprint(std::uint64_t draw, int nation, int metric) {
  return fingerprints_[(draw * nation_count + static_cast<std::uint64_t>(nation)) * metric_count +
                       static_cast<std::uint64_t>(metric)];
}
std::uint64_t Observation::fingerprint(std::uint64_t draw, int nation, int metric) const {
  return const_cast<Observation*>(this)->fingerprint(draw, nation, metric);
}

Observation observe(const Forecast& forecast, const Watch& watch, std::uint64_t draws,
                    int threads) {
  Observation seen(forecast, watch, draws);
  std::atomic<std::uint64_t> next{0};
  const auto work = [&] {
    for (std::uint64_t first; (first = next.fetch_add(chunk_draws)) < draws;)
      observe_draws(forecast, watch, first, std::min(draws, first + chunk_draws), seen);
  };
  {
    std::vector<std::jthread> pool;
    pool.reserve(static_cast<std::size_t>(threads));
    for (int i = 0; i < threads; ++i) pool.emplace_back(work);
  }
  return seen;
}

}  // namespace racecast::verification
