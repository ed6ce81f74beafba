#include "host/config/parameter_of_prior.hpp"
#include "host/inference/stream_sets.hpp"
#include "host/inference/variance_share.hpp"
#include "host/report/drivers_report.hpp"
#include "host/result/tally.hpp"
#include "host/sensitivity/sensitivity_report.hpp"
#include "racecast/version.hpp"

namespace racecast {
namespace {

using nlohmann::json;

constexpr std::size_t every_driver = static_cast<std::size_t>(-1);

json factors_json(const Sensitivity& found) {
  json factors = json::array();
  for (const Factor& factor : found.factors)
    factors.push_back({{"name", factor.name()}, {"parameters", factor.parameters}});
  return factors;
}

/// Of all factors, in their order.
json indices_json(const OutputIndices& output, Interval FactorIndices::*order) {
  json value = json::array(), low = json::array(), high = json::array();
  for (const FactorIndices& factor : output.factors) {
    value.push_back(six_digits((factor.*order).value));
    low.push_back(six_digits((factor.*order).low));
    high.push_back(six_digits((factor.*order).high));
  }
  return {{"value", value}, {"low", low}, {"high", high}};
}

json output_json(const OutputIndices& output, bool share) {
  return {{"unit", share ? "1" : "months"},
          {"mean", six_digits(output.mean)},
          {"variance_between", six_digits(output.between)},
          {"variance_within", six_digits(output.within)},
          {"epistemic_share", interval_json(output.share)},
          {"first_order", indices_json(output, &FactorIndices::first)},
          {"total", indices_json(output, &FactorIndices::total)}};
}

json program_json(const Config& config) {
  return {{"name", config.name},
          {"paths_per_draw", config.forecast.paths_per_draw},
          {"seed", config.forecast.seed},
          {"model_version", model_version},
          {"version", version},
          {"git_commit", git_commit},
          {"config_resolved", config.resolved}};
}

json groups_json(const Config& config) {
  json groups = json::array();
  for (const std::vector<std::size_t>& group : correlated_priors(config.forecast)) {
    if (group.size() < 2) continue;
    json paths = json::array();
    for (const std::size_t prior : group) paths.push_back(parameter_of_prior(config, prior).path);
    groups.push_back(paths);
  }
  return groups;
}

}  // namespace

json sensitivity_json(const Config& config, const Sensitivity& found, int threshold) {
  json thresholds = json::array();
  for (std::size_t i = 0; i < config.thresholds.size(); ++i) {
    if (threshold >= 0 && i != static_cast<std::size_t>(threshold)) continue;
    json one = {{"name", config.thresholds[i].name}};
    for (std::size_t output = 0; output < draw_outputs; ++output)
      one[draw_output_names[output]] =
          output_json(found.of(i, static_cast<DrawOutput>(output)), output == 0);
    one["drivers"] = drivers_json(config, found.drivers[i], every_driver);
    thresholds.push_back(one);
  }
  json all = program_json(config);
  all.update({{"method", "saltelli"},
              {"rows", found.rows},
              {"replicates", 2},
              {"draws", found.draws},
              {"bootstrap_resamples", IndexSums::resamples},
              {"device", found.device.name},
              {"factors", factors_json(found)},
              {"correlated", groups_json(config)},
              {"thresholds", thresholds}});
  return all;
}

json given_json(const GivenSensitivity& found) {
  json thresholds = json::array();
  for (std::size_t i = 0; i < found.thresholds.size(); ++i) {
    const VarianceShare parts = variance_share(odds_of(found.result, found.thresholds[i]));
    thresholds.push_back(
        {{"name", found.result.thresholds[static_cast<std::size_t>(found.thresholds[i])].name},
         {"us_first",
          {{"unit", "1"},
           {"variance_between", six_digits(parts.between)},
           {"variance_within", six_digits(parts.within)},
           {"epistemic_share", interval_json({parts.share, parts.low, parts.high})}}},
         {"drivers", drivers_json(found.config, found.drivers[i], every_driver)}});
  }
  json all = program_json(found.config);
  all.update({{"method", "given_data"},
              {"trajectories", found.result.trajectories()},
              {"correlated", groups_json(found.config)},
              {"thresholds", thresholds}});
  return all;
}

}  // namespace racecast
