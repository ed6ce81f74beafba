// Whether two forecasts are the same numbers.
#pragma once

#include <cstring>

#include "kernels/model/forecast_tables.hpp"

namespace racecast::test {

template <class T>
bool same_bytes(const std::vector<T>& a, const std::vector<T>& b) {
  return a.size() == b.size() &&
         (a.empty() || std::memcmp(a.data(), b.data(), a.size() * sizeof(T)) == 0);
}

/// Byte for byte, the tables that they point to included.
inline bool same_bytes(Forecast a, Forecast b) {
  const ForecastTables one(a), other(b);
  a.prior = b.prior = nullptr;
  a.fixed = b.fixed = nullptr;
  a.cell = b.cell = nullptr;
  a.score_part = b.score_part = nullptr;
  return std::memcmp(&a, &b, sizeof a) == 0 && same_bytes(one.priors, other.priors) &&
         same_bytes(one.fixed, other.fixed) && same_bytes(one.cells, other.cells) &&
         same_bytes(one.score_parts, other.score_parts);
}

}  // namespace racecast::test
