#include <array>

#include "host/explain/equations.hpp"
#include "host/explain/explain.hpp"
#include "host/explain/shape.hpp"
#include "host/keys/keys.hpp"

namespace racecast {
namespace {

Data given_data(const GivenValue& given) {
  const bool placed = given.line > 0;
  return {{"file", given.file},
          {"line", placed ? Data(given.line) : Data()},
          {"column", placed ? Data(given.column) : Data()},
          {"key", text_or_null(given.key)},
          {"text", given.text},
          {"in_force", given.in_force}};
}

Data key_data(const ConfigKey& key) {
  return {{"path", key.path},
          {"given", key.given},
          {"written", text_or_null(key.written)},
          {"matters", key.matters},
          {"history", list_of(key.history, given_data)}};
}

Data evidence_data(const ConfigParameter& parameter) {
  if (!parameter.evidence) return nullptr;
  const EvidenceEntry& entry = *parameter.evidence;
  const auto& range = parameter.source_range;
  return {{"key", entry.key},
          {"quantity", entry.quantity},
          {"value", entry.value},
          {"low", entry.low},
          {"high", entry.high},
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
          {"range", range ? Data(std::array{range->low, range->high}) : Data()},
          {"excluded", range && range->excluded}};
}

Data equation_data(const Equation& equation) {
  const auto function_data = [](const Function& function) {
    return Data{{"function", function.name}, {"file", function.file}};
  };
  return {{"number", equation.number},
          {"section", equation.section},
          {"text", text_or_null(equation.text)},
          {"code", list_of(equation.code, function_data)}};
}

Data percentiles_data(const ConfigParameter& parameter) {
  Data object = Data::Object{};
  for (const int percent : explained_percents)
    object.add('p' + std::to_string(percent), percentile(parameter, percent));
  return object;
}

Data setting_data(const ConfigSetting& setting) {
  return key_data(setting).add({{"value", setting.value},
                                {"meaning", setting.row->meaning},
                                {"unit", setting.row->unit},
                                {"takes", value_text(*setting.row)}});
}

}  // namespace

Data parameter_data(const ConfigParameter& parameter) {
  return key_data(parameter).add(
      {{"meaning", without_equations(parameter.row->meaning)},
       {"unit", parameter.unit},
       {"bounds", std::array{parameter.low, parameter.high}},
       {"text", parameter.text},
       {"constant", parameter.is_constant()},
       {"percentiles", percentiles_data(parameter)},
       {"mean", mean_of(parameter)},
       {"source", text_or_null(parameter.source)},
       {"note", text_or_null(parameter.note)},
       {"evidence", evidence_data(parameter)},
       {"equations", list_of(equations_of(parameter.row->meaning), equation_data)}});
}

Data correlation_data(const Correlation& correlation) {
  return {{"between", std::array{correlation.first, correlation.second}},
          {"rank", correlation.rank},
          {"source", text_or_null(correlation.source)},
          {"note", text_or_null(correlation.note)},
          {"active", correlation.active}};
}

Data explain_data(const Config& config, const KeySelection& selection) {
  const auto all = [](const auto& keys, auto data) {
    return list_of(keys, [&](const auto* key) { return data(*key); });
  };
  return {{"correlations", all(selection.correlations, correlation_data)},
          {"config", config.path},
          {"name", config.name},
          {"parameters", all(selection.parameters, parameter_data)},
          {"settings", all(selection.settings, setting_data)}};
}

}  // namespace racecast
