// The tables that a Forecast points to, in the memory of a host.
#pragma once

#include <vector>

#include "kernels/model/forecast.hpp"

namespace racecast {

struct ForecastTables {
  std::vector<Prior> priors;
  std::vector<float> fixed;  ///< [parameter slot]
  std::vector<QuantileCell> cells;
  std::vector<ScorePart> score_parts;

  /// No prior, and 0 for every parameter.
  ForecastTables();
  /// Those of `forecast`, copied.
  explicit ForecastTables(const Forecast& forecast);

  /// The forecast with these tables instead of its own; valid while they live and keep their sizes.
  Forecast bound(Forecast forecast) const;
};

/// A forecast with tables of its own, which can be changed where they stand.
struct OwnForecast {
  explicit OwnForecast(const Forecast& other) : tables(other), forecast(tables.bound(other)) {}
  OwnForecast(OwnForecast&&) = default;  // a vector that moves takes its memory along
  OwnForecast& operator=(OwnForecast&&) = default;

  ForecastTables tables;
  Forecast forecast;
};

}  // namespace racecast
