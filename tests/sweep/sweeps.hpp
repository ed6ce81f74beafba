// Sweeps of a tiny config, for tests.
#pragma once

#include <string>

#include "host/forecast/run.hpp"
#include "host/results/result_file.hpp"
#include "host/sweep/run_sweep.hpp"
#include "tests/results/temporary_folder.hpp"

namespace racecast::test {

/// The head of a sweep over quick.toml, with few trajectories of a year; tables may follow.
inline std::string sweep_head(const std::string& more = {}) {
  return "name = \"tiny\"\nconfig = \"" RACECAST_SOURCE_DIR "/configs/quick.toml\"\n" + more +
         "[set]\nrun.trajectories = 512\nrun.horizon = \"2027-12\"\nrun.samples = 2\n"
         "[set.threshold.installed_100m]\nvalue = 3e7\n";
}

inline const std::string growth_axis =
    "[[axis]]\nname = \"growth\"\npath = \"us.power.growth\"\nvalues = [0.02, 0.4]\n";
inline const std::string open_controls =
    "[[scenario]]\nname = \"open\"\n[scenario.set]\ncontrols.start = 0\ncontrols.tighten_open = "
    "0\n";

inline SweepPlan plan_of(const std::string& text, const ConfigOptions& options = {}) {
  return plan_sweep(parse_sweep_file(text, "sweep.toml"), options);
}

inline std::vector<std::size_t> all_of(const SweepPlan& plan) {
  std::vector<std::size_t> all;
  for (std::size_t i = 0; i < plan.scenarios.size(); ++i) all.push_back(i);
  return all;
}

/// Runs and publishes, as the command does.
inline Result run_part(const Config& config, const std::string& file) {
  Result result = run_forecast(config, *make_cpu_engine(), {});
  write_result(file, result);
  return result;
}

}  // namespace racecast::test
