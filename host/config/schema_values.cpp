#include <nlohmann/json.hpp>

#include "host/config/schema.hpp"
#include "host/priors/families.hpp"
#include "host/text/number_text.hpp"

namespace racecast {
namespace {

#define RC_DIGITS "[0-9](_?[0-9])*"
#define RC_NUMBER \
  "[+-]?(" RC_DIGITS "(\\.(" RC_DIGITS ")?)?|\\." RC_DIGITS ")([eE][+-]?" RC_DIGITS ")?"
#define RC_SPACE "[ \\t]*"

constexpr const char* month_pattern = "^(19[0-9]{2}|2[0-9]{3})-(0[1-9]|1[0-2])$";

// The value as JSON that a key has where it is left out.
Json absent_json(const KeyRow& row) {
  if (row.value.type == KeyType::boolean) return row.value.absent != 0;
  if (row.value.type == KeyType::choice) return absent_text(row);
  return row.value.absent;
}

Json number_type(const KeySpec& value, const char* type) {
  Json schema = {{"type", type}};
  if (value.bounded()) {
    schema["minimum"] = value.low;
    schema["maximum"] = value.high;
  }
  return schema;
}

Json type_schema(const KeySpec& value) {
  switch (value.type) {
    case KeyType::month:
      return {{"type", "string"}, {"pattern", month_pattern}};
    case KeyType::integer:
      return number_type(value, "integer");
    case KeyType::number:
      return number_type(value, "number");
    case KeyType::boolean:
      return {{"type", "boolean"}};
    case KeyType::choice:
      return {{"type", "string"}, {"enum", value.choices()}};
    case KeyType::texts:
      return {{"type", "array"}, {"items", {{"type", "string"}}}, {"minItems", value.low}};
    case KeyType::matrix:
      return {{"type", "array"},
              {"items", {{"type", "array"}, {"items", number_type(value, "number")}}}};
    case KeyType::values:
      return {{"type", "array"}, {"minItems", 1}};
    case KeyType::settings:
      return {{"type", "object"}};
    default:
      return {{"type", "string"}, {"minLength", value.low}};
  }
}

std::string sentence(const std::string& unit, const std::string& meaning) {
  return (unit.empty() ? "" : "[" + unit + "] ") + meaning;
}

// Exactly these keys and those that every prior may have.
Json only(Words names) {
  for (const KeyRow& row : {keys::prior_unit, keys::prior_source, keys::prior_note})
    names.emplace_back(row.name);
  return {{"enum", names}};
}

Json when(const KeyRow& row, const Json& value, Json then) {
  return {{"if", {{"properties", {{row.name, value}}}, {"required", {row.name}}}},
          {"then", std::move(then)}};
}

// How many quantiles a form takes is for check to say.
Json form_schema(const FamilyForm& form) {
  Words names(form.keys.begin(), form.keys.end());
  Json schema = {{"required", names}};
  names.insert(names.end(), form.optional.begin(), form.optional.end());
  if (form.most_quantiles > 0) {
    for (const QuantileKey& key : quantile_keys()) {
      names.emplace_back(key.name);
      schema["anyOf"].push_back({{"required", {key.name}}});
    }
  }
  for (const KeyRow& row : {keys::prior_dist, keys::prior_min, keys::prior_max})
    names.emplace_back(row.name);
  schema["propertyNames"] = only(names);
  return schema;
}

Json any_prior() {
  return {{"anyOf",
           {{{"type", "number"}},
            {{"$ref", "#/definitions/interval"}},
            {{"$ref", "#/definitions/prior"}}}}};
}

Json list_schema(Json items) {
  return {{"type", "array"}, {"minItems", 1}, {"items", std::move(items)}};
}

Json family_key_schema(const FamilyKey& key) {
  switch (key.kind) {
    case KeyKind::levels:
      return list_schema({{"type", "number"}});
    case KeyKind::weights:
      return list_schema({{"type", "number"}, {"minimum", 0}});
    case KeyKind::priors:
      return list_schema(any_prior());
    case KeyKind::text:
      if (key.choices.empty()) return {{"type", "string"}};
      return {{"enum", Words(key.choices.begin(), key.choices.end())}};
    default:
      return {{"type", "number"}};
  }
}

Json family_schema(const Family& family) {
  Json schema = {{"description", family.meaning}, {"properties", Json::object()}};
  for (const FamilyKey& key : family.keys) {
    Json value = {{"description", key.meaning}};
    value.update(family_key_schema(key));
    schema["properties"][key.name] = std::move(value);
  }
  for (const FamilyForm& form : family.forms) schema["anyOf"].push_back(form_schema(form));
  return schema;
}

// The keys of all families. One name can stand for several things; the schema of its family says.
void add_family_keys(Json& properties) {
  for (const QuantileKey& key : quantile_keys()) {
    properties[key.name] = {{"type", "number"},
                            {"description", "The value with the share " + number_text(key.share) +
                                                " of the distribution below it"}};
  }
  for (const Family& family : families()) {
    for (const FamilyKey& key : family.keys) {
      if (!properties.contains(key.name)) properties[key.name] = {{"description", key.meaning}};
    }
  }
}

}  // namespace

const char* const interval_pattern =
    "^" RC_SPACE RC_NUMBER RC_SPACE " to " RC_SPACE RC_NUMBER RC_SPACE "$";

Json key_schema(const KeyRow& row) {
  Json schema = {{"description", sentence(row.unit, row.meaning)}};
  schema.update(type_schema(row.value));
  if (row.value.has_absent) schema["default"] = absent_json(row);
  return schema;
}

Json interval_schema() {
  return {{"type", "string"},
          {"description", keys::prior_interval.meaning},
          {"pattern", interval_pattern}};
}

Json prior_schema() {
  Json properties;
  auto choices = Json::array();
  for (const KeyRow* row : key_rows(KeyTable::prior)) {
    properties[row->name] = key_schema(*row);
    if (row->value.need == Need::one_of) choices.push_back({{"required", {row->name}}});
  }
  properties[keys::prior_interval.name] = {{"$ref", "#/definitions/interval"}};
  add_family_keys(properties);

  auto forms = Json::array();
  const auto anything = Json::object();
  forms.push_back(
      when(keys::prior_value, anything, {{"propertyNames", only({keys::prior_value.name})}}));
  forms.push_back(when(keys::prior_interval, anything,
                       {{"propertyNames", only({keys::prior_interval.name, keys::prior_min.name,
                                                keys::prior_max.name})}}));
  for (const Family& family : families()) {
    forms.push_back(when(keys::prior_dist, {{"const", family.name}}, family_schema(family)));
  }
  return {{"type", "object"},
          {"properties", properties},
          {"additionalProperties", false},
          {"oneOf", choices},
          {"allOf", forms}};
}

Json unit_schema(const std::string& unit) {
  return {{"properties", {{keys::prior_unit.name, {{"const", unit}}}}}};
}

Json parameter_schema(const ParameterRow& row) {
  Json schema = {{"description", sentence(row.unit, row.meaning)}};
  if (!row.required()) schema["default"] = row.absent;
  const Json number = {{"type", "number"}, {"minimum", row.low}, {"maximum", row.high}};
  Json prior = {{"$ref", "#/definitions/prior"}};
  if (row.group != ParameterGroup::threshold) {
    prior = {{"allOf", {std::move(prior), unit_schema(row.unit)}}};
  }
  schema["anyOf"] = {number, {{"$ref", "#/definitions/interval"}}, std::move(prior)};
  return schema;
}

}  // namespace racecast
