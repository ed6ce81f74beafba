#include "kernels/model/forecast_tables.hpp"

#include "kernels/model/parameters.hpp"

namespace racecast {

ForecastTables::ForecastTables() : fixed(parameter_slots) {}

ForecastTables::ForecastTables(const Forecast& forecast)
    : priors(forecast.prior, forecast.prior + forecast.prior_count),
      fixed(forecast.fixed, forecast.fixed + parameter_slots),
      cells(forecast.cell, forecast.cell + forecast.cell_count),
      score_parts(forecast.score_part, forecast.score_part + forecast.score_part_count) {}

Forecast ForecastTables::bound(Forecast forecast) const {
  forecast.prior_count = static_cast<std::int32_t>(priors.size());
  forecast.prior = priors.data();
  forecast.fixed = fixed.data();
  forecast.cell_count = static_cast<std::int32_t>(cells.size());
  forecast.cell = cells.data();
  forecast.score_part_count = static_cast<std::int32_t>(score_parts.size());
  forecast.score_part = score_parts.data();
  return forecast;
}

}  // namespace racecast
