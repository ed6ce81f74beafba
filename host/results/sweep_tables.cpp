#include "host/results/sweep_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>
#include <string_view>

namespace racecast {
namespace {

bool has_axis(std::span<const Axis> axes, Axis axis) {
  return std::ranges::find(axes, axis) != axes.end();
}

template <class Tables, class Name>
std::size_t place_in(const Tables& tables, const char* name, Name name_of) {
  for (std::size_t i = 0; i < tables.size(); ++i)
    if (std::string_view(name_of(tables[i])) == name) return i;
  throw std::logic_error(fmt::format("a sweep has no table {}", name));
}

}  // namespace

const std::vector<const CountTable*>& sweep_count_tables() {
  static const std::vector<const CountTable*> tables = [] {
    std::vector<const CountTable*> found;
    for (const CountTable& table : count_tables())
      if (!table.stored() || std::string_view(table.name) == batch_table) found.push_back(&table);
    return found;
  }();
  return tables;
}

const std::vector<SweepRealTable>& sweep_real_tables() {
  static const std::vector<SweepRealTable> tables = [] {
    std::vector<SweepRealTable> found;
    for (const RealTable& table : real_tables())
      if (!has_axis(table.axes(), Axis::odds_bin))
        found.push_back({table.name, table.unit, table.long_name, table.axes(), &table, nullptr});
    for (const DifferenceTable& table : difference_tables())
      found.push_back({table.name, table.unit, table.long_name, table.axes(), nullptr, &table});
    return found;
  }();
  return tables;
}

std::vector<Axis> sweep_axes() {
  std::vector<Axis> axes;
  for (const AxisRow& row : axis_rows()) {
    const auto in = [&](const auto& table) { return has_axis(table, row.axis); };
    if (std::ranges::any_of(sweep_count_tables(), [&](auto* t) { return in(t->axes()); }) ||
        std::ranges::any_of(sweep_real_tables(), [&](auto& t) { return in(t.axes); }))
      axes.push_back(row.axis);
  }
  return axes;
}

std::size_t count_place(const char* name) {
  return place_in(sweep_count_tables(), name, [](const CountTable* table) { return table->name; });
}

std::size_t real_place(const char* name) {
  return place_in(sweep_real_tables(), name, [](const SweepRealTable& t) { return t.name; });
}

std::vector<std::int64_t> scenario_extents(const SweepResult& sweep, std::span<const Axis> axes) {
  std::vector<std::int64_t> sizes = extents(axes, sweep.question.layout);
  for (std::size_t i = 0; i < axes.size(); ++i)
    if (axes[i] == Axis::outcome_batch) sizes[i] = sweep.batches;
  return sizes;
}

std::int64_t scenario_size(const SweepResult& sweep, std::span<const Axis> axes) {
  std::int64_t size = 1;
  for (const std::int64_t extent : scenario_extents(sweep, axes)) size *= extent;
  return size;
}

}  // namespace racecast
