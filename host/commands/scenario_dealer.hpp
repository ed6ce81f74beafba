// Scenarios dealt out to the processes of a team, each of which runs whole ones by itself.
#pragma once

#include <cstddef>
#include <functional>

#include "host/commands/scenario_order.hpp"

namespace racecast {

/// What is told of scenarios by their number, on the thread that called deal().
struct DealObserver {
  std::function<void(std::size_t)> begins;
  std::function<void(std::size_t, const std::string& why)> ended;  ///< `why` empty: it is done
  std::function<void()> waits;  ///< called several times a second
};

class ScenarioDealer {
 public:
  virtual ~ScenarioDealer() = default;
  virtual int processes() const = 0;
  /// Runs the orders 0 ... orders - 1, in this order, each on the process that is free first, this
  /// one among them. `order` is called from several threads. What fails does not stop the others.
  /// Throws Error(interrupted) where it was stopped or a process got a signal, once all
  /// have stopped: scenarios that had begun have checkpoints.
  virtual void deal(std::size_t orders, const std::function<ScenarioOrder(std::size_t)>& order,
                    const DealObserver& observer, StopToken stop) = 0;
};

}  // namespace racecast
