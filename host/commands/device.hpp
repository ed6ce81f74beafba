// Which engine a command runs on.
#pragma once

#include <memory>
#include <string>

#include "kernels/engine/engine.hpp"

namespace racecast {

struct DeviceChoice {
  std::string device = "auto";  ///< auto, cuda or cpu
  int threads = 0;              ///< of the CPU engine; 0: all the process may use
  std::string isa;              ///< instruction set of the CPU engine; empty: the fastest usable
};

/// An engine, and what to tell about the choice.
struct ChosenEngine {
  std::unique_ptr<Engine> engine;
  std::string note;  ///< why "auto" took the CPU; else empty
};

/// Throws Error(runtime) where the device is not there, where the processor is too old, or where
/// its floating-point arithmetic is not the one that results rest on.
ChosenEngine choose_engine(const DeviceChoice& choice);

}  // namespace racecast
