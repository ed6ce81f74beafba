#include "host/config/schema_values.hpp"

#include <set>

#include "host/config/families.hpp"
#include "host/config/number_text.hpp"

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
      return {{"type", "array"}, {"items", {{"type", "string"}}}, {"minItems", 2}};
    case KeyType::matrix:
      return {{"type", "array"},
              {"items", {{"type", "array"}, {"items", number_type(value, "number")}}}};
    default:
      return {{"type", "string"}, {"minLength", value.low}};
  }
}

std::string sentence(const std::string& unit, const std::string& meaning) {
  return (unit.empty() ? "" : "[" + unit + "] ") + meaning;
}

// Exactly these keys and those that every prior may have.
Json only(Words names) {
  for (const KeyRow* row : {&keys::prior_unit, &keys::prior_source, &keys::prior_note}) {
    names.emplace_back(row->name);
  }
  return {{"enum", names}};
}

Json when(const KeyRow& row, const Json& value, Json then) {
  return {{"if", {{"properties", {{row.name, value}}}, {"required", {row.name}}}},
          {"then", std::move(then)}};
}

Json form_schema(const FamilyForm& form) {
  Words names;
  for (const FamilyKey& key : form.keys) names.emplace_back(key.name);
  Json schema = {{"required", names}};
  for (const KeyRow* row : {&keys::prior_dist, &keys::prior_min, &keys::prior_max}) {
    names.emplace_back(row->name);
  }
  schema["propertyNames"] = only(names);
  return schema;
}

Json family_schema(const Family& family) {
  auto forms = Json::array();
  for (const FamilyForm& form : family.forms) forms.push_back(form_schema(form));
  return {{"anyOf", forms}};
}

// The keys of all families, each once.
void add_family_keys(Json& properties) {
  for (const Family& family : families()) {
    for (const FamilyForm& form : family.forms) {
      for (const FamilyKey& key : form.keys) properties[key.name] = {{"type", "number"}};
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
