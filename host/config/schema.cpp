#include "host/config/schema.hpp"

#include <map>
#include <nlohmann/json.hpp>
#include <string_view>

#include "host/keys/keys.hpp"
#include "host/config/schema_values.hpp"
#include "kernels/model/metric_table.hpp"

namespace racecast {
namespace {

constexpr const char* draft = "http://json-schema.org/draft-07/schema#";

// A table and what must be in it. The two are apart because what a file extends may hold the rest.
struct TableSchema {
  Json properties = Json::object();
  Json needs = Json::object();  ///< "required", "oneOf" and, below "properties", those of tables

  Json closed() const {
    return {{"type", "object"}, {"properties", properties}, {"additionalProperties", false}};
  }
};

Json closed(const TableSchema& table, const KeyRow& row) {
  Json schema = {{"description", row.meaning}};
  schema.update(table.closed());
  return schema;
}

void require(Json& needs, const std::string& key) { needs["required"].push_back(key); }

// [path] of a parameter with dots in its key: tables within tables.
void add_parameter(const ParameterRow& row, std::string_view key, Json& properties, Json& needs) {
  const std::size_t dot = key.find('.');
  const std::string first(key.substr(0, dot));
  if (dot == std::string_view::npos) {
    properties[first] = parameter_schema(row);
    if (row.required()) require(needs, first);
    return;
  }
  Json& table = properties[first];
  if (table.is_null()) table = TableSchema{}.closed();
  // A copy: what refers into `needs` does not outlive the next key that is put there.
  const Json* known = nullptr;
  if (const auto tables = needs.find("properties"); tables != needs.end()) {
    if (const auto found = tables->find(first); found != tables->end()) known = &*found;
  }
  Json inner = known == nullptr ? Json::object() : *known;
  const bool is_new = inner.empty();
  add_parameter(row, key.substr(dot + 1), table["properties"], inner);
  if (inner.empty()) return;
  needs["properties"][first] = std::move(inner);
  if (is_new) require(needs, first);
}

void add_parameters(ParameterGroup group, TableSchema& table) {
  for (const ParameterRow& row : parameter_rows()) {
    if (row.group == group) add_parameter(row, row.key, table.properties, table.needs);
  }
}

bool is_scalar(const KeyRow& row) {
  return row.value.type != KeyType::table && row.value.type != KeyType::tables &&
         row.value.type != KeyType::entries;
}

// The rows of a table that hold no tables, and what they need.
TableSchema keys_of(KeyTable in) {
  TableSchema table;
  std::map<int, Json> groups;
  for (const KeyRow* row : key_rows(in)) {
    if (is_scalar(*row)) table.properties[row->name] = key_schema(*row);
    if (row->value.need == Need::required) require(table.needs, row->name);
    if (row->value.need == Need::one_of) {
      groups[row->value.group].push_back({{"required", {row->name}}});
    }
  }
  for (const auto& [group, choices] : groups) {
    table.needs["allOf"].push_back({{"oneOf", choices}});
  }
  return table;
}

// Tables by names that the config chooses; each needs what `table` needs.
void add_named(const KeyRow& row, const TableSchema& table, TableSchema& parent) {
  parent.properties[row.name] = {{"description", row.meaning},
                                 {"type", "object"},
                                 {"patternProperties", {{name_pattern, table.closed()}}},
                                 {"additionalProperties", false}};
  parent.needs["properties"][row.name] = {{"additionalProperties", table.needs}};
}

// The value of a threshold is in the unit of its metric.
Json threshold_units() {
  auto rules = Json::array();
  for (const MetricRow& metric : metric_rows) {
    const char* key = keys::threshold_metric.name;
    rules.push_back(
        {{"if", {{"properties", {{key, {{"const", metric.name}}}}}, {"required", {key}}}},
         {"then", {{"properties", {{"value", unit_schema(metric.unit)}}}}}});
  }
  return rules;
}

TableSchema with_parameters(KeyTable in, ParameterGroup group) {
  TableSchema table = keys_of(in);
  add_parameters(group, table);
  return table;
}

TableSchema threshold_table() {
  TableSchema table = with_parameters(KeyTable::threshold, ParameterGroup::threshold);
  for (Json& rule : threshold_units()) table.needs["allOf"].push_back(std::move(rule));
  return table;
}

TableSchema nation_table() {
  TableSchema nation = with_parameters(KeyTable::nation, ParameterGroup::nation);
  add_named(keys::nation_channel, with_parameters(KeyTable::channel, ParameterGroup::channel),
            nation);
  return nation;
}

void add_table(const KeyRow& row, const TableSchema& table, TableSchema& root) {
  root.properties[row.name] = closed(table, row);
  if (table.needs.empty()) return;
  root.needs["properties"][row.name] = table.needs;
  if (table.needs.contains("required")) require(root.needs, row.name);
}

TableSchema root_table() {
  TableSchema root = keys_of(KeyTable::root);
  add_table(keys::root_run, keys_of(KeyTable::run), root);
  add_parameters(ParameterGroup::world, root);
  const TableSchema nation = nation_table();
  add_table(keys::root_us, nation, root);
  add_table(keys::root_cn, nation, root);
  add_named(keys::root_programme, with_parameters(KeyTable::programme, ParameterGroup::programme),
            root);
  add_named(keys::root_threshold, threshold_table(), root);
  require(root.needs, keys::root_threshold.name);
  const TableSchema correlation = keys_of(KeyTable::correlation);
  Json entry = correlation.closed();
  entry.update(correlation.needs);
  root.properties[keys::root_correlation.name] = {
      {"description", keys::root_correlation.meaning}, {"type", "array"}, {"items", entry}};
  add_named(keys::root_evidence_used, keys_of(KeyTable::evidence), root);
  return root;
}

}  // namespace

Json config_schema() {
  const TableSchema root = root_table();
  Json schema = {{"$schema", draft}, {"title", "racecast config"}};
  schema.update(root.closed());
  schema["if"] = {{"required", {keys::root_extends.name}}};
  schema["then"] = true;
  schema["else"] = root.needs;
  schema["definitions"] = {{"interval", interval_schema()}, {"prior", prior_schema()}};
  return schema;
}

Json sweep_schema() {
  TableSchema root = keys_of(KeyTable::sweep);
  for (const auto& [row, in] : {std::pair(&keys::sweep_axis, KeyTable::axis),
                                std::pair(&keys::sweep_scenario, KeyTable::scenario)}) {
    const TableSchema table = keys_of(in);
    Json entry = table.closed();
    entry.update(table.needs);
    root.properties[row->name] = {
        {"description", row->meaning}, {"type", "array"}, {"items", entry}};
  }
  Json schema = {{"$schema", draft}, {"title", "racecast sweep"}};
  schema.update(root.closed());
  schema.update(root.needs);
  return schema;
}

Json series_schema() {
  const TableSchema entry = keys_of(KeyTable::series);
  Json series = entry.closed();
  series.update(entry.needs);
  TableSchema root = keys_of(KeyTable::history);
  root.properties[keys::history_dollars.name] = {
      {"description", keys::history_dollars.meaning},
      {"type", "object"},
      {"patternProperties", {{"^[0-9]{4}$", {{"type", "number"}}}}},
      {"additionalProperties", false}};
  root.properties[keys::history_series.name] = {
      {"description", keys::history_series.meaning},
      {"type", "object"},
      {"patternProperties", {{name_pattern, series}}},
      {"additionalProperties", false}};
  Json schema = {{"$schema", draft}, {"title", "racecast series"}};
  schema.update(root.closed());
  return schema;
}

Json evidence_schema() {
  const TableSchema entry = keys_of(KeyTable::evidence);
  Json table = entry.closed();
  table.update(entry.needs);
  return {{"$schema", draft},
          {"title", "racecast evidence"},
          {"type", "object"},
          {"patternProperties", {{name_pattern, table}}},
          {"additionalProperties", false}};
}

}  // namespace racecast
