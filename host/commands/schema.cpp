#include "host/config/schema.hpp"

#include <iostream>
#include <memory>

#include "host/commands/commands.hpp"

namespace racecast {

void add_schema(CLI::App& app, Action& action) {
  CLI::App* command =
      app.add_subcommand("schema", "JSON Schema of a config, for editors that complete and check");
  const auto document = std::make_shared<std::string>("config");
  command->add_option("DOCUMENT", *document, "What the schema is of")
      ->check(CLI::IsMember({"config", "evidence"}))
      ->capture_default_str();
  command->callback([&action, document] {
    action = [document] {
      const bool evidence = *document == "evidence";
      std::cout << (evidence ? evidence_schema() : config_schema()).dump(2) << '\n';
      return 0;
    };
  });
}

}  // namespace racecast
