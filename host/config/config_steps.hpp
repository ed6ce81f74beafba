// The steps of parse_config() beside the reading of a draft.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "host/config/draft.hpp"

namespace racecast {

/// Applies the settings in order. A path below a channel, programme or threshold that does not
/// exist is reported; other unknown paths are put in, for the validation to report.
void apply_overrides(Value& tree, const ConfigOptions& options, Diagnostics& diagnostics);

/// What a checked draft holds, and the forecast; path, texts, parameters and settings stay empty.
/// Throws ConfigError where the priors' tables have more cells than there may be.
Config build_config(const Draft& draft);

/// The members of a tree by their dotted paths; valid while the tree is.
class PathIndex {
 public:
  explicit PathIndex(const Value& tree) { add(tree, ""); }

  /// Null where there is none.
  const Member* find(const std::string& path) const;
  /// Everything that was given for `path`, lowest layer first. Empty: nothing was.
  std::vector<GivenValue> history(const std::string& path) const;
  /// Fills all of `key` but its path from what was given for it.
  void fill(ConfigKey& key) const;

 private:
  void add(const Value& table, const std::string& prefix);

  std::unordered_map<std::string, const Member*> members_;
};

/// Every parameter, in the order of the table: world, us, cn, programmes, thresholds; those of
/// programmes that are already counted come last.
std::vector<ConfigParameter> list_parameters(const Draft& draft, const Value& tree,
                                             const EvidenceRegistry& evidence);

/// Every other key. Texts for people that are not there are left out.
std::vector<ConfigSetting> list_settings(const Draft& draft, const Value& tree);

}  // namespace racecast
