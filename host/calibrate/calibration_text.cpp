#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "host/calibrate/calibration_report.hpp"
#include "host/inference/pareto_tail.hpp"
#include "host/report/percent_text.hpp"
#include "host/text/text_lines.hpp"

namespace racecast {
namespace {

constexpr std::size_t shown_parameters = 24;

std::string verdict(const Config& config, const Calibration& found) {
  const Posterior& posterior = found.posterior;
  std::string text = fmt::format(
      "{}: {} observations of {} series, {} priors. The posterior is worth {:.0f} draws of {} "
      "(Pareto k {:.2f}, limit {:.2f}); {} worlds of {} paths in {:.0f} s.",
      one_line(config.name), found.history.observations.size(), found.history.series.size(),
      found.priors.prior.size(), posterior.effective, grouped(posterior.draws()),
      posterior.pareto_shape, pareto_limit(posterior.draws()), grouped(found.evaluated),
      found.question.paths_per_draw, found.seconds);
  if (!found.is_reached())
    text += fmt::format(
        " That is NOT enough to trust it ({:.0f} were wanted): more --draws or --paths may help, "
        "unless the contradictions below are why.",
        found.question.sampling.wanted_size);
  return wrapped(text, text_width);
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

std::string parameters_text(const Calibration& found) {
  std::vector<std::size_t> order(found.priors.prior.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return found.priors.prior[i].overlap; });
  std::string text = left_cell("parameter", 34) + left_cell("prior: median (5 to 95 %)", 30) +
                     left_cell("posterior", 30) + right_cell("overlap", 7) + "\n";
  std::size_t shown = 0;
  for (const std::size_t i : order) {
    const PosteriorPrior& prior = found.priors.prior[i];
    if (!prior.is_changed() || shown == shown_parameters) continue;
    text += left_cell(prior.parameter->path, 33) + ' ' + left_cell(interval(prior, false), 29) +
            ' ' + left_cell(interval(prior, true), 30) + right_cell(percent(prior.overlap), 7) +
            "\n";
    ++shown;
  }
  if (shown == 0)
    return found.is_reached()
               ? "No prior changed: the data say nothing that the priors did not.\n"
               : "So few effective draws do not tell a change of any prior from chance.\n";
  const std::size_t rest = found.written.changed.size() + found.written.left.size() - shown;
  if (rest > 0) text += fmt::format("... and {} more that changed less\n", rest);
  return text;
}

std::string predictions_text(const Calibration& found) {
  const auto range = [](const Foretold& foretold) {
    return fmt::format("{} to {}", short_number(std::exp(foretold.low), 3),
                       short_number(std::exp(foretold.high), 3));
  };
  std::string text = left_cell("observation", 44) + right_cell("observed", 10) + "  " +
                     left_cell("priors, 5 to 95 %", 22) + left_cell("posterior", 22) + "\n";
  for (std::size_t i = 0; i < found.history.observations.size(); ++i) {
    const Observation& seen = found.history.observations[i];
    text += left_cell(observation_name(found.history, i), 44) +
            right_cell(short_number(std::exp(seen.log_value), 3), 10) + "  " +
            left_cell(range(found.check.prior[i]), 22) + range(found.check.posterior[i]) + "\n";
  }
  return text;
}

std::string names(const History& history, const std::vector<std::size_t>& observations) {
  std::string text;
  for (const std::size_t i : observations)
    text += (text.empty() ? "" : ", ") + observation_name(history, i);
  return text;
}

std::string contradictions_text(const Calibration& found) {
  std::string text;
  const std::vector<std::size_t> priors = found.against_priors();
  const std::vector<std::size_t> posterior = found.against_posterior();
  if (!priors.empty())
    text +=
        wrapped(fmt::format("The data contradict the priors: outside of the middle 99 % of what "
                            "the priors foretell, errors included, is {}.",
                            names(found.history, priors)),
                text_width);
  if (!posterior.empty())
    text +=
        wrapped(fmt::format("Nor does the posterior reach {}: no value of the parameters within "
                            "their priors explains it beside the rest.",
                            names(found.history, posterior)),
                text_width);
  if (text.empty())
    text =
        "The data do not contradict the priors: all are within the middle 99 % of what these "
        "foretell.\n";
  return text;
}

}  // namespace

std::string observation_name(const History& history, std::size_t observation) {
  const Observation& seen = history.observations[observation];
  return history.series[seen.series].name + ' ' + seen.date.text();
}

std::string calibration_text(const Config& config, const Calibration& found) {
  return verdict(config, found) + "\n" + contradictions_text(found) + "\n" +
         parameters_text(found) + "\n" + predictions_text(found);
}

}  // namespace racecast
