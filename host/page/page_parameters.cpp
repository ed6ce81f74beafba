// What the page shows of a config, and of the difference between two results.
#include "host/explain/explain.hpp"
#include "host/page/page_parts.hpp"
#include "host/report/compare.hpp"

namespace racecast {
namespace {

using nlohmann::json;

/// Of `parameter_json`, what a reader of the page asks: no history, no equations.
json page_parameter(const ConfigParameter& parameter) {
  const json all = parameter_json(parameter);
  json object = json::object();
  for (const char* key : {"path", "meaning", "unit", "text", "constant", "source", "note"})
    object[key] = all[key];
  for (const char* key : {"p5", "p50", "p95"})
    object[key] =
        all["percentiles"][key].is_number() ? rounded(all["percentiles"][key]) : json(nullptr);
  object["evidence"] = nullptr;
  if (!all["evidence"].is_null()) {
    object["evidence"] = json::object();
    for (const char* key : {"quantity", "value", "low", "high", "unit", "period", "source",
                            "publisher", "year", "confidence", "found", "link"})
      object["evidence"][key] = all["evidence"][key];
  }
  return object;
}

}  // namespace

json page_parameters(const Config& config) {
  json list = json::array();
  for (const ConfigParameter& parameter : config.parameters)
    if (parameter.given) list.push_back(page_parameter(parameter));
  return list;
}

json page_differences(const Result& first, const Result& result) {
  const Comparison comparison = compare_results(first, result);
  json list = json::array();
  for (const ThresholdChange& threshold : comparison.thresholds) {
    const ProbabilityChange& change = threshold.outcome[us_first];
    list.push_back({{"name", threshold.b.info.name},
                    {"change", rounded(change.difference)},
                    {"low", rounded(change.low)},
                    {"high", rounded(change.high)},
                    {"paired", comparison.paired}});
  }
  return list;
}

}  // namespace racecast
