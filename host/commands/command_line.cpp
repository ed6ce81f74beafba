#include "host/commands/command_line.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <iostream>
#include <new>
#include <string>

#include "host/commands/commands.hpp"
#include "host/commands/machine_memory.hpp"
#include "host/commands/terminal.hpp"
#include "host/config/config.hpp"
#include "host/error.hpp"
#include "host/toml/diagnostics.hpp"
#include "racecast/version.hpp"

namespace racecast {
namespace {

std::string version_text() {
  return fmt::format("racecast {}\ncommit {}\ncompiled by {} {}", version, git_commit, compiler,
                     compiler_flags);
}

std::string joined(int argc, const char* const* argv) {
  std::string line;
  for (int i = 0; i < argc; ++i) line += fmt::format("{}{}", i == 0 ? "" : " ", argv[i]);
  return line;
}

void add_commands(CLI::App& app, Action& action, const std::string& command_line) {
  add_run(app, action, command_line);
  add_merge(app, action, command_line);
  add_rare(app, action);
  add_hindcast(app, action);
  add_sensitivity(app, action);
  add_calibrate(app, action, command_line);
  add_sweep(app, action, command_line);
  add_check(app, action);
  add_explain(app, action);
  add_diff(app, action);
  add_schema(app, action);
  add_summary(app, action);
  add_compare(app, action);
  add_replay(app, action);
  add_export(app, action);
  add_verify(app, action);
  add_report(app, action);
  add_devices(app, action);
  add_bench(app, action);
  add_completion(app, action);
  add_help(app, action);
  for (CLI::App* command : app.get_subcommands({})) {
    command->set_version_flag("--version", version_text());
  }
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

int parse_and_act(int argc, const char* const* argv) {
  CLI::App app("Who reaches a compute threshold first, the USA or China: a Monte Carlo forecast.",
               "racecast");
  app.set_version_flag("--version", version_text());
  app.require_subcommand(1);
  app.get_formatter()->column_width(34);
  Action action;
  add_commands(app, action, joined(argc, argv));
  if (argc < 2) {
    std::cerr << app.help();
    return exit_code(ErrorKind::usage);
  }
  if (*argv[1] != '-') require_command(app, argv[1]);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& stop) {
    const bool asked = stop.get_exit_code() == 0;  // --help or --version
    app.exit(stop, std::cout, std::cerr);
    return asked ? 0 : exit_code(ErrorKind::usage);
  }
  const int status = action();
  require_written_stdout();
  return status;
}

}  // namespace

int run_command_line(int argc, const char* const* argv) {
  try {
    return parse_and_act(argc, argv);
  } catch (const Error& error) {
    return report(error);
  } catch (const std::bad_alloc&) {
    return report(Error(ErrorKind::runtime, out_of_memory));
  } catch (const std::exception& error) {
    return report(Error(ErrorKind::runtime, error.what()));
  }
}

}  // namespace racecast
