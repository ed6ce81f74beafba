#include <fmt/format.h>

#include <cmath>
#include <ranges>

#include "host/error.hpp"
#include "host/report/estimates.hpp"
#include "host/report/summary.hpp"
#include "host/results/sweep_tables.hpp"
#include "host/text/suggest.hpp"

namespace racecast {
namespace {

constexpr std::size_t median_place = quantile_count / 2;

std::string difference_text(const SweepCell& cell) {
  const double low = cell.at("outcome_difference_low", us_first);
  const double high = cell.at("outcome_difference_high", us_first);
  if (std::isnan(low) || std::isnan(high)) return "-";
  const double width = high - low;
  return fmt::format("{} ({} to {})", points(cell.at("outcome_difference", us_first), width),
                     points(low, width), points(high, width));
}

Cells row_of(const SweepResult& sweep, std::size_t scenario, int threshold) {
  const std::string name = one_line(sweep.scenarios[scenario].name);
  if (!sweep.done(scenario))
    return {name, "failed: " + one_line(sweep.scenarios[scenario].message)};
  const SweepCell cell{sweep, scenario, threshold};
  const double lead = cell.at("lead_quantile", median_place);
  return {name, percent(cell.probability(us_first)), percent(cell.probability(cn_first)),
          scenario == sweep.reference ? "reference" : difference_text(cell),
          std::isnan(lead) ? "none" : fmt::format("{:.0f}", lead)};
}

void scenarios(const SweepResult& sweep, int threshold, Answer& answer) {
  answer.section("scenarios");
  answer.table({left("scenario"), "US first, %", "China first, %", "US first, difference", "lead"},
               std::views::iota(std::size_t{0}, sweep.scenarios.size()),
               [&](std::size_t i) { return row_of(sweep, i, threshold); });
  answer.say(
      "(in brackets: 95 % interval; lead: median months of the US over China where both arrive)");
}

void about_sweep(const SweepResult& sweep, Answer& answer) {
  const Result& question = sweep.question;
  answer.section("run");
  answer.say(
      "{} scenarios of {} trajectories that meet the same random numbers; the interval of a "
      "difference is that of pairs of draws.",
      sweep.scenarios.size(), grouped(question.trajectories()));
  if (sweep.failed() > 0) answer.line("{} of them failed.", sweep.failed());
  answer.line("Months {} to {} ({}), seed {}, model {}.", question.start.text(),
              question.start.plus(question.layout.horizon - 1).text(), question.layout.horizon,
              question.provenance.seed, one_line(question.provenance.model));
  answer.line("Digest {}", sweep_digest(sweep));
}

Data cell_data(const SweepResult& sweep, std::size_t scenario, int threshold) {
  const SweepCell cell{sweep, scenario, threshold};
  const auto outcome = [&](std::size_t i) {
    return probability_data(cell.probability(static_cast<Outcome>(i)))
        .add({{"difference", cell.at("outcome_difference", i)},
              {"difference_standard_error", cell.at("outcome_difference_error", i)},
              {"difference_low", cell.at("outcome_difference_low", i)},
              {"difference_high", cell.at("outcome_difference_high", i)}});
  };
  const auto arrival = [&](std::size_t nation) {
    return Data{{"months", cell.at("arrival_quantile_all", nation * quantile_count + median_place)},
                {"difference", cell.at("arrival_difference", nation)}};
  };
  return {{"name", sweep.question.thresholds[static_cast<std::size_t>(threshold)].name},
          {"outcome", object_of(outcome_names, outcome)},
          {"median_arrival_months", object_of(nation_names, arrival)},
          {"median_lead_months",
           {{"months", cell.at("lead_quantile", median_place)},
            {"difference", cell.at("lead_difference")}}}};
}

Data scenario_data(const SweepResult& sweep, std::size_t place, const std::vector<int>& wanted) {
  const SweptScenario& scenario = sweep.scenarios[place];
  Data axes = Data::Object{};
  for (std::size_t i = 0; i < sweep.axes.size(); ++i)
    axes.add(sweep.axes[i].name,
             {{"value", scenario.axis_value[i]}, {"text", scenario.axis_text[i]}});
  const auto of_threshold = [&](int threshold) { return cell_data(sweep, place, threshold); };
  return {{"name", scenario.name},
          {"status", status_names[static_cast<std::size_t>(scenario.status)]},
          {"message", scenario.message},
          {"config", scenario.config},
          {"set", scenario.set},
          {"axes", axes},
          {"outcome_digest", scenario.outcome_digest},
          {"thresholds", list_of(wanted, of_threshold)}};
}

/// Places of the thresholds that are wanted: that of this name, or all where it is empty. Throws
/// Error(usage) where there is none of that name.
std::vector<int> wanted_thresholds(const SweepResult& sweep, const std::string& threshold) {
  std::vector<int> places;
  std::vector<std::string> names;
  for (const ThresholdInfo& each : sweep.question.thresholds) {
    if (threshold.empty() || each.name == threshold)
      places.push_back(static_cast<int>(names.size()));
    names.push_back(each.name);
  }
  if (places.empty())
    throw Error(ErrorKind::usage, fmt::format("there is no threshold {}; {}", shown(threshold),
                                              suggestion(threshold, names)));
  return places;
}

}  // namespace

double SweepCell::at(const char* table, std::size_t place) const {
  const std::vector<double>& values = sweep.reals[real_place(table)];
  const auto thresholds = static_cast<std::size_t>(sweep.question.layout.thresholds);
  const std::size_t width = values.size() / (sweep.scenarios.size() * thresholds);
  return values[(scenario * thresholds + static_cast<std::size_t>(threshold)) * width + place];
}

Probability SweepCell::probability(Outcome outcome) const {
  Probability result;
  result.estimate = at("outcome_probability", outcome);
  result.low = at("outcome_probability_low", outcome);
  result.high = at("outcome_probability_high", outcome);
  return result;
}

Answer sweep_answer(const SweepResult& sweep, const std::string& threshold) {
  const int place =
      threshold.empty() ? sweep.question.primary : wanted_thresholds(sweep, threshold).front();
  Answer answer;
  answer.section("headline");
  answer.say("{}: who reaches {} first, in {} scenarios compared with '{}'.",
             one_line(sweep.question.name),
             one_line(sweep.question.thresholds[static_cast<std::size_t>(place)].name),
             sweep.scenarios.size(), one_line(sweep.scenarios[sweep.reference].name));
  scenarios(sweep, place, answer);
  about_sweep(sweep, answer);
  return answer;
}

Data sweep_data(const SweepResult& sweep, const std::string& threshold) {
  const Result& question = sweep.question;
  const std::vector<int> wanted = wanted_thresholds(sweep, threshold);
  const auto scenario = [&](std::size_t place) { return scenario_data(sweep, place, wanted); };
  const auto axis_data = [](const SweptAxis& axis) {
    return Data{{"name", axis.name}, {"path", axis.path}, {"unit", axis.unit}};
  };
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
          {"axes", list_of(sweep.axes, axis_data)},
          {"scenarios", numbered_list(sweep.scenarios.size(), scenario)}};
}

}  // namespace racecast
