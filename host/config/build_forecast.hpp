// From a checked draft to the numbers of the engines.
#pragma once

#include "host/config/draft.hpp"
#include "kernels/model/forecast_tables.hpp"

namespace racecast {

/// The forecast and its tables, to which it does not point yet, all but the parts of scores. Throws
/// ConfigError where the priors' tables have more cells than there may be.
Forecast build_forecast(const Draft& draft, ForecastTables& tables);

}  // namespace racecast
