// The processes that compute together, where there are several: MPI ranks.
#pragma once

#include <memory>

#include "host/commands/device.hpp"

namespace racecast {

/// What the process that leads the others makes of a choice of device.
class Team {
 public:
  virtual ~Team() = default;
  /// What of it this process takes: its GPU, its threads.
  virtual DeviceChoice own_share(const DeviceChoice& choice) const = 0;
  /// An engine that spreads its draws over `own` and those of the others, who choose from `choice`.
  virtual ChosenEngine lead(const DeviceChoice& choice, ChosenEngine own) = 0;
};

/// The team of this process; null: it is alone. Set once, by main.
Team* team();
void set_team(Team* team);

}  // namespace racecast
