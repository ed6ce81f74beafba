// export and replay: tables of a result, and of one of its trajectories.
#include <iostream>
#include <sstream>

#include "host/command_line/shared_options.hpp"
#include "host/command_line/terminal.hpp"
#include "host/commands/commands.hpp"
#include "host/commands/run_settings.hpp"
#include "host/error.hpp"
#include "host/export/export.hpp"
#include "host/export/replay.hpp"
#include "host/files/output.hpp"
#include "host/result/result.hpp"
#include "host/results/result_file.hpp"
#include "host/text/utf8.hpp"

namespace racecast {
namespace {

struct ExportCommand {
  std::string file, table, output;
  std::string format = "csv";
  bool json = false, list = false, force = false;
};

void write(const ExportTable& table, const ExportCommand& command, std::ostream& to) {
  const bool as_json = command.json || command.format == "json";
  as_json ? write_json(table, to) : write_csv(table, to);
}

/// An error of a table says of which file.
ExportTable table_named(const std::vector<ExportEntry>& entries, const ExportCommand& command) {
  const ExportEntry& entry = entry_named(entries, command.table);
  try {
    return entry.make();
  } catch (const Error& error) {
    const std::string what = error.what();
    const bool named = what.find(command.file) != std::string::npos;
    throw Error(error.kind(), named ? what : command.file + ": " + what);
  }
}

int export_table(const ExportCommand& command, const Invocation&) {
  if (!command.output.empty()) require_writable_output(command.output, command.force);
  const Result result = read_result(command.file);
  const std::vector<ExportEntry> entries =
      export_entries(result, [&] { return config_in(result, command.file); });
  if (command.list || command.table.empty()) {
    std::cout << export_list(entries);
    return 0;
  }
  const ExportTable table = table_named(entries, command);
  if (command.output.empty()) {
    write(table, command, std::cout);
    return 0;
  }
  std::ostringstream text;
  write(table, command, text);
  write_text_file(command.output, text.str());
  return 0;
}

struct ReplayCommand {
  std::string input, format = "table";
  std::uint64_t trajectory = 0;
  std::optional<std::uint64_t> seed;
  Settings set;
  int columns = 0;
  bool json = false;
};

/// What a reader might take for the file's own trajectory and is not.
void note_on(const Result& result, std::uint64_t trajectory) {
  const auto paths = static_cast<std::uint64_t>(result.layout.paths_per_draw);
  const std::uint64_t first = result.provenance.first_draw * paths;
  if (trajectory < first || trajectory - first >= result.trajectories())
    say("racecast: trajectory {} is none of the file's, which are {} to {}\n", trajectory, first,
        first + result.trajectories() - 1);
  if (result.provenance.model != model_version)
    say("racecast: model {} wrote the file and this racecast has model {}: the trajectory "
        "is not the one that was counted\n",
        printable(result.provenance.model), model_version);
}

Config config_of(const ReplayCommand& command) {
  ConfigOptions options{command.set};
  if (command.seed) options.set.emplace_back("run.seed", std::to_string(*command.seed));
  if (!is_result_file(command.input)) return load_config(command.input, options);
  const Result result = read_result(command.input);
  note_on(result, command.trajectory);
  return config_in(result, command.input, options);
}

int replay(const ReplayCommand& command, const Invocation&) {
  const Config config = config_of(command);
  const Replay seen{config, trace(config.forecast, command.trajectory),
                    ReplayColumns(command.columns)};
  const bool as_json = command.json || command.format == "json";
  if (command.format == "csv" && !as_json)
    write_csv(replay_table(seen), std::cout);
  else
    as_json ? show(replay_data(seen)) : show(replay_answer(seen));
  return 0;
}

}  // namespace

Command export_command() {
  auto [command, fields] =
      make_command("export", "A table of a result, for spreadsheets", export_table);
  command.add(options::result, &fields.file);
  command.add({"--table", ValueKind::text, "Which; without it, they are listed", "NAME"},
              &fields.table);
  command.add(options::choice("--format", "How it is written", {"csv", "json"}), &fields.format);
  command.add(options::json, &fields.json).text = "The same as --format json";
  command.add({"-o,--output", ValueKind::file, "Instead of stdout", "NEW_FILE"}, &fields.output);
  command.add({"--list", ValueKind::flag, "Every table, a line each"}, &fields.list);
  command.add(options::force, &fields.force).text = "Replace the output file if it exists";
  return command;
}

Command replay_command() {
  auto [command, fields] =
      make_command("replay", "One trajectory again, month by month, as the batch ran it", replay);
  command.add(options::input, &fields.input);
  command.add(
      options::required({"--trajectory", ValueKind::count,
                         "Its number: draw * paths_per_draw + path", "I", 0, max_trajectories - 1}),
      &fields.trajectory);
  command.add(options::choice("--format", "How it is written", {"table", "csv", "json"}),
              &fields.format);
  command.add(options::json, &fields.json).text = "The same as --format json";
  command.add(
      options::choice("--columns", "What of each month, beside events", replay_column_names),
      &fields.columns);
  command.add(options::seed, &fields.seed);
  command.add(options::set, &fields.set);
  return command;
}

}  // namespace racecast
