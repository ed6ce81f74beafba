#include <iostream>
#include <memory>

#include "host/commands/commands.hpp"
#include "host/error.hpp"

namespace racecast {
namespace {

int help(const CLI::App& app, const std::string& name) {
  if (name.empty()) {
    // app.help() would print the help of the command that was parsed: this one.
    std::cout << app.get_formatter()->make_help(&app, "racecast", CLI::AppFormatMode::Normal);
    return 0;
  }
  const auto named = app.get_subcommands([&](const CLI::App* it) { return it->check_name(name); });
  if (named.empty()) {
    throw Error(ErrorKind::usage,
                "there is no command \"" + name + "\"; `racecast help` lists them");
  }
  std::cout << named.front()->help();
  return 0;
}

}  // namespace

void add_help(CLI::App& app, Action& action) {
  CLI::App* command = app.add_subcommand("help", "What racecast or one of its commands does");
  const auto name = std::make_shared<std::string>();
  command->add_option("COMMAND", *name, "One of the commands");
  command->callback([&action, &app, name] { action = [&app, name] { return help(app, *name); }; });
}

}  // namespace racecast
