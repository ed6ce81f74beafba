#include "host/report/summary.hpp"

#include <iostream>
#include <memory>

#include "host/commands/commands.hpp"
#include "host/report/sweep_summary.hpp"
#include "host/results/read_image.hpp"

namespace racecast {
namespace {

struct SummaryCommand {
  std::string file;
  std::string threshold;
  bool json = false;
};

template <class Answer>
void show(const Answer& answer, const SummaryCommand& command,
          std::string (*text)(const Answer&, const std::string&),
          nlohmann::json (*json)(const Answer&, const std::string&)) {
  if (command.json) {
    std::cout << json(answer, command.threshold).dump(2) << '\n';
  } else {
    std::cout << text(answer, command.threshold);
  }
}

int summary(const SummaryCommand& command) {
  const auto file = read_result_or_sweep(command.file);
  if (const auto* sweep = std::get_if<SweepResult>(&file)) {
    show(*sweep, command, sweep_text, sweep_json);
  } else {
    show(std::get<Result>(file), command, summary_text, summary_json);
  }
  return 0;
}

}  // namespace

void add_summary(CLI::App& app, Action& action) {
  CLI::App* command = app.add_subcommand("summary", "Who is first, when and by how much");
  const auto options = std::make_shared<SummaryCommand>();
  command->add_option("FILE", options->file, "A result file of `racecast run` or `racecast sweep`")
      ->required();
  command->add_option("--threshold", options->threshold, "Only this one")->type_name("NAME");
  command->add_flag("--json", options->json, "As JSON");
  command->callback([&action, options] { action = [options] { return summary(*options); }; });
}

}  // namespace racecast
