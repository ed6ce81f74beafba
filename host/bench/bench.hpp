// What `racecast bench` measures: how fast engines run a forecast. Knows neither terminal nor
// files.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "host/answer/answer.hpp"
#include "host/answer/data.hpp"
#include "host/bench/schedule.hpp"
#include "host/config/config.hpp"
#include "kernels/engine/engine.hpp"

namespace racecast {

struct BenchPlan {
  std::vector<std::uint64_t> trajectories;  ///< sizes whose speed is measured, ascending
  std::vector<std::uint64_t> growth;        ///< sizes of the growing work, ascending
  double budget = 60;                       ///< seconds for all of it, about
  CpuOptions cpu;                           ///< as the engine was chosen, `threads` and `isa` given
};

/// What the measurements need of those who know the command line.
struct BenchTools {
  std::function<std::unique_ptr<Engine>(int threads)> make_engine;  ///< of the plan's device
  StopToken stop;
  std::function<void(const std::string& stage)> begins;  ///< told of each stage
};

struct SpeedRow {
  std::uint64_t trajectories;
  Spread seconds;
  Spread rate;  ///< path-months a second
};

struct ThreadRow {
  int threads;
  Spread rate;
  Spread speed_up;  ///< against one thread, in each round
  double efficiency() const { return speed_up.median / threads; }
};

struct GrowthRow {
  std::uint64_t trajectories;
  Spread seconds;
  /// Of the row before with a tenth of the work: the time of ten times the work over the time of
  /// the work, exactly linear is 10.
  std::optional<double> ratio;
  std::optional<std::uint64_t> peak_memory;  ///< bytes, of the process so far
};

/// From a typed command to the counts of the smallest size, seconds each.
struct FirstResult {
  std::optional<double> process_start;  ///< of a process that prints its version and ends
  double config = 0;                    ///< reading it
  double engine = 0;                    ///< choosing and testing it
  double run = 0;                       ///< the first run of all
  double total() const { return process_start.value_or(0) + config + engine + run; }
};

struct BenchReport {
  std::string date;  ///< ISO 8601, UTC
  std::string config_name, config_path;
  int horizon = 0, thresholds = 0, paths_per_draw = 0;
  std::uint64_t seed = 0;
  DeviceInfo device;
  int threads = 0;              ///< of the CPU engine; 0 of another
  std::string instruction_set;  ///< of the CPU engine; empty of another
  double budget = 0, seconds = 0;
  FirstResult first;
  std::vector<SpeedRow> sizes;
  std::vector<std::uint64_t> sizes_left_out;  ///< trajectories
  std::vector<ThreadRow> thread_rows;         ///< empty for a device without threads
  std::vector<GrowthRow> growth;
  std::vector<std::uint64_t> growth_left_out;
};

/// Measures. `first` holds what it took to come so far; `engine` has not run yet. Throws
/// Error(interrupted) where it is stopped, and Error(runtime) where the device fails.
BenchReport run_bench(const Config& config, Engine& engine, const BenchPlan& plan,
                      const BenchTools& tools, const FirstResult& first);

/// Every number of a report; keys are stable, what was not measured is null. Times are in seconds,
/// rates in path-months a second:
///
///   format                      1
///   racecast_version, git_commit, compiler, date
///   config                      name, path, horizon_months, thresholds, paths_per_draw, seed
///   device                      kind, name, detail, threads, instruction_set
///   budget_seconds, seconds     asked for; taken
///   first_result_seconds        sum of first_result: process_start, config, engine, run
///   sizes[]                     trajectories, seconds, path_months_per_second
///   sizes_left_out[]            trajectories that the budget had no room for
///   threads[]                   threads, path_months_per_second, speed_up, efficiency
///   growth[]                    trajectories, seconds, time_ratio_of_10x, peak_memory_bytes
///   growth_left_out[]
///
/// What was repeated is {"median", "low", "high", "repeats"}.
Data bench_data(const BenchReport& report);

/// The same as tables.
Answer bench_answer(const BenchReport& report);

/// Most memory that this process has held so far, bytes; empty where the system does not say.
std::optional<std::uint64_t> peak_memory();

/// Starts this program anew, to print its version and end, so many times; seconds of each, from the
/// start to the end. Empty where the program cannot start itself.
std::vector<double> time_process_start(int repeats);

}  // namespace racecast
