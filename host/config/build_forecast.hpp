// From a checked draft to the numbers of the engines.
#pragma once

#include <vector>

#include "host/config/draft.hpp"

namespace racecast {

/// The forecast (cell null) and the cells of its priors' tables. Throws ConfigError where these are
/// more than there may be.
Forecast build_forecast(const Draft& draft, std::vector<QuantileCell>& cells);

}  // namespace racecast
