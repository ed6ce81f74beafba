#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "host/calibrate/calibrate.hpp"
#include "host/inference/weights.hpp"
#include "host/priors/families.hpp"
#include "host/report/estimates.hpp"
#include "kernels/model/parameter_table.hpp"
#include "racecast/version.hpp"

namespace racecast {
namespace {

constexpr std::size_t shown_parameters = 24;

void verdict(const Config& config, const Calibration& found, Answer& answer) {
  const Posterior& posterior = found.posterior;
  const std::string doubt =
      found.is_reached()
          ? ""
          : fmt::format(
                " That is NOT enough to trust it ({:.0f} were wanted): more --draws or --paths may "
                "help, unless the contradictions below are why.",
                found.question.sampling.wanted_size);
  answer.section("verdict");
  answer.say(
      "{}: {} observations of {} series, {} priors. The posterior is worth {:.0f} draws of {} "
      "(Pareto k {:.2f}, limit {:.2f}); {} worlds of {} paths in {:.0f} s.{}",
      one_line(config.name), found.history.observations.size(), found.history.series.size(),
      found.priors.prior.size(), posterior.effective, grouped(posterior.draws()),
      posterior.pareto_shape, pareto_limit(posterior.draws()), grouped(found.evaluated),
      found.question.paths_per_draw, found.seconds, doubt);
}

/// "US installed compute 2024-12"
std::string observation_name(const History& history, std::size_t observation) {
  const Observation& seen = history.observations[observation];
  return history.series[seen.series].name + ' ' + seen.date.text();
}

std::string names(const History& history, const std::vector<std::size_t>& observations) {
  std::string text;
  for (const std::size_t i : observations)
    text += (text.empty() ? "" : ", ") + observation_name(history, i);
  return text;
}

void contradictions(const Calibration& found, Answer& answer) {
  const std::vector<std::size_t> priors = found.against_priors();
  const std::vector<std::size_t> posterior = found.against_posterior();
  answer.section("contradictions");
  if (!priors.empty())
    answer.say(
        "The data contradict the priors: outside of the middle 99 % of what the priors foretell, "
        "errors included, is {}.",
        names(found.history, priors));
  if (!posterior.empty())
    answer.say(
        "Nor does the posterior reach {}: no value of the parameters within their priors explains "
        "it beside the rest.",
        names(found.history, posterior));
  if (priors.empty() && posterior.empty())
    answer.say(
        "The data do not contradict the priors: all are within the middle 99 % of what these "
        "foretell.");
}

std::string interval(const PosteriorPrior& prior, bool posterior) {
  constexpr std::size_t low = 2, middle = 7, high = 12;  // p5, p50, p95 of posterior_quantiles
  static_assert(posterior_quantiles[low] == 0.05 && posterior_quantiles[middle] == 0.5 &&
                posterior_quantiles[high] == 0.95);
  const auto at = [&](std::size_t k) {
    constexpr double five = 1.6448536269514722;
    const double prior_score = k == low ? -five : k == high ? five : 0;
    return short_number(prior.parameter->quantile(posterior ? prior.score[k] : prior_score), 3);
  };
  return fmt::format("{} ({} to {})", at(middle), at(low), at(high));
}

/// Those that changed most.
void parameters(const Calibration& found, Answer& answer) {
  std::vector<const PosteriorPrior*> changed;
  for (const PosteriorPrior& prior : found.priors.prior)
    if (prior.is_changed()) changed.push_back(&prior);
  std::ranges::stable_sort(changed, {}, &PosteriorPrior::overlap);
  if (changed.size() > shown_parameters) changed.resize(shown_parameters);
  answer.section("parameters");
  if (changed.empty())
    return answer.line(
        "{}", found.is_reached()
                  ? "No prior changed: the data say nothing that the priors did not."
                  : "So few effective draws do not tell a change of any prior from chance.");
  answer.table({left("parameter"), left("prior: median (5 to 95 %)"), left("posterior"), "overlap"},
               changed, [](const PosteriorPrior* prior) -> Cells {
                 return {prior->parameter->path, interval(*prior, false), interval(*prior, true),
                         percent(prior->overlap)};
               });
  const std::size_t rest =
      found.written.changed.size() + found.written.left.size() - changed.size();
  if (rest > 0) answer.line("... and {} more that changed less", rest);
}

void predictions(const Calibration& found, Answer& answer) {
  const auto range = [](const Foretold& foretold) {
    return fmt::format("{} to {}", short_number(std::exp(foretold.low), 3),
                       short_number(std::exp(foretold.high), 3));
  };
  TextTable table{{left("observation"), "observed", left("priors, 5 to 95 %"), left("posterior")}};
  for (std::size_t i = 0; i < found.history.observations.size(); ++i)
    table.add({observation_name(found.history, i),
               short_number(std::exp(found.history.observations[i].log_value), 3),
               range(found.check.prior[i]), range(found.check.posterior[i])});
  answer.section("observations");
  answer.add(table);
}

Data stage_data(const CalibrationStage& stage) {
  return {{"temperature", stage.temperature},
          {"effective_draws", stage.effective},
          {"directions", stage.directions},
          {"distance", stage.distance}};
}

Data parameter_data(const PosteriorPrior& prior) {
  Data quantiles = Data::Object{};
  for (std::size_t k = 0; k < posterior_quantile_count; ++k)
    quantiles.add(quantile_key(posterior_quantiles[k]),
                  {{"z", prior.score[k]}, {"value", prior.parameter->quantile(prior.score[k])}});
  return {{"parameter", prior.parameter->path},
          {"unit", prior.parameter->unit},
          {"z_mean", prior.mean},
          {"z_sd", prior.sd},
          {"overlap", prior.overlap},
          {"changed", prior.is_changed()},
          {"posterior", quantiles}};
}

Data foretold_data(const Foretold& foretold) {
  return {{"p5", std::exp(foretold.low)},
          {"p50", std::exp(foretold.median)},
          {"p95", std::exp(foretold.high)},
          {"pit", foretold.place}};
}

Data observations_data(const Calibration& found) {
  Data all = Data::List{};
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
                   {"prior", foretold_data(found.check.prior[i])},
                   {"posterior", foretold_data(found.check.posterior[i])}});
  }
  return all;
}

}  // namespace

Answer calibration_answer(const Config& config, const Calibration& found) {
  Answer answer;
  verdict(config, found, answer);
  contradictions(found, answer);
  parameters(found, answer);
  predictions(found, answer);
  return answer;
}

Data calibration_data(const Config& config, const Calibration& found) {
  const Posterior& posterior = found.posterior;
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
          {"pareto_shape", posterior.pareto_shape},
          {"pareto_limit", pareto_limit(posterior.draws())},
          {"log_evidence", posterior.log_evidence},
          {"log_evidence_error", posterior.evidence_error},
          {"stages", list_of(posterior.stages, stage_data)},
          {"parameters", list_of(found.priors.prior, parameter_data)},
          {"observations", observations_data(found)},
          {"contradictions",
           {{"priors", found.against_priors()}, {"posterior", found.against_posterior()}}},
          {"changed", found.written.changed},
          {"left", found.written.left},
          {"correlated_pairs", found.written.correlated}};
}

}  // namespace racecast
