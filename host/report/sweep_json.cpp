
#include "host/text/json_number.hpp"
#include "host/report/sweep_summary.hpp"

namespace racecast {
namespace {

using nlohmann::json;

json outcome_json(const SweepCell& cell, Outcome outcome) {
  const Probability p = cell.probability(outcome);
  return {{"probability", json_number(p.estimate)},
          {"low", json_number(p.low)},
          {"high", json_number(p.high)},
          {"difference", json_number(cell.difference("outcome_difference", outcome))},
          {"difference_standard_error",
           json_number(cell.difference("outcome_difference_error", outcome))},
          {"difference_low", json_number(cell.difference("outcome_difference_low", outcome))},
          {"difference_high", json_number(cell.difference("outcome_difference_high", outcome))}};
}

json threshold_json(const SweepResult& sweep, std::size_t scenario, int threshold) {
  const SweepCell cell(sweep, scenario, threshold);
  json outcomes = json::object(), arrivals = json::object();
  for (int i = 0; i < outcome_count; ++i)
    outcomes[outcome_names[i]] = outcome_json(cell, static_cast<Outcome>(i));
  for (int i = 0; i < nation_count; ++i)
    arrivals[nation_names[i]] = {{"months", json_number(cell.median_arrival(i))},
                                 {"difference", json_number(cell.arrival_difference(i))}};
  return {{"name", sweep.question.thresholds[static_cast<std::size_t>(threshold)].name},
          {"outcome", outcomes},
          {"median_arrival_months", arrivals},
          {"median_lead_months",
           {{"months", json_number(cell.median_lead())},
            {"difference", json_number(cell.lead_difference())}}}};
}

json scenario_json(const SweepResult& sweep, std::size_t place, const std::vector<int>& wanted) {
  const SweptScenario& scenario = sweep.scenarios[place];
  json axes = json::object(), thresholds = json::array();
  for (std::size_t i = 0; i < sweep.axes.size(); ++i)
    axes[sweep.axes[i].name] = {{"value", json_number(scenario.axis_value[i])},
                                {"text", scenario.axis_text[i]}};
  for (const int threshold : wanted) thresholds.push_back(threshold_json(sweep, place, threshold));
  return {{"name", scenario.name},
          {"status", status_names[static_cast<std::size_t>(scenario.status)]},
          {"message", scenario.message},
          {"config", scenario.config},
          {"set", scenario.set},
          {"axes", axes},
          {"outcome_digest", scenario.outcome_digest},
          {"thresholds", thresholds}};
}

}  // namespace

json sweep_json(const SweepResult& sweep, const std::string& threshold) {
  const Result& question = sweep.question;
  const std::vector<int> wanted = wanted_thresholds(sweep, threshold);
  json axes = json::array(), scenarios = json::array();
  for (const SweptAxis& axis : sweep.axes)
    axes.push_back({{"name", axis.name}, {"path", axis.path}, {"unit", axis.unit}});
  for (std::size_t i = 0; i < sweep.scenarios.size(); ++i)
    scenarios.push_back(scenario_json(sweep, i, wanted));
  return {{"name", question.name},
          {"description", question.description},
          {"start", question.start.text()},
          {"horizon_months", question.layout.horizon},
          {"trajectories", question.trajectories()},
          {"seed", question.provenance.seed},
          {"model_version", question.provenance.model},
          {"sweep_digest", sweep_digest(sweep)},
          {"primary", question.thresholds[static_cast<std::size_t>(question.primary)].name},
          {"reference", sweep.scenarios[sweep.reference].name},
          {"failed", sweep.failed()},
          {"axes", axes},
          {"scenarios", scenarios}};
}

}  // namespace racecast
