// What drives the odds and what would turn them, as a section and as data.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <ranges>
#include <span>

#include "host/config/config.hpp"
#include "host/report/summary_causes.hpp"

namespace racecast {
namespace {

constexpr std::size_t most_rows = 12, most_parts = 6, bar_width = 24;

std::span<const Driver> greatest(const Drivers& drivers) {
  return std::span(drivers.drivers).first(std::min(most_rows, drivers.drivers.size()));
}

/// Where a tornado's axis begins and ends: the odds of all its tenths.
struct OddsAxis {
  double low = 1, high = 0;

  std::size_t cell(double odds) const {
    const double share = high > low ? (odds - low) / (high - low) : 0.5;
    return static_cast<std::size_t>(std::lround(share * (bar_width - 1)));
  }
};

OddsAxis odds_axis(const Drivers& drivers) {
  OddsAxis axis{drivers.odds, drivers.odds};
  for (const Driver& driver : greatest(drivers))
    for (const double odds : {driver.deciles.odds.front(), driver.deciles.odds.back()}) {
      if (std::isnan(odds)) continue;
      axis.low = std::min(axis.low, odds), axis.high = std::max(axis.high, odds);
    }
  return axis;
}

/// From the odds in the lowest tenth, "<", to those in the highest, ">"; "|" where all draws are.
std::string bar(const DecileOdds& deciles, double odds, const OddsAxis& axis) {
  const double first = deciles.odds.front(), last = deciles.odds.back();
  if (std::isnan(first) || std::isnan(last)) return "";
  std::vector<std::string> cells(bar_width, " ");
  const std::size_t from = axis.cell(first), to = axis.cell(last);
  for (std::size_t i = std::min(from, to); i <= std::max(from, to); ++i) cells[i] = "█";
  cells[axis.cell(odds)] = "|";
  cells[from] = "<", cells[to] = from == to ? "=" : ">";
  return fmt::format("{}", fmt::join(cells, ""));
}

void add_tornado(const Config& config, const Drivers& drivers, Answer& answer) {
  const OddsAxis axis = odds_axis(drivers);
  const std::string ends = fmt::format("{} to {} %", percent(axis.low), percent(axis.high));
  answer.table(
      {left("P(US first), %, by tenths"), "first order (95 %)", "lowest", "highest", left(ends)},
      greatest(drivers), [&](const Driver& driver) -> Cells {
        return {one_line(parameter_of_prior(config, driver.prior).path), index_text(driver.index),
                percent(driver.deciles.odds.front()), percent(driver.deciles.odds.back()),
                bar(driver.deciles, drivers.odds, axis)};
      });
}

std::string value_text(const ConfigParameter& parameter, double value) {
  return fmt::format("{} = {}{}", one_line(parameter.path), short_number(value, 3),
                     parameter.unit == "1" ? "" : ' ' + one_line(parameter.unit));
}

/// Which of the rows share their effect with others.
void add_groups(const Config& config, const Drivers& drivers, Answer& answer) {
  for (const std::vector<std::size_t>& group : correlated_priors(config.forecast)) {
    const bool shown = std::ranges::any_of(greatest(drivers), [&](const Driver& driver) {
      return std::ranges::find(group, driver.prior) != group.end();
    });
    if (group.size() < 2 || !shown) continue;
    const auto name = [&](std::size_t prior) {
      return one_line(parameter_of_prior(config, prior).path);
    };
    answer.say("Correlated, so that each index holds what its partners do as well: {}",
               fmt::join(group | std::views::transform(name), ", "));
  }
}

void add_alone(const Config& config, const Drivers& drivers, Answer& answer) {
  if (std::ranges::none_of(drivers.drivers, [](const Driver& each) { return bool(each.turn); }))
    return answer.say(
        "No parameter alone brings the odds to one half within {:.0f} standard deviations of its "
        "median.",
        Drivers::most_score);
  answer.say("Alone, these bring P(US first) to one half, all else as uncertain as it is:");
  for (const Driver& driver : drivers.drivers)
    if (driver.turn)
      answer.add(Paragraph{
          fmt::format("{} ({:+.2f} sd from its median, {} % of its prior lies below; {} draws are "
                      "as far out)",
                      value_text(parameter_of_prior(config, driver.prior), driver.turn->value),
                      driver.turn->score, percent(driver.turn->quantile),
                      grouped(driver.turn->draws_beyond)),
          "  ", 4});
}

void add_together(const Config& config, const Drivers& drivers, Answer& answer) {
  if (!drivers.joint) return;
  const JointTurn& joint = *drivers.joint;
  std::string parts;
  for (std::size_t i = 0; i < joint.parts.size() && i < most_parts; ++i)
    parts += fmt::format(
        "{} {} ({:+.2f} sd)", i == 0 ? "" : ",",
        value_text(parameter_of_prior(config, joint.parts[i].prior), joint.parts[i].value),
        joint.parts[i].score);
  answer.say(
      "Together, nearest to the medians (an approximation: a linear logistic fit in {} parameters "
      "that holds {} % of the variance between worlds): {:.2f} standard deviations away, with {} % "
      "of the prior beyond;{}{}",
      joint.parts.size(), percent(joint.explained), joint.distance, percent(joint.beyond), parts,
      joint.parts.size() > most_parts ? ", ..." : ".");
}

Data correlated_with(const Config& config, std::size_t prior) {
  Data others = Data::List{};
  for (const std::vector<std::size_t>& group : correlated_priors(config.forecast)) {
    if (std::ranges::find(group, prior) == group.end()) continue;
    for (const std::size_t other : group)
      if (other != prior) others.push_back(parameter_of_prior(config, other).path);
  }
  return others;
}

Data six_digits(double value) { return rounded(value, 6); }

Data named(const Config& config, std::size_t prior) {
  const ConfigParameter& parameter = parameter_of_prior(config, prior);
  return {{"parameter", parameter.path}, {"unit", parameter.unit}};
}

Data turn_data(const OddsTurn& turn) {
  return {{"score", six_digits(turn.score)},
          {"quantile", six_digits(turn.quantile)},
          {"value", six_digits(turn.value)},
          {"draws_beyond", turn.draws_beyond}};
}

Data driver_data(const Config& config, const Driver& driver) {
  return named(config, driver.prior)
      .add({{"correlated_with", correlated_with(config, driver.prior)},
            {"index", interval_data(driver.index)},
            {"by_decile", list_of(driver.deciles.odds, six_digits)},
            {"by_decile_error", list_of(driver.deciles.error, six_digits)},
            {"turn", driver.turn ? turn_data(*driver.turn) : Data()}});
}

Data joint_data(const Config& config, const JointTurn& joint) {
  const auto part_data = [&](const JointPart& part) {
    return named(config, part.prior)
        .add({{"score", six_digits(part.score)},
              {"quantile", six_digits(part.quantile)},
              {"value", six_digits(part.value)},
              {"median", six_digits(part.median)}});
  };
  return {{"distance", six_digits(joint.distance)},
          {"share_beyond", six_digits(joint.beyond)},
          {"explained", six_digits(joint.explained)},
          {"parameters", list_of(joint.parts, part_data)}};
}

Data data_of(const Config& config, const Drivers& drivers, std::span<const Driver> told) {
  Data turns = Data::List{};
  for (const Driver& driver : drivers.drivers)
    if (driver.turn) turns.push_back(turn_data(*driver.turn).add(named(config, driver.prior)));
  return {
      {"draws", drivers.draws},
      {"odds", six_digits(drivers.odds)},
      {"variance_between", six_digits(drivers.between)},
      {"parameters_looked_at", drivers.looked_at},
      {"parameters_found", drivers.drivers.size()},
      {"least_z", Drivers::least_z},
      {"parameters", list_of(told, [&](const Driver& each) { return driver_data(config, each); })},
      {"turns", turns},
      {"joint", drivers.joint ? joint_data(config, *drivers.joint) : Data()}};
}

}  // namespace

Data drivers_data(const Config& config, const Drivers& drivers) {
  std::size_t prior = 0;
  const auto first_order = [&](const Interval& index) {
    return Data{{"parameter", parameter_of_prior(config, prior++).path},
                {"index", interval_data(index)}};
  };
  return data_of(config, drivers, drivers.drivers)
      .add("first_order", list_of(drivers.first, first_order));
}

Data greatest_drivers_data(const Config& config, const Drivers& drivers) {
  return data_of(config, drivers, greatest(drivers));
}

std::string index_text(const Interval& index) {
  if (std::isnan(index.value)) return "-";
  return fmt::format("{:.3f} ({:.2f}..{:.2f})", index.value, index.low, index.high);
}

void add_drivers(const Config& config, const Drivers& drivers, Answer& answer) {
  if (drivers.draws < Drivers::least_draws)
    return answer.say(
        "{} draws are too few to tell what drives the odds from chance; at least {} are needed.",
        grouped(drivers.draws), Drivers::least_draws);
  if (drivers.drivers.empty())
    return answer.say(
        "None of {} parameters has an index beyond chance ({:.0f} standard errors) in {} draws.",
        drivers.looked_at, Drivers::least_z, grouped(drivers.draws));
  add_tornado(config, drivers, answer);
  answer.say(
      "(< lowest tenth of the parameter, > highest, | all worlds; {} of {} parameters have an "
      "index more than {:.0f} standard errors above 0, from {} draws)",
      drivers.drivers.size(), drivers.looked_at, Drivers::least_z, grouped(drivers.draws));
  add_groups(config, drivers, answer);
  add_alone(config, drivers, answer);
  add_together(config, drivers, answer);
}

}  // namespace racecast
