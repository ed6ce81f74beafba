#include "host/export/replay.hpp"

#include <fmt/format.h>

#include "host/export/replay_columns.hpp"
#include "host/result/result.hpp"

namespace racecast {
namespace {

std::size_t at_place(int number) { return static_cast<std::size_t>(number); }

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

void head(const Replay& replay, Answer& answer) {
  const Trace& trace = replay.trace;
  answer.section("trajectory");
  answer.add(Line{fmt::format("Trajectory {} of {} (draw {}, path {}), seed {}", trace.trajectory,
                              one_line(replay.config.name), trace.trajectory / paths_of(replay),
                              trace.trajectory % paths_of(replay), replay.config.forecast.seed),
                  true});
}

void thresholds(const Replay& replay, Answer& answer) {
  const Trace& trace = replay.trace;
  TextTable table{{left(""), left(""), left(""), left(""), left("")}};
  for (std::size_t i = 0; i < replay.config.thresholds.size(); ++i)
    table.add({"  " + one_line(replay.config.thresholds[i].name), outcome_names[trace.outcomes[i]],
               "us " + month_text(replay, trace.arrivals[nation_count * i + us]),
               "cn " + month_text(replay, trace.arrivals[nation_count * i + cn]),
               fmt::format("{}", fmt::join(event_names(trace.patterns[i]), " "))});
  answer.section("thresholds", "Thresholds");
  answer.add(table);
}

void parameters(const Replay& replay, Answer& answer) {
  TextTable table{{left(""), "", left("")}};
  for (const ConfigParameter* parameter : drawn_parameters(replay.config))
    table.add({"  " + parameter->path,
               value_text(*parameter, replay.trace.given[at_place(parameter->slot)]),
               parameter->unit});
  answer.section("parameters", "Parameters of the draw");
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
  Data list = Data::List{};
  for (std::size_t i = 0; i < replay.config.thresholds.size(); ++i) {
    const auto nation = [&](std::size_t at) {
      return arrival(trace.arrivals[nation_count * i + at]);
    };
    list.push_back({{"name", replay.config.thresholds[i].name},
                    {"outcome", outcome_names[trace.outcomes[i]]},
                    {"events", event_names(trace.patterns[i])},
                    {"arrival", object_of(nation_names, nation)}});
  }
  return list;
}

Data column_data(const ReplayColumn& column) {
  Data values = Data::List{};
  for (int month = 0; month < static_cast<int>(column.values.size()); ++month)
    values.push_back(month < column.first_month ? Data() : Data(column.values[at_place(month)]));
  return {{"group", column.group},     {"nation", text_or_null(column.nation)},
          {"name", column.name},       {"unit", column.unit},
          {"meaning", column.meaning}, {"values", values}};
}

}  // namespace

Answer replay_answer(const Replay& replay) {
  Answer answer;
  head(replay, answer);
  thresholds(replay, answer);
  parameters(replay, answer);
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
  Data dates = Data::List{};
  for (int month = 0; month < trace.months; ++month) dates.push_back(date(replay, month) + "-01");
  const auto parameter = [&](const ConfigParameter* each) {
    return Data{{"path", each->path},
                {"unit", each->unit},
                {"value", trace.given[at_place(each->slot)] * each->prior.unit}};
  };
  return {{"name", replay.config.name},
          {"trajectory", trace.trajectory},
          {"draw", trace.trajectory / paths_of(replay)},
          {"path", trace.trajectory % paths_of(replay)},
          {"seed", replay.config.forecast.seed},
          {"model_version", model_version},
          {"thresholds", thresholds_data(replay)},
          {"parameters", list_of(drawn_parameters(replay.config), parameter)},
          {"dates", dates},
          {"columns", list_of(columns_of(replay), column_data)}};
}

}  // namespace racecast
