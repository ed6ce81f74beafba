// A config as people ask for it: every parameter and setting by its path, with where it comes from.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "host/priors/prior_lowering.hpp"
#include "kernels/model/parameter_table.hpp"

namespace racecast {

struct KeyRow;  // of keys.hpp

/// A figure of the evidence registry, as published.
struct EvidenceEntry {
  std::string key;
  std::string quantity, unit, country, period, source, publisher, link, note;
  std::optional<double> value, low, high;
  int year = 0;
  std::string confidence;  ///< "high", "med" or "low"
  std::string found;       ///< "article", "found" or "recalled"
  friend bool operator==(const EvidenceEntry&, const EvidenceEntry&) = default;
};

/// A figure of the registry in the unit of a parameter; -inf and +inf where it has one end only.
struct SourceRange {
  double low = 0, high = 0;
  bool excluded = false;  ///< the parameter's 5 to 95 % do not meet it
};

/// What one layer of a config gave for a path: the files from the lowest on, then every --set.
struct GivenValue {
  std::string file;  ///< "--set" for a setting
  int line = 0;      ///< 0: no place in a file
  int column = 0;
  int layer = 0;         ///< of two that give the same, the greater one wins
  std::string key;       ///< "" for the whole value, otherwise the part of it: "sd"
  std::string text;      ///< as TOML
  bool in_force = true;  ///< false: a later one took its place
};

/// What parameters and settings have in common. A key that is not given has its default value, no
/// place and no history.
struct ConfigKey {
  std::string path;  ///< as a person writes it: "us.channel.amazon.growth"
  bool given = false;
  std::string written;  ///< the value as TOML; "" where it is not given
  std::vector<GivenValue> history;
  bool matters = true;  ///< false: what is forecast does not depend on it
};

struct ConfigParameter : ConfigKey {
  const ParameterRow* row = nullptr;
  int slot = -1;             ///< in Parameters; -1: the forecast has no place for it
  std::string unit;          ///< of a threshold's value: that of its metric
  double low = 0, high = 0;  ///< bounds, in `unit`
  BoundedPrior prior;        ///< no distribution: a constant
  double constant = 0;       ///< in `unit`
  std::string text;          ///< in few words: "normal(mean 0.1, sd 0.02)"
  std::string source;        ///< key of the registry, "judgement", or ""
  std::string note;
  std::optional<EvidenceEntry> evidence;    ///< of `source`
  std::optional<SourceRange> source_range;  ///< none: no number, or another unit

  bool is_constant() const { return prior.distribution == nullptr; }
  /// The value at the standard normal score `z`, in `unit`.
  double quantile(double z) const;
};

/// A key that is no parameter: run.seed, accounting, the metric of a threshold, ...
struct ConfigSetting : ConfigKey {
  const KeyRow* row = nullptr;
  std::string value;  ///< what holds, whether given or not
};

}  // namespace racecast
