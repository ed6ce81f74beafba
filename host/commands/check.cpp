// check and schema: what a config may say.
#include <fmt/format.h>

#include <iostream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "host/command_line/shared_options.hpp"
#include "host/command_line/terminal.hpp"
#include "host/commands/commands.hpp"
#include "host/config/config.hpp"
#include "host/config/schema.hpp"
#include "host/toml/diagnostics.hpp"

namespace racecast {
namespace {

struct CheckCommand {
  std::vector<std::string> configs;
  Settings set;
  bool json = false;
};

/// What is wrong with one config, and the exit code that says so.
struct Checked {
  int status = 0;
  std::vector<Diagnostic> mistakes;
  std::string text;  ///< the same for people; of a good config, what it asks
};

Checked check_one(const std::string& path, const ConfigOptions& options) {
  try {
    const Config config = load_config(path, options);
    return {0,
            {},
            fmt::format("{}: ok: {} threshold{}, {} to {} ({} months), {} trajectories", path,
                        config.thresholds.size(), config.thresholds.size() == 1 ? "" : "s",
                        config.calendar(1).text(), config.calendar(config.forecast.horizon).text(),
                        config.forecast.horizon, config.trajectories)};
  } catch (const ConfigError& error) {
    return {error.exit_code(), error.diagnostics(), error.what()};
  } catch (const Error& error) {
    const Advice advice = split_advice(error);
    return {error.exit_code(),
            {{path, 0, 0, advice.problem, advice.hint}},
            error_prefix() + error.what()};
  }
}

Data data_of(const Diagnostic& mistake) {
  return {{"file", mistake.file},
          {"line", mistake.line},
          {"column", mistake.column},
          {"message", mistake.message},
          {"hint", mistake.hint}};
}

/// Mistakes in a config weigh more than a file that cannot be read.
int check(const CheckCommand& command, const Invocation&) {
  const ConfigOptions options{command.set};
  constexpr int mistakes = exit_code(ErrorKind::config);
  int status = 0;
  Data all = Data::List{};
  for (const std::string& path : command.configs) {
    const Checked checked = check_one(path, options);
    const int found = checked.status;
    if (status == 0 || found == mistakes) status = found == 0 ? status : found;
    for (const Diagnostic& mistake : checked.mistakes) all.push_back(data_of(mistake));
    // Mistakes go to stderr, as a compiler's do.
    if (!command.json) (found == 0 ? std::cout : std::cerr) << checked.text << '\n';
  }
  if (command.json) show(all, KeyOrder::as_given);
  return status;
}

struct Document {
  const char* name;
  nlohmann::ordered_json (*schema)();
};
constexpr Document documents[] = {{"config", config_schema},
                                  {"evidence", evidence_schema},
                                  {"sweep", sweep_schema},
                                  {"series", series_schema}};

struct SchemaCommand {
  std::string document = "config";
};

int print_schema(const SchemaCommand& command, const Invocation&) {
  for (const auto& [document, schema] : documents)
    if (command.document == document) std::cout << schema().dump(2) << '\n';
  return 0;
}

}  // namespace

Command check_command() {
  auto [command, fields] = make_command("check", "Report every mistake in configs", check);
  command.add(options::config, &fields.configs).text = "TOML files";
  command.add(options::set, &fields.set);
  command.add(options::json, &fields.json).text = "The mistakes as a JSON array on stdout";
  return command;
}

Command schema_command() {
  auto [command, fields] = make_command(
      "schema", "JSON Schema of a config, for editors that complete and check", print_schema);
  Option& document =
      command.add({"DOCUMENT", ValueKind::choice, "What the schema is of"}, &fields.document);
  for (const auto& [name, schema] : documents) document.choices.emplace_back(name);
  return command;
}

}  // namespace racecast
