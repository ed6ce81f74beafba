#include <fmt/format.h>

#include <filesystem>
#include <vector>

#include "host/command_line/shared_options.hpp"
#include "host/command_line/signal_guard.hpp"
#include "host/command_line/terminal.hpp"
#include "host/commands/commands.hpp"
#include "host/error.hpp"
#include "host/files/output.hpp"
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

int merge(const MergeCommand& command, const Invocation& call) {
  const SignalGuard guard;
  require_writable_output(command.output, command.force || command.resume);
  require_distinct_files({command.output}, command.files);
  const OutputLock lock(command.output);
  const Result result = merge_results(command.files, call.line, guard.stop());
  const std::string digest = outcome_digest(result);
  check_stop(guard.stop());
  const bool complete = is_complete(command, digest);
  if (!complete) write_result(command.output, result);
  if (!command.quiet)
    say("racecast: {} {} ({} files, outcome_digest {})\n", complete ? "complete already:" : "wrote",
        command.output, command.files.size(), digest);
  command.json ? show(summary_data(result)) : show(summary_answer(result));
  return 0;
}

}  // namespace

Command merge_command() {
  auto [command, fields] =
      make_command("merge", "Join shards into exactly what one run would have written", merge);
  command.add(options::result, &fields.files).text = "Result files of --shard, in any order";
  command.add(options::output, &fields.output).required = true;
  command.add(options::force, &fields.force).text = "Replace the result file if it exists";
  command.add(options::resume, &fields.resume).text =
      "Leave a result file that is complete as it is";
  command.add(options::quiet, &fields.quiet);
  command.add(options::json, &fields.json).text = "The summary as JSON";
  return command;
}

}  // namespace racecast
