#include "host/config/schema.hpp"

#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "host/commands/commands.hpp"

namespace racecast {
namespace {

struct Document {
  const char* name;
  nlohmann::ordered_json (*schema)();
};
constexpr Document documents[] = {
    {"config", config_schema}, {"evidence", evidence_schema}, {"sweep", sweep_schema},
    {"series", series_schema}};

int print_schema(const std::string& name) {
  for (const auto& [document, schema] : documents)
    if (name == document) std::cout << schema().dump(2) << '\n';
  return 0;
}

std::vector<std::string> document_names() {
  std::vector<std::string> names;
  for (const auto& [document, schema] : documents) names.emplace_back(document);
  return names;
}

}  // namespace

void add_schema(CLI::App& app, Action& action) {
  CLI::App* command =
      app.add_subcommand("schema", "JSON Schema of a config, for editors that complete and check");
  const auto document = std::make_shared<std::string>("config");
  command->add_option("DOCUMENT", *document, "What the schema is of")
      ->check(CLI::IsMember(document_names()))
      ->capture_default_str();
  command->callback(
      [&action, document] { action = [document] { return print_schema(*document); }; });
}

}  // namespace racecast
