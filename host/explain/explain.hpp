// What a config says of its parameters and settings: as a table, of one key, or as JSON.
#pragma once

#include <string>
#include <vector>

#include "host/answer/answer.hpp"
#include "host/answer/data.hpp"
#include "host/config/config.hpp"

namespace racecast {

/// Some keys of a config, which must outlive it.
struct KeySelection {
  std::vector<const ConfigParameter*> parameters;
  std::vector<const ConfigSetting*> settings;
  std::vector<const Correlation*> correlations;  ///< of which a parameter is among these
};

/// The key `path`, all keys below it, or every key where it is empty. Throws Error(usage), with
/// what may be meant, where there is none.
KeySelection select_keys(const Config& config, const std::string& path);

/// The table of a key, "us.power"; "" for one of no table.
std::string table_of(const std::string& path);

/// A line a key: value or prior, 5, 50 and 95 %, unit and source, by section; of one key, all that
/// is known of it. The plot of its density has at most `columns`.
Answer explain_answer(const KeySelection& selection, std::size_t columns);

/// Of one of them.
Answer explain_table(const KeySelection& selection);
Answer explain_key(const ConfigParameter& parameter,
                   const std::vector<const Correlation*>& correlations, std::size_t columns);
Answer explain_key(const ConfigSetting& setting);

/// Every digit of the same. docs/explain.md lists the keys, which are stable.
Data explain_data(const Config& config, const KeySelection& selection);
Data parameter_data(const ConfigParameter& parameter);
Data correlation_data(const Correlation& correlation);

}  // namespace racecast
