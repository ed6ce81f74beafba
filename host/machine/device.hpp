// Which engine a command runs on.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kernels/engine/engine.hpp"

namespace racecast {

struct DeviceChoice {
  /// auto, cpu, cuda (the first GPU), cuda:0,2 (these of `racecast devices`), or all (every GPU).
  std::string device = "auto";
  int threads = 0;  ///< of the CPU engine; 0: all the process may use
  std::string isa;  ///< instruction set of the CPU engine; empty: the fastest usable

  friend bool operator==(const DeviceChoice&, const DeviceChoice&) = default;
};

/// What --device takes beside lists of GPUs ("cuda:0,1").
inline constexpr std::array device_words = {"auto", "cpu", "cuda", "all"};
/// What is wrong with the text of --device, before any device is looked for; none: nothing.
std::optional<std::string> find_device_mistake(const std::string& device);
/// What CpuOptions want of an instruction set's name; -1 for "". Throws Error(runtime) where it
/// cannot be used here.
int isa_number(const std::string& name);
/// Every instruction set's name, usable here or not.
std::vector<std::string> all_isa_names();

class Ranks;
class ScenarioScheduler;

/// An engine, and what to tell about the choice.
struct ChosenEngine {
  std::unique_ptr<Engine> engine;
  std::string note;                        ///< why "auto" took the CPU; else empty
  ScenarioScheduler* scheduler = nullptr;  ///< the engine's, where it spreads over ranks
};

/// The GPUs that --device names: numbers below `available`, none twice. Throws Error(usage) where
/// the text names none, names one that is not there, or names one twice.
std::vector<int> gpu_numbers(const std::string& device, std::size_t available);

/// An engine over all `ranks`, which this process leads; null: it is alone.
/// `choice.device` has no find_device_mistake(). Throws Error(usage) as gpu_numbers() does, and
/// Error(runtime) where the device is not there, where the processor is too old, or where its
/// floating-point arithmetic is not the one that results rest on.
ChosenEngine choose_engine(const DeviceChoice& choice, Ranks* ranks = nullptr);

}  // namespace racecast
