#include "host/config/config.hpp"

#include "host/config/config_steps.hpp"
#include "host/priors/empirical_file.hpp"
#include "host/toml/diagnostics.hpp"
#include "host/toml/precheck.hpp"
#include "host/toml/sources.hpp"
#include "host/toml/toml_reader.hpp"

namespace racecast {
namespace {

void read_registry_file(const Member& named, EvidenceRegistry& evidence, Diagnostics& diagnostics) {
  const auto path = named_file(named, "evidence.toml", diagnostics);
  if (!path) return evidence.give_up();
  try {
    const auto file = diagnostics.file(*path);
    const auto entries = read_toml(read_file(*path), file, diagnostics);
    if (!entries) return evidence.give_up();
    evidence.add(*entries, "");
  } catch (const Error& error) {
    diagnostics.add(named.value.place, error);
    evidence.give_up();
  }
}

void read_registry(const Value& tree, EvidenceRegistry& evidence, Diagnostics& diagnostics) {
  if (const Member* file = tree.find("evidence")) read_registry_file(*file, evidence, diagnostics);
  const Member* embedded = tree.find("evidence_used");
  if (embedded == nullptr) return;
  if (embedded->value.is_table()) {
    evidence.add(embedded->value, "evidence_used");
  } else {
    diagnostics.add(embedded->value.place, "'evidence_used' is not a table", "remove it");
  }
}

std::string resolve(Value tree, const EvidenceRegistry& evidence) {
  tree.erase("evidence");
  tree.erase("evidence_used");
  Value used = evidence.used();
  if (!used.members.empty()) tree.members.push_back({"evidence_used", {}, std::move(used)});
  return write_toml(tree);
}

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

Config parse_config(const std::string& text, const std::string& name,
                    const ConfigOptions& options) {
  Diagnostics diagnostics;
  LoadedConfig loaded = load_sources(text, name, diagnostics);
  apply_overrides(loaded.tree, options, diagnostics);
  inline_empirical_files(loaded.tree, diagnostics);
  EvidenceRegistry evidence(diagnostics);
  read_registry(loaded.tree, evidence, diagnostics);
  const Draft draft = read_draft(loaded.tree, evidence, diagnostics);
  diagnostics.throw_if_any();
  Config config = build_config(draft);
  config.path = name;
  config.parameters = list_parameters(draft, loaded.tree, evidence);
  config.settings = list_settings(draft, loaded.tree);
  config.given = std::move(loaded.given);
  const Place whole = loaded.tree.place;
  config.resolved = resolve(std::move(loaded.tree), evidence);
  if (config.resolved.size() > max_config_bytes) {
    diagnostics.add(whole, "with the values of its files the config is larger than 1 MiB",
                    "give fewer values to empirical priors");
    diagnostics.throw_if_any();
  }
  return config;
}

Config load_config(const std::string& path, const ConfigOptions& options) {
  return parse_config(read_input(path), path, options);
}

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
