// The factors of a design: what can be varied alone.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "host/config/config.hpp"
#include "host/design/tabled_forecast.hpp"

namespace racecast {

/// One sampled parameter; or several that hang together by correlations, which make one group,
/// since none of them can be varied while the others keep their law.
struct Factor {
  std::vector<std::string> parameters;  ///< paths, in the order of Forecast::prior
  std::vector<std::size_t> places;      ///< of its own scores in a row of the table

  /// The paths, joined by " + ".
  std::string name() const;
};

/// Every own score of the table is in one factor; factors are in the order of their first
/// parameter.
std::vector<Factor> factors_of(const Config& config, const TabledForecast& tabled);

}  // namespace racecast
