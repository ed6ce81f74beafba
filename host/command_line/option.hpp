// What a command takes on its command line: one declaration from which the parser, the help, the
// completion and the checks of values follow.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace racecast {

/// What the value of an option is: how it is checked, shown in the help and completed.
enum class ValueKind {
  flag,
  text,     ///< anything but nothing
  words,    ///< as it is, even nothing
  count,    ///< a whole number: 1000000, 1_000_000, 1e6, 1M
  real,     ///< a finite number
  choice,   ///< one of Option::choices
  device,   ///< auto, cpu, cuda, cuda:0,1, all
  setting,  ///< PATH=VALUE
  key,      ///< PATH of a setting
  command,  ///< one of the program's
  config,   ///< a TOML file; so are the next, each with its own ending
  result,   ///< HDF5
  config_or_result,
  csv,
  file  ///< of any ending
};

/// An option ("-o,--output"), or a positional ("CONFIG").
struct Option {
  std::string names;
  ValueKind kind = ValueKind::text;
  std::string text{};   ///< what the help says of it
  std::string shown{};  ///< the value in the help: "N"; empty: by the kind
  bool required = false;
  bool hidden = false;       ///< from the help and from completion
  double low = 0, high = 0;  ///< bounds of a number; equal: none
  std::vector<std::string> choices{};

  bool is_positional() const { return names[0] != '-'; }
  /// The longest of the names, as messages have it: "--output", "CONFIG".
  std::string name() const;
};

using Settings = std::vector<std::pair<std::string, std::string>>;

/// Where a value goes. Of a choice, an int is its place. A list takes the option several times.
using Field =
    std::variant<bool*, std::string*, int*, std::uint64_t*, double*, std::optional<std::uint64_t>*,
                 std::optional<double>*, std::vector<std::string>*, Settings*>;

/// Writes `words`, one but for lists, into the field. Throws Error(usage) where they are no value
/// of the option.
void set_field(const Option& option, const Field& field, const std::vector<std::string>& words);

/// Whether the option may be given several times.
bool is_list(const Field& field);

/// The value that the field holds before any is given, as the help shows it; empty: nothing to
/// show. A number that is 0 stands for "not given".
std::string default_text(const Option& option, const Field& field);

}  // namespace racecast
