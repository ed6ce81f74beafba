#include <fmt/format.h>

#include <iostream>
#include <memory>

#include "host/commands/commands.hpp"
#include "host/commands/count.hpp"
#include "host/commands/output.hpp"
#include "host/commands/run_config.hpp"
#include "host/commands/settings.hpp"
#include "host/commands/signal_guard.hpp"
#include "host/commands/terminal.hpp"
#include "host/error.hpp"
#include "host/files/atomic_file.hpp"
#include "host/hindcast/hindcast_scores.hpp"
#include "host/text/year_month.hpp"

namespace racecast {
namespace {

constexpr std::uint64_t most_draws = 1'000'000;

struct HindcastCommand {
  std::string config, data, series, until, draws = "8192", seed, output;
  std::vector<std::string> set;
  int threads = 0;
  bool force = false;
  bool quiet = false;
  bool json = false;
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

int hindcast(const HindcastCommand& command) {
  const SignalGuard guard;
  const std::uint64_t draws = parse_count(command.draws, "--draws", 1, most_draws);
  const auto until = until_of(command);
  const Config config = load_run_config(command.config, command.set, "", command.seed);
  if (!command.output.empty()) require_writable_output(command.output, command.force);
  const ObservedHistory observed = read_history(command.data, command.series, config, until);
  if (!command.quiet)
    for (const std::string& notice : observed.notices) say("racecast: {}\n", notice);
  const Hindcast made =
      score_hindcast(config, observed, draws, {command.threads, -1, 16}, guard.stop());
  const std::string json = hindcast_json(made).dump(2) + '\n';
  if (!command.output.empty()) {
    AtomicFile file(command.output);
    file.write(std::as_bytes(std::span(json)));
    file.publish();
  }
  std::cout << (command.json ? json : hindcast_text(made));
  return 0;
}

void add_options(CLI::App& app, HindcastCommand& command) {
  app.add_option("CONFIG", command.config, "A forecast from a past start, a TOML file")->required();
  app.add_option("--data", command.data, "What came: a CSV file of figures")
      ->type_name("CSV_FILE")
      ->required();
  app.add_option("--series", command.series,
                 "What they measure (default: series.toml beside the data)")
      ->type_name("TOML_FILE");
  app.add_option("--until", command.until, "Score no figure after this month")
      ->type_name("YYYY-MM");
  app.add_option("--draws", command.draws, "How many samples of the parameters")
      ->type_name("N")
      ->capture_default_str();
  app.add_option("--seed", command.seed, "Other seeds are other random numbers")->type_name("S");
  add_settings_option(app, command.set);
  app.add_option("-o,--output", command.output, "Write the JSON to this file as well")
      ->type_name("JSON_FILE");
  app.add_option("--threads", command.threads, "Of the processor; 0: all there are")
      ->check(CLI::Range(0, 1024))
      ->capture_default_str();
  app.add_flag("--force", command.force, "Replace the file if it exists");
  app.add_flag("--quiet", command.quiet, "Nothing on stderr but errors");
  app.add_flag("--json", command.json, "As JSON");
}

}  // namespace

void add_hindcast(CLI::App& app, Action& action) {
  CLI::App* command =
      app.add_subcommand("hindcast", "Forecast from a past start, and score what then happened");
  const auto options = std::make_shared<HindcastCommand>();
  add_options(*command, *options);
  command->callback([&action, options] { action = [options] { return hindcast(*options); }; });
}

}  // namespace racecast
