// Which run a checkpoint or a result is of: all that its counts depend on.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "host/result/result.hpp"

namespace racecast {

struct RunIdentity {
  std::string version, model;  ///< of racecast, and of its model
  std::string config_resolved;
  std::uint64_t first_draw = 0, draws = 0;  ///< of the shard, at most
  std::string shard;                        ///< as Provenance::shard
  std::string rule;                         ///< "until-ci 0.001", or empty
};

/// What two runs differ in, as "racecast 0.1.0 and 0.2.0" or "run.seed, us.power.growth"; none:
/// both give the same counts. Texts and sources of a config do not count.
std::optional<std::string> find_difference(const RunIdentity& a, const RunIdentity& b);

/// What the run of a finished result differs in from `run`; none: the result is what that run
/// would give. `until_ci`: the half width at which it ends.
std::optional<std::string> find_difference(const Result& result, const RunIdentity& run,
                                           std::optional<double> until_ci);

/// A resolved config with so many trajectories; `name` is for messages. Throws as parse_resolved().
std::string with_trajectories(const std::string& resolved, const std::string& name,
                              std::uint64_t trajectories);

}  // namespace racecast
