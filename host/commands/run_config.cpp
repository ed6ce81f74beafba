#include "host/commands/run_config.hpp"

#include "host/commands/count.hpp"
#include "host/commands/settings.hpp"

namespace racecast {

void add_run_counts(const std::string& trajectories, const std::string& seed,
                    ConfigOptions& options) {
  if (!trajectories.empty()) {
    const std::uint64_t count = parse_count(trajectories, "--trajectories", 1, max_trajectories);
    options.set.emplace_back("run.trajectories", std::to_string(count));
  }
  if (!seed.empty()) {
    const std::uint64_t number = parse_count(seed, "--seed", 0, INT64_MAX);
    options.set.emplace_back("run.seed", std::to_string(number));
  }
}

Config load_run_config(const std::string& path, const std::vector<std::string>& set,
                       const std::string& trajectories, const std::string& seed) {
  ConfigOptions options = parse_settings(set);
  add_run_counts(trajectories, seed, options);
  return load_config(path, options);
}

}  // namespace racecast
