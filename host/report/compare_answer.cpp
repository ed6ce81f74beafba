#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

#include "host/report/compare.hpp"
#include "host/report/estimates.hpp"
#include "host/text/suggest.hpp"

namespace racecast {
namespace {

constexpr const char* outcome_words[outcome_count] = {"US first", "China first", "same month",
                                                      "neither"};

std::string months(double value) {
  return std::isnan(value) ? "-" : value == 0 ? "0" : fmt::format("{:+.0f}", value);
}

void probabilities(const Comparison& comparison, Answer& answer) {
  TextTable table{{left("probability, %"), left(""), "A", "B", "B - A", "95 % interval"}};
  for (const ThresholdChange& threshold : comparison.thresholds)
    for (std::size_t i = 0; i < outcome_count; ++i) {
      const ProbabilityChange& change = threshold.outcome[i];
      const double width = change.high - change.low;
      table.add({i == 0 ? one_line(threshold.a.info.name) : "", outcome_words[i],
                 fmt::format("{:.2f}", 100 * change.a.estimate),
                 fmt::format("{:.2f}", 100 * change.b.estimate), points(change.difference, width),
                 fmt::format("({} to {})", points(change.low, width), points(change.high, width))});
    }
  answer.section("outcomes");
  answer.add(table);
}

void median_changes(const Comparison& comparison, Answer& answer) {
  answer.section("arrivals");
  answer.table({left("median, months, B - A"), "US arrives", "China arrives", "US lead"},
               comparison.thresholds, [](const ThresholdChange& each) -> Cells {
                 return {one_line(each.a.info.name), months(each.arrival(us)),
                         months(each.arrival(cn)), months(each.lead())};
               });
  if (!comparison.thresholds.empty()) answer.line("(-: not by the horizon in one of them)");
  for (const auto& [name, alone] :
       {std::pair("A", &comparison.only_a), std::pair("B", &comparison.only_b)})
    if (!alone->empty()) answer.say("Thresholds of {} alone: {}", name, joined_words(*alone));
}

Data median_data(const Quantiles& a, const Quantiles& b, double difference) {
  return {{"a", a[quantile_count / 2]}, {"b", b[quantile_count / 2]}, {"difference", difference}};
}

Data change_data(const ThresholdChange& threshold) {
  const auto& [a, b, outcomes] = threshold;
  const auto outcome = [&](std::size_t i) -> Data {
    const ProbabilityChange& change = outcomes[i];
    return {{"a", probability_data(change.a)},
            {"b", probability_data(change.b)},
            {"difference", change.difference},
            {"standard_error", change.standard_error},
            {"low", change.low},
            {"high", change.high}};
  };
  const auto arrival = [&](std::size_t i) {
    return median_data(a.nation[i].arrival_all, b.nation[i].arrival_all,
                       threshold.arrival(static_cast<int>(i)));
  };
  return {{"name", a.info.name},
          {"outcome", object_of(outcome_names, outcome)},
          {"median_arrival_months", object_of(nation_names, arrival)},
          {"median_lead_months", median_data(a.lead, b.lead, threshold.lead())}};
}

Data file_data(const ComparedFile& file) {
  return {{"file", file.path},
          {"name", file.result.name},
          {"trajectories", file.result.trajectories()},
          {"seed", file.result.provenance.seed},
          {"model_version", file.result.provenance.model},
          {"outcome_digest", outcome_digest(file.result)}};
}

}  // namespace

Answer comparison_answer(const ComparedFile& a, const ComparedFile& b,
                         const Comparison& comparison) {
  Answer answer;
  answer.section("files");
  for (const auto& [name, file] : {std::pair("A", &a), std::pair("B", &b)})
    answer.line("{}  {} ({}, {} trajectories, seed {})", name, one_line(file->path),
                one_line(file->result.name), file->result.trajectories(),
                file->result.provenance.seed);
  answer.section("pairing");
  if (comparison.paired)
    answer.say(
        "Paired: {}, so that the paths of a draw meet the same random numbers in both and the "
        "intervals are those of paired differences.",
        comparison.why);
  else
    answer.say("Not paired ({}): the errors of both add up.", comparison.why);
  probabilities(comparison, answer);
  median_changes(comparison, answer);
  Answer configs = difference_answer(a.config, b.config, compare_configs(a.config, b.config));
  configs.sections.front().title = "What differs in the configs";
  std::ranges::move(configs.sections, std::back_inserter(answer.sections));
  return answer;
}

Data comparison_data(const ComparedFile& a, const ComparedFile& b, const Comparison& comparison) {
  return {{"a", file_data(a)},
          {"b", file_data(b)},
          {"paired", comparison.paired},
          {"why", comparison.why},
          {"thresholds", list_of(comparison.thresholds, change_data)},
          {"only_a", comparison.only_a},
          {"only_b", comparison.only_b},
          {"config", difference_data(a.config, b.config, compare_configs(a.config, b.config))}};
}

}  // namespace racecast
