#include <algorithm>
#include <cmath>

#include "host/keys/keys.hpp"
#include "host/sweep/design.hpp"
#include "host/sweep/sweep_reader.hpp"
#include "host/text/number_text.hpp"
#include "host/text/utf8.hpp"
#include "host/toml/value.hpp"

namespace racecast {
namespace {

void read_values(TableReader& table, const Member& list, SweepMethod method, SweepAxis& axis) {
  const Value& values = list.value;
  if (is_design(method))
    return table.error(list.place, "a design has no 'values'",
                       "give low and high; values are for grid and list");
  const bool is_list = values.kind == Value::Kind::array;
  if (!is_list || values.members.empty())
    return table.error(values.place,
                       std::string("'axis.values' is ") +
                           (is_list ? "empty" : kind_name(values.kind)) + ", not a list of values",
                       "values = [0.1, 0.2, \"0.1 to 0.3\"]");
  for (const Member& member : values.members) {
    const Value& value = member.value;
    const std::string text = inline_toml(value);
    axis.values.push_back({text, value.kind == Value::Kind::string ? value.text : text,
                           value.is_number() ? value.number : std::nan(""), value.place});
  }
}

bool in_order(TableReader& table, double low, double high, bool logarithmic) {
  const Place& place = table.take(keys::axis_low)->value.place;
  if (low >= high)
    table.error(place, "'axis.low' is not below 'axis.high'", "swap them");
  else if (logarithmic && low <= 0)
    table.error(place, "'axis.low' is not above 0", "scale = \"log\" has no other values");
  else
    return true;
  return false;
}

void read_range(TableReader& table, SweepMethod method, SweepAxis& axis) {
  if (table.take(keys::axis_low) == nullptr)
    return table.error(
        table.place(), "'axis.values' or 'axis.low' is missing",
        is_design(method) ? "give low and high" : "give values, or low, high and steps");
  const auto low = table.number(keys::axis_low), high = table.number(keys::axis_high);
  if (table.take(keys::axis_high) == nullptr)
    table.error(table.place(), "'axis.high' is missing", "give low and high");
  axis.logarithmic = table.choice(keys::axis_scale).value_or(0) == 1;
  const Member* given = table.take(keys::axis_steps);
  const auto steps = table.integer(keys::axis_steps);
  if (is_design(method) && given != nullptr)
    table.error(given->place, "a design has no 'steps'", "remove it; points says how many");
  if (!is_design(method) && given == nullptr)
    table.error(table.place(), "'axis.steps' is missing", value_text(keys::axis_steps));
  if (!low || !high || !in_order(table, *low, *high, axis.logarithmic)) return;
  axis.low = *low;
  axis.high = *high;
  for (int i = 0; i < steps.value_or(0) && !is_design(method); ++i)
    axis.values.push_back(value_at(axis, static_cast<double>(i) / static_cast<double>(*steps - 1)));
}

SweepAxis read_axis(TableReader& table, SweepMethod method) {
  SweepAxis axis;
  axis.place = table.place();
  axis.path = table.text(keys::axis_path).value_or("");
  axis.name = table.text(keys::axis_name).value_or(axis.path);
  const Member* values = table.take(keys::axis_values);
  if (values != nullptr)
    read_values(table, *values, method, axis);
  else
    read_range(table, method, axis);
  for (const KeyRow* row :
       {&keys::axis_low, &keys::axis_high, &keys::axis_scale, &keys::axis_steps})
    if (const Member* beside = table.take(*row); values != nullptr && beside != nullptr)
      table.error(beside->place, "'" + table.path_of(row->name) + "' stands beside 'values'",
                  "give values, or low and high");
  return axis;
}

void require_new(const SweepAxis& axis, const std::vector<SweepAxis>& before, TableReader& table) {
  const auto is_there = [&](const auto& same) { return std::ranges::any_of(before, same); };
  if (is_there([&](const SweepAxis& other) { return other.name == axis.name; }))
    table.error(axis.place, "there are two axes '" + shown(axis.name) + "'",
                "give one another name");
  else if (is_there([&](const SweepAxis& other) { return other.path == axis.path; }))
    table.error(axis.place, "two axes set '" + shown(axis.path) + "'", "remove one");
  if (before.size() == max_axes)
    table.error(axis.place, "more than " + std::to_string(max_axes) + " axes", "remove some");
}

}  // namespace

std::vector<SweepAxis> read_axes(TableReader& root, SweepMethod method, Diagnostics& diagnostics) {
  std::vector<SweepAxis> axes;
  each_entry(root, keys::sweep_axis, diagnostics, [&](TableReader& table) {
    SweepAxis axis = read_axis(table, method);
    require_new(axis, axes, table);
    axes.push_back(std::move(axis));
  });
  if (is_design(method) && axes.empty())
    root.error(root.place(), "a design has no axis", "add [[axis]] with path, low and high");
  return axes;
}

}  // namespace racecast
