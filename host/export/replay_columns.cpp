// A trajectory by columns.
#include <fmt/format.h>

#include <span>

#include "host/config/config.hpp"
#include "host/export/replay.hpp"
#include "host/results/group_fields.hpp"

namespace racecast {
namespace {

void add_events(const Trace& trace, std::vector<ReplayColumn>& columns) {
  for (int bit = 0; bit < event_count; ++bit) {
    ReplayColumn column{"events", "", event_rows[bit].name, "1", event_rows[bit].meaning, {}};
    for (const std::int32_t bits : trace.events)
      column.values.push_back(static_cast<float>(bits >> bit & 1));
    columns.push_back(column);
  }
}

void add_metrics(const Trace& trace, std::vector<ReplayColumn>& columns) {
  for (int nation = 0; nation < nation_count; ++nation)
    for (int metric = 0; metric < metric_count; ++metric) {
      const MetricRow& row = metric_rows[metric];
      ReplayColumn column{"metrics",           nation_names[nation], row.name,
                          engine_unit(metric), row.meaning,          {}};
      for (int month = 0; month < trace.months; ++month)
        column.values.push_back(trace.metric(month, nation, metric));
      columns.push_back(column);
    }
}

void add(const char* group, std::span<const TraceColumn> of, const std::vector<float>& values,
         int first_month, std::vector<ReplayColumn>& columns) {
  for (std::size_t i = 0; i < of.size(); ++i) {
    ReplayColumn column{group,         of[i].nation, of[i].name, of[i].unit,
                        of[i].meaning, {},           first_month};
    for (std::size_t at = i; at < values.size(); at += of.size())
      column.values.push_back(values[at]);
    columns.push_back(column);
  }
}

}  // namespace

std::string ReplayColumn::heading() const {
  const std::string owner = std::string(group) == "events" ? "event" : nation;
  return fmt::format("{}{}{} ({})", owner, owner.empty() ? "" : ".", name, unit);
}

std::string ReplayColumn::text(int month) const {
  return month < first_month ? "" : fmt::format("{}", values[std::size_t(month)]);
}

std::vector<ReplayColumn> columns_of(const Replay& replay) {
  const auto wanted = [&](ReplayColumns columns) {
    return replay.columns == columns || replay.columns == ReplayColumns::all;
  };
  const Trace& trace = replay.trace;
  std::vector<ReplayColumn> columns;
  add_events(trace, columns);
  if (wanted(ReplayColumns::metrics)) add_metrics(trace, columns);
  if (wanted(ReplayColumns::states)) add("states", state_columns(), trace.states, 0, columns);
  if (wanted(ReplayColumns::numbers)) add("numbers", number_columns(), trace.numbers, 1, columns);
  return columns;
}

std::vector<const ConfigParameter*> drawn_parameters(const Config& config) {
  std::vector<const ConfigParameter*> drawn;
  for (std::size_t i = 0; i < std::size_t(config.forecast.prior_count); ++i)
    drawn.push_back(&parameter_of_prior(config, i));
  return drawn;
}

}  // namespace racecast
