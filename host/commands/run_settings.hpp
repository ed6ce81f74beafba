// What `racecast run` and `racecast sweep` have in common on the command line.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

#include "host/commands/device.hpp"
#include "host/commands/progress.hpp"
#include "host/config/config.hpp"

namespace racecast {

struct RunSettings {
  std::string output;
  std::string trajectories;
  std::string seed;
  DeviceChoice device;
  std::string progress = "auto";
  bool force = false;
  bool quiet = false;
  bool json = false;
  std::string command_line;
};

/// `named_after`: whose name the result file gets without -o.
void add_run_settings(CLI::App& app, RunSettings& settings, const std::string& named_after);

/// Appends what --trajectories and --seed set. Throws Error(usage).
void add_settings_of(const RunSettings& settings, ConfigOptions& options);

ProgressStyle style_of(const RunSettings& settings);

}  // namespace racecast
