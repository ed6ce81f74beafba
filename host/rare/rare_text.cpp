#include <fmt/format.h>

#include <cmath>

#include "host/rare/rare_report.hpp"
#include "host/report/percent_text.hpp"
#include "host/report/summary_sections.hpp"
#include "host/text/text_lines.hpp"

namespace racecast {
namespace {

constexpr const char* outcome_words[outcome_count] = {
    "the United States is first", "China is first", "both arrive in the same month",
    "neither arrives by the horizon"};

std::string count(double value) { return grouped(static_cast<std::uint64_t>(std::llround(value))); }

std::string scientific(double value) { return fmt::format("{:.2e}", value); }

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

std::string answer(const Config& config, const RareResult& result) {
  const RareEstimate& found = result.estimate;
  const std::string question = fmt::format(
      "P({}: {})", one_line(config.thresholds[static_cast<std::size_t>(result.threshold)].name),
      outcome_words[result.pilot.outcome]);
  if (!found.is_measured()) return wrapped(bound(question, result), text_width);
  return wrapped(
      fmt::format("{} = {} (95 % interval {} to {}; standard error {}, {:.1f} % of it).", question,
                  scientific(found.probability), scientific(found.low), scientific(found.high),
                  scientific(found.error), 100 * found.error / found.probability),
      text_width);
}

std::string sizes(const RareResult& result) {
  const RareEstimate& found = result.estimate;
  if (!found.is_measured()) return "";
  const std::string plain =
      std::isfinite(found.gain)  // it is not where every path has the outcome: there is no error
          ? fmt::format(" Plain sampling would need {} draws for this error: {:.3g} times as many.",
                        count(found.effective_plain), found.gain)
          : "";
  return wrapped(
      fmt::format("{} of {} draws have the outcome; with their weights they tell as much as {} "
                  "equal ones.{} In a world that has it, the outcome has a chance of {} %.",
                  grouped(found.event_draws), grouped(found.draws), count(found.effective_events),
                  plain, percent(found.within)),
      text_width);
}

std::string shifts(const Config& config, const Proposal& proposal) {
  constexpr std::size_t most = 8;
  const auto names = shifted_parameters(config, proposal);
  if (names.empty()) return "No parameter was shifted: all draws are of the priors.\n";
  std::string text =
      fmt::format("Shifted in every other draw, in standard deviations ({} in all):", names.size());
  for (std::size_t i = 0; i < names.size() && i < most; ++i)
    text +=
        fmt::format("{} {} {:+.2f}", i == 0 ? "" : ",", one_line(names[i].first), names[i].second);
  return wrapped(text + (names.size() > most ? ", ..." : "."), text_width);
}

std::string checks(const RareEstimate& found) {
  std::string text = fmt::format("Checks: mean weight {:.4f} (standard error {:.4f}; should be 1)",
                                 found.weight_mean, found.weight_error);
  if (found.event_draws > 0)
    text += fmt::format(", largest draw {} % of the estimate", percent(found.largest_share));
  if (!std::isnan(found.pareto_shape))
    text += fmt::format(", Pareto shape of the weights {:.2f}", found.pareto_shape);
  return wrapped(text + '.', text_width);
}

std::string worlds(const Worlds& found) {
  if (!found.enough()) return "";
  return "\nWorlds in which it happens\n" + world_parameters_text(found);
}

}  // namespace

std::string rare_text(const Config& config, const RareResult& result) {
  std::string text = answer(config, result) + sizes(result) + worlds(result.worlds) + '\n' +
                     shifts(config, result.pilot.proposal) + checks(result.estimate);
  for (const std::string& warning : rare_warnings(result))
    text += wrapped("Warning: " + warning, text_width);
  return text + fmt::format("Digest of the sums {}\n", result.digest);
}

}  // namespace racecast
