// What would have to be true for the less likely winner, as text.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "host/inference/probability.hpp"
#include "host/report/percent_text.hpp"
#include "host/report/summary_sections.hpp"
#include "host/text/text_lines.hpp"

namespace racecast {
namespace {

constexpr std::size_t most_events = 4;
/// Chance that a parameter without any influence is Worlds::least_z standard errors away.
constexpr double by_chance = 0.0027;

std::string row(const std::string& name, const std::string& prior, const std::string& there,
                const std::string& shift) {
  return fmt::format("{} {} {} {}\n", left_cell(name, 37), right_cell(prior, 23),
                     right_cell(there, 23), right_cell(shift, 13));
}

std::string spread(const std::array<double, 3>& quantiles) {
  return fmt::format("{} {} {}", short_number(quantiles[0], 3), short_number(quantiles[1], 3),
                     short_number(quantiles[2], 3));
}

/// Those that are rarer or more frequent there than chance explains.
std::string events(const Result& result, int threshold, Outcome winner) {
  std::vector<WorldEvent> found = world_events(result, threshold, winner);
  std::erase_if(found, [](const WorldEvent& event) {
    return std::abs(event.there.value - event.all.value) <=
           3 * std::hypot(event.there.error, event.all.error);
  });
  std::stable_sort(found.begin(), found.end(), [](const WorldEvent& a, const WorldEvent& b) {
    return std::abs(a.there.value - a.all.value) > std::abs(b.there.value - b.all.value);
  });
  if (found.size() > most_events) found.resize(most_events);
  std::string text;
  for (const WorldEvent& event : found)
    text += fmt::format("{}: {} % there ({} % in all){}", event_rows[event.event].meaning,
                        percent(event.there.value), percent(event.all.value),
                        &event == &found.back() ? "." : "; ");
  return text.empty() ? "" : wrapped(text, text_width);
}

}  // namespace

std::string world_parameters_text(const Worlds& worlds) {
  std::string text;
  if (!worlds.shifts.empty())
    text += row("5, 50, 95 % of a parameter", "in all worlds", "in those", "shift, sd");
  for (const ParameterShift& shift : worlds.shifts) {
    const std::string unit = shift.unit == "1" ? "" : " " + shift.unit;
    text +=
        row(one_line(shift.path + unit), spread(shift.prior_quantile), spread(shift.conditional),
            fmt::format("{:+.2f} ({:.2f})", shift.shift, std::ceil(100 * shift.error) / 100));
  }
  return text +
         wrapped(
             fmt::format("({} of {} sampled parameters differ from all worlds by more than {:.0f} "
                         "standard errors; chance alone would make it about {:.1f}.{})",
                         worlds.found, worlds.parameters, Worlds::least_z,
                         by_chance * static_cast<double>(worlds.parameters),
                         worlds.found > worlds.shifts.size() ? " The farthest are shown." : ""),
             text_width);
}

std::string worlds_text(const Result& result, const WorldSource& source, int threshold) {
  const Outcome winner = less_likely(result, threshold);
  const std::string nation = winner == us_first ? "the United States" : "China";
  const std::string name = one_line(result.thresholds[static_cast<std::size_t>(threshold)].name);
  std::string text =
      cut(fmt::format("What would have to be true for {} to be first: {}", nation, name),
          text_width) +
      '\n';
  if (!source.missing.empty())
    return text + wrapped("Nothing can be said: " + source.missing + '.', text_width);
  const Worlds worlds = worlds_of(result, *source.config, source.scores, threshold, winner);
  const Probability p = outcome_probability(result, threshold, winner);
  if (!worlds.enough())
    return text +
           wrapped(fmt::format("Too few worlds have it to say: {} of {} ({} % of all "
                               "trajectories).",
                               grouped(worlds.worlds), grouped(worlds.draws), percent(p.estimate)),
                   text_width);
  text += wrapped(
      fmt::format(
          "{} of the {} worlds looked at have it in at least one path (they tell as much as "
          "{} equal ones).",
          grouped(worlds.worlds), grouped(worlds.draws),
          grouped(static_cast<std::uint64_t>(std::llround(worlds.effective)))),
      text_width);
  return text + world_parameters_text(worlds) + events(result, threshold, winner);
}

}  // namespace racecast
