// What is asked of this program, and what a job has seen.
#pragma once

#include <cstdint>
#include <string>

#include "tests/damage/kinds.hpp"
#include "tests/damage/trial.hpp"

namespace racecast::damage {

struct Options {
  std::string folder, report, kind = "all";
  std::uint64_t first = 0, files = 1000, seed = 1;
  int jobs = 2;
};

/// What a job has seen, in memory that outlives it.
struct Tally {
  std::uint64_t next = 0;  ///< number of the file that it is at
  int kind = 0, command = 0;
  /// Of those not made, HDF5 or write_result() refused the change, or HDF5 crashed at it.
  std::uint64_t files[kind_count] = {}, not_made[kind_count] = {};
  std::uint64_t refused[kind_count][command_count] = {}, answered[kind_count][command_count] = {};
  double slowest = 0;
  char complaint[400] = {};  ///< of the file that it is at
};

}  // namespace racecast::damage
