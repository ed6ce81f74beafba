// The ranks that compute together, where there are several.
#pragma once

#include "host/machine/device.hpp"

namespace racecast {

/// What the rank that leads makes of a choice of device.
class Ranks {
 public:
  virtual ~Ranks() = default;
  /// What of it this rank takes: its GPU, its threads.
  virtual DeviceChoice own_share(const DeviceChoice& choice) const = 0;
  /// An engine that spreads its draws over `own` and those of the others, who choose from `choice`.
  virtual ChosenEngine lead(const DeviceChoice& choice, ChosenEngine own) = 0;
};

}  // namespace racecast
