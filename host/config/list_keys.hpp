// The lists of parameters and settings of a Config.
#pragma once

#include <vector>

#include "host/config/config_parameter.hpp"
#include "host/config/draft.hpp"
#include "host/config/parameter_path.hpp"

namespace racecast {

/// Every parameter, in the order of the table: world, us, cn, programmes, thresholds; those of
/// programmes that are already counted come last.
std::vector<ConfigParameter> list_parameters(const Draft& draft, const Value& tree,
                                             const EvidenceRegistry& evidence);

/// Every other key. Texts for people that are not there are left out.
std::vector<ConfigSetting> list_settings(const Draft& draft, const Value& tree);

/// Fills all of `key` but its path from what was given for it.
void fill_key(const PathIndex& index, ConfigKey& key);

/// The text of `key`, "" where there is none.
std::string text_of(const Value& table, const char* key);

}  // namespace racecast
