// One trajectory, month by month, as a table, CSV or JSON.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "host/config/config.hpp"
#include "host/text/text_lines.hpp"
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
std::string replay_table(const Replay& replay, const TextStyle& style);

/// A header, and a row a month (RFC 4180 but for the line ends, which are \n). What a month does
/// not have, such as the random numbers of month 0, is empty.
std::string replay_csv(const Replay& replay);

/// Everything of both. docs/commands.md lists the keys, which are stable. A number here reads back
/// as a double that is exactly the float32; what a month does not have is null.
nlohmann::json replay_json(const Replay& replay);

}  // namespace racecast
