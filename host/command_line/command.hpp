// A command: its name, what it takes on its command line and what it does. One declaration, from
// which the parser, the help, the completion and the checks of values follow.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
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
  std::string text{};        ///< what the help says of it
  std::string shown{};       ///< the value in the help: "N"; empty: by the kind
  double low = 0, high = 0;  ///< bounds of a number; equal: none
  bool required = false;
  bool hidden = false;  ///< from the help and from completion
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

struct Command;
class Ranks;

/// What a command knows of the call that started it.
struct Invocation {
  const std::vector<Command>& commands;  ///< all there are
  std::string line;                      ///< the whole of it, for the provenance of results
  Ranks* ranks = nullptr;                ///< that this process leads; null: it is alone
};

struct BoundOption {
  Option option;
  Field field;
  std::string otherwise;  ///< what the field held before any value was given, as the help shows it
};

struct Command {
  std::string name;
  std::string text;  ///< what the help says of it
  std::vector<BoundOption> options{};
  /// What it does once its fields are set; the value is the exit code.
  std::function<int(const Invocation&)> act{};

  /// The option as this command has it, which may still be changed: other words, other bounds.
  Option& add(const Option& option, Field field) {
    return options.emplace_back(BoundOption{option, field, default_text(option, field)}).option;
  }
};

/// A command that does `act`, and the fields that `act` takes, which options are still to fill.
template <class Fields>
auto make_command(std::string name, std::string text, int (*act)(Fields&, const Invocation&)) {
  const auto fields = std::make_shared<std::remove_const_t<Fields>>();
  Command command{std::move(name), std::move(text)};
  command.act = [fields, act](const Invocation& call) { return act(*fields, call); };
  return std::pair<Command, std::remove_const_t<Fields>&>(std::move(command), *fields);
}

}  // namespace racecast
