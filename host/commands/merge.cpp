#include <fmt/format.h>

#include <filesystem>
#include <iostream>
#include <memory>
#include <vector>

#include "host/commands/commands.hpp"
#include "host/commands/output.hpp"
#include "host/commands/signal_guard.hpp"
#include "host/commands/terminal.hpp"
#include "host/files/output_lock.hpp"
#include "host/forecast/merge.hpp"
#include "host/report/summary.hpp"
#include "host/results/result_file.hpp"

namespace racecast {
namespace {

struct MergeCommand {
  std::vector<std::string> files;
  std::string output;
  bool force = false, resume = false, quiet = false, json = false;
  std::string command_line;
};

/// Whether the output is what the merge would write.
bool is_complete(const MergeCommand& command, const std::string& digest) {
  if (!command.resume || !std::filesystem::exists(command.output)) return false;
  try {
    if (outcome_digest(read_result(command.output)) == digest) return true;
  } catch (const Error&) {
    if (command.force) return false;
    throw;
  }
  if (command.force) return false;
  throw Error(ErrorKind::usage, fmt::format("{} exists already and is not what these files give; "
                                            "give another -o FILE, or --force",
                                            command.output));
}

int merge(const MergeCommand& command) {
  const SignalGuard guard;
  require_writable_output(command.output, command.force || command.resume);
  require_distinct_files({command.output}, command.files);
  const OutputLock lock(command.output);
  const Result result = merge_results(command.files, command.command_line, guard.stop());
  const std::string digest = outcome_digest(result);
  check_stop(guard.stop());
  const bool complete = is_complete(command, digest);
  if (!complete) write_result(command.output, result);
  if (!command.quiet)
    say("racecast: {} {} ({} files, outcome_digest {})\n", complete ? "complete already:" : "wrote",
        command.output, command.files.size(), digest);
  if (command.json)
    std::cout << summary_json(result).dump(2) << '\n';
  else
    std::cout << summary_text(result);
  return 0;
}

}  // namespace

void add_merge(CLI::App& app, Action& action, const std::string& command_line) {
  CLI::App* command =
      app.add_subcommand("merge", "Join shards into exactly what one run would have written");
  const auto options = std::make_shared<MergeCommand>();
  options->command_line = command_line;
  command->add_option("FILE", options->files, "Result files of --shard, in any order")->required();
  command->add_option("-o,--output", options->output, "Result file")->required()->type_name("FILE");
  command->add_flag("--force", options->force, "Replace the result file if it exists");
  command->add_flag("--resume", options->resume, "Leave a result file that is complete as it is");
  command->add_flag("--quiet", options->quiet, "Nothing on stderr but errors");
  command->add_flag("--json", options->json, "The summary as JSON");
  command->callback([&action, options] { action = [options] { return merge(*options); }; });
}

}  // namespace racecast
