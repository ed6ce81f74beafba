// What commands have in common: the settings of those that compute, of which each takes the options
// that it has; and configs, from a TOML file or from inside a result file.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "host/command_line/command.hpp"
#include "host/command_line/progress.hpp"
#include "host/config/config.hpp"
#include "host/machine/device.hpp"
#include "host/result/result.hpp"

namespace racecast {

struct RunSettings {
  std::string config;
  Settings set;
  std::optional<std::uint64_t> trajectories, seed;
  std::string output;
  DeviceChoice device;
  std::string progress = "auto";
  bool force = false, quiet = false, json = false;
};

/// Adds -o, --trajectories, --seed, --device, --threads, --progress, --force, --quiet and --json,
/// of a command whose result is named after `thing` without -o.
void add_run_settings(Command& command, RunSettings& settings, const std::string& thing);
/// Adds --device and --threads.
void add_device_options(Command& command, DeviceChoice& choice);
/// Adds --progress, --force, --quiet and --json, which is returned.
Option& add_output_options(Command& command, RunSettings& settings);

/// What --set, --trajectories and --seed change in the config, in this order.
ConfigOptions config_options(const RunSettings& settings);
/// The config with these changes; the resolved config says the same. Throws as load_config() does.
Config load_run_config(const RunSettings& settings);

/// The place of the threshold `name`. Throws Error(usage), with the names there are.
int threshold_place(const std::vector<ThresholdInfo>& thresholds, const std::string& name);

ProgressStyle style_of(const RunSettings& settings);
/// The primary threshold of `config`.
ProgressSubject subject_of(const Config& config);
/// Shows how far a run of `config` is.
ProgressWriter progress_of(const RunSettings& settings, const Config& config);

/// A line on stderr, unless --quiet.
void note(const RunSettings& settings, const std::string& text);
/// The same of what is about to run, "NAME: 7 draws", and where.
void announce(const RunSettings& settings, const std::string& what, const ChosenEngine& chosen);

/// Reads the config at `path`. Of a result file, the resolved config that it carries; places are
/// then lines of that text. Throws as load_config() and read_result() do.
Config open_config(const std::string& path, const ConfigOptions& options = {});

/// Whether `path` begins as a result file does; false where it cannot be read.
bool is_result_file(const std::string& path);

/// The resolved config that the result of the file `path` carries. Throws Error(file) where it is
/// no config, and ConfigError where only `options` make it none.
Config config_in(const Result& result, const std::string& path, const ConfigOptions& options = {});

}  // namespace racecast
