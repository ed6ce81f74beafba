#include "host/command_line/completion.hpp"

#include <iostream>

#include "host/commands/commands.hpp"

namespace racecast {
namespace {

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
  for (const Candidate& candidate : completion.candidates) {
    std::cout << candidate.word << '\t' << candidate.description << '\n';
  }
}

int completion(const CompletionCommand& command, const Invocation& call) {
  if (command.words.empty()) {
    std::cout << completion_script(command.shell);
  } else {
    print(complete(call.commands, command.words));
  }
  return 0;
}

void completion_options(Command& command, CompletionCommand& fields) {
  command.add({.names = "SHELL",
               .kind = ValueKind::choice,
               .text = "The shell that is to load it",
               .required = true,
               .choices = completion_shells()},
              &fields.shell);
  // What the scripts ask: what may stand at the last of these words.
  command.add({.names = "WORDS", .kind = ValueKind::words, .hidden = true}, &fields.words);
}

}  // namespace

Command completion_command() {
  return make_command("completion", "A script that completes racecast in a shell", completion_options,
                      completion);
}

}  // namespace racecast
