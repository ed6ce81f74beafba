#include <algorithm>

#include "host/config/config_steps.hpp"
#include "host/text/number_text.hpp"

namespace racecast {
namespace {

EvidenceEntry entry_of(const Member& member) {
  constexpr std::pair<const char*, std::string EvidenceEntry::*> texts[] = {
      {"quantity", &EvidenceEntry::quantity},
      {"unit", &EvidenceEntry::unit},
      {"country", &EvidenceEntry::country},
      {"period", &EvidenceEntry::period},
      {"source", &EvidenceEntry::source},
      {"publisher", &EvidenceEntry::publisher},
      {"link", &EvidenceEntry::link},
      {"note", &EvidenceEntry::note},
      {"confidence", &EvidenceEntry::confidence},
      {"found", &EvidenceEntry::found}};
  const Value& table = member.value;
  EvidenceEntry entry;
  entry.key = member.key;
  for (const auto& [key, text] : texts) entry.*text = table.text_at(key).value_or("");
  entry.value = table.number_at("value");
  entry.low = table.number_at("low");
  entry.high = table.number_at("high");
  entry.year = static_cast<int>(table.number_at("year").value_or(0));
  return entry;
}

void add_source(const ParameterValue& value, const Value& table, const Value& registry,
                ConfigParameter& parameter) {
  if (!table.is_table()) return;
  parameter.source = table.text_at("source").value_or("");
  parameter.note = table.text_at("note").value_or("");
  const Member* entry = registry.find(parameter.source);
  if (entry == nullptr) return;
  parameter.evidence = entry_of(*entry);
  if (const auto range = evidence_range(entry->value, parameter.unit))
    parameter.source_range =
        SourceRange{range->low, range->high, are_apart(value.central_range(), *range)};
}

}  // namespace

double ConfigParameter::quantile(double z) const {
  if (is_constant()) return constant;
  return std::clamp(prior.distribution->quantile(z), prior.low, prior.high);
}

std::vector<ConfigParameter> list_parameters(const Draft& draft, const Value& tree,
                                             const EvidenceRegistry& evidence) {
  const PathIndex index(tree);
  const Value registry = evidence.used();
  std::vector<ConfigParameter> all;
  const auto add = [&](const DraftParameter& from, bool matters) {
    ConfigParameter parameter;
    parameter.path = from.path();
    parameter.matters = matters;
    index.fill(parameter);
    parameter.row = from.row;
    if (matters) parameter.slot = parameter_slot(*from.row, from.nation, from.element);
    const auto threshold = std::ranges::find(draft.thresholds, from.name, &DraftThreshold::name);
    const bool of_metric = from.row->group == ParameterGroup::threshold;
    const MetricRow& metric =
        metric_rows[threshold == draft.thresholds.end() ? 0 : threshold->info.metric];
    parameter.unit = of_metric ? metric.unit : from.row->unit;
    parameter.low = from.row->low * (of_metric ? metric.scale : 1);
    parameter.high = from.row->high * (of_metric ? metric.scale : 1);
    parameter.prior = from.value.prior;
    parameter.constant = from.value.constant;
    parameter.text = parameter.given ? from.value.text : number_text(from.value.constant);
    if (parameter.given)
      add_source(from.value, index.find(parameter.path)->value, registry, parameter);
    all.push_back(std::move(parameter));
  };
  for (const auto& parameter : draft.parameters) add(parameter, true);
  for (const auto& parameter : draft.left_out_parameters) add(parameter, false);
  return all;
}

}  // namespace racecast
