#include "host/config/config.hpp"

#include "host/config/build_forecast.hpp"
#include "host/config/correlation.hpp"
#include "host/config/draft.hpp"
#include "host/config/list_keys.hpp"
#include "host/keys/keys.hpp"
#include "host/priors/empirical_file.hpp"
#include "host/toml/diagnostics.hpp"
#include "host/config/overrides.hpp"
#include "host/toml/precheck.hpp"
#include "host/toml/sources.hpp"
#include "host/toml/toml_reader.hpp"
#include "host/toml/toml_writer.hpp"
#include "kernels/model/forecast_tables.hpp"

namespace racecast {
namespace {

void read_registry_file(const Member& named, EvidenceRegistry& evidence, Diagnostics& diagnostics) {
  const Value& value = named.value;
  if (value.kind != Value::Kind::string) {
    diagnostics.add(value.place,
                    std::string("'evidence' is ") + kind_name(value.kind) + ", not a string",
                    "evidence = \"evidence.toml\"");
    return evidence.give_up();
  }
  if (value.text.empty()) {
    diagnostics.add(value.place, "'evidence' is empty", "evidence = \"evidence.toml\"");
    return evidence.give_up();
  }
  const std::string path = beside(value.place, value.text);
  try {
    const auto file = diagnostics.file(path);
    const auto entries = read_toml(read_file(path), file, diagnostics);
    if (!entries) return evidence.give_up();
    evidence.add(*entries, "");
  } catch (const Error& error) {
    diagnostics.add(value.place, error);
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

Config assemble(const Draft& draft) {
  Config config;
  config.name = draft.name;
  config.description = draft.description;
  config.accounting = accounting_names[static_cast<int>(draft.accounting)];
  config.start = draft.start;
  config.trajectories = draft.trajectories;
  config.samples = draft.samples;
  for (const auto& threshold : draft.thresholds) config.thresholds.push_back(threshold.info);
  for (int nation = 0; nation < nation_count; ++nation) {
    for (const auto& channel : draft.channels[nation]) {
      config.channels[nation].push_back(channel.name);
    }
  }
  for (const auto& programme : draft.programmes) config.programmes.push_back(programme.name);
  config.correlations = draft.correlated.pairs;
  ForecastTables tables;
  const Forecast forecast = build_forecast(draft, tables);
  tables.score_parts = mix_scores(draft.correlated.groups, tables.priors);
  config.tables = std::make_shared<const ForecastTables>(std::move(tables));
  config.forecast = config.tables->bound(forecast);
  return config;
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
  Config config = assemble(draft);
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

}  // namespace racecast
