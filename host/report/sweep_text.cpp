#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "host/report/percent_text.hpp"
#include "host/report/sweep_summary.hpp"
#include "host/text/text_lines.hpp"

namespace racecast {
namespace {

constexpr std::size_t most_name_columns = 30;

std::string difference_text(const SweepCell& cell) {
  const double low = cell.difference("outcome_difference_low", us_first);
  const double high = cell.difference("outcome_difference_high", us_first);
  if (std::isnan(low) || std::isnan(high)) return "-";
  const double width = high - low;
  return fmt::format("{} ({} to {})",
                     points(cell.difference("outcome_difference", us_first), width),
                     points(low, width), points(high, width));
}

std::string row_of(const SweepResult& sweep, std::size_t scenario, int threshold,
                   std::size_t name_columns) {
  const SweptScenario& told = sweep.scenarios[scenario];
  // A name that is too long for its column has a line of its own.
  const std::string whole = one_line(told.name);
  const bool fits = width_of(whole) <= name_columns;
  const std::string name =
      fits ? left_cell(whole, name_columns) : whole + '\n' + std::string(name_columns, ' ');
  if (!sweep.done(scenario))
    return name + "  " + cut("failed: " + one_line(told.message), text_width - name_columns - 2) +
           '\n';
  const SweepCell cell(sweep, scenario, threshold);
  const double lead = cell.median_lead();
  return fmt::format("{} {:>18} {:>18} {:>23} {:>6}\n", name, percent(cell.probability(us_first)),
                     percent(cell.probability(cn_first)),
                     scenario == sweep.reference ? "reference" : difference_text(cell),
                     std::isnan(lead) ? "none" : fmt::format("{:.0f}", lead));
}

std::string footer(const SweepResult& sweep) {
  const Result& question = sweep.question;
  const std::size_t failed = sweep.failed();
  return fmt::format(
      "\n{}{}\nMonths {} to {} ({}), seed {}, model {}.\nDigest {}\n",
      wrapped(fmt::format("{} scenarios of {} trajectories that meet the same random numbers; the "
                          "interval of a difference is that of pairs of draws.",
                          sweep.scenarios.size(), grouped(question.trajectories())),
              text_width),
      failed == 0 ? "" : fmt::format("{} of them failed.\n", failed), question.start.text(),
      question.start.plus(question.layout.horizon - 1).text(), question.layout.horizon,
      question.provenance.seed, one_line(question.provenance.model), sweep_digest(sweep));
}

}  // namespace

std::string sweep_text(const SweepResult& sweep, const std::string& threshold) {
  const int place =
      threshold.empty() ? sweep.question.primary : wanted_thresholds(sweep, threshold).front();
  std::size_t name_columns = 8;
  for (const SweptScenario& scenario : sweep.scenarios)
    name_columns = std::clamp(width_of(one_line(scenario.name)), name_columns, most_name_columns);
  const ThresholdInfo& info = sweep.question.thresholds[static_cast<std::size_t>(place)];
  std::string text =
      wrapped(fmt::format("{}: who reaches {} first, in {} scenarios compared with '{}'.",
                          one_line(sweep.question.name), one_line(info.name),
                          sweep.scenarios.size(), one_line(sweep.scenarios[sweep.reference].name)),
              text_width);
  text += fmt::format("\n{:<{}} {:>18} {:>18} {:>23} {:>6}\n", "scenario", name_columns,
                      "US first, %", "China first, %", "US first, difference", "lead");
  for (std::size_t i = 0; i < sweep.scenarios.size(); ++i)
    text += row_of(sweep, i, place, name_columns);
  return text +
         "(in brackets: 95 % interval; lead: median months of the US over China where both "
         "arrive)\n" +
         footer(sweep);
}

}  // namespace racecast
