#include <cmath>

#include "host/calibrate/calibration_report.hpp"
#include "host/inference/pareto_tail.hpp"
#include "host/priors/families.hpp"
#include "host/text/json_number.hpp"
#include "kernels/model/parameter_table.hpp"
#include "racecast/version.hpp"

namespace racecast {
namespace {

using nlohmann::json;

json stages_json(const Posterior& posterior) {
  json stages = json::array();
  for (const CalibrationStage& stage : posterior.stages)
    stages.push_back({{"temperature", stage.temperature},
                      {"effective_draws", stage.effective},
                      {"directions", stage.directions},
                      {"distance", stage.distance}});
  return stages;
}

json parameter_json(const PosteriorPrior& prior) {
  json quantiles = json::object();
  for (std::size_t k = 0; k < posterior_quantile_count; ++k)
    quantiles[quantile_key(posterior_quantiles[k])] = {
        {"z", prior.score[k]}, {"value", prior.parameter->quantile(prior.score[k])}};
  return {{"parameter", prior.parameter->path},
          {"unit", prior.parameter->unit},
          {"z_mean", prior.mean},
          {"z_sd", prior.sd},
          {"overlap", prior.overlap},
          {"changed", prior.is_changed()},
          {"posterior", quantiles}};
}

json foretold_json(const Foretold& foretold) {
  return {{"p5", std::exp(foretold.low)},
          {"p50", std::exp(foretold.median)},
          {"p95", std::exp(foretold.high)},
          {"pit", foretold.place}};
}

json observations_json(const Calibration& found) {
  json all = json::array();
  for (std::size_t i = 0; i < found.history.observations.size(); ++i) {
    const Observation& seen = found.history.observations[i];
    const Series& series = found.history.series[seen.series];
    all.push_back({{"series", series.name},
                   {"nation", nation_names[series.nation]},
                   {"date", seen.date.text()},
                   {"unit", seen.base ? "1" : series.unit},
                   {"observed", std::exp(seen.log_value)},
                   {"error", seen.error},
                   {"coverage_error", series.coverage_error},
                   {"prior", foretold_json(found.check.prior[i])},
                   {"posterior", foretold_json(found.check.posterior[i])}});
  }
  return all;
}

}  // namespace

json calibration_json(const Config& config, const Calibration& found) {
  json parameters = json::array();
  for (const PosteriorPrior& prior : found.priors.prior)
    parameters.push_back(parameter_json(prior));
  const Posterior& posterior = found.posterior;
  json against_priors = json::array(), against_posterior = json::array();
  for (const std::size_t i : found.against_priors()) against_priors.push_back(i);
  for (const std::size_t i : found.against_posterior()) against_posterior.push_back(i);
  return {{"name", config.name},
          {"racecast_version", version},
          {"seed", config.forecast.seed},
          {"paths_per_draw", found.question.paths_per_draw},
          {"likelihood", likelihood_names[static_cast<int>(found.question.sampling.likelihood)]},
          {"reached", found.is_reached()},
          {"effective_draws", posterior.effective},
          {"wanted_draws", found.question.sampling.wanted_size},
          {"draws", posterior.draws()},
          {"evaluated", found.evaluated},
          {"pareto_shape", json_number(posterior.pareto_shape)},
          {"pareto_limit", pareto_limit(posterior.draws())},
          {"log_evidence", posterior.log_evidence},
          {"log_evidence_error", posterior.evidence_error},
          {"stages", stages_json(posterior)},
          {"parameters", parameters},
          {"observations", observations_json(found)},
          {"contradictions", {{"priors", against_priors}, {"posterior", against_posterior}}},
          {"changed", found.written.changed},
          {"left", found.written.left},
          {"correlated_pairs", found.written.correlated}};
}

}  // namespace racecast
