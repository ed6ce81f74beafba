// Which engine a command runs on; alone, or as one of the ranks that compute together.
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

class ScenarioScheduler;

/// An engine, and what to tell about the choice.
struct ChosenEngine {
  std::unique_ptr<Engine> engine;
  std::string note;                        ///< why "auto" took the CPU; else empty
  ScenarioScheduler* scheduler = nullptr;  ///< the engine's, where it spreads over ranks
};

/// What the rank that leads makes of a choice of device.
class Ranks {
 public:
  virtual ~Ranks() = default;
  /// What of it this rank takes: its GPU, its threads.
  virtual DeviceChoice own_share(const DeviceChoice& choice) const = 0;
  /// An engine that spreads its draws over `own` and those of the others, who choose from `choice`.
  virtual ChosenEngine lead(const DeviceChoice& choice, ChosenEngine own) = 0;
};

/// The GPUs that --device names: numbers below `available`, none twice. Throws Error(usage) where
/// the text names none, names one that is not there, or names one twice.
std::vector<int> gpu_numbers(const std::string& device, std::size_t available);

/// An engine over all `ranks`, which this process leads; null: it is alone.
/// `choice.device` has no find_device_mistake(). Throws Error(usage) as gpu_numbers() does, and
/// Error(runtime) where the device is not there, where the processor is too old, or where its
/// floating-point arithmetic is not the one that results rest on.
ChosenEngine choose_engine(const DeviceChoice& choice, Ranks* ranks = nullptr);

/// A rank among those on the same machine.
struct LocalSlot {
  int number = 0;   ///< counted from 0
  int of = 1;       ///< how many there are
  int threads = 1;  ///< for its CPU engine, where no number is asked for
};

/// Threads for one of `ranks` on a machine. It may use `own` processors; the numbers of all of
/// them add up to `sum`, and are of `together` different processors. Where each has processors of
/// its own, it takes these; where they share them, an equal part; at least 1.
int fair_threads(int own, int sum, int together, int ranks);

/// What of a choice for all ranks one takes: its threads, and of `gpus` GPUs of the
/// machine one, or with --device all every `of`-th. A GPU chosen by number is everyone's.
DeviceChoice share_of(const DeviceChoice& choice, const LocalSlot& slot, int gpus);

}  // namespace racecast
