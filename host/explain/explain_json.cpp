
#include "host/explain/equations.hpp"
#include "host/explain/explain.hpp"
#include "host/explain/shape.hpp"
#include "host/keys/keys.hpp"
#include "host/text/json_number.hpp"

namespace racecast {
namespace {

using nlohmann::json;

json text_or_null(const std::string& text) { return text.empty() ? json(nullptr) : json(text); }

json history_json(const ConfigKey& key) {
  json list = json::array();
  for (const GivenValue& given : key.history) {
    const bool placed = given.line > 0;
    list.push_back({{"file", given.file},
                    {"line", placed ? json(given.line) : json(nullptr)},
                    {"column", placed ? json(given.column) : json(nullptr)},
                    {"key", text_or_null(given.key)},
                    {"text", given.text},
                    {"in_force", given.in_force}});
  }
  return list;
}

json key_json(const ConfigKey& key) {
  return {{"path", key.path},
          {"given", key.given},
          {"written", text_or_null(key.written)},
          {"matters", key.matters},
          {"history", history_json(key)}};
}

json evidence_json(const ConfigParameter& parameter) {
  if (!parameter.evidence) return nullptr;
  const EvidenceEntry& entry = *parameter.evidence;
  const auto& range = parameter.source_range;
  return {
      {"key", entry.key},
      {"quantity", entry.quantity},
      {"value", json_number(entry.value)},
      {"low", json_number(entry.low)},
      {"high", json_number(entry.high)},
      {"unit", entry.unit},
      {"country", entry.country},
      {"period", entry.period},
      {"source", entry.source},
      {"publisher", entry.publisher},
      {"year", entry.year},
      {"confidence", entry.confidence},
      {"found", entry.found},
      {"link", text_or_null(entry.link)},
      {"note", text_or_null(entry.note)},
      {"range", range ? json{json_number(range->low), json_number(range->high)} : json(nullptr)},
      {"excluded", range && range->excluded}};
}

json equations_json(const ConfigParameter& parameter) {
  json list = json::array();
  for (const Equation& equation : equations_of(parameter.row->meaning)) {
    json code = json::array();
    for (const Function& function : equation.code) {
      code.push_back({{"function", function.name}, {"file", function.file}});
    }
    list.push_back({{"number", equation.number},
                    {"section", equation.section},
                    {"text", text_or_null(equation.text)},
                    {"code", code}});
  }
  return list;
}

json percentiles_json(const ConfigParameter& parameter) {
  json object = json::object();
  for (const int percent : explained_percents) {
    object['p' + std::to_string(percent)] = json_number(percentile(parameter, percent));
  }
  return object;
}

json setting_json(const ConfigSetting& setting) {
  json object = key_json(setting);
  object.update({{"value", setting.value},
                 {"meaning", setting.row->meaning},
                 {"unit", setting.row->unit},
                 {"takes", value_text(*setting.row)}});
  return object;
}

}  // namespace

json parameter_json(const ConfigParameter& parameter) {
  json object = key_json(parameter);
  object.update({{"meaning", without_equations(parameter.row->meaning)},
                 {"unit", parameter.unit},
                 {"bounds", {json_number(parameter.low), json_number(parameter.high)}},
                 {"text", parameter.text},
                 {"constant", parameter.is_constant()},
                 {"percentiles", percentiles_json(parameter)},
                 {"mean", json_number(mean_of(parameter))},
                 {"source", text_or_null(parameter.source)},
                 {"note", text_or_null(parameter.note)},
                 {"evidence", evidence_json(parameter)},
                 {"equations", equations_json(parameter)}});
  return object;
}

json correlation_json(const Correlation& correlation) {
  return {{"between", {correlation.first, correlation.second}},
          {"rank", correlation.rank},
          {"source", text_or_null(correlation.source)},
          {"note", text_or_null(correlation.note)},
          {"active", correlation.active}};
}

json explain_json(const Config& config, const KeySelection& selection) {
  json parameters = json::array(), settings = json::array();
  for (const ConfigParameter* parameter : selection.parameters) {
    parameters.push_back(parameter_json(*parameter));
  }
  for (const ConfigSetting* setting : selection.settings) {
    settings.push_back(setting_json(*setting));
  }
  json correlations = json::array();
  for (const Correlation* pair : selection.correlations) {
    correlations.push_back(correlation_json(*pair));
  }
  return {{"correlations", correlations},
          {"config", config.path},
          {"name", config.name},
          {"parameters", parameters},
          {"settings", settings}};
}

}  // namespace racecast
