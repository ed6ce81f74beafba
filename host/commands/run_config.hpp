// The config of a run, with what the command line changes in it.
#pragma once

#include <string>
#include <vector>

#include "host/config/config.hpp"

namespace racecast {

/// Appends what --trajectories and --seed set, where they are not empty. Throws Error(usage).
void add_run_counts(const std::string& trajectories, const std::string& seed,
                    ConfigOptions& options);

/// `path` with the settings of `set`, then --trajectories and --seed where they are not empty; the
/// resolved config says the same. Throws as load_config() does, and Error(usage).
Config load_run_config(const std::string& path, const std::vector<std::string>& set,
                       const std::string& trajectories, const std::string& seed);

}  // namespace racecast
