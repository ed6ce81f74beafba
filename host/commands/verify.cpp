#include "host/forecast/verify.hpp"

#include <fmt/format.h>

#include <iostream>

#include "host/command_line/shared_options.hpp"
#include "host/command_line/signal_guard.hpp"
#include "host/commands/commands.hpp"
#include "host/commands/config_input.hpp"
#include "host/commands/run_settings.hpp"
#include "host/commands/show.hpp"
#include "host/error.hpp"
#include "host/results/result_file.hpp"
#include "host/text/utf8.hpp"
#include "host/toml/value.hpp"

namespace racecast {
namespace {

struct VerifyCommand {
  std::string file;
  DeviceChoice device;
  bool full = false, json = false;
};

/// Checks that are done, each told as it is.
class Checks {
 public:
  explicit Checks(bool tell) : tell_(tell) {}
  bool add(const Check& check) {
    if (tell_) std::cout << check_text(check) << std::flush;
    list_.push_back(check);
    return check.state != CheckState::failed;
  }
  const std::vector<Check>& list() const { return list_; }

 private:
  bool tell_;
  std::vector<Check> list_;
};

Check run_again(const VerifyCommand& command, const Result& result, const Config& config,
                Engine& engine) {
  const SignalGuard guard;
  ProgressWriter writer(command.json ? ProgressStyle::none : progress_style("auto"),
                        subject_of(config));
  return check_run(result, config, engine, writer.control(guard.stop()));
}

void check_again(const VerifyCommand& command, const Result& result, Ranks* ranks, Checks& checks) {
  const Config config = config_in(result, command.file);
  const bool answers = checks.add(check_question(result, config));
  if (result.provenance.model != model_version || !answers) {
    const std::string why =
        answers ? fmt::format("model {} wrote the file and this racecast has model {}",
                              shown(result.provenance.model), model_version)
                : "the config is not the file's";
    for (const char* name : {"samples", "draws", "run"})
      checks.add({name, CheckState::not_checked, why});
    return;
  }
  const ChosenEngine chosen = choose_engine(command.device, ranks);
  checks.add(check_samples(result, config));
  checks.add(check_draws(result, config, *chosen.engine));
  checks.add(command.full ? run_again(command, result, config, *chosen.engine)
                          : Check{"run", CheckState::not_checked, "--full runs all of it again"});
}

int verify(const VerifyCommand& command, const Invocation& call) {
  const Result result = read_result(command.file);
  Checks checks(!command.json);
  checks.add(check_tables(command.file, result));
  checks.add(check_draw_sums(result));
  check_again(command, result, call.ranks, checks);
  if (command.json) show(checks_data(command.file, checks.list()));
  std::cout.flush();
  const std::string failed = failed_checks(checks.list());
  if (!failed.empty())
    throw Error(ErrorKind::file,
                fmt::format("{} is not what its config gives (failed: {}); run the "
                            "forecast again",
                            command.file, failed));
  return 0;
}

void verify_options(Command& command, VerifyCommand& fields) {
  command.add(options::result, &fields.file);
  command.add(
      {.names = "--full", .kind = ValueKind::flag, .text = "Run all of it again, not a part"},
      &fields.full);
  add_device_options(command, fields.device);
  command.add(options::json, &fields.json);
}

}  // namespace

Command verify_command() {
  return make_command("verify", "Whether a result is what its own config gives", verify_options,
                      verify);
}

}  // namespace racecast
