// What would have to be true for the less likely winner, as a section and as data.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>

#include "host/inference/probability.hpp"
#include "host/report/summary_causes.hpp"

namespace racecast {
namespace {

constexpr std::size_t most_events = 4;
/// Chance that a parameter without any influence is Worlds::least_z standard errors away.
constexpr double by_chance = 0.0027;

std::string three_quantiles(const std::array<double, 3>& quantiles) {
  return fmt::format("{} {} {}", short_number(quantiles[0], 3), short_number(quantiles[1], 3),
                     short_number(quantiles[2], 3));
}

/// Those that are rarer or more frequent there than chance explains.
std::string events_text(const Result& result, int threshold, Outcome winner) {
  const auto distance = [](const WorldEvent& event) {
    return std::abs(event.there.value - event.all.value);
  };
  std::vector<WorldEvent> found = world_events(result, threshold, winner);
  std::erase_if(found, [&](const WorldEvent& event) {
    return distance(event) <= 3 * std::hypot(event.there.error, event.all.error);
  });
  std::ranges::stable_sort(found, std::greater(), distance);
  if (found.size() > most_events) found.resize(most_events);
  std::string text;
  for (const WorldEvent& event : found)
    text += fmt::format("{}{}: {} % there ({} % in all)", text.empty() ? "" : "; ",
                        event_rows[event.event].meaning, percent(event.there.value),
                        percent(event.all.value));
  return text;
}

Data world_event_data(const WorldEvent& event) {
  return {{"event", event_rows[event.event].name},
          {"there", estimate_data(event.there)},
          {"all", estimate_data(event.all)}};
}

Data shift_data(const ParameterShift& shift) {
  return {{"parameter", shift.path},
          {"unit", shift.unit},
          {"shift", estimate_data({shift.shift, shift.error})},
          {"prior", percentile_data(shift.prior_quantile)},
          {"there", percentile_data(shift.conditional)}};
}

}  // namespace

void add_world_parameters(const Worlds& worlds, Answer& answer) {
  answer.table(
      {left("5, 50, 95 % of a parameter"), "in all worlds", "in those", "shift, sd"}, worlds.shifts,
      [](const ParameterShift& shift) -> Cells {
        return {one_line(shift.path + (shift.unit == "1" ? "" : " " + shift.unit)),
                three_quantiles(shift.prior_quantile), three_quantiles(shift.conditional),
                fmt::format("{:+.2f} ({:.2f})", shift.shift, std::ceil(100 * shift.error) / 100)};
      });
  answer.say(
      "({} of {} sampled parameters differ from all worlds by more than {:.0f} standard errors; "
      "chance alone would make it about {:.1f}.{})",
      worlds.found, worlds.parameters, Worlds::least_z,
      by_chance * static_cast<double>(worlds.parameters),
      worlds.found > worlds.shifts.size() ? " The farthest are shown." : "");
}

Data world_parameters_data(const Worlds& worlds) {
  return {{"draws", worlds.draws},
          {"effective_worlds", worlds.effective},
          {"enough_worlds", worlds.enough()},
          {"parameters_looked_at", worlds.parameters},
          {"parameters_found", worlds.found},
          {"least_z", Worlds::least_z},
          {"parameters", list_of(worlds.shifts, shift_data)}};
}

void tell_worlds(const Result& result, const WorldSource& source, int threshold, Answer& answer) {
  const Outcome winner = less_likely(result, threshold);
  const ThresholdInfo& info = result.thresholds[static_cast<std::size_t>(threshold)];
  answer.section("worlds", fmt::format("What would have to be true for {} to be first: {}",
                                       nation_words[winner], one_line(info.name)));
  if (!source.missing.empty()) return answer.say("Nothing can be said: {}.", source.missing);
  const Worlds worlds = worlds_of(result, *source.config, source.scores, threshold, winner);
  if (!worlds.enough())
    return answer.say("Too few worlds have it to say: {} of {} ({} % of all trajectories).",
                      grouped(worlds.worlds), grouped(worlds.draws),
                      percent(outcome_probability(result, threshold, winner).estimate));
  answer.say(
      "{} of the {} worlds looked at have it in at least one path (they tell as much as {} equal "
      "ones).",
      grouped(worlds.worlds), grouped(worlds.draws),
      grouped(static_cast<std::uint64_t>(std::llround(worlds.effective))));
  add_world_parameters(worlds, answer);
  const std::string events = events_text(result, threshold, winner);
  if (!events.empty()) answer.say("{}.", events);
}

Data worlds_data(const Result& result, const WorldSource& source, int threshold) {
  const Outcome winner = less_likely(result, threshold);
  Data data = {{"winner", outcome_names[winner]},
               {"world_events", list_of(world_events(result, threshold, winner), world_event_data)},
               {"missing", text_or_null(source.missing)}};
  if (!source.missing.empty()) return data;
  const Worlds worlds = worlds_of(result, *source.config, source.scores, threshold, winner);
  return data.add("worlds", worlds.worlds).add(world_parameters_data(worlds));
}

}  // namespace racecast
