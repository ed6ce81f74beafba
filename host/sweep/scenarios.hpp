// The scenarios of a sweep, and the check that each can run and be compared.
#pragma once

#include <string>
#include <vector>

#include "host/config/config.hpp"
#include "host/result/result.hpp"
#include "host/sweep/sweep_file.hpp"

namespace racecast {

/// One config to run.
struct Scenario {
  std::string name;
  std::string config;        ///< path
  std::vector<Setting> set;  ///< all of them, in the order in which they are set
  std::vector<int> value;    ///< by axis: which of its values; -1: the axis is not set
  Place place;               ///< of what the scenario comes from
  Place config_place;
};

/// The base first, then those of the axes (of a grid, the last axis goes through its values first),
/// then the named ones. Makes the values of a design's axes. Throws ConfigError where there are
/// more than max_scenarios, where two have one name and where there is no such reference.
std::vector<Scenario> list_scenarios(SweepFile& sweep);

/// SHA-256 of a resolved config.
std::string config_digest(const std::string& resolved);

/// What a scenario is after all its settings. Throws as load_config() does.
Config scenario_config(const Scenario& scenario);
/// The same, as it was when the sweep was checked: throws Error(runtime) where it has another
/// digest.
Config checked_config(const Scenario& scenario, const std::string& digest);

/// What the check of a scenario found.
struct CheckedScenario {
  std::string config_digest;    ///< SHA-256 of the resolved config
  std::vector<AxisValue> axes;  ///< what the config has on each axis
};

/// What is to be run. Configs are not kept: a hundred thousand of them would not fit in memory.
struct SweepPlan {
  SweepFile file;
  std::vector<Scenario> scenarios;
  std::vector<CheckedScenario> checked;
  std::vector<std::string> axis_units;
  std::size_t reference = 0;
  Config reference_config;
  std::vector<std::pair<std::string, std::string>>
      configs;  ///< path and resolved text of each file
};

/// Reads and checks the config of every scenario, on `threads` threads; 0: as many as the process
/// may use. `options` come last in each, as on the command line of a run. Throws ConfigError with
/// every mistake of the sweep: what is no setting, and what cannot be compared with the reference.
SweepPlan plan_sweep(SweepFile file, const ConfigOptions& options, int threads = 0);

}  // namespace racecast
