#include "verification/processes/quantity.hpp"

#include <fmt/format.h>

#include <cmath>

#include "host/result/axes.hpp"

namespace racecast::verification {
namespace {

double share_of_first(const Observation& seen, std::uint64_t draw, int primary, int nation,
                      int last_month) {
  const auto own = seen.arrivals(draw, primary, nation);
  const auto rival = seen.arrivals(draw, primary, 1 - nation);
  int wins = 0;
  for (std::size_t path = 0; path < own.size(); ++path)
    wins += own[path] < rival[path] && own[path] <= last_month ? 1 : 0;
  return wins / static_cast<double>(own.size());
}

double mean_arrival(const Observation& seen, std::uint64_t draw, int primary, int nation) {
  int sum = 0;
  for (const std::int16_t month : seen.arrivals(draw, primary, nation)) sum += month;
  return sum / static_cast<double>(seen.paths);
}

double mean_log(std::span<const float> logs) {
  double sum = 0;
  for (const float x : logs) sum += static_cast<double>(x);
  return sum / static_cast<double>(logs.size());
}

double spread_of_logs(std::span<const float> logs) {
  const double middle = mean_log(logs);
  double squares = 0;
  for (const float x : logs) {
    const double deviation = static_cast<double>(x) - middle;
    squares += deviation * deviation;
  }
  return std::sqrt(squares / static_cast<double>(logs.size() - 1));
}

double of_draw(const Quantity& quantity, const Study& study, std::uint64_t draw) {
  const Observation& seen = study.seen;
  const int primary = study.config.forecast.primary;
  const auto logs = [&] {
    return seen.log_levels(draw, place_of_year(quantity.year), quantity.nation, quantity.metric);
  };
  switch (quantity.kind) {
    case Kind::first:
      return share_of_first(
          seen, draw, primary, quantity.nation,
          quantity.year == 0 ? seen.never : month_of(study.config, {quantity.year, 12}));
    case Kind::arrival:
      return mean_arrival(seen, draw, primary, quantity.nation);
    case Kind::lead:
      return mean_arrival(seen, draw, primary, cn) - mean_arrival(seen, draw, primary, us);
    case Kind::level:
      return mean_log(logs());
    case Kind::spread:
      return spread_of_logs(logs());
  }
  return 0;
}

}  // namespace

std::string name_of(const Quantity& quantity) {
  const char* nation = nation_names[quantity.nation];
  std::string level =
      fmt::format("{} {} {}", metric_rows[quantity.metric].name, nation, quantity.year);
  switch (quantity.kind) {
    case Kind::first:
      return quantity.year == 0 ? fmt::format("P({} first)", nation)
                                : fmt::format("P({} first by {})", nation, quantity.year);
    case Kind::arrival:
      return fmt::format("arrival {}", nation);
    case Kind::lead:
      return "lead";
    case Kind::level:
      return level;
    case Kind::spread:
      return "spread of " + level;
  }
  return {};
}

std::vector<double> of_draws(const Quantity& quantity, const Study& study) {
  std::vector<double> values(study.seen.draws);
  for (std::uint64_t draw = 0; draw < values.size(); ++draw)
    values[draw] = of_draw(quantity, study, draw);
  return values;
}

Estimate change(const Quantity& quantity, const Study& on, const Study& off) {
  const std::vector<double> from = of_draws(quantity, on);
  const Estimate difference = mean_change(from, of_draws(quantity, off));
  switch (quantity.kind) {
    case Kind::first:
      return {100 * difference.value, 100 * difference.error};
    case Kind::arrival:
    case Kind::lead:
      return difference;
    case Kind::level: {
      // d(e^x - 1) = e^x dx
      return {100 * std::expm1(difference.value),
              100 * std::exp(difference.value) * difference.error};
    }
    case Kind::spread: {
      const double before = mean(from).value;
      return {100 * difference.value / before, 100 * difference.error / before};
    }
  }
  return {};
}

}  // namespace racecast::verification
