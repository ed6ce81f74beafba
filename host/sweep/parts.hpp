// The parts of a sweep: one ordinary result file a scenario, in a folder beside the output.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "host/check_stop.hpp"
#include "host/forecast/shard.hpp"
#include "host/result/result.hpp"
#include "host/sweep/scenarios.hpp"

namespace racecast {

class PartsFolder {
 public:
  /// OUTPUT.parts.
  explicit PartsFolder(const std::string& output) : output_(output), path_(output + ".parts") {}

  /// Of the sweep.
  const std::string& output() const { return output_; }
  const std::string& path() const { return path_; }
  /// "OUTPUT.parts/000017.h5".
  std::string file(std::size_t scenario) const;
  bool exists() const;
  /// How many of the first `scenarios` files are there.
  std::size_t count(std::size_t scenarios) const;
  /// Makes the folder where there is none. Throws Error(runtime).
  void make() const;
  /// Takes away what killed runs left beside the files of `scenarios` scenarios, all of which are
  /// done.
  void remove_stale(std::size_t scenarios) const;
  /// Takes the files of `scenarios` scenarios away, and then the folder. False where something else
  /// is in it, which stays.
  bool remove(std::size_t scenarios) const;
  /// The output whose lock a shard holds while it works in the folder.
  std::string shard(const Shard& shard) const;
  /// Throws Error(runtime) where a shard is at work; takes the locks of killed ones away.
  void require_no_shards() const;
  /// Throws Error(runtime) where a shard of another number of shards is at work: the two would run
  /// the same scenarios.
  void require_shards_like(const Shard& shard) const;

 private:
  /// The outputs, as shard() has them, whose locks are there.
  std::vector<std::string> shards() const;

  std::string output_, path_;
};

/// Whether a file is the result of a scenario of the plan: of the same resolved config, seed, range
/// and model.
bool is_part_of(const Result& result, const SweepPlan& plan, std::size_t scenario);

/// Which scenarios have no part yet, in order.
struct Missing {
  std::vector<std::size_t> scenarios;
  std::size_t taken = 0;     ///< parts that are there
  std::size_t replaced = 0;  ///< files that are no part of this sweep, and are made anew
};
/// Of the scenarios `wanted`. Looks at `stop` before each file, and throws Error(interrupted) where
/// it asks to stop.
Missing missing_parts(const SweepPlan& plan, const PartsFolder& folder,
                      const std::vector<std::size_t>& wanted, StopToken stop = {});

}  // namespace racecast
