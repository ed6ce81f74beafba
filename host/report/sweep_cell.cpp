#include <fmt/format.h>

#include "host/error.hpp"
#include "host/report/sweep_summary.hpp"
#include "host/result/axes.hpp"
#include "host/results/sweep_tables.hpp"
#include "host/text/suggest.hpp"
#include "host/text/utf8.hpp"

namespace racecast {
namespace {

constexpr std::size_t median_place = quantile_count / 2;

}  // namespace

double SweepCell::at(const char* table, std::size_t place) const {
  const std::vector<double>& values = sweep_.reals[real_place(table)];
  const auto thresholds = static_cast<std::size_t>(sweep_.question.layout.thresholds);
  const std::size_t width = values.size() / (sweep_.scenarios.size() * thresholds);
  return values[(scenario_ * thresholds + threshold_) * width + place];
}

Probability SweepCell::probability(Outcome outcome) const {
  const auto place = static_cast<std::size_t>(outcome);
  Probability result;
  result.estimate = at("outcome_probability", place);
  result.low = at("outcome_probability_low", place);
  result.high = at("outcome_probability_high", place);
  return result;
}

double SweepCell::difference(const char* end, Outcome outcome) const {
  return at(end, static_cast<std::size_t>(outcome));
}

double SweepCell::median_arrival(int nation) const {
  return at("arrival_quantile_all",
            static_cast<std::size_t>(nation) * quantile_count + median_place);
}

double SweepCell::arrival_difference(int nation) const {
  return at("arrival_difference", static_cast<std::size_t>(nation));
}

double SweepCell::median_lead() const { return at("lead_quantile", median_place); }

double SweepCell::lead_difference() const { return at("lead_difference", 0); }

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

}  // namespace racecast
