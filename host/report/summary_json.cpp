#include <cmath>

#include "host/report/hindcast_record.hpp"
#include "host/text/json_number.hpp"
#include "host/report/summary.hpp"
#include "host/report/summary_causes_json.hpp"

namespace racecast {
namespace {

using nlohmann::json;

json json_of(double value) { return json_number(value); }

/// {"p5": ..., "p95": ...}; null: there is none, or it lies beyond the horizon.
json json_of(const Quantiles& quantiles) {
  json object = json::object();
  for (std::size_t i = 0; i < quantiles.size(); ++i)
    object["p" + std::to_string(quantile_percents[i])] = json_of(quantiles[i]);
  return object;
}

json dates_of(const Quantiles& months, const YearMonth& start) {
  json object = json::object();
  for (std::size_t i = 0; i < months.size(); ++i)
    object["p" + std::to_string(quantile_percents[i])] =
        std::isfinite(months[i]) ? json(start.plus(static_cast<int>(months[i]) - 1).text())
                                 : json(nullptr);
  return object;
}

json json_of(const Probability& probability) {
  return {{"count", probability.count},
          {"probability", probability.estimate},
          {"low", probability.low},
          {"high", probability.high},
          {"effective_trajectories", probability.effective},
          {"design_effect", probability.design_effect}};
}

json json_of(const NationSummary& nation, const YearMonth& start) {
  return {{"held_at_start", nation.held_at_start},
          {"never", nation.never},
          {"month", json_of(nation.arrival)},
          {"date", dates_of(nation.arrival, start)},
          {"month_all", json_of(nation.arrival_all)},
          {"date_all", dates_of(nation.arrival_all, start)}};
}

json json_of(const ThresholdSummary& threshold, const YearMonth& start) {
  const MetricRow& metric = metric_rows[threshold.info.metric];
  json outcomes = json::object(), arrivals = json::object();
  for (std::size_t i = 0; i < threshold.outcome.size(); ++i)
    outcomes[outcome_names[i]] = json_of(threshold.outcome[i]);
  for (std::size_t i = 0; i < threshold.nation.size(); ++i)
    arrivals[nation_names[i]] = json_of(threshold.nation[i], start);
  return {{"name", threshold.info.name},
          {"metric", metric.name},
          {"unit", metric.unit},
          {"value", threshold.info.value},
          {"direction", threshold.info.above ? "above" : "below"},
          {"hold_months", threshold.info.hold_months},
          {"description", threshold.info.description},
          {"outcome", outcomes},
          {"arrival", arrivals},
          {"lead",
           {{"both_arrive", threshold.both_arrive},
            {"months", json_of(threshold.lead)},
            {"months_all", json_of(threshold.lead_all)}}}};
}

}  // namespace

json summary_json(const Result& result, const std::string& threshold) {
  const Summary summary = summarise(result, threshold);
  json thresholds = json::array();
  const WorldSource source = world_source(result);
  for (const ThresholdSummary& each : summary.thresholds) {
    thresholds.push_back(json_of(each, summary.start));
    thresholds.back().update(causes_json(result, source, each.place));
  }
  return {{"name", summary.name},
          {"description", summary.description},
          {"accounting", summary.accounting},
          {"start", summary.start.text()},
          {"horizon", summary.start.plus(summary.horizon - 1).text()},
          {"horizon_months", summary.horizon},
          {"trajectories", summary.trajectories},
          {"draws", summary.draws},
          {"paths_per_draw", summary.paths_per_draw},
          {"effective_trajectories", summary.effective},
          {"seed", summary.seed},
          {"model_version", summary.model},
          {"outcome_digest", summary.digest},
          {"primary", result.thresholds[summary.primary].name},
          {"thresholds", thresholds},
          {"hindcasts", hindcast_record_json(result)}};
}

}  // namespace racecast
