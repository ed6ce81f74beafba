// The file of a sweep: which scenarios of a config are to be run, as a person writes it down.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "host/toml/value.hpp"

namespace racecast {

/// A path of a config and what it is set to, as `--set` has them.
struct Setting {
  std::string path;
  std::string text;  ///< TOML
  Place place;
};

/// What an axis sets its path to.
struct AxisValue {
  std::string text;   ///< TOML
  std::string shown;  ///< for people: a text without its quotes
  double number = std::numeric_limits<double>::quiet_NaN();  ///< NaN where it is none
  Place place;
};

struct SweepAxis {
  std::string name;
  std::string path;
  std::vector<AxisValue> values;  ///< of a design: empty until it is made
  double low = 0, high = 0;       ///< of a design
  bool logarithmic = false;
  Place place;
};

struct NamedScenario {
  std::string name;
  std::string config;  ///< "": that of the sweep
  std::vector<Setting> set;
  Place place;  ///< of the entry
  Place config_place;
};

enum class SweepMethod { grid, list, latin_hypercube, sobol };

struct SweepFile {
  std::string path;   ///< as given on the command line
  std::string given;  ///< its text
  std::string name, description;
  std::string config;  ///< as seen from where racecast runs
  SweepMethod method = SweepMethod::grid;
  int points = 0;  ///< of a design
  std::uint64_t seed = 1;
  std::string reference;
  std::vector<Setting> set;
  std::vector<SweepAxis> axes;
  std::vector<NamedScenario> scenarios;
  Place place, config_place, reference_place;
};

inline constexpr const char* base_scenario = "base";

/// Reads `path`. Throws ConfigError with every mistake; Error(file) where it cannot be read.
SweepFile read_sweep_file(const std::string& path);

/// The same for a text that stands for a file named `path`.
SweepFile parse_sweep_file(const std::string& text, const std::string& path);

}  // namespace racecast
