#include "host/commands/run_settings.hpp"

#include <fmt/format.h>

#include <fstream>
#include <string_view>

#include "host/command_line/shared_options.hpp"
#include "host/command_line/terminal.hpp"
#include "host/error.hpp"
#include "host/results/result_file.hpp"
#include "host/toml/diagnostics.hpp"

namespace racecast {

void add_run_settings(Command& command, RunSettings& settings, const std::string& thing) {
  command.add(options::output, &settings.output).text =
      fmt::format("Result file (default: NAME.h5 of the {})", thing);
  command.add(options::trajectories, &settings.trajectories);
  command.add(options::seed, &settings.seed);
  add_device_options(command, settings.device);
  add_output_options(command, settings).text = "The summary as JSON";
}

void add_device_options(Command& command, DeviceChoice& choice) {
  command.add(options::device, &choice.device);
  command.add(options::threads, &choice.threads);
}

Option& add_output_options(Command& command, RunSettings& settings) {
  command.add(options::progress, &settings.progress);
  command.add(options::force, &settings.force);
  command.add(options::quiet, &settings.quiet);
  return command.add(options::json, &settings.json);
}

ConfigOptions config_options(const RunSettings& settings) {
  ConfigOptions changes{settings.set};
  if (settings.trajectories)
    changes.set.emplace_back("run.trajectories", std::to_string(*settings.trajectories));
  if (settings.seed) changes.set.emplace_back("run.seed", std::to_string(*settings.seed));
  return changes;
}

Config load_run_config(const RunSettings& settings) {
  return load_config(settings.config, config_options(settings));
}

int threshold_place(const std::vector<ThresholdInfo>& thresholds, const std::string& name) {
  std::string names;
  for (std::size_t i = 0; i < thresholds.size(); ++i) {
    if (thresholds[i].name == name) return static_cast<int>(i);
    names += (i == 0 ? "" : ", ") + thresholds[i].name;
  }
  throw Error(ErrorKind::usage, fmt::format("there is no threshold {} (the config has {}); name "
                                            "one of these",
                                            name, names));
}

ProgressStyle style_of(const RunSettings& settings) {
  return settings.quiet ? ProgressStyle::none : progress_style(settings.progress);
}

ProgressSubject subject_of(const Config& config) {
  const auto primary = static_cast<std::size_t>(config.forecast.primary);
  return {config.forecast.paths_per_draw, config.forecast.horizon, config.forecast.primary,
          config.thresholds.at(primary).name};
}

ProgressWriter progress_of(const RunSettings& settings, const Config& config) {
  return {style_of(settings), subject_of(config)};
}

void note(const RunSettings& settings, const std::string& text) {
  if (!settings.quiet) say("racecast: {}\n", text);
}

void announce(const RunSettings& settings, const std::string& what, const ChosenEngine& chosen) {
  if (!chosen.note.empty()) note(settings, chosen.note);
  const DeviceInfo device = chosen.engine->device();
  note(settings, fmt::format("{} on {} ({})", what, device.name, device.detail));
}

bool is_result_file(const std::string& path) {
  constexpr std::string_view signature = "\x89HDF\r\n\x1a\n";
  std::string bytes(signature.size(), '\0');
  std::ifstream file(path, std::ios::binary);
  file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  return file && bytes == signature;
}

Config config_in(const Result& result, const std::string& path, const ConfigOptions& options) {
  const std::string& text = result.provenance.config_resolved;
  Config config;
  try {
    config = parse_resolved(text, path);
  } catch (const ConfigError& error) {
    throw Error(ErrorKind::file, fmt::format("{} is damaged (the config in it has mistakes: {}); "
                                             "take a copy of it or run the forecast again",
                                             path, error.what()));
  }
  return options.set.empty() ? config : parse_resolved(text, path, options);
}

Config open_config(const std::string& path, const ConfigOptions& options) {
  if (!is_result_file(path)) return load_config(path, options);
  return config_in(read_result(path), path, options);
}

}  // namespace racecast
