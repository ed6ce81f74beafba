// The same race with the nations' names exchanged.
#pragma once

#include <cstddef>
#include <utility>

#include "tests/support/named_parameters.hpp"

namespace racecast::test {

/// Each nation gets the other's parameters, channels, programmes, priors and random streams. A prior
/// takes its stream and the parts of its score, which are streams too, along.
inline OwnForecast mirrored(const Forecast& given) {
  OwnForecast own(given);
  Forecast& forecast = own.forecast;
  std::swap(forecast.nation_stream[us], forecast.nation_stream[cn]);
  std::swap(forecast.channel_count[us], forecast.channel_count[cn]);
  std::swap(forecast.channel_pool[us], forecast.channel_pool[cn]);
  Parameters fixed = fixed_of(given);
  std::swap(fixed.nation[us], fixed.nation[cn]);
  set_fixed(own, fixed);
  for (int i = 0; i < forecast.programme_count; ++i)
    forecast.programme[i].nation = 1 - forecast.programme[i].nation;
  constexpr int first = offsetof(Parameters, nation) / sizeof(float);
  constexpr int size = sizeof(NationParameters) / sizeof(float);
  for (Prior& prior : own.tables.priors) {
    std::int32_t& slot = prior.slot;
    if (slot >= first && slot < first + size)
      slot += size;
    else if (slot >= first + size && slot < first + 2 * size)
      slot -= size;
  }
  return own;
}

}  // namespace racecast::test
