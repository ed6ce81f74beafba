#include "host/export/export.hpp"

#include <iostream>
#include <sstream>

#include "host/command_line/shared_options.hpp"
#include "host/commands/commands.hpp"
#include "host/commands/config_input.hpp"
#include "host/error.hpp"
#include "host/files/output.hpp"
#include "host/results/result_file.hpp"

namespace racecast {
namespace {

struct ExportCommand {
  std::string file, table, output;
  std::string format = "csv";
  bool json = false, list = false, force = false;
};

void write(const ExportTable& table, const ExportCommand& command, std::ostream& to) {
  if (command.json || command.format == "json") {
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
    write(table, command, std::cout);
    return 0;
  }
  std::ostringstream text;
  write(table, command, text);
  write_text_file(command.output, text.str());
  return 0;
}

void export_options(Command& command, ExportCommand& fields) {
  command.add(options::result, &fields.file);
  command.add({.names = "--table", .text = "Which; without it, they are listed", .shown = "NAME"},
              &fields.table);
  command.add({.names = "--format",
               .kind = ValueKind::choice,
               .text = "How it is written",
               .choices = {"csv", "json"}},
              &fields.format);
  command.add(options::json, &fields.json).text = "The same as --format json";
  command.add({.names = "-o,--output",
               .kind = ValueKind::file,
               .text = "Instead of stdout",
               .shown = "NEW_FILE"},
              &fields.output);
  command.add({.names = "--list", .kind = ValueKind::flag, .text = "Every table, a line each"},
              &fields.list);
  command.add(options::force, &fields.force).text = "Replace the output file if it exists";
}

}  // namespace

Command export_command() {
  return make_command("export", "A table of a result, for spreadsheets", export_options, export_table);
}

}  // namespace racecast
