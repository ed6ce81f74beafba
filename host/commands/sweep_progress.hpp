// Progress of a whole sweep on stderr, one line.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "host/command_line/progress.hpp"

namespace racecast {

/// How far a sweep is.
struct SweepProgress {
  std::size_t done = 0, scenarios = 0;  ///< of those that are to be run now
  double part = 0;                      ///< share of the scenario that runs now
  double path_months = 0;               ///< of one scenario
  double seconds = 0;                   ///< since the first of them began
  std::string name{};                   ///< of the scenario that runs now
};

std::string sweep_progress_line(const SweepProgress& progress);

/// Keeps count of the scenarios, and writes lines as ProgressLines has them.
class SweepProgressWriter {
 public:
  SweepProgressWriter(ProgressStyle style, std::size_t scenarios, double path_months)
      : lines_(style), progress_{.scenarios = scenarios, .path_months = path_months} {}

  void begins(const std::string& name);
  void ended();
  /// Of the scenario that runs now, where it is the only one.
  void show(const Progress& run);
  /// Of scenarios that others run.
  void show();
  /// A line of its own about a scenario.
  void tell(const std::string& line);

 private:
  using Clock = std::chrono::steady_clock;

  void show(bool last);

  ProgressLines lines_;
  SweepProgress progress_;
  Clock::time_point start_ = Clock::now();
};

}  // namespace racecast
