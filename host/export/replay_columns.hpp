// What replay_answer(), replay_table() and replay_data() share: a trajectory by columns.
#pragma once

#include <string>
#include <vector>

#include "host/export/replay.hpp"

namespace racecast {

struct ReplayColumn {
  const char* group;   ///< "events", "metrics", "states" or "numbers"
  std::string nation;  ///< "us", "cn" or ""
  std::string name, unit, meaning;
  std::vector<float> values;  ///< [month 0 ... horizon]
  int first_month = 0;        ///< values of earlier months mean nothing

  /// "us.investment (USD_bn/yr)"; of an event "event.escalated (1)", since there is a state of that
  /// name.
  std::string heading() const;
  /// The shortest text that reads back as the same float32; empty before the first month.
  std::string text(int month) const;
};

/// Those that are asked for, in the order: events, metrics, states, numbers.
std::vector<ReplayColumn> columns_of(const Replay& replay);

}  // namespace racecast
