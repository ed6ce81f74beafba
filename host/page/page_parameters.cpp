// What the page shows of a config, of the parameters behind the odds, and of the difference between
// two results.
#include <fmt/format.h>

#include <numeric>

#include "host/explain/explain.hpp"
#include "host/explain/shape.hpp"
#include "host/page/page.hpp"
#include "host/report/compare.hpp"
#include "host/report/summary_causes.hpp"

namespace racecast {
namespace {

Data chosen(const Data& all, std::initializer_list<const char*> keys) {
  return object_of(keys, [&](std::size_t i) { return all[keys.begin()[i]]; });
}

/// Of `parameter_data`, what a reader of the page asks: no history, no equations.
Data page_parameter(const ConfigParameter& parameter) {
  const Data all = parameter_data(parameter);
  Data object = chosen(all, {"path", "meaning", "unit", "text", "constant", "source", "note"});
  for (const int percent : {5, 50, 95})
    object.add(fmt::format("p{}", percent), rounded(percentile(parameter, percent)));
  return object.add(
      "evidence",
      parameter.evidence
          ? chosen(all["evidence"], {"quantity", "value", "low", "high", "unit", "period", "source",
                                     "publisher", "year", "confidence", "found", "link"})
          : Data());
}

}  // namespace

Data page_parameters(const Config& config) {
  Data list = Data::List{};
  for (const ConfigParameter& parameter : config.parameters)
    if (parameter.given) list.push_back(page_parameter(parameter));
  return list;
}

Data page_sensitivity(const Result& result) {
  WorldSource source = world_source(result);
  if (!source.config) return nullptr;
  std::vector<int> thresholds(result.thresholds.size());
  std::iota(thresholds.begin(), thresholds.end(), 0);
  const WorldSample sample{std::move(source.scores), world_odds(result)};
  const std::vector<Drivers> drivers =
      drivers_of(*source.config, sample, thresholds, result.provenance.seed);
  return {{"thresholds", list_of(drivers, [&](const Drivers& each) {
             return greatest_drivers_data(*source.config, each);
           })}};
}

Data page_differences(const Result& first, const Result& result) {
  const Comparison comparison = compare_results(first, result);
  return list_of(comparison.thresholds, [&](const ThresholdChange& threshold) {
    const ProbabilityChange& change = threshold.outcome[us_first];
    return Data{{"name", threshold.b.info.name},
                {"change", rounded(change.difference)},
                {"low", rounded(change.low)},
                {"high", rounded(change.high)},
                {"paired", comparison.paired}};
  });
}

}  // namespace racecast
