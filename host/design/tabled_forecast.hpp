// A forecast whose draws are not random but given: a row of standard normal scores for each.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "kernels/model/forecast_tables.hpp"

namespace racecast {

/// The streams of all own scores that a forecast asks for, each once: those of its priors, then
/// those of correlated constants.
std::vector<std::uint32_t> own_streams(const Forecast& forecast);

/// A forecast that takes the own scores of its draws from a table. Uncorrelated parameters have
/// their own score; a correlated one sums the scores of its parts, so a row of independent standard
/// normal numbers is a draw of the priors.
class TabledForecast {
 public:
  explicit TabledForecast(const Forecast& forecast);
  TabledForecast(const TabledForecast&) = delete;
  TabledForecast& operator=(const TabledForecast&) = delete;

  /// Scores of a row: the size of own_streams(), in its order.
  std::size_t width() const { return streams_.size(); }
  const std::vector<std::uint32_t>& streams() const { return streams_; }

  /// The forecast whose draws first_draw + i, i < z.size() / width(), have the scores z[i * width()
  /// ...]; z must live as long as it is run. Other draws may not be run.
  Forecast with(std::span<const float> z, std::uint64_t first_draw) const;

 private:
  std::vector<std::uint32_t> streams_;
  OwnForecast own_;
};

}  // namespace racecast
