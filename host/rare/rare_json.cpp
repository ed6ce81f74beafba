#include <algorithm>
#include <cmath>

#include "host/inference/pareto_tail.hpp"
#include "host/rare/rare_report.hpp"
#include "host/text/json_number.hpp"
#include "host/report/summary_causes_json.hpp"
#include "kernels/model/parameter_table.hpp"
#include "racecast/version.hpp"

namespace racecast {
namespace {

using nlohmann::json;

json pilot_json(const Pilot& pilot) {
  json stages = json::array();
  for (const PilotStage& stage : pilot.stages)
    stages.push_back({{"kind", pilot_stage_names[static_cast<std::size_t>(stage.kind)]},
                      {"scale", stage.scale},
                      {"shift_length", stage.length},
                      {"draws", stage.draws},
                      {"event_draws", stage.event_draws},
                      {"effective_events", stage.effective}});
  return {{"seen", pilot.seen},
          {"common", pilot.common},
          {"plain",
           {{"count", pilot.plain.count},
            {"probability", pilot.plain.estimate},
            {"low", pilot.plain.low},
            {"high", pilot.plain.high}}},
          {"stages", stages}};
}

json checks_json(const RareEstimate& found) {
  return {{"weight_mean", found.weight_mean},
          {"weight_error", found.weight_error},
          {"largest_share", found.largest_share},
          {"pareto_shape", json_number(found.pareto_shape)},
          {"pareto_limit", pareto_limit(found.event_draws)}};
}

json shifts_json(const Config& config, const Proposal& proposal) {
  json shifts = json::array();
  for (const auto& [path, shift] : shifted_parameters(config, proposal))
    shifts.push_back({{"parameter", path}, {"shift", shift}});
  return shifts;
}

json worlds_json(const Worlds& worlds) {
  return {{"draws", worlds.draws},
          {"effective_worlds", worlds.effective},
          {"enough_worlds", worlds.enough()},
          {"parameters_looked_at", worlds.parameters},
          {"parameters_found", worlds.found},
          {"least_z", Worlds::least_z},
          {"parameters", world_parameters_json(worlds)}};
}

}  // namespace

std::vector<std::pair<std::string, double>> shifted_parameters(const Config& config,
                                                               const Proposal& proposal) {
  std::vector<std::pair<std::string, double>> shifted;
  for (const ScoreShift& each : proposal.shifts) {
    std::string path = "a constant";  // correlated with a parameter that is sampled
    for (int i = 0; i < config.forecast.prior_count; ++i) {
      const Prior& prior = config.forecast.prior[i];
      if (prior.stream != each.stream) continue;
      for (const ConfigParameter& parameter : config.parameters)
        if (parameter.slot == prior.slot) path = parameter.path;
    }
    shifted.emplace_back(path, static_cast<double>(each.shift));
  }
  std::stable_sort(shifted.begin(), shifted.end(), [](const auto& a, const auto& b) {
    return std::abs(a.second) > std::abs(b.second);
  });
  return shifted;
}

json rare_json(const Config& config, const RareResult& result) {
  const RareEstimate& found = result.estimate;
  return {{"name", config.name},
          {"threshold", config.thresholds[static_cast<std::size_t>(result.threshold)].name},
          {"outcome", outcome_names[result.pilot.outcome]},
          {"measured", found.is_measured()},
          {"probability", found.probability},
          {"standard_error", found.error},
          {"low", found.low},
          {"high", found.high},
          {"draws", found.draws},
          {"draws_of_priors", found.draws_of_priors},
          {"paths_per_draw", config.forecast.paths_per_draw},
          {"event_draws", found.event_draws},
          {"event_paths", found.event_paths},
          {"effective_events", found.effective_events},
          {"effective_draws", found.effective_draws},
          {"plain_draws", json_number(found.effective_plain)},
          {"gain", json_number(found.gain)},
          {"within", found.within},
          {"checks", checks_json(found)},
          {"warnings", rare_warnings(result)},
          {"shifts", shifts_json(config, result.pilot.proposal)},
          {"worlds", worlds_json(result.worlds)},
          {"pilot", pilot_json(result.pilot)},
          {"seed", config.forecast.seed},
          {"model_version", model_version},
          {"version", version},
          {"git_commit", git_commit},
          {"device", result.device.name},
          {"seconds", result.seconds},
          {"sums_digest", result.digest},
          {"config_resolved", config.resolved}};
}

}  // namespace racecast
