#include "host/report/summary.hpp"

#include <iostream>
#include <memory>

#include "host/commands/commands.hpp"

namespace racecast {
namespace {

struct SummaryCommand {
  std::string file;
  std::string threshold;
  bool json = false;
};

int summary(const SummaryCommand& command) {
  const Result result = read_result(command.file);
  if (command.json) {
    std::cout << summary_json(result, command.threshold).dump(2) << '\n';
  } else {
    std::cout << summary_text(result, command.threshold);
  }
  return 0;
}

}  // namespace

void add_summary(CLI::App& app, Action& action) {
  CLI::App* command = app.add_subcommand("summary", "Who is first, when and by how much");
  const auto options = std::make_shared<SummaryCommand>();
  command->add_option("FILE", options->file, "A result file of `racecast run`")->required();
  command->add_option("--threshold", options->threshold, "Only this one")->type_name("NAME");
  command->add_flag("--json", options->json, "As JSON");
  command->callback([&action, options] { action = [options] { return summary(*options); }; });
}

}  // namespace racecast
