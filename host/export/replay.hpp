// One trajectory, month by month, as a table, CSV or data.
#pragma once

#include <string>
#include <vector>

#include "host/answer/answer.hpp"
#include "host/answer/data.hpp"
#include "host/config/config.hpp"
#include "host/export/export.hpp"
#include "kernels/engine/trace.hpp"

namespace racecast {

/// The parameters that a draw samples, in the order of Forecast::prior. They are of `config`, which
/// must outlive the list.
std::vector<const ConfigParameter*> drawn_parameters(const Config& config);

/// Which columns of a trajectory are shown; events are always.
enum class ReplayColumns { metrics, states, numbers, all };
inline constexpr const char* replay_column_names[] = {"metrics", "states", "numbers", "all"};

/// A trajectory and the config it is of, which must outlive it.
struct Replay {
  const Config& config;
  Trace trace;
  ReplayColumns columns = ReplayColumns::metrics;
};

/// The draw's parameters, arrivals and outcomes, and then the months. Numbers are the shortest that
/// read back as the same float32, in the units of the engine, which stand in the headers.
Answer replay_answer(const Replay& replay);

/// A row a month. What a month does not have, such as the random numbers of month 0, is empty.
/// `replay` must outlive it.
ExportTable replay_table(const Replay& replay);

/// Everything of both. docs/commands.md lists the keys, which are stable. A number here reads back
/// as a double that is exactly the float32; what a month does not have is null.
Data replay_data(const Replay& replay);

/// A column that replay_answer(), replay_table() and replay_data() share.
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
