#include <fmt/format.h>

#include "host/command_line/shared_options.hpp"
#include "host/command_line/signal_guard.hpp"
#include "host/command_line/terminal.hpp"
#include "host/commands/commands.hpp"
#include "host/commands/run_settings.hpp"
#include "host/error.hpp"
#include "host/files/output.hpp"
#include "host/hindcast/hindcast.hpp"
#include "host/text/year_month.hpp"

namespace racecast {
namespace {

struct HindcastCommand : RunSettings {
  std::string data, series, until;
  std::uint64_t draws = 8192;
};

std::optional<YearMonth> until_of(const HindcastCommand& command) {
  if (command.until.empty()) return {};
  const auto month = parse_month(command.until);
  if (!month)
    throw Error(
        ErrorKind::usage,
        fmt::format("--until takes a month, not \"{}\"; write it like 2024-12", command.until));
  return month;
}

int hindcast(const HindcastCommand& command, const Invocation&) {
  const SignalGuard guard;
  const auto until = until_of(command);
  const Config config = load_run_config(command);
  if (!command.output.empty()) require_writable_output(command.output, command.force);
  const ObservedHistory observed = read_history(command.data, command.series, config, until);
  for (const std::string& notice : observed.notices) note(command, notice);
  const Hindcast made = score_hindcast(config, observed, command.draws,
                                       {command.device.threads, -1, 16}, guard.stop());
  show(hindcast_answer(made), hindcast_data(made), command.json, command.output);
  return 0;
}

}  // namespace

Command hindcast_command() {
  auto [command, fields] = make_command(
      "hindcast", "Forecast from a past start, and score what then happened", hindcast);
  command.add(options::config, &fields.config).text = "A forecast from a past start, a TOML file";
  command.add(options::data, &fields.data).text = "What came: a CSV file of figures";
  command.add(options::series, &fields.series).text =
      "What they measure (default: series.toml beside the data)";
  command.add({"--until", ValueKind::text, "Score no figure after this month", "YYYY-MM"},
              &fields.until);
  command.add({"--draws", ValueKind::count, "How many samples of the parameters", "", 1, 1'000'000},
              &fields.draws);
  command.add(options::seed, &fields.seed);
  command.add(options::set, &fields.set);
  command.add(options::json_output, &fields.output);
  command.add(options::threads, &fields.device.threads).low = 0;
  command.add(options::force, &fields.force);
  command.add(options::quiet, &fields.quiet);
  command.add(options::json, &fields.json);
  return command;
}

}  // namespace racecast
