#include <fmt/format.h>

#include <algorithm>
#include <iostream>
#include <memory>
#include <vector>

#include "host/commands/commands.hpp"
#include "host/error.hpp"
#include "host/report/glossary.hpp"
#include "host/text/suggest.hpp"

namespace racecast {
namespace {

int help(const CLI::App& app, const std::string& name) {
  if (name.empty()) {
    // app.help() would print the help of the command that was parsed: this one.
    std::cout << app.get_formatter()->make_help(&app, "racecast", CLI::AppFormatMode::Normal);
    return 0;
  }
  if (name == "terms") {
    std::cout << glossary_text();
    return 0;
  }
  require_command(app, name);
  std::cout << app.get_subcommand(name)->help("racecast");
  return 0;
}

}  // namespace

void require_command(const CLI::App& app, const std::string& name) {
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
    names.push_back(command->get_name());
  }
  if (std::ranges::find(names, name) != names.end()) return;
  throw Error(ErrorKind::usage, fmt::format("there is no command '{}' ({}); see `racecast help`",
                                            name, suggestion(name, names)));
}

void add_help(CLI::App& app, Action& action) {
  CLI::App* command = app.add_subcommand("help", "What racecast or one of its commands does");
  const auto name = std::make_shared<std::string>();
  command->add_option("COMMAND", *name, "One of the commands, or terms: what the words of outputs mean");
  command->callback([&action, &app, name] { action = [&app, name] { return help(app, *name); }; });
}

}  // namespace racecast
