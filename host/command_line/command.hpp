// A command: its name, its options and what it does.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "host/command_line/option.hpp"

namespace racecast {

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
};

struct Command {
  std::string name;
  std::string text;  ///< what the help says of it
  std::vector<BoundOption> options{};
  /// What it does once its fields are set; the value is the exit code.
  std::function<int(const Invocation&)> act{};

  /// The option as this command has it, which may still be changed: other words, other bounds.
  Option& add(const Option& option, Field field) {
    return options.emplace_back(BoundOption{option, field}).option;
  }
};

/// A command whose options, which `bind` adds, fill `Fields`; `act` takes these, and the Invocation
/// where it wants it.
template <class Fields, class Act>
Command make_command(std::string name, std::string text, void (*bind)(Command&, Fields&), Act act) {
  const auto fields = std::make_shared<Fields>();
  Command command{std::move(name), std::move(text)};
  bind(command, *fields);
  command.act = [fields, act](const Invocation& call) {
    if constexpr (std::is_invocable_v<Act, Fields&, const Invocation&>) {
      return act(*fields, call);
    } else {
      return act(*fields);
    }
  };
  return command;
}

}  // namespace racecast
