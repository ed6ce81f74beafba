#include "host/commands/run_settings.hpp"

#include <fmt/format.h>

#include "host/commands/run_config.hpp"

namespace racecast {

RunSettingsText result_settings_text(const std::string& thing) {
  return {fmt::format("Result file (default: NAME.h5 of the {})", thing)};
}

void add_run_settings(CLI::App& app, RunSettings& settings, const RunSettingsText& text) {
  app.add_option("-o,--output", settings.output, text.output)->type_name(text.output_type);
  app.add_option("--trajectories", settings.trajectories, text.trajectories)->type_name("N");
  app.add_option("--seed", settings.seed, "Other seeds are other random numbers")->type_name("S");
  add_device_options(app, settings.device);
  app.add_option("--progress", settings.progress, "How progress is shown on stderr")
      ->check(CLI::IsMember({"auto", "plain", "none"}))
      ->capture_default_str();
  app.add_flag("--force", settings.force, "Replace the file if it exists");
  app.add_flag("--quiet", settings.quiet, "Nothing on stderr but errors");
  app.add_flag("--json", settings.json, text.json);
}

void add_hidden_isa(CLI::App& app, RunSettings& settings) {
  app.add_option("--isa", settings.device.isa)->check(CLI::IsMember(all_isa_names()))->group("");
}

void add_settings_of(const RunSettings& settings, ConfigOptions& options) {
  add_run_counts(settings.trajectories, settings.seed, options);
}

ProgressStyle style_of(const RunSettings& settings) {
  return settings.quiet ? ProgressStyle::none : progress_style(settings.progress);
}

}  // namespace racecast
