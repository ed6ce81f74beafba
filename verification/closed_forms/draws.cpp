#include "verification/closed_forms/draws.hpp"

#include <fmt/format.h>

#include <string_view>

#include "kernels/engine/draw_parameters.hpp"
#include "kernels/model/parameter_table.hpp"
#include "verification/closed_forms/chunks.hpp"

namespace racecast::verification {
namespace {

constexpr std::uint64_t chunk_draws = 4096;

/// Slot of the value of a threshold.
std::size_t slot_of(int threshold) {
  for (const ParameterRow& row : parameter_rows())
    if (row.group == ParameterGroup::threshold && std::string_view(row.key) == "value")
      return static_cast<std::size_t>(parameter_slot(row, 0, threshold));
  return 0;
}

struct Place {
  std::size_t slot, prior;  ///< in DrawParameters::given and ::scores
};
std::vector<Place> places_of(const Forecast& forecast) {
  std::vector<Place> places;
  for (int i = 0; i < forecast.threshold_count; ++i) {
    Place place{slot_of(i), 0};
    while (static_cast<std::size_t>(forecast.prior[place.prior].slot) != place.slot) ++place.prior;
    places.push_back(place);
  }
  return places;
}

}  // namespace

Config threshold_config(const std::vector<std::string>& priors, const std::string& tables) {
  std::string thresholds;
  for (std::size_t i = 0; i < priors.size(); ++i)
    thresholds +=
        fmt::format("[threshold.t{}]\nmetric = \"investment\"\nvalue = {}\n", i, priors[i]);
  return parse_config(bare_text_without_threshold() + thresholds + tables, "priors",
                      {{{"primary", "\"t0\""}}});
}

std::vector<std::vector<std::uint64_t>> draws_at_or_below(
    const Config& config, const std::vector<std::vector<double>>& points,
    const VerificationOptions& options) {
  const Forecast forecast = config.forecast;
  const std::vector<Place> places = places_of(forecast);
  std::vector<std::vector<std::uint64_t>> none;
  for (const auto& of_prior : points) none.emplace_back(of_prior.size());
  std::vector<std::vector<std::vector<std::uint64_t>>> counts(
      static_cast<std::size_t>(options.threads), none);
  for_each_chunk(options.paths, chunk_draws, options.threads, [&](const Chunk& chunk) {
    auto& own = counts[chunk.thread];
    for (std::uint64_t draw = chunk.first; draw < chunk.first + chunk.count; ++draw) {
      const DrawParameters drawn = draw_parameters(forecast, draw);
      for (std::size_t i = 0; i < places.size(); ++i) {
        const auto value = static_cast<double>(drawn.given[places[i].slot]);
        for (std::size_t k = 0; k < points[i].size(); ++k) own[i][k] += value <= points[i][k];
      }
    }
  });
  for (const auto& own : counts)
    for (std::size_t i = 0; i < none.size(); ++i)
      for (std::size_t k = 0; k < none[i].size(); ++k) none[i][k] += own[i][k];
  return none;
}

std::vector<Sample> draw_sums(
    const Config& config,
    const std::vector<std::function<double(const ThresholdDraw&)>>& statistics,
    const VerificationOptions& options) {
  const Forecast forecast = config.forecast;
  const std::vector<Place> places = places_of(forecast);
  std::vector<Sample> sums(chunks_of(options.paths, chunk_draws) * statistics.size());
  for_each_chunk(options.paths, chunk_draws, options.threads, [&](const Chunk& chunk) {
    ThresholdDraw one{std::vector<double>(places.size()), std::vector<double>(places.size())};
    for (std::uint64_t draw = chunk.first; draw < chunk.first + chunk.count; ++draw) {
      const DrawParameters drawn = draw_parameters(forecast, draw);
      for (std::size_t i = 0; i < places.size(); ++i) {
        one.value[i] = static_cast<double>(drawn.given[places[i].slot]);
        one.score[i] = static_cast<double>(drawn.scores[places[i].prior]);
      }
      for (std::size_t i = 0; i < statistics.size(); ++i) {
        Sample& to = sums[chunk.number * statistics.size() + i];
        const double value = statistics[i](one);
        ++to.n, to.sum += value, to.squares += value * value;
      }
    }
  });
  std::vector<Sample> all(statistics.size());
  for (std::size_t i = 0; i < sums.size(); ++i) {
    Sample& to = all[i % statistics.size()];
    to.n += sums[i].n, to.sum += sums[i].sum, to.squares += sums[i].squares;
  }
  return all;
}

}  // namespace racecast::verification
