// The families of distributions that a prior can name.
#pragma once

#include <span>
#include <string>
#include <variant>
#include <vector>

#include "host/config/distribution.hpp"

namespace racecast {

/// A key of a prior's table. A level is in the unit of the parameter and within its bounds; other
/// keys (sd, sigma) are widths.
struct FamilyKey {
  const char* name;
  bool is_level;
};

/// The distribution, or what is wrong with the values.
using Made = std::variant<DistributionPtr, std::string>;

/// One way to state a family; `make` takes the values of `keys` in their order.
struct FamilyForm {
  std::vector<FamilyKey> keys;
  Made (*make)(std::span<const double> values);
};

struct Family {
  const char* name;  ///< as in dist = "..."
  std::vector<FamilyForm> forms;
};

const std::vector<Family>& families();

/// The family of "a to b" for a parameter with these bounds, as its own 5th and 95th percentile.
Made make_interval(double low, double high, double bound_low, double bound_high);

}  // namespace racecast
