#include <fmt/format.h>

#include <cmath>

#include "host/report/odds_data.hpp"
#include "host/report/percent_text.hpp"
#include "host/report/sweep_summary.hpp"

namespace racecast {
namespace {

std::string difference_text(const SweepCell& cell) {
  const double low = cell.difference("outcome_difference_low", us_first);
  const double high = cell.difference("outcome_difference_high", us_first);
  if (std::isnan(low) || std::isnan(high)) return "-";
  const double width = high - low;
  return fmt::format("{} ({} to {})",
                     points(cell.difference("outcome_difference", us_first), width),
                     points(low, width), points(high, width));
}

Cells row_of(const SweepResult& sweep, std::size_t scenario, int threshold) {
  const std::string name = one_line(sweep.scenarios[scenario].name);
  if (!sweep.done(scenario))
    return {name, "failed: " + one_line(sweep.scenarios[scenario].message)};
  const SweepCell cell(sweep, scenario, threshold);
  const double lead = cell.median_lead();
  return {name, percent(cell.probability(us_first)), percent(cell.probability(cn_first)),
          scenario == sweep.reference ? "reference" : difference_text(cell),
          std::isnan(lead) ? "none" : fmt::format("{:.0f}", lead)};
}

void scenarios(const SweepResult& sweep, int threshold, Answer& answer) {
  TextTable table{
      {left("scenario"), "US first, %", "China first, %", "US first, difference", "lead"}};
  for (std::size_t i = 0; i < sweep.scenarios.size(); ++i) table.add(row_of(sweep, i, threshold));
  answer.section("scenarios");
  answer.add(table);
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

Data outcome_data(const SweepCell& cell, Outcome outcome) {
  return probability_data(cell.probability(outcome))
      .add({{"difference", cell.difference("outcome_difference", outcome)},
            {"difference_standard_error", cell.difference("outcome_difference_error", outcome)},
            {"difference_low", cell.difference("outcome_difference_low", outcome)},
            {"difference_high", cell.difference("outcome_difference_high", outcome)}});
}

Data cell_data(const SweepResult& sweep, std::size_t scenario, int threshold) {
  const SweepCell cell(sweep, scenario, threshold);
  const auto outcome = [&](std::size_t i) { return outcome_data(cell, static_cast<Outcome>(i)); };
  const auto arrival = [&](std::size_t i) {
    const int nation = static_cast<int>(i);
    return Data{{"months", cell.median_arrival(nation)},
                {"difference", cell.arrival_difference(nation)}};
  };
  return {{"name", sweep.question.thresholds[static_cast<std::size_t>(threshold)].name},
          {"outcome", object_of(outcome_names, outcome)},
          {"median_arrival_months", object_of(nation_names, arrival)},
          {"median_lead_months",
           {{"months", cell.median_lead()}, {"difference", cell.lead_difference()}}}};
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

}  // namespace

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
  Data scenarios = Data::List{};
  for (std::size_t i = 0; i < sweep.scenarios.size(); ++i)
    scenarios.push_back(scenario_data(sweep, i, wanted));
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
          {"scenarios", scenarios}};
}

}  // namespace racecast
