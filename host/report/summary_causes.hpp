// What stands behind the answer for one threshold: how sure it is, when the odds turn, what moves
// them, and what would have to be true for the less likely winner.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "host/answer/answer.hpp"
#include "host/inference/drivers.hpp"
#include "host/inference/mixing.hpp"
#include "host/report/estimates.hpp"

namespace racecast {

/// Fewer independent trajectories than these tell too little of a share.
inline constexpr double fewest_trajectories = 30;

/// `part` of `whole` trajectories; NaN of none.
Estimate share_of(std::uint64_t part, std::uint64_t whole, double design_effect);

/// The draws' own probabilities that the United States is first.
struct SecondOrder {
  Mixing mixing;
  Estimate us_likelier;  ///< share of the worlds with a probability above one half; by bootstrap
  Quantiles quantiles{};
  VarianceShare variance;
};
SecondOrder second_order(const Result& result, int threshold);

/// How things stand at the end of a calendar year, or at the horizon.
struct YearOdds {
  YearMonth end;                 ///< last month that counts
  int month = 0;                 ///< its number
  std::uint64_t open_count = 0;  ///< trajectories in which nobody has arrived by then
  Estimate us, cn, open;         ///< shares of all: first by then; nobody yet
  Estimate us_after, cn_after;   ///< shares of the open ones: first later, by the horizon
  Estimate difference_after;     ///< us_after - cn_after
  bool enough = false;           ///< the open ones tell as much as 30 independent trajectories
};
struct YearTable {
  std::vector<YearOdds> years;
  /// First year at whose end the nation that is less likely first overall is the likelier one if
  /// nobody has arrived yet, by more than 1.96 standard errors; none: it never is.
  std::optional<int> turns;
  /// First year at whose end P(US first | nobody yet) is on the other side of one half than
  /// P(US first).
  std::optional<int> crosses_half;
};
YearTable year_table(const Result& result, int threshold);

/// An event and who is first: an association, not an effect of the event alone.
struct EventEffect {
  int event = 0;  ///< row of the event table
  std::uint64_t count = 0;
  Estimate share;  ///< of all trajectories
  Estimate us_with, us_without;
  Estimate difference;
};
/// By |difference|, falling; without events for which the trajectories with or without them tell as
/// much as fewer than 30 independent ones. The error of a difference is that of Agresti and Caffo
/// (The American Statistician 54, 2000, 280-288): one success and one failure added on each side.
std::vector<EventEffect> event_effects(const Result& result, int threshold);

/// How likely an event is where a nation is first, and at all.
struct WorldEvent {
  int event = 0;
  Estimate there, all;
};
std::vector<WorldEvent> world_events(const Result& result, int threshold, Outcome winner);

/// The less likely of us_first and cn_first.
Outcome less_likely(const Result& result, int threshold);
/// By nation, and by the outcome that it is first.
inline constexpr const char* nation_words[nation_count] = {"the United States", "China"};

/// The worlds of a result, made again from its own config. `missing` says why there are none.
struct WorldSource {
  std::optional<Config> config;
  WorldScores scores;
  std::string missing;
};
WorldSource world_source(const Result& result);

/// "How sure", "When", "What moves it" and "What would have to be true".
void tell_causes(const Result& result, int threshold, Answer& answer);

/// {odds, variance, years, turns, crosses_half, events, worlds}.
Data causes_data(const Result& result, const WorldSource& source, int threshold);

/// What would have to be true for the less likely winner.
void tell_worlds(const Result& result, const WorldSource& source, int threshold, Answer& answer);
Data worlds_data(const Result& result, const WorldSource& source, int threshold);

/// Of any worlds: the parameters that are elsewhere in them, and how many were looked at.
void add_world_parameters(const Worlds& worlds, Answer& answer);
Data world_parameters_data(const Worlds& worlds);

// What drives the odds and what would turn them.

/// {draws, odds, variance_between, parameters_looked_at, parameters_found, least_z, first_order
/// [parameter] {parameter, index}, parameters [all that are found] {parameter, unit,
/// correlated_with, index, by_decile, by_decile_error, turn}, turns [all that turn it alone],
/// joint}. docs/sensitivity.md has the keys.
Data drivers_data(const Config& config, const Drivers& drivers);

/// The same without first_order, and of no more parameters than a reader looks at.
Data greatest_drivers_data(const Config& config, const Drivers& drivers);

/// Adds a table of the greatest drivers with a bar of the odds from the lowest to the highest tenth
/// of each (a tornado), and the changes that turn the odds.
void add_drivers(const Config& config, const Drivers& drivers, Answer& answer);

/// "0.312 (0.29..0.33)".
std::string index_text(const Interval& index);

}  // namespace racecast
