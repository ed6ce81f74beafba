// What `--set PATH=VALUE` can reach.
#pragma once

#include <string>
#include <vector>

namespace racecast {

/// The paths of every parameter, and of every key that the config gives, in alphabetical order.
/// Without a readable config: the parameters of the world and of the nations.
std::vector<std::string> setting_paths(const std::string& config_path);

}  // namespace racecast
