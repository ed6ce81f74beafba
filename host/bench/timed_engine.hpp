// Runs of an engine, timed and stoppable.
#pragma once

#include <cstdint>
#include <vector>

#include "kernels/engine/engine.hpp"

namespace racecast {

class TimedEngine {
 public:
  /// `forecast`: its tables stay with the caller.
  TimedEngine(const Forecast& forecast, StopToken stop);

  /// Seconds that the engine takes for draws [0, draws). Throws Error(interrupted), and
  /// Error(runtime) where the device fails.
  double run(Engine& engine, std::uint64_t draws);

 private:
  Forecast forecast_;
  StopToken stop_;
  std::vector<std::uint64_t> counts_;
};

}  // namespace racecast
