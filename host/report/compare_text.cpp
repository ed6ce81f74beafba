#include <fmt/format.h>

#include <cmath>

#include "host/report/compare.hpp"
#include "host/report/percent_text.hpp"
#include "host/text/suggest.hpp"

namespace racecast {
namespace {

constexpr std::size_t name_columns = 22;
constexpr const char* outcome_words[outcome_count] = {"US first", "China first", "same month",
                                                      "neither"};

std::string change_row(const std::string& name, const ProbabilityChange& change, const char* word) {
  const double width = change.high - change.low;
  return fmt::format(
      "{} {} {:>8.2f} {:>8.2f} {:>10} {:>22}\n", left_cell(name, name_columns), left_cell(word, 12),
      100 * change.a.estimate, 100 * change.b.estimate, points(change.difference, width),
      fmt::format("({} to {})", points(change.low, width), points(change.high, width)));
}

std::string probability_table(const Comparison& comparison) {
  std::string text = fmt::format("{:<{}} {:<12} {:>8} {:>8} {:>10} {:>22}\n", "probability, %",
                                 name_columns, "", "A", "B", "B - A", "95 % interval");
  for (const ThresholdChange& threshold : comparison.thresholds)
    for (std::size_t i = 0; i < outcome_count; ++i)
      text += change_row(i == 0 ? one_line(threshold.a.info.name) : "", threshold.outcome[i],
                         outcome_words[i]);
  return text;
}

std::string months(double value) {
  return std::isnan(value) ? "-" : value == 0 ? "0" : fmt::format("{:+.0f}", value);
}

std::string month_table(const Comparison& comparison) {
  std::string text = fmt::format("{:<{}} {:>14} {:>14} {:>14}\n", "median, months, B - A",
                                 name_columns, "US arrives", "China arrives", "US lead");
  for (const ThresholdChange& threshold : comparison.thresholds)
    text += fmt::format(
        "{} {:>14} {:>14} {:>14}\n", left_cell(one_line(threshold.a.info.name), name_columns),
        months(threshold.arrival(us)), months(threshold.arrival(cn)), months(threshold.lead()));
  return text + "(-: not by the horizon in one of them)\n";
}

std::string pairing(const Comparison& comparison) {
  return wrapped(comparison.paired
                     ? fmt::format("Paired: {}, so that the paths of a draw meet the same random "
                                   "numbers in both and the intervals are those of paired "
                                   "differences.",
                                   comparison.why)
                     : fmt::format("Not paired ({}): the errors of both add up.", comparison.why),
                 text_width);
}

std::string only(const char* name, const std::vector<std::string>& thresholds) {
  if (thresholds.empty()) return {};
  return wrapped(fmt::format("Thresholds of {} alone: {}", name, joined_words(thresholds)),
                 text_width);
}

std::string head(const char* name, const ComparedFile& file) {
  return fmt::format("{}  {} ({}, {} trajectories, seed {})\n", name, one_line(file.path),
                     one_line(file.result.name), file.result.trajectories(),
                     file.result.provenance.seed);
}

}  // namespace

std::string comparison_text(const ComparedFile& a, const ComparedFile& b,
                            const Comparison& comparison, const TextStyle& style) {
  std::string text = head("A", a) + head("B", b) + '\n' + pairing(comparison) + '\n';
  if (!comparison.thresholds.empty())
    text += probability_table(comparison) + '\n' + month_table(comparison);
  text += only("A", comparison.only_a) + only("B", comparison.only_b);
  return text + '\n' + style.bold("What differs in the configs") + '\n' +
         difference_text(a.config, b.config, compare_configs(a.config, b.config), style);
}

}  // namespace racecast
