// One trajectory of a config that switches all processes off but those that a test sets.
#pragma once

#include <stdexcept>
#include <string>

#include "kernels/engine/trace.hpp"
#include "verification/closed_forms/experiment.hpp"

namespace racecast::test {

class BareTrace {
 public:
  explicit BareTrace(int horizon, const verification::Settings& settings, const std::string& tables = {},
                     std::uint64_t trajectory = 0)
      : BareTrace(verification::bare_config(horizon, settings, tables), trajectory) {}
  BareTrace(const Config& config, std::uint64_t trajectory)
      : seen_(trace(config.forecast, trajectory)) {}

  double metric(int nation, int metric, int month) const {
    return static_cast<double>(seen_.metric(month, nation, metric));
  }
  /// "us.surge", ".escalated"
  double state(const std::string& name, int month) const {
    const auto columns = state_columns();
    for (std::size_t i = 0; i < columns.size(); ++i)
      if (std::string(columns[i].nation) + '.' + columns[i].name == name)
        return static_cast<double>(
            seen_.states[static_cast<std::size_t>(month) * columns.size() + i]);
    throw std::runtime_error("there is no state " + name);
  }
  int horizon() const { return seen_.months - 1; }

 private:
  Trace seen_;
};

/// The first trajectory in which `state` is positive in the months [1, lasts], and not in the
/// `then` months after them.
inline BareTrace first_with_spell(const Config& config, const std::string& state, int lasts,
                                  int then) {
  for (std::uint64_t trajectory = 0; trajectory < 100'000; ++trajectory) {
    BareTrace seen(config, trajectory);
    bool good = true;
    for (int month = 1; month <= lasts + then && good; ++month)
      good = (seen.state(state, month) > 0) == (month <= lasts);
    if (good) return seen;
  }
  throw std::runtime_error("no trajectory has such a spell");
}

}  // namespace racecast::test
