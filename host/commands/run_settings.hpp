// What `racecast run`, `racecast sweep` and `racecast rare` have in common on the command line.
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

/// What the help of a command says of them, where commands differ.
struct RunSettingsText {
  std::string output;                ///< of -o
  std::string output_type = "FILE";  ///< of -o
  std::string trajectories = "How many; 1e6, 1M and 1_000_000 are one";
  std::string json = "The summary as JSON";
};
/// Of commands whose file is named after a `thing` without -o.
RunSettingsText result_settings_text(const std::string& thing);

void add_run_settings(CLI::App& app, RunSettings& settings, const RunSettingsText& text);

/// Adds --isa, which no help shows: for proofs that it leaves the bits as they are.
void add_hidden_isa(CLI::App& app, RunSettings& settings);

/// Appends what --trajectories and --seed set. Throws Error(usage).
void add_settings_of(const RunSettings& settings, ConfigOptions& options);

ProgressStyle style_of(const RunSettings& settings);

}  // namespace racecast
