#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "host/history/history.hpp"

namespace racecast {
namespace {

std::size_t place_in(const std::vector<Observable>& all, const Observable& wanted) {
  return static_cast<std::size_t>(std::ranges::find(all, wanted) - all.begin());
}

}  // namespace

std::vector<Observable> History::observables() const {
  std::vector<Observable> all;
  const auto add = [&](const Observable& observable) {
    if (std::ranges::find(all, observable) == all.end()) all.push_back(observable);
  };
  for (const Observation& each : observations) {
    add(each.observable);
    if (each.base) add(*each.base);
  }
  return all;
}

Predictions::Predictions(const History& history, const ObservableRows& rows)
    : history_(history), rows_(rows) {
  const std::vector<Observable> all = history.observables();
  if (rows.observables != all.size())
    throw std::invalid_argument("the observables of a history were not observed");
  for (const Observation& each : history.observations) {
    place_.push_back(place_in(all, each.observable));
    base_.push_back(each.base ? place_in(all, *each.base) : place_.back());
  }
}

void Predictions::of(std::uint64_t draw, std::size_t observation, std::span<double> to) const {
  const Observation& seen = history_.observations[observation];
  const double coverage = std::log(history_.series[seen.series].coverage);
  const std::span<const float> now = rows_.of(draw, place_[observation]);
  const std::span<const float> base = rows_.of(draw, base_[observation]);
  for (std::size_t path = 0; path < rows_.paths; ++path) {
    double log = static_cast<double>(now[path]);
    if (seen.known > 0) log = std::log(seen.known + std::exp(log));
    if (seen.base) log -= static_cast<double>(base[path]);
    to[path] = coverage + log;
  }
}

}  // namespace racecast
