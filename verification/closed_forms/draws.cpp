#include "verification/closed_forms/draws.hpp"

#include <fmt/format.h>

#include <string_view>

#include "kernels/engine/draw_parameters.hpp"
#include "kernels/model/parameter_table.hpp"

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

Checks checks_of_draws(const Config& config, const Expectations<ThresholdDraw>& expected,
                       const VerificationOptions& options) {
  const Forecast forecast = config.forecast;
  const std::vector<Place> places = places_of(forecast);
  const auto work = [&](std::uint64_t first, std::uint64_t draws, std::vector<Sample>& sums) {
    ThresholdDraw one{std::vector<double>(places.size()), std::vector<double>(places.size())};
    for (std::uint64_t draw = first; draw < first + draws; ++draw) {
      const DrawParameters drawn = draw_parameters(forecast, draw);
      for (std::size_t i = 0; i < places.size(); ++i) {
        one.value[i] = static_cast<double>(drawn.given[places[i].slot]);
        one.score[i] = static_cast<double>(drawn.scores[places[i].prior]);
      }
      expected.add(one, sums);
    }
  };
  return expected.checks(
      sums_of_chunks(options.paths, chunk_draws, options.threads, expected.probes.size(), work));
}

}  // namespace racecast::verification
