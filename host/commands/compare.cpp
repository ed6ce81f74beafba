#include "host/report/compare.hpp"

#include <iostream>
#include <memory>

#include "host/commands/commands.hpp"
#include "host/commands/config_input.hpp"
#include "host/commands/terminal.hpp"
#include "host/results/result_file.hpp"

namespace racecast {
namespace {

struct CompareCommand {
  std::string a, b, threshold;
  bool json = false;
};

int compare(const CompareCommand& command) {
  const Result a = read_result(command.a), b = read_result(command.b);
  const Comparison comparison = compare_results(a, b, command.threshold);
  const Config of_a = config_in(a, command.a), of_b = config_in(b, command.b);
  const ComparedFile file_a{command.a, a, of_a}, file_b{command.b, b, of_b};
  if (command.json) {
    std::cout << comparison_json(file_a, file_b, comparison).dump(2) << '\n';
  } else {
    std::cout << comparison_text(file_a, file_b, comparison,
                                 {stdout_columns(), stdout_has_colour()});
  }
  return 0;
}

}  // namespace

void add_compare(CLI::App& app, Action& action) {
  CLI::App* command = app.add_subcommand(
      "compare", "Two results: how each probability differs, and what goes with it");
  const auto options = std::make_shared<CompareCommand>();
  command->add_option("FILE_A", options->a, "A result file of `racecast run`")->required();
  command->add_option("FILE_B", options->b, "The same")->required();
  command->add_option("--threshold", options->threshold, "Only this one")->type_name("NAME");
  command->add_flag("--json", options->json, "As JSON");
  command->callback([&action, options] { action = [options] { return compare(*options); }; });
}

}  // namespace racecast
