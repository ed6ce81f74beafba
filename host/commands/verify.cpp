#include "host/forecast/verify.hpp"

#include <fmt/format.h>

#include <iostream>

#include "host/command_line/shared_options.hpp"
#include "host/command_line/signal_guard.hpp"
#include "host/command_line/terminal.hpp"
#include "host/commands/commands.hpp"
#include "host/commands/run_settings.hpp"
#include "host/error.hpp"
#include "host/results/result_file.hpp"
#include "host/text/utf8.hpp"

namespace racecast {
namespace {

struct VerifyCommand {
  std::string file;
  DeviceChoice device;
  bool full = false, json = false;
};

using Checks = std::vector<Check>;

/// Tells a check as soon as it is done.
void add(const VerifyCommand& command, const Check& check, Checks& checks) {
  if (!command.json) std::cout << check_text(check) << std::flush;
  checks.push_back(check);
}

Check run_again(const VerifyCommand& command, const Result& result, const Config& config,
                Engine& engine) {
  const SignalGuard guard;
  const ProgressStyle style = command.json ? ProgressStyle::none : progress_style("auto");
  return check_run(result, config, engine,
                   ProgressWriter(style, subject_of(config)).control(guard.stop()));
}

void check_again(const VerifyCommand& command, const Result& result, Ranks* ranks, Checks& checks) {
  const Config config = config_in(result, command.file);
  add(command, check_question(result, config), checks);
  const bool answers = checks.back().state != CheckState::failed;
  if (result.provenance.model != model_version || !answers) {
    const std::string why =
        answers ? fmt::format("model {} wrote the file and this racecast has model {}",
                              shown(result.provenance.model), model_version)
                : "the config is not the file's";
    for (const char* name : {"samples", "draws", "run"})
      add(command, {name, CheckState::not_checked, why}, checks);
    return;
  }
  const ChosenEngine chosen = choose_engine(command.device, ranks);
  add(command, check_samples(result, config), checks);
  add(command, check_draws(result, config, *chosen.engine), checks);
  add(command,
      command.full ? run_again(command, result, config, *chosen.engine)
                   : Check{"run", CheckState::not_checked, "--full runs all of it again"},
      checks);
}

int verify(const VerifyCommand& command, const Invocation& call) {
  const Result result = read_result(command.file);
  Checks checks;
  add(command, check_tables(command.file, result), checks);
  add(command, check_draw_sums(result), checks);
  check_again(command, result, call.ranks, checks);
  if (command.json) show(checks_data(command.file, checks));
  std::cout.flush();
  const std::string failed = failed_checks(checks);
  if (!failed.empty())
    throw Error(ErrorKind::file,
                fmt::format("{} is not what its config gives (failed: {}); run the "
                            "forecast again",
                            command.file, failed));
  return 0;
}

}  // namespace

Command verify_command() {
  auto [command, fields] =
      make_command("verify", "Whether a result is what its own config gives", verify);
  command.add(options::result, &fields.file);
  command.add({"--full", ValueKind::flag, "Run all of it again, not a part"}, &fields.full);
  add_device_options(command, fields.device);
  command.add(options::json, &fields.json);
  return command;
}

}  // namespace racecast
