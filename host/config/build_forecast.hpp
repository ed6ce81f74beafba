// From a checked draft to the numbers of the engines.
#pragma once

#include <vector>

#include "host/config/draft.hpp"

namespace racecast {

/// The forecast (table null) and its quantile tables.
Forecast build_forecast(const Draft& draft, std::vector<QuantileTable>& tables);

}  // namespace racecast
