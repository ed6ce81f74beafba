#include "host/config/schema.hpp"

#include <iostream>
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
constexpr Document documents[] = {{"config", config_schema},
                                  {"evidence", evidence_schema},
                                  {"sweep", sweep_schema},
                                  {"series", series_schema}};

struct SchemaCommand {
  std::string document = "config";
};

int print_schema(const SchemaCommand& command) {
  for (const auto& [document, schema] : documents)
    if (command.document == document) std::cout << schema().dump(2) << '\n';
  return 0;
}

std::vector<std::string> document_names() {
  std::vector<std::string> names;
  for (const auto& [document, schema] : documents) names.emplace_back(document);
  return names;
}

void schema_options(Command& command, SchemaCommand& fields) {
  command.add({.names = "DOCUMENT",
               .kind = ValueKind::choice,
               .text = "What the schema is of",
               .choices = document_names()},
              &fields.document);
}

}  // namespace

Command schema_command() {
  return make_command("schema", "JSON Schema of a config, for editors that complete and check",
                      schema_options, print_schema);
}

}  // namespace racecast
