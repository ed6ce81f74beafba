#include "host/export/export.hpp"

#include <iostream>
#include <memory>
#include <sstream>

#include "host/commands/commands.hpp"
#include "host/commands/config_input.hpp"
#include "host/commands/output.hpp"
#include "host/error.hpp"
#include "host/files/atomic_file.hpp"
#include "host/results/result_file.hpp"

namespace racecast {
namespace {

struct ExportCommand {
  std::string file, table, output;
  std::string format = "csv";
  bool list = false, force = false;
};

void write(const ExportTable& table, const std::string& format, std::ostream& to) {
  if (format == "json") {
    write_json(table, to);
  } else {
    write_csv(table, to);
  }
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

int export_table(const ExportCommand& command) {
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
    write(table, command.format, std::cout);
    return 0;
  }
  std::ostringstream text;
  write(table, command.format, text);
  AtomicFile file(command.output);
  file.write(std::as_bytes(std::span(text.view())));
  file.publish();
  return 0;
}

}  // namespace

void add_export(CLI::App& app, Action& action) {
  CLI::App* command = app.add_subcommand("export", "A table of a result, for spreadsheets");
  const auto options = std::make_shared<ExportCommand>();
  command->add_option("FILE", options->file, "A result file of `racecast run`")->required();
  command->add_option("--table", options->table, "Which; without it, they are listed")
      ->type_name("NAME");
  command->add_option("--format", options->format, "How it is written")
      ->check(CLI::IsMember({"csv", "json"}))
      ->capture_default_str();
  command->add_option("-o,--output", options->output, "Instead of stdout")->type_name("NEW_FILE");
  command->add_flag("--list", options->list, "Every table, a line each");
  command->add_flag("--force", options->force, "Replace the output file if it exists");
  command->callback([&action, options] { action = [options] { return export_table(*options); }; });
}

}  // namespace racecast
