#include "host/export/replay.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "host/export/replay_columns.hpp"
#include "host/result/result.hpp"

namespace racecast {
namespace {

using nlohmann::json;

std::size_t unsigned_of(int number) { return static_cast<std::size_t>(number); }

std::uint64_t paths_of(const Replay& replay) {
  return static_cast<std::uint64_t>(replay.config.forecast.paths_per_draw);
}

/// A parameter's value in the unit of the config. As a float where that is the engine's unit, so
/// that 0.1 is not shown as 0.10000000149011612.
std::string value_text(const ConfigParameter& parameter, float given) {
  return parameter.prior.unit == 1 ? fmt::format("{}", given)
                                   : fmt::format("{}", given * parameter.prior.unit);
}

std::string date(const Replay& replay, int month) { return replay.config.calendar(month).text(); }

std::string month_text(const Replay& replay, int month) {
  if (month >= replay.trace.months) return "never";
  return month == 0 ? "start" : fmt::format("{} ({})", date(replay, month), month);
}

std::vector<std::string> event_names(std::int32_t bits) {
  std::vector<std::string> names;
  for (int bit = 0; bit < event_count; ++bit)
    if ((bits >> bit & 1) != 0) names.emplace_back(event_rows[bit].name);
  return names;
}

std::string head_text(const Replay& replay) {
  const Trace& trace = replay.trace;
  return fmt::format("Trajectory {} of {} (draw {}, path {}), seed {}\n", trace.trajectory,
                     one_line(replay.config.name), trace.trajectory / paths_of(replay),
                     trace.trajectory % paths_of(replay), replay.config.forecast.seed);
}

std::string thresholds_text(const Replay& replay) {
  const Trace& trace = replay.trace;
  std::string text;
  for (std::size_t i = 0; i < replay.config.thresholds.size(); ++i) {
    const std::vector<std::string> events = event_names(trace.patterns[i]);
    text +=
        fmt::format("  {} {} {} {} {}\n", left_cell(one_line(replay.config.thresholds[i].name), 28),
                    left_cell(outcome_names[trace.outcomes[i]], 10),
                    left_cell("us " + month_text(replay, trace.arrivals[2 * i]), 18),
                    left_cell("cn " + month_text(replay, trace.arrivals[2 * i + 1]), 18),
                    fmt::join(events, " "));
    text.erase(text.find_last_not_of(" \n") + 1) += '\n';
  }
  return text;
}

std::string parameters_text(const Replay& replay) {
  std::string text;
  for (const ConfigParameter* parameter : drawn_parameters(replay.config)) {
    const float given = replay.trace.given[unsigned_of(parameter->slot)];
    text += fmt::format("  {} {} {}\n", left_cell(parameter->path, 48),
                        right_cell(value_text(*parameter, given), 22), parameter->unit);
  }
  return text;
}

/// Months below each other, and as many columns beside each other as the width takes.
std::string months_text(const Replay& replay, const TextStyle& style) {
  const std::vector<ReplayColumn> columns = columns_of(replay);
  constexpr std::size_t margin = 13;  // month and date
  std::string text;
  for (std::size_t first = 0; first < columns.size();) {
    std::size_t end = first, line = margin;
    std::vector<std::size_t> widths;
    for (; end < columns.size(); ++end) {
      std::size_t widest = columns[end].heading().size();
      for (int month = 0; month < replay.trace.months; ++month)
        widest = std::max(widest, columns[end].text(month).size());
      if (end > first && line + 2 + widest > style.columns) break;
      line += 2 + widest;
      widths.push_back(widest);
    }
    std::string heading = "month  date   ";
    heading.resize(margin, ' ');
    for (std::size_t i = first; i < end; ++i)
      heading += "  " + right_cell(columns[i].heading(), widths[i - first]);
    text += '\n' + style.bold(heading) + '\n';
    for (int month = 0; month < replay.trace.months; ++month) {
      text += fmt::format("{:>5} {}", month, date(replay, month));
      for (std::size_t i = first; i < end; ++i)
        text += "  " + right_cell(columns[i].text(month), widths[i - first]);
      text += '\n';
    }
    first = end;
  }
  return text;
}

json thresholds_json(const Replay& replay) {
  const Trace& trace = replay.trace;
  const auto arrival = [&](int month) {
    const bool never = month >= trace.months;
    return json{{"month", never ? json(nullptr) : json(month)},
                {"date", never ? json(nullptr) : json(date(replay, month))}};
  };
  json list = json::array();
  for (std::size_t i = 0; i < replay.config.thresholds.size(); ++i) {
    json row = {{"name", replay.config.thresholds[i].name},
                {"outcome", outcome_names[trace.outcomes[i]]},
                {"events", event_names(trace.patterns[i])}};
    for (std::size_t nation = 0; nation < nation_count; ++nation)
      row["arrival"][nation_names[nation]] = arrival(trace.arrivals[nation_count * i + nation]);
    list.push_back(row);
  }
  return list;
}

json parameters_json(const Replay& replay) {
  json list = json::array();
  for (const ConfigParameter* parameter : drawn_parameters(replay.config))
    list.push_back(
        {{"path", parameter->path},
         {"unit", parameter->unit},
         {"value", replay.trace.given[unsigned_of(parameter->slot)] * parameter->prior.unit}});
  return list;
}

json columns_json(const Replay& replay) {
  json list = json::array();
  for (const ReplayColumn& column : columns_of(replay)) {
    json values(column.values);
    for (int month = 0; month < column.first_month; ++month) values[unsigned_of(month)] = nullptr;
    list.push_back({{"group", column.group},
                    {"nation", column.nation.empty() ? json(nullptr) : json(column.nation)},
                    {"name", column.name},
                    {"unit", column.unit},
                    {"meaning", column.meaning},
                    {"values", values}});
  }
  return list;
}

}  // namespace

std::string replay_table(const Replay& replay, const TextStyle& style) {
  return style.bold(head_text(replay)) + '\n' + style.bold("Thresholds") + '\n' +
         thresholds_text(replay) + '\n' + style.bold("Parameters of the draw") + '\n' +
         parameters_text(replay) + months_text(replay, style);
}

std::string replay_csv(const Replay& replay) {
  const std::vector<ReplayColumn> columns = columns_of(replay);
  std::string text = "month,date";
  for (const ReplayColumn& column : columns) text += ',' + column.heading();
  text += '\n';
  for (int month = 0; month < replay.trace.months; ++month) {
    text += fmt::format("{},{}-01", month, date(replay, month));
    for (const ReplayColumn& column : columns) text += ',' + column.text(month);
    text += '\n';
  }
  return text;
}

json replay_json(const Replay& replay) {
  const Trace& trace = replay.trace;
  json dates = json::array();
  for (int month = 0; month < trace.months; ++month) dates.push_back(date(replay, month) + "-01");
  return {{"name", replay.config.name},
          {"trajectory", trace.trajectory},
          {"draw", trace.trajectory / paths_of(replay)},
          {"path", trace.trajectory % paths_of(replay)},
          {"seed", replay.config.forecast.seed},
          {"model_version", model_version},
          {"thresholds", thresholds_json(replay)},
          {"parameters", parameters_json(replay)},
          {"dates", dates},
          {"columns", columns_json(replay)}};
}

}  // namespace racecast
