// A config file, read, checked and turned into a Forecast.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "host/config/config_parameter.hpp"
#include "host/text/year_month.hpp"
#include "host/toml/value.hpp"
#include "kernels/model/forecast.hpp"

namespace racecast {

struct ForecastTables;  // of kernels/model/forecast_tables.hpp

struct ThresholdInfo {
  std::string name;
  int metric = 0;           ///< row of the metric table
  bool above = true;
  int hold_months = 1;
  std::string value;        ///< as written: "1e8" or "1e29 to 1e33"
  std::string description;  ///< may be empty
};

/// Two parameters that a config correlates.
struct Correlation {
  std::string first, second;  ///< paths, as in the config
  double rank = 0;            ///< Spearman's rank correlation, not 0
  std::string source;         ///< a key of the registry, "judgement" or empty
  std::string note;           ///< may be empty
  bool active = false;        ///< both are priors: a constant correlates with nothing
};

struct Config {
  std::string path;         ///< as given on the command line
  std::string name;
  std::string description;
  std::string accounting;   ///< how compute is counted: "ownership", "location" or "official"
  YearMonth start;          ///< first simulated month; month 0 is the one before
  std::uint64_t trajectories = 0;  ///< a multiple of paths_per_draw
  std::uint64_t samples = 0;       ///< trajectories that a result keeps whole, at most
  std::vector<ThresholdInfo> thresholds;
  std::vector<std::string> channels[nation_count];
  std::vector<std::string> programmes;  ///< those of the forecast, in its order
  std::vector<ConfigParameter> parameters;  ///< every one, given or not, in the order of the table
  std::vector<ConfigSetting> settings;      ///< every other key
  std::string given;        ///< the file and what it extends, each headed by "# file: NAME"
  std::string resolved;     ///< one TOML that needs no other file and gives the same forecast
  std::vector<Correlation> correlations;  ///< each pair once, a block as its pairs
  Forecast forecast{};                    ///< valid while this Config or a copy of it lives
  std::shared_ptr<const ForecastTables> tables;  ///< those that `forecast` points to

  /// The calendar month of model month `month` (0: the month before the start).
  YearMonth calendar(int month) const { return start.plus(month - 1); }
};

/// The parameter that Forecast::prior[prior] samples.
const ConfigParameter& parameter_of_prior(const Config& config, std::size_t prior);

struct ConfigOptions {
  /// `--set PATH=VALUE`, in order; VALUE is TOML, or a bare word that is taken as a string.
  std::vector<std::pair<std::string, std::string>> set;
  /// Where each setting was written, for messages; of those beyond its end: on the command line.
  std::vector<Place> places{};
};

/// Reads `path` and what it extends. Throws ConfigError with every mistake, a file that the config
/// names (extends, evidence) and that cannot be read among them; Error(file) where `path` itself
/// cannot be read.
///
/// - extends: tables merge deeply and keep the place they have in the base; a table in braces, a
///   number or a text replaces what it finds. New channels, programmes and thresholds come after
///   those of the base. `run.horizon` and `run.horizon_months` replace each other.
/// - The pairs of [[correlation]] are added to those of the base and replace the same pairs;
///   rank = 0 takes one away, correlation = [] all. So does --set correlation=[...].
/// - --set comes last, in the order given. It adds a channel, programme or threshold only as a
///   whole, in braces.
/// - `source` of a prior is "judgement" or a key of the registry: the file named by `evidence`
///   (relative to the file that names it) and the tables [evidence_used.KEY] of the config itself.
///   `resolved` has no `evidence`; it carries the entries it uses as [evidence_used.KEY].
/// - An empirical prior's file (relative to the file that names it) is read once: in `resolved` stand
///   its values, at most 4096 (quantiles of more), and their `origin`.
/// - Programmes with already_counted are checked and then left out of the forecast.
Config load_config(const std::string& path, const ConfigOptions& options = {});

/// The same for a text that stands for a file named `name` (extends is resolved beside `name`).
Config parse_config(const std::string& text, const std::string& name,
                    const ConfigOptions& options = {});

/// The same for a text that must need no other file, as `resolved` does: one that names a file has
/// been tampered with, and throws ConfigError before that file is opened.
Config parse_resolved(const std::string& text, const std::string& name,
                      const ConfigOptions& options = {});

}  // namespace racecast
