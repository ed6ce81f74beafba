#include "host/commands/run_settings.hpp"

#include <fmt/format.h>

#include "host/commands/run_config.hpp"

namespace racecast {

void add_run_settings(CLI::App& app, RunSettings& settings, const std::string& named_after) {
  app.add_option("-o,--output", settings.output,
                 fmt::format("Result file (default: NAME.h5 of the {})", named_after))
      ->type_name("FILE");
  app.add_option("--trajectories", settings.trajectories, "How many; 1e6, 1M and 1_000_000 are one")
      ->type_name("N");
  app.add_option("--seed", settings.seed, "Other seeds are other random numbers")->type_name("S");
  add_device_options(app, settings.device);
  app.add_option("--progress", settings.progress, "How progress is shown on stderr")
      ->check(CLI::IsMember({"auto", "plain", "none"}))
      ->capture_default_str();
  app.add_flag("--force", settings.force, "Replace the result file if it exists");
  app.add_flag("--quiet", settings.quiet, "Nothing on stderr but errors");
  app.add_flag("--json", settings.json, "The summary as JSON");
}

void add_settings_of(const RunSettings& settings, ConfigOptions& options) {
  add_run_counts(settings.trajectories, settings.seed, options);
}

ProgressStyle style_of(const RunSettings& settings) {
  return settings.quiet ? ProgressStyle::none : progress_style(settings.progress);
}

}  // namespace racecast
