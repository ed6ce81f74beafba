// One parameter of a config: a number, an interval "a to b" or a table.
#pragma once

#include <optional>
#include <string>

#include "host/priors/evidence.hpp"
#include "host/priors/prior_lowering.hpp"
#include "host/toml/value.hpp"

namespace racecast {

/// Bounds in the unit of the config, the number of these units in one unit of the engine, and what
/// the unit is called.
struct ValueBounds {
  double low = 0, high = 0;
  double unit = 1;
  const char* unit_name = "1";
};

struct ParameterValue {
  BoundedPrior prior{};  ///< no distribution: a constant
  double constant = 0;   ///< in the unit of the config
  std::string text{};    ///< as written, for people
  Place place{};         ///< where it was written

  bool is_constant() const { return prior.distribution == nullptr; }
  /// The 5th and 95th percentile; both ends of a constant are the constant.
  ValueRange central_range() const;
};

/// Reads the value of the parameter `path`; reports every mistake in it, and then gives nothing.
std::optional<ParameterValue> read_parameter(const Member& member, const std::string& path,
                                             const ValueBounds& bounds, EvidenceRegistry& evidence,
                                             Diagnostics& diagnostics);

}  // namespace racecast
