// Which parameters hang together by correlations.
#pragma once

#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "kernels/model/forecast.hpp"

namespace racecast {

/// The streams of own scores of a forecast; two are in the same set where a chain of correlated
/// priors uses both.
class StreamSets {
 public:
  explicit StreamSets(const Forecast& forecast);

  /// A number of the set of a stream that the forecast asks for; the same for all of a set.
  std::size_t of(std::uint32_t stream) const;

 private:
  std::unordered_map<std::uint32_t, std::size_t> place_;
  std::vector<std::size_t> parent_;
};

/// The priors of each set, by their places in Forecast::prior, rising; sets in the order of their
/// first prior.
std::vector<std::vector<std::size_t>> correlated_priors(const Forecast& forecast);

}  // namespace racecast
