// What a config says of its parameters and settings: as a table, of one key, or as JSON.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "host/config/config.hpp"
#include "host/text/text_lines.hpp"

namespace racecast {

/// Some keys of a config, which must outlive it.
struct KeySelection {
  std::vector<const ConfigParameter*> parameters;
  std::vector<const ConfigSetting*> settings;
  std::vector<const Correlation*> correlations;  ///< of which a parameter is among these

  bool is_one_key() const { return parameters.size() + settings.size() == 1; }
};

/// The key `path`, all keys below it, or every key where it is empty. Throws Error(usage), with
/// what may be meant, where there is none.
KeySelection select_keys(const Config& config, const std::string& path);

/// The keys of a table of the config, "us.power", in the order of the parameter table.
struct KeySection {
  std::string path;  ///< "" for the keys of no table
  KeySelection keys;
};
std::vector<KeySection> sections_of(const KeySelection& selection);

/// A key without its section.
std::string last_part(const std::string& path);

/// A line a key: value or prior, 5, 50 and 95 %, unit and source, by section.
std::string explain_table(const KeySelection& selection, const TextStyle& style);

/// All that is known of one parameter or setting.
/// `correlations`: those of a config, of which its own are shown.
std::string explain_key(const ConfigParameter& parameter,
                        const std::vector<const Correlation*>& correlations,
                        const TextStyle& style);
std::string explain_key(const ConfigSetting& setting, const TextStyle& style);

/// Every digit of the same. docs/explain.md lists the keys, which are stable.
nlohmann::json explain_json(const Config& config, const KeySelection& selection);
nlohmann::json parameter_json(const ConfigParameter& parameter);
nlohmann::json correlation_json(const Correlation& correlation);

}  // namespace racecast
