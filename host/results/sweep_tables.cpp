#include "host/results/sweep_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <numeric>
#include <stdexcept>
#include <string_view>

namespace racecast {
namespace {

template <class Tables>
std::size_t place_in(const Tables& tables, const char* name) {
  const auto found = std::ranges::find(tables, std::string_view(name), &TableRow::name);
  if (found == tables.end()) throw std::logic_error(fmt::format("a sweep has no table {}", name));
  return static_cast<std::size_t>(found - tables.begin());
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

std::vector<Axis> sweep_axes() {
  std::vector<Axis> axes;
  for (const AxisRow& row : axis_rows())
    if (std::ranges::any_of(sweep_count_tables(), [&](auto* t) { return t->has(row.axis); }) ||
        std::ranges::any_of(sweep_real_tables(), [&](auto& t) { return t.has(row.axis); }))
      axes.push_back(row.axis);
  return axes;
}

std::size_t count_place(const char* name) { return place_in(sweep_count_tables(), name); }

std::size_t real_place(const char* name) { return place_in(sweep_real_tables(), name); }

std::vector<std::int64_t> sweep_extents(const SweepResult& sweep, const TableRow& table) {
  std::vector<std::int64_t> sizes = {static_cast<std::int64_t>(sweep.scenarios.size())};
  for (const Axis axis : table.axes())
    sizes.push_back(axis == Axis::outcome_batch ? sweep.batches
                                                : extent(axis, sweep.question.layout));
  return sizes;
}

std::int64_t scenario_size(const SweepResult& sweep, const TableRow& table) {
  const std::vector<std::int64_t> sizes = sweep_extents(sweep, table);
  return std::accumulate(sizes.begin() + 1, sizes.end(), std::int64_t{1}, std::multiplies<>());
}

}  // namespace racecast
