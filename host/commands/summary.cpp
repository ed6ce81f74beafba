
#include "host/report/summary.hpp"

#include "host/command_line/shared_options.hpp"
#include "host/commands/commands.hpp"
#include "host/commands/show.hpp"
#include "host/report/sweep_summary.hpp"
#include "host/results/read_image.hpp"

namespace racecast {
namespace {

struct SummaryCommand {
  std::string file, threshold;
  bool json = false;
};

int summary(const SummaryCommand& command) {
  const std::string& threshold = command.threshold;
  const auto file = read_result_or_sweep(command.file);
  if (const auto* sweep = std::get_if<SweepResult>(&file)) {
    command.json ? show(sweep_data(*sweep, threshold)) : show(sweep_answer(*sweep, threshold));
  } else {
    const auto& result = std::get<Result>(file);
    command.json ? show(summary_data(result, threshold)) : show(summary_answer(result, threshold));
  }
  return 0;
}

void summary_options(Command& command, SummaryCommand& fields) {
  command.add(options::result, &fields.file).text =
      "A result file of `racecast run` or `racecast sweep`";
  command.add(options::threshold, &fields.threshold);
  command.add(options::json, &fields.json);
}

}  // namespace

Command summary_command() {
  return make_command("summary", "Who is first, when and by how much", summary_options, summary);
}

}  // namespace racecast
