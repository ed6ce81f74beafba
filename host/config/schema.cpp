#include "host/config/schema.hpp"

#include <map>
#include <nlohmann/json.hpp>
#include <string_view>

#include "kernels/model/metric_table.hpp"

namespace racecast {
namespace {

constexpr const char* draft = "http://json-schema.org/draft-07/schema#";

Json joined(Json first, const Json& second) {
  first.update(second);
  return first;
}

// A table and what must be in it. The two are apart because what a file extends may hold the rest.
struct TableSchema {
  Json properties = Json::object();
  Json needs = Json::object();  ///< "required", "oneOf" and, below "properties", those of tables

  Json closed() const {
    return {{"type", "object"}, {"properties", properties}, {"additionalProperties", false}};
  }
  /// A table that no other file completes.
  Json whole() const { return joined(closed(), needs); }
};

/// Tables by names that fit `pattern`.
Json named(const char* pattern, const Json& table) {
  return {{"type", "object"},
          {"patternProperties", {{pattern, table}}},
          {"additionalProperties", false}};
}

Json described(const KeyRow& row, const Json& schema) {
  return joined({{"description", row.meaning}}, schema);
}

/// The schema of a file.
Json document(const char* title, const Json& schema) {
  return joined({{"$schema", draft}, {"title", title}}, schema);
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
  Json inner = needs.value("properties", Json::object()).value(first, Json::object());
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
  parent.properties[row.name] = described(row, named(name_pattern, table.closed()));
  parent.needs["properties"][row.name] = {{"additionalProperties", table.needs}};
}

// A list of tables.
void add_entries(const KeyRow& row, KeyTable in, TableSchema& parent) {
  parent.properties[row.name] = described(row, {{"type", "array"}, {"items", keys_of(in).whole()}});
}

// The value of a threshold is in the unit of its metric.
Json threshold_units() {
  auto conditions = Json::array();
  for (const MetricRow& metric : metric_rows) {
    const char* key = keys::threshold_metric.name;
    conditions.push_back(
        {{"if", {{"properties", {{key, {{"const", metric.name}}}}}, {"required", {key}}}},
         {"then", {{"properties", {{"value", unit_schema(metric.unit)}}}}}});
  }
  return conditions;
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
  root.properties[row.name] = described(row, table.closed());
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
  add_entries(keys::root_correlation, KeyTable::correlation, root);
  add_named(keys::root_evidence_used, keys_of(KeyTable::evidence), root);
  return root;
}

}  // namespace

Json config_schema() {
  const TableSchema root = root_table();
  Json schema = document("racecast config", root.closed());
  schema["if"] = {{"required", {keys::root_extends.name}}};
  schema["then"] = true;
  schema["else"] = root.needs;
  schema["definitions"] = {{"interval", interval_schema()}, {"prior", prior_schema()}};
  return schema;
}

Json sweep_schema() {
  TableSchema root = keys_of(KeyTable::sweep);
  add_entries(keys::sweep_axis, KeyTable::axis, root);
  add_entries(keys::sweep_scenario, KeyTable::scenario, root);
  return document("racecast sweep", root.whole());
}

Json series_schema() {
  TableSchema root = keys_of(KeyTable::history);
  const Json series = keys_of(KeyTable::series).whole();
  root.properties[keys::history_dollars.name] =
      described(keys::history_dollars, named("^[0-9]{4}$", {{"type", "number"}}));
  root.properties[keys::history_series.name] =
      described(keys::history_series, named(name_pattern, series));
  return document("racecast series", root.closed());
}

Json evidence_schema() {
  const Json entry = keys_of(KeyTable::evidence).whole();
  return document("racecast evidence", named(name_pattern, entry));
}

}  // namespace racecast
