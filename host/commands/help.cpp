#include <iostream>

#include "host/command_line/parser.hpp"
#include "host/commands/commands.hpp"
#include "host/report/glossary.hpp"

namespace racecast {
namespace {

struct HelpCommand {
  std::string name;
};

int help(const HelpCommand& command, const Invocation& call) {
  std::cout << (command.name == "terms" ? glossary_text() : help_text(call.commands, command.name));
  return 0;
}

void help_options(Command& command, HelpCommand& fields) {
  command.add({.names = "COMMAND",
               .kind = ValueKind::command,
               .text = "One of the commands, or terms: what the words of outputs mean"},
              &fields.name);
}

}  // namespace

Command help_command() {
  return make_command("help", "What racecast or one of its commands does", help_options, help);
}

}  // namespace racecast
