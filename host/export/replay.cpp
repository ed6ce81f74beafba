#include "host/export/replay.hpp"

#include <fmt/format.h>

#include "host/result/result.hpp"

namespace racecast {
namespace {

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

void thresholds(const Replay& replay, Answer& answer) {
  const Trace& trace = replay.trace;
  TextTable table{{left(""), left(""), left(""), left(""), left("")}};
  for (std::size_t i = 0; i < replay.config.thresholds.size(); ++i)
    table.add({"  " + one_line(replay.config.thresholds[i].name), outcome_names[trace.outcomes[i]],
               "us " + month_text(replay, trace.arrivals[nation_count * i + us]),
               "cn " + month_text(replay, trace.arrivals[nation_count * i + cn]),
               events_text(trace.patterns[i])});
  answer.section("thresholds", "Thresholds");
  answer.add(table);
}

/// Months below each other, and as many columns beside each other as the width takes.
void months(const Replay& replay, Answer& answer) {
  const std::vector<ReplayColumn> columns = columns_of(replay);
  TextTable table{{"month", left("date")}, {}, 2};
  for (const ReplayColumn& column : columns) table.columns.emplace_back(column.heading());
  for (int month = 0; month < replay.trace.months; ++month) {
    table.add({std::to_string(month), date(replay, month)});
    for (const ReplayColumn& column : columns) table.rows.back().push_back(column.text(month));
  }
  answer.section("months");
  answer.add(table);
}

Data thresholds_data(const Replay& replay) {
  const Trace& trace = replay.trace;
  const auto arrival = [&](int month) {
    const bool never = month >= trace.months;
    return Data{{"month", never ? Data() : Data(month)},
                {"date", never ? Data() : Data(date(replay, month))}};
  };
  return numbered_list(replay.config.thresholds.size(), [&](std::size_t i) -> Data {
    const auto nation = [&](std::size_t at) {
      return arrival(trace.arrivals[nation_count * i + at]);
    };
    return {{"name", replay.config.thresholds[i].name},
            {"outcome", outcome_names[trace.outcomes[i]]},
            {"events", event_names(trace.patterns[i])},
            {"arrival", object_of(nation_names, nation)}};
  });
}

Data column_data(const ReplayColumn& column) {
  const auto value = [&](std::size_t month) {
    return month < std::size_t(column.first_month) ? Data() : Data(column.values[month]);
  };
  return {{"group", column.group},     {"nation", text_or_null(column.nation)},
          {"name", column.name},       {"unit", column.unit},
          {"meaning", column.meaning}, {"values", numbered_list(column.values.size(), value)}};
}

}  // namespace

Answer replay_answer(const Replay& replay) {
  const Trace& trace = replay.trace;
  Answer answer;
  answer.section("trajectory");
  answer.add(Line{fmt::format("Trajectory {} of {} (draw {}, path {}), seed {}", trace.trajectory,
                              one_line(replay.config.name), trace.trajectory / paths_of(replay),
                              trace.trajectory % paths_of(replay), replay.config.forecast.seed),
                  true});
  thresholds(replay, answer);
  answer.section("parameters", "Parameters of the draw");
  answer.table({left(""), "", left("")}, drawn_parameters(replay.config),
               [&](const ConfigParameter* each) -> Cells {
                 const float given = trace.given[std::size_t(each->slot)];
                 return {"  " + each->path, value_text(*each, given), each->unit};
               });
  months(replay, answer);
  return answer;
}

ExportTable replay_table(const Replay& replay) {
  ExportTable table{"replay", "", {{"month", ""}, {"date", ""}}, {}};
  const std::vector<ReplayColumn> columns = columns_of(replay);
  for (const ReplayColumn& column : columns) table.columns.push_back({column.heading(), ""});
  table.rows = [&replay, columns](const ExportRows& row) {
    for (int month = 0; month < replay.trace.months; ++month) {
      ExportRow cells = {std::int64_t{month}, date(replay, month) + "-01"};
      for (const ReplayColumn& column : columns) cells.emplace_back(column.text(month));
      row(cells);
    }
  };
  return table;
}

Data replay_data(const Replay& replay) {
  const Trace& trace = replay.trace;
  const auto first_day = [&](int month) { return date(replay, month) + "-01"; };
  const auto parameter = [&](const ConfigParameter* each) {
    return Data{{"path", each->path},
                {"unit", each->unit},
                {"value", trace.given[std::size_t(each->slot)] * each->prior.unit}};
  };
  return {{"name", replay.config.name},
          {"trajectory", trace.trajectory},
          {"draw", trace.trajectory / paths_of(replay)},
          {"path", trace.trajectory % paths_of(replay)},
          {"seed", replay.config.forecast.seed},
          {"model_version", model_version},
          {"thresholds", thresholds_data(replay)},
          {"parameters", list_of(drawn_parameters(replay.config), parameter)},
          {"dates", numbered_list(trace.months, first_day)},
          {"columns", list_of(columns_of(replay), column_data)}};
}

}  // namespace racecast
