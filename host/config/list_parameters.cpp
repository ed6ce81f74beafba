#include "host/config/list_keys.hpp"
#include "host/config/parameter_path.hpp"

#include <algorithm>
#include <map>

#include "host/priors/evidence_conflict.hpp"
#include "host/text/number_text.hpp"
#include "host/toml/toml_writer.hpp"

namespace racecast {
namespace {

std::optional<double> number_of(const Value& table, const char* key) {
  const Member* member = table.find(key);
  if (member == nullptr || !member->value.is_number()) return {};
  return member->value.number;
}

EvidenceEntry entry_of(const Member& member) {
  EvidenceEntry entry;
  entry.key = member.key;
  const Value& table = member.value;
  entry.quantity = text_of(table, "quantity");
  entry.unit = text_of(table, "unit");
  entry.country = text_of(table, "country");
  entry.period = text_of(table, "period");
  entry.source = text_of(table, "source");
  entry.publisher = text_of(table, "publisher");
  entry.link = text_of(table, "link");
  entry.note = text_of(table, "note");
  entry.value = number_of(table, "value");
  entry.low = number_of(table, "low");
  entry.high = number_of(table, "high");
  entry.year = static_cast<int>(number_of(table, "year").value_or(0));
  entry.confidence = text_of(table, "confidence");
  entry.found = text_of(table, "found");
  return entry;
}

class ParameterList {
 public:
  ParameterList(const Draft& draft, const Value& tree, const EvidenceRegistry& evidence)
      : draft_(draft), index_(tree) {
    Value used = evidence.used();
    for (Member& member : used.members) {
      const std::string key = member.key;
      evidence_.emplace(key, std::move(member));
    }
  }

  ConfigParameter make(const DraftParameter& from, bool matters) const {
    ConfigParameter parameter;
    parameter.path = ParameterAddress{from.row, from.nation, from.name}.path();
    parameter.matters = matters;
    fill_key(index_, parameter);
    parameter.row = from.row;
    if (matters) parameter.slot = parameter_slot(*from.row, from.nation, from.element);
    const bool of_metric = from.row->group == ParameterGroup::threshold;
    const MetricRow* metric = of_metric ? &metric_of(from.name) : nullptr;
    parameter.unit = of_metric ? metric->unit : from.row->unit;
    parameter.low = from.row->low * (of_metric ? metric->scale : 1);
    parameter.high = from.row->high * (of_metric ? metric->scale : 1);
    parameter.prior = from.value.prior;
    parameter.constant = from.value.constant;
    parameter.text = parameter.given ? from.value.text : number_text(from.value.constant);
    if (parameter.given) add_source(from.value, parameter);
    return parameter;
  }

 private:
  const MetricRow& metric_of(const std::string& threshold) const {
    const auto found = std::ranges::find(draft_.thresholds, threshold, &DraftThreshold::name);
    return metric_rows[found == draft_.thresholds.end() ? 0 : found->info.metric];
  }

  void add_source(const ParameterValue& value, ConfigParameter& parameter) const {
    const Value& table = index_.find(parameter.path)->value;
    if (!table.is_table()) return;
    parameter.source = text_of(table, "source");
    parameter.note = text_of(table, "note");
    const auto found = evidence_.find(parameter.source);
    if (found == evidence_.end()) return;
    const Value& entry = found->second.value;
    parameter.evidence = entry_of(found->second);
    const auto range = evidence_range(entry, parameter.unit);
    if (!range) return;
    parameter.source_range = {
        {range->low, range->high, evidence_conflict(value, parameter.unit, entry).has_value()}};
  }

  const Draft& draft_;
  PathIndex index_;
  std::map<std::string, Member> evidence_;
};

}  // namespace

void fill_key(const PathIndex& index, ConfigKey& key) {
  const Member* member = index.find(key.path);
  key.given = member != nullptr;
  if (key.given) key.written = inline_toml(member->value);
  key.history = index.history(key.path);
}

std::string text_of(const Value& table, const char* key) {
  const Member* member = table.find(key);
  const bool is_text = member != nullptr && member->value.kind == Value::Kind::string;
  return is_text ? member->value.text : "";
}

double ConfigParameter::quantile(double z) const {
  if (is_constant()) return constant;
  return std::clamp(prior.distribution->quantile(z), prior.low, prior.high);
}

std::vector<ConfigParameter> list_parameters(const Draft& draft, const Value& tree,
                                             const EvidenceRegistry& evidence) {
  const ParameterList list(draft, tree, evidence);
  std::vector<ConfigParameter> all;
  for (const DraftParameter& parameter : draft.parameters)
    all.push_back(list.make(parameter, true));
  for (const DraftParameter& parameter : draft.left_out_parameters) {
    all.push_back(list.make(parameter, false));
  }
  return all;
}

}  // namespace racecast
