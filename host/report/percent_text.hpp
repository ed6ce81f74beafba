// Probabilities in percent, as a text shows them.
#pragma once

#include <cstdint>
#include <string>

#include "host/inference/probability.hpp"
#include "host/text/utf8.hpp"

namespace racecast {

/// One decimal; what is neither impossible nor certain never looks so.
std::string percent(double share);

/// A probability in percent as it is shown: enough decimals to tell the ends of its interval apart,
/// those rounded outwards, so that the interval shown holds the interval computed.
struct Shown {
  std::string estimate, low, high;
};
Shown shown(const Probability& p);

/// "estimate (low-high)".
std::string percent(const Probability& p);

/// Percentage points with their sign and enough decimals for the width of an interval.
std::string points(double value, double width);

/// "12,345,678".
std::string grouped(std::uint64_t number);

}  // namespace racecast
