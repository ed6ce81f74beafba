#include <algorithm>
#include <cmath>

#include "host/keys/keys.hpp"
#include "host/sweep/design.hpp"
#include "host/sweep/sweep_reader.hpp"
#include "host/text/number_text.hpp"
#include "host/text/utf8.hpp"
#include "host/toml/toml_writer.hpp"

namespace racecast {
namespace {

class AxisReader {
 public:
  AxisReader(TableReader& table, SweepMethod method) : table_(table), method_(method) {}

  SweepAxis read() {
    axis_.place = table_.place();
    axis_.path = table_.text(keys::axis_path).value_or("");
    axis_.name = table_.text(keys::axis_name).value_or(axis_.path);
    const Member* values = table_.take(keys::axis_values);
    if (values != nullptr)
      read_values(*values);
    else
      read_range();
    for (const KeyRow* row :
         {&keys::axis_low, &keys::axis_high, &keys::axis_scale, &keys::axis_steps})
      if (values != nullptr && table_.take(*row) != nullptr) refuse_beside(*row);
    return std::move(axis_);
  }

 private:
  void refuse_beside(const KeyRow& row) {
    table_.error(table_.take(row)->place,
                 "'" + table_.path_of(row.name) + "' stands beside 'values'",
                 "give values, or low and high");
  }

  void read_values(const Member& list) {
    const Value& values = list.value;
    if (is_design(method_))
      return table_.error(list.place, "a design has no 'values'",
                          "give low and high; values are for grid and list");
    const bool is_list = values.kind == Value::Kind::array;
    if (!is_list || values.members.empty())
      return table_.error(values.place,
                          std::string("'axis.values' is ") +
                              (is_list ? "empty" : kind_name(values.kind)) +
                              ", not a list of values",
                          "values = [0.1, 0.2, \"0.1 to 0.3\"]");
    for (const Member& member : values.members) {
      const Value& value = member.value;
      const std::string text = inline_toml(value);
      const bool quoted = value.kind == Value::Kind::string;
      AxisValue made{text, quoted ? value.text : text, {}, value.place};
      made.number = value.is_number() ? value.number : std::nan("");
      axis_.values.push_back(std::move(made));
    }
  }

  void read_range() {
    if (table_.take(keys::axis_low) == nullptr)
      return table_.error(
          table_.place(), "'axis.values' or 'axis.low' is missing",
          is_design(method_) ? "give low and high" : "give values, or low, high and steps");
    const auto low = table_.number(keys::axis_low), high = table_.number(keys::axis_high);
    if (table_.take(keys::axis_high) == nullptr)
      table_.error(table_.place(), "'axis.high' is missing", "give low and high");
    axis_.logarithmic = table_.choice(keys::axis_scale).value_or(0) == 1;
    const Member* given = table_.take(keys::axis_steps);
    const auto steps = table_.integer(keys::axis_steps);
    if (is_design(method_) && given != nullptr)
      table_.error(given->place, "a design has no 'steps'", "remove it; points says how many");
    if (!is_design(method_) && given == nullptr)
      table_.error(table_.place(), "'axis.steps' is missing", value_text(keys::axis_steps));
    if (!low || !high || !in_order(*low, *high)) return;
    axis_.low = *low;
    axis_.high = *high;
    if (!is_design(method_) && steps) step(static_cast<int>(*steps));
  }

  bool in_order(double low, double high) {
    const Place& place = table_.take(keys::axis_low)->value.place;
    if (low >= high)
      table_.error(place, "'axis.low' is not below 'axis.high'", "swap them");
    else if (axis_.logarithmic && low <= 0)
      table_.error(place, "'axis.low' is not above 0", "scale = \"log\" has no other values");
    else
      return true;
    return false;
  }

  void step(int steps) {
    for (int i = 0; i < steps; ++i)
      axis_.values.push_back(value_at(axis_, static_cast<double>(i) / (steps - 1)));
  }

  TableReader& table_;
  SweepMethod method_;
  SweepAxis axis_;
};

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
    SweepAxis axis = AxisReader(table, method).read();
    require_new(axis, axes, table);
    axes.push_back(std::move(axis));
  });
  if (is_design(method) && axes.empty())
    root.error(root.place(), "a design has no axis", "add [[axis]] with path, low and high");
  return axes;
}

}  // namespace racecast
