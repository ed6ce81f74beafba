// The parameters of a forecast by their names, for tests that look at some.
#pragma once

#include <cstring>

#include "kernels/model/forecast_tables.hpp"
#include "kernels/model/parameters.hpp"

namespace racecast::test {

/// Forecast::fixed as the struct that it is of.
inline Parameters fixed_of(const Forecast& forecast) {
  Parameters parameters;
  std::memcpy(&parameters, forecast.fixed, sizeof parameters);
  return parameters;
}

/// A float of Parameters by its slot.
inline float slot_value(const Parameters& parameters, int slot) {
  return reinterpret_cast<const float*>(&parameters)[slot];
}

inline void set_fixed(OwnForecast& own, const Parameters& parameters) {
  std::memcpy(own.tables.fixed.data(), &parameters, sizeof parameters);
}

}  // namespace racecast::test
