#include "host/config/config.hpp"
#include "host/toml/toml_reader.hpp"

namespace racecast {
namespace {

void refuse_file(const Value& table, const char* key, Diagnostics& diagnostics) {
  if (const Member* named = table.find(key))
    diagnostics.add(named->value.place,
                    std::string("'") + key + "' names a file, which a resolved config never does",
                    "use the config that it was made from");
}

void refuse_data_files(const Value& tree, Diagnostics& diagnostics) {
  if (tree.is_table() && tree.find("dist") != nullptr) refuse_file(tree, "file", diagnostics);
  for (const Member& member : tree.members) refuse_data_files(member.value, diagnostics);
}

}  // namespace

Config parse_resolved(const std::string& text, const std::string& name,
                      const ConfigOptions& options) {
  Diagnostics diagnostics;
  if (const auto tree = read_toml(text, diagnostics.file(name), diagnostics)) {
    refuse_file(*tree, "extends", diagnostics);
    refuse_file(*tree, "evidence", diagnostics);
    refuse_data_files(*tree, diagnostics);
  }
  diagnostics.throw_if_any();
  return parse_config(text, name, options);
}

}  // namespace racecast
