#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "host/config/config.hpp"
#include "host/inference/weights.hpp"
#include "host/rare/rare.hpp"
#include "host/report/estimates.hpp"
#include "host/report/summary_causes.hpp"
#include "racecast/version.hpp"

namespace racecast {
namespace {

constexpr const char* outcome_words[outcome_count] = {
    "the United States is first", "China is first", "both arrive in the same month",
    "neither arrives by the horizon"};

std::string count(double value) { return grouped(static_cast<std::uint64_t>(std::llround(value))); }

std::string scientific(double value) { return fmt::format("{:.2e}", value); }

const std::string& threshold_of(const Config& config, const RareResult& result) {
  return config.thresholds[static_cast<std::size_t>(result.threshold)].name;
}

/// Where nothing could be measured: what the draws of the priors say, and why there is no more.
std::string bound(const std::string& question, const RareResult& result) {
  const RareEstimate& found = result.estimate;
  const std::string text = fmt::format(
      "{} is at most {} (95 %), by {} draws of the priors; how far below it is could not "
      "be measured: ",
      question, scientific(found.high), grouped(found.draws_of_priors));
  if (found.event_draws > 0)
    return text + fmt::format(
                      "{} draws have the outcome, but with their weights they tell no more "
                      "than {:.1f} equal ones. More --trajectories may help.",
                      grouped(found.event_draws), found.effective_events);
  return text + (result.pilot.seen
                     ? "the pilot met the outcome, the run did not. More --trajectories may help."
                     : "no draw had the outcome, not even with scores four times as wide. It may "
                       "be impossible.");
}

void probability(const Config& config, const RareResult& result, Answer& answer) {
  const RareEstimate& found = result.estimate;
  const std::string question = fmt::format("P({}: {})", one_line(threshold_of(config, result)),
                                           outcome_words[result.pilot.outcome]);
  answer.section("probability");
  if (!found.is_measured()) return answer.say("{}", bound(question, result));
  answer.say("{} = {} (95 % interval {} to {}; standard error {}, {:.1f} % of it).", question,
             scientific(found.probability), scientific(found.low), scientific(found.high),
             scientific(found.error), 100 * found.error / found.probability);
  const std::string plain =
      std::isfinite(found.gain)  // it is not where every path has the outcome: there is no error
          ? fmt::format(" Plain sampling would need {} draws for this error: {:.3g} times as many.",
                        count(found.effective_plain), found.gain)
          : "";
  answer.say(
      "{} of {} draws have the outcome; with their weights they tell as much as {} equal ones.{} "
      "In a world that has it, the outcome has a chance of {} %.",
      grouped(found.event_draws), grouped(found.draws), count(found.effective_events), plain,
      percent(found.within));
}

/// Names of the parameters whose own scores were shifted, with their shifts, the farthest first.
std::vector<std::pair<std::string, double>> shifted_parameters(const Config& config,
                                                               const Proposal& proposal) {
  std::vector<std::pair<std::string, double>> shifted;
  for (const ScoreShift& each : proposal.shifts) {
    std::string path = "a constant";  // correlated with a parameter that is sampled
    for (std::size_t i = 0; i < static_cast<std::size_t>(config.forecast.prior_count); ++i)
      if (config.forecast.prior[i].stream == each.stream) path = parameter_of_prior(config, i).path;
    shifted.emplace_back(path, static_cast<double>(each.shift));
  }
  std::stable_sort(shifted.begin(), shifted.end(), [](const auto& a, const auto& b) {
    return std::abs(a.second) > std::abs(b.second);
  });
  return shifted;
}

void add_shifts(const Config& config, const Proposal& proposal, Answer& answer) {
  constexpr std::size_t most = 8;
  const auto shifted = shifted_parameters(config, proposal);
  if (shifted.empty()) return answer.say("No parameter was shifted: all draws are of the priors.");
  std::string text;
  for (std::size_t i = 0; i < shifted.size() && i < most; ++i)
    text += fmt::format("{} {} {:+.2f}", i == 0 ? "" : ",", one_line(shifted[i].first),
                        shifted[i].second);
  answer.say("Shifted in every other draw, in standard deviations ({} in all):{}{}", shifted.size(),
             text, shifted.size() > most ? ", ..." : ".");
}

void add_checks(const RareEstimate& found, Answer& answer) {
  std::string text = fmt::format("Checks: mean weight {:.4f} (standard error {:.4f}; should be 1)",
                                 found.weight_mean, found.weight_error);
  if (found.event_draws > 0)
    text += fmt::format(", largest draw {} % of the estimate", percent(found.largest_share));
  if (!std::isnan(found.pareto_shape))
    text += fmt::format(", Pareto shape of the weights {:.2f}", found.pareto_shape);
  answer.say("{}.", text);
}

constexpr double few_worlds = 50;    // effective: a relative error of about 14 %
constexpr double large_share = 0.1;  // of the estimate, in one draw
constexpr double far_from_one = 4;   // standard errors
constexpr double little_gain = 1.5;
constexpr double mostly_luck = 0.01;  // chance of the outcome in a world that has it

void about_weights(const RareEstimate& found, std::vector<std::string>& warnings) {
  if (found.effective_events < few_worlds)
    warnings.push_back(fmt::format(
        "The worlds with the outcome tell only as much as {:.1f} equal ones: ask for more "
        "--trajectories.",
        found.effective_events));
  if (found.largest_share > large_share)
    warnings.push_back(
        fmt::format("One draw makes {:.0f} % of the estimate: the shift does not reach all worlds "
                    "with the outcome; ask for more --trajectories or another --seed.",
                    100 * found.largest_share));
  if (found.pareto_shape > pareto_limit(found.event_draws))
    warnings.push_back(
        fmt::format("The weights have a heavy tail (Pareto shape {:.2f}, above "
                    "{:.2f}): the error may be understated.",
                    found.pareto_shape, pareto_limit(found.event_draws)));
}

Data stage_data(const PilotStage& stage) {
  return {{"kind", pilot_stage_names[static_cast<std::size_t>(stage.kind)]},
          {"scale", stage.scale},
          {"shift_length", stage.length},
          {"draws", stage.draws},
          {"event_draws", stage.event_draws},
          {"effective_events", stage.effective}};
}

Data pilot_data(const Pilot& pilot) {
  return {{"seen", pilot.seen},
          {"common", pilot.common},
          {"plain", probability_data(pilot.plain).add("count", pilot.plain.count)},
          {"stages", list_of(pilot.stages, stage_data)}};
}

Data checks_data(const RareEstimate& found) {
  return {{"weight_mean", found.weight_mean},
          {"weight_error", found.weight_error},
          {"largest_share", found.largest_share},
          {"pareto_shape", found.pareto_shape},
          {"pareto_limit", pareto_limit(found.event_draws)}};
}

Data shift_data(const std::pair<std::string, double>& shift) {
  return {{"parameter", shift.first}, {"shift", shift.second}};
}

}  // namespace

std::vector<std::string> rare_warnings(const RareResult& result) {
  const RareEstimate& found = result.estimate;
  std::vector<std::string> warnings;
  if (std::abs(found.weight_mean - 1) > far_from_one * found.weight_error + 1e-12)
    warnings.push_back(fmt::format(
        "The mean weight is {:.5f}, more than {:.0f} standard errors ({:.5f}) from 1: do not use "
        "this result, and report it.",
        found.weight_mean, far_from_one, found.weight_error));
  if (result.pilot.common) {
    warnings.push_back(
        "The outcome is not rare: no parameter was shifted, and `racecast run` does as well.");
    return warnings;
  }
  if (!found.is_measured()) return warnings;  // there is no more than a bound
  about_weights(found, warnings);
  if (!(found.gain >= little_gain))
    warnings.push_back(
        found.within < mostly_luck
            ? fmt::format("Shifting parameters helps little: even in a world that has the outcome "
                          "it has a chance of {:.2g} % only, so the luck of paths decides, which "
                          "is not shifted.",
                          100 * found.within)
            : std::string("Shifting parameters helps little: no direction in which the outcome is "
                          "much likelier was found."));
  return warnings;
}

Answer rare_answer(const Config& config, const RareResult& result) {
  Answer answer;
  probability(config, result, answer);
  answer.section("worlds", "Worlds in which it happens");
  if (result.worlds.enough()) add_world_parameters(result.worlds, answer);
  answer.section("checks");
  add_shifts(config, result.pilot.proposal, answer);
  add_checks(result.estimate, answer);
  for (const std::string& warning : rare_warnings(result)) answer.say("Warning: {}", warning);
  answer.line("Digest of the sums {}", result.digest);
  return answer;
}

Data rare_data(const Config& config, const RareResult& result) {
  const RareEstimate& found = result.estimate;
  return {{"name", config.name},
          {"threshold", threshold_of(config, result)},
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
          {"plain_draws", found.effective_plain},
          {"gain", found.gain},
          {"within", found.within},
          {"checks", checks_data(found)},
          {"warnings", rare_warnings(result)},
          {"shifts", list_of(shifted_parameters(config, result.pilot.proposal), shift_data)},
          {"worlds", world_parameters_data(result.worlds)},
          {"pilot", pilot_data(result.pilot)},
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
