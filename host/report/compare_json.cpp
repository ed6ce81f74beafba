
#include "host/report/compare.hpp"
#include "host/text/json_number.hpp"

namespace racecast {
namespace {

using nlohmann::json;

json probability_json(const Probability& p) {
  return {{"probability", p.estimate}, {"low", p.low}, {"high", p.high}};
}

json change_json(const ProbabilityChange& change) {
  return {{"a", probability_json(change.a)},
          {"b", probability_json(change.b)},
          {"difference", change.difference},
          {"standard_error", change.standard_error},
          {"low", change.low},
          {"high", change.high}};
}

json threshold_json(const ThresholdChange& threshold) {
  json outcomes = json::object(), arrivals = json::object();
  for (std::size_t i = 0; i < outcome_count; ++i)
    outcomes[outcome_names[i]] = change_json(threshold.outcome[i]);
  const auto median = [](const Quantiles& quantiles) {
    return json_number(quantiles[quantile_count / 2]);
  };
  for (std::size_t i = 0; i < nation_count; ++i)
    arrivals[nation_names[i]] = {
        {"a", median(threshold.a.nation[i].arrival_all)},
        {"b", median(threshold.b.nation[i].arrival_all)},
        {"difference", json_number(threshold.arrival(static_cast<int>(i)))}};
  return {{"name", threshold.a.info.name},
          {"outcome", outcomes},
          {"median_arrival_months", arrivals},
          {"median_lead_months",
           {{"a", median(threshold.a.lead)},
            {"b", median(threshold.b.lead)},
            {"difference", json_number(threshold.lead())}}}};
}

json file_json(const ComparedFile& file) {
  return {{"file", file.path},
          {"name", file.result.name},
          {"trajectories", file.result.trajectories()},
          {"seed", file.result.provenance.seed},
          {"model_version", file.result.provenance.model},
          {"outcome_digest", outcome_digest(file.result)}};
}

}  // namespace

json comparison_json(const ComparedFile& a, const ComparedFile& b, const Comparison& comparison) {
  json thresholds = json::array();
  for (const ThresholdChange& each : comparison.thresholds)
    thresholds.push_back(threshold_json(each));
  return {{"a", file_json(a)},
          {"b", file_json(b)},
          {"paired", comparison.paired},
          {"why", comparison.why},
          {"thresholds", thresholds},
          {"only_a", comparison.only_a},
          {"only_b", comparison.only_b},
          {"config", difference_json(a.config, b.config, compare_configs(a.config, b.config))}};
}

}  // namespace racecast
