
#include <fmt/format.h>

#include <cstdio>
#include <iostream>
#include <new>
#include <string>

#include "host/command_line/parser.hpp"
#include "host/command_line/terminal.hpp"
#include "host/commands/commands.hpp"
#include "host/error.hpp"
#include "host/machine/check_resources.hpp"
#include "host/toml/diagnostics.hpp"
#include "racecast/version.hpp"

namespace racecast {
namespace {

std::string version_text() {
  return fmt::format("racecast {}\ncommit {}\ncompiled by {} {}", version, git_commit, compiler,
                     compiler_flags);
}

/// In the order of the help.
std::vector<Command> all_commands() {
  return {run_command(),         merge_command(),     rare_command(),   hindcast_command(),
          sensitivity_command(), calibrate_command(), sweep_command(),  check_command(),
          explain_command(),     diff_command(),      schema_command(), summary_command(),
          compare_command(),     replay_command(),    export_command(), verify_command(),
          report_command(),      devices_command(),   bench_command(),  completion_command(),
          help_command()};
}

int report(const Error& error) {
  // The lines of a ConfigError begin with their place, as a compiler's do.
  const bool placed = dynamic_cast<const ConfigError*>(&error) != nullptr;
  std::cerr << (placed ? "" : error_prefix()) << error.what() << '\n';
  return error.exit_code();
}

/// What nobody could read is no answer: a workflow would go on with half a file.
void require_written_stdout() {
  if (!std::cout.flush() || std::ferror(stdout) != 0)
    throw Error(ErrorKind::runtime,
                "cannot write to stdout (a full disk?); what was printed is not whole");
}

int parse_and_act(int argc, const char* const* argv, Ranks* ranks) {
  const std::vector<Command> commands = all_commands();
  if (argc < 2) {
    std::cerr << help_text(commands, "");
    return exit_code(ErrorKind::usage);
  }
  const Command* typed = parse(commands, {argv + 1, argv + argc}, version_text());
  const std::string line = fmt::format("{}", fmt::join(argv, argv + argc, " "));
  const int status = typed == nullptr ? 0 : typed->act({commands, line, ranks});
  require_written_stdout();
  return status;
}

}  // namespace

int run_command_line(int argc, const char* const* argv, Ranks* ranks) {
  try {
    return parse_and_act(argc, argv, ranks);
  } catch (const Error& error) {
    return report(error);
  } catch (const std::bad_alloc&) {
    return report(Error(ErrorKind::runtime, out_of_memory));
  } catch (const std::exception& error) {
    return report(Error(ErrorKind::runtime, error.what()));
  }
}

}  // namespace racecast
