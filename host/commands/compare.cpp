
#include "host/report/compare.hpp"

#include "host/command_line/shared_options.hpp"
#include "host/command_line/terminal.hpp"
#include "host/commands/commands.hpp"
#include "host/commands/config_input.hpp"
#include "host/commands/show.hpp"
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
  command.json ? show(comparison_data(file_a, file_b, comparison))
               : show(comparison_answer(file_a, file_b, comparison));
  return 0;
}

void compare_options(Command& command, CompareCommand& fields) {
  command.add(options::result, &fields.a).names = "FILE_A";
  Option& b = command.add(options::result, &fields.b);
  b.names = "FILE_B";
  b.text = "The same";
  command.add(options::threshold, &fields.threshold);
  command.add(options::json, &fields.json);
}

}  // namespace

Command compare_command() {
  return make_command("compare", "Two results: how each probability differs, and what goes with it",
                      compare_options, compare);
}

}  // namespace racecast
