#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "host/config/parameter_of_prior.hpp"
#include "host/inference/stream_sets.hpp"
#include "host/report/drivers_report.hpp"

namespace racecast {
namespace {

using nlohmann::json;

json correlated_with(const Config& config, std::size_t prior) {
  json others = json::array();
  for (const std::vector<std::size_t>& group : correlated_priors(config.forecast)) {
    if (std::find(group.begin(), group.end(), prior) == group.end()) continue;
    for (const std::size_t other : group)
      if (other != prior) others.push_back(parameter_of_prior(config, other).path);
  }
  return others;
}

json turn_json(const OddsTurn& turn) {
  return {{"score", six_digits(turn.score)},
          {"quantile", six_digits(turn.quantile)},
          {"value", six_digits(turn.value)},
          {"draws_beyond", turn.draws_beyond}};
}

json driver_json(const Config& config, const Driver& driver) {
  json odds = json::array(), error = json::array();
  for (std::size_t i = 0; i < driver.deciles.odds.size(); ++i) {
    odds.push_back(six_digits(driver.deciles.odds[i]));
    error.push_back(six_digits(driver.deciles.error[i]));
  }
  const ConfigParameter& parameter = parameter_of_prior(config, driver.prior);
  return {{"parameter", parameter.path},
          {"unit", parameter.unit},
          {"correlated_with", correlated_with(config, driver.prior)},
          {"index", interval_json(driver.index)},
          {"by_decile", odds},
          {"by_decile_error", error},
          {"turn", driver.turn ? turn_json(*driver.turn) : json(nullptr)}};
}

json joint_json(const Config& config, const JointTurn& joint) {
  json parts = json::array();
  for (const JointPart& part : joint.parts) {
    const ConfigParameter& parameter = parameter_of_prior(config, part.prior);
    parts.push_back({{"parameter", parameter.path},
                     {"unit", parameter.unit},
                     {"score", six_digits(part.score)},
                     {"quantile", six_digits(part.quantile)},
                     {"value", six_digits(part.value)},
                     {"median", six_digits(part.median)}});
  }
  return {{"distance", six_digits(joint.distance)},
          {"share_beyond", six_digits(joint.beyond)},
          {"explained", six_digits(joint.explained)},
          {"parameters", parts}};
}

}  // namespace

json six_digits(double value) {
  return std::isfinite(value) ? json(std::stod(fmt::format("{:.6g}", value))) : json(nullptr);
}

json interval_json(const Interval& interval) {
  return {{"value", six_digits(interval.value)},
          {"low", six_digits(interval.low)},
          {"high", six_digits(interval.high)}};
}

json drivers_json(const Config& config, const Drivers& drivers, std::size_t most) {
  json first = json::array(), greatest = json::array(), turns = json::array();
  for (std::size_t prior = 0; prior < drivers.first.size(); ++prior)
    first.push_back({{"parameter", parameter_of_prior(config, prior).path},
                     {"index", interval_json(drivers.first[prior])}});
  for (const Driver& driver : drivers.drivers) {
    if (greatest.size() < most) greatest.push_back(driver_json(config, driver));
    if (!driver.turn) continue;
    turns.push_back(turn_json(*driver.turn));
    turns.back()["parameter"] = parameter_of_prior(config, driver.prior).path;
    turns.back()["unit"] = parameter_of_prior(config, driver.prior).unit;
  }
  return {{"draws", drivers.draws},
          {"odds", six_digits(drivers.odds)},
          {"variance_between", six_digits(drivers.between)},
          {"parameters_looked_at", drivers.looked_at},
          {"parameters_found", drivers.drivers.size()},
          {"least_z", Drivers::least_z},
          {"first_order", first},
          {"parameters", greatest},
          {"turns", turns},
          {"joint", drivers.joint ? joint_json(config, *drivers.joint) : json(nullptr)}};
}

}  // namespace racecast
