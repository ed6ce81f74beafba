// The commands: each adds itself to the parser, and sets `action` when it is the one that is typed.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <string>

namespace racecast {

/// What the typed command does, after parsing; its value is the exit code.
using Action = std::function<int()>;

/// `command_line` is the whole line, for the provenance of results.
void add_run(CLI::App& app, Action& action, const std::string& command_line);
void add_merge(CLI::App& app, Action& action, const std::string& command_line);
void add_rare(CLI::App& app, Action& action);
void add_hindcast(CLI::App& app, Action& action);
void add_calibrate(CLI::App& app, Action& action, const std::string& command_line);
void add_sensitivity(CLI::App& app, Action& action);
void add_sweep(CLI::App& app, Action& action, const std::string& command_line);
void add_check(CLI::App& app, Action& action);
void add_explain(CLI::App& app, Action& action);
void add_diff(CLI::App& app, Action& action);
void add_schema(CLI::App& app, Action& action);
void add_summary(CLI::App& app, Action& action);
void add_compare(CLI::App& app, Action& action);
void add_replay(CLI::App& app, Action& action);
void add_export(CLI::App& app, Action& action);
void add_verify(CLI::App& app, Action& action);
void add_report(CLI::App& app, Action& action);
void add_devices(CLI::App& app, Action& action);
void add_bench(CLI::App& app, Action& action);
void add_completion(CLI::App& app, Action& action);
void add_help(CLI::App& app, Action& action);

/// Throws Error(usage), with what may be meant, where `app` has no command `name`.
void require_command(const CLI::App& app, const std::string& name);

}  // namespace racecast
