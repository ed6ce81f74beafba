#include "host/commands/completion.hpp"

#include <iostream>
#include <memory>

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

int completion(const CLI::App& app, const CompletionCommand& command) {
  if (command.words.empty()) {
    std::cout << completion_script(command.shell);
  } else {
    print(complete(app, command.words));
  }
  return 0;
}

}  // namespace

void add_completion(CLI::App& app, Action& action) {
  CLI::App* command =
      app.add_subcommand("completion", "A script that completes racecast in a shell");
  const auto options = std::make_shared<CompletionCommand>();
  command->add_option("SHELL", options->shell, "The shell that is to load it")
      ->required()
      ->check(CLI::IsMember(completion_shells()));
  // What the scripts ask: what may stand at the last of these words.
  command->add_option("WORDS", options->words)->group("");
  command->callback(
      [&action, &app, options] { action = [&app, options] { return completion(app, *options); }; });
}

}  // namespace racecast
