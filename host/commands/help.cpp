// help and completion: what may stand on the command line.
#include <iostream>

#include "host/command_line/completion.hpp"
#include "host/command_line/parser.hpp"
#include "host/command_line/shared_options.hpp"
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

struct CompletionCommand {
  std::string shell;
  std::vector<std::string> words;
};

// A line for each candidate, "word<tab>description"; lines that begin with a colon are
// instructions.
void print(const Completion& completion) {
  if (completion.more) std::cout << ":nospace\n";
  if (!completion.suffixes.empty()) {
    std::cout << ":files";
    for (const std::string& suffix : completion.suffixes) std::cout << ' ' << suffix;
    std::cout << '\n';
  }
  for (const Candidate& candidate : completion.candidates)
    std::cout << candidate.word << '\t' << candidate.description << '\n';
}

int completion(const CompletionCommand& command, const Invocation& call) {
  if (command.words.empty()) {
    std::cout << completion_script(command.shell);
  } else {
    print(complete(call.commands, command.words));
  }
  return 0;
}

}  // namespace

Command help_command() {
  auto [command, fields] = make_command("help", "What racecast or one of its commands does", help);
  command.add({"COMMAND", ValueKind::command,
               "One of the commands, or terms: what the words of outputs mean"},
              &fields.name);
  return command;
}

Command completion_command() {
  auto [command, fields] =
      make_command("completion", "A script that completes racecast in a shell", completion);
  command.add(options::required(
                  options::choice("SHELL", "The shell that is to load it", completion_shells())),
              &fields.shell);
  // What the scripts ask: what may stand at the last of these words.
  command.add({"WORDS", ValueKind::words}, &fields.words).hidden = true;
  return command;
}

}  // namespace racecast
