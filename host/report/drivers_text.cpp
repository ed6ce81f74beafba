#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "host/config/parameter_of_prior.hpp"
#include "host/inference/stream_sets.hpp"
#include "host/report/drivers_report.hpp"
#include "host/report/percent_text.hpp"
#include "host/text/text_lines.hpp"

namespace racecast {
namespace {

constexpr std::size_t most_rows = 12, most_parts = 6;
constexpr std::size_t path_width = 36, index_width = 20, bar_width = 24;

/// Where a tornado's axis begins and ends: the odds of all its tenths.
struct OddsAxis {
  double low = 1, high = 0;

  std::size_t cell(double odds) const {
    const double share = high > low ? (odds - low) / (high - low) : 0.5;
    return static_cast<std::size_t>(std::lround(share * (bar_width - 1)));
  }
};

OddsAxis axis_of(const Drivers& drivers, std::size_t rows) {
  OddsAxis axis{drivers.odds, drivers.odds};
  for (std::size_t i = 0; i < rows; ++i)
    for (const double odds :
         {drivers.drivers[i].deciles.odds.front(), drivers.drivers[i].deciles.odds.back()}) {
      if (std::isnan(odds)) continue;
      axis.low = std::min(axis.low, odds), axis.high = std::max(axis.high, odds);
    }
  return axis;
}

/// From the odds in the lowest tenth, "<", to those in the highest, ">"; "|" where all draws are.
std::string bar(const DecileOdds& deciles, double odds, const OddsAxis& axis) {
  const double first = deciles.odds.front(), last = deciles.odds.back();
  std::vector<std::string> cells(bar_width, " ");
  if (!std::isnan(first) && !std::isnan(last)) {
    const std::size_t from = axis.cell(first), to = axis.cell(last);
    for (std::size_t i = std::min(from, to); i <= std::max(from, to); ++i) cells[i] = "█";
    cells[axis.cell(odds)] = "|";
    cells[from] = "<", cells[to] = from == to ? "=" : ">";
  }
  std::string text;
  for (const std::string& each : cells) text += each;
  return text.substr(0, text.find_last_not_of(' ') + 1);
}

std::string row(const std::string& path, const std::string& index, const std::string& low,
                const std::string& high, const std::string& bars) {
  std::string line = left_cell(path, path_width) + ' ' + right_cell(index, index_width) + ' ' +
                     right_cell(low, 7) + ' ' + right_cell(high, 7) + "  " + bars;
  return line.substr(0, line.find_last_not_of(' ') + 1) + '\n';
}

std::string tornado(const Config& config, const Drivers& drivers) {
  const std::size_t rows = std::min(most_rows, drivers.drivers.size());
  const OddsAxis axis = axis_of(drivers, rows);
  std::string text = row("P(US first), %, by tenths", "first order (95 %)", "lowest", "highest",
                         fmt::format("{} to {} %", percent(axis.low), percent(axis.high)));
  for (std::size_t i = 0; i < rows; ++i) {
    const Driver& driver = drivers.drivers[i];
    text += row(one_line(parameter_of_prior(config, driver.prior).path), index_text(driver.index),
                percent(driver.deciles.odds.front()), percent(driver.deciles.odds.back()),
                bar(driver.deciles, drivers.odds, axis));
  }
  return text;
}

std::string value_text(const ConfigParameter& parameter, double value) {
  return fmt::format("{} = {}{}", one_line(parameter.path), short_number(value, 3),
                     parameter.unit == "1" ? "" : ' ' + one_line(parameter.unit));
}

std::string alone(const Config& config, const Drivers& drivers) {
  std::string text;
  for (const Driver& driver : drivers.drivers) {
    if (!driver.turn) continue;
    const ConfigParameter& parameter = parameter_of_prior(config, driver.prior);
    text +=
        wrapped(fmt::format("  {} ({:+.2f} sd from its median, {} % of its prior lies below; {} "
                            "draws are as far out)",
                            value_text(parameter, driver.turn->value), driver.turn->score,
                            percent(driver.turn->quantile), grouped(driver.turn->draws_beyond)),
                text_width, 4);
  }
  if (text.empty())
    return wrapped(fmt::format("No parameter alone brings the odds to one half within {:.0f} "
                               "standard deviations of its median.",
                               Drivers::most_score),
                   text_width);
  return "Alone, these bring P(US first) to one half, all else as uncertain as it is:\n" + text;
}

std::string together(const Config& config, const Drivers& drivers) {
  if (!drivers.joint) return "";
  const JointTurn& joint = *drivers.joint;
  std::string text = fmt::format(
      "Together, nearest to the medians (an approximation: a linear logistic fit in {} parameters "
      "that holds {} % of the variance between worlds): {:.2f} standard deviations away, with {} % "
      "of the prior beyond;",
      joint.parts.size(), percent(joint.explained), joint.distance, percent(joint.beyond));
  for (std::size_t i = 0; i < joint.parts.size() && i < most_parts; ++i) {
    const ConfigParameter& parameter = parameter_of_prior(config, joint.parts[i].prior);
    text += fmt::format("{} {} ({:+.2f} sd)", i == 0 ? "" : ",",
                        value_text(parameter, joint.parts[i].value), joint.parts[i].score);
  }
  return wrapped(text + (joint.parts.size() > most_parts ? ", ..." : "."), text_width);
}

/// Which of the rows share their effect with others.
std::string groups(const Config& config, const Drivers& drivers) {
  std::string text;
  for (const std::vector<std::size_t>& group : correlated_priors(config.forecast)) {
    const bool shown =
        std::any_of(drivers.drivers.begin(),
                    drivers.drivers.begin() +
                        static_cast<std::ptrdiff_t>(std::min(most_rows, drivers.drivers.size())),
                    [&](const Driver& driver) {
                      return std::find(group.begin(), group.end(), driver.prior) != group.end();
                    });
    if (group.size() < 2 || !shown) continue;
    std::string names;
    for (const std::size_t prior : group)
      names += (names.empty() ? "" : ", ") + one_line(parameter_of_prior(config, prior).path);
    text += wrapped("Correlated, so that each index holds what its partners do as well: " + names,
                    text_width);
  }
  return text;
}

}  // namespace

std::string index_text(const Interval& index) {
  if (std::isnan(index.value)) return "-";
  return fmt::format("{:.3f} ({:.2f}..{:.2f})", index.value, index.low, index.high);
}

std::string drivers_text(const Config& config, const Drivers& drivers) {
  if (drivers.draws < Drivers::least_draws)
    return wrapped(fmt::format("{} draws are too few to tell what drives the odds from chance; at "
                               "least {} are needed.",
                               grouped(drivers.draws), Drivers::least_draws),
                   text_width);
  if (drivers.drivers.empty())
    return wrapped(fmt::format("None of {} parameters has an index beyond chance ({:.0f} standard "
                               "errors) in {} draws.",
                               drivers.looked_at, Drivers::least_z, grouped(drivers.draws)),
                   text_width);
  return tornado(config, drivers) +
         wrapped(fmt::format("(< lowest tenth of the parameter, > highest, | all worlds; {} of {} "
                             "parameters have an "
                             "index more than {:.0f} standard errors above 0, from {} draws)",
                             drivers.drivers.size(), drivers.looked_at, Drivers::least_z,
                             grouped(drivers.draws)),
                 text_width) +
         groups(config, drivers) + alone(config, drivers) + together(config, drivers);
}

}  // namespace racecast
