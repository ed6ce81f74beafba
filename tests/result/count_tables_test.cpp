#include "host/result/count_tables.hpp"

#include <set>

#include "host/results/real_tables.hpp"
#include "tests/catch.hpp"
#include "tests/result/synthetic.hpp"

namespace racecast {

TEST_CASE("the stored tables are the counts of the layout, in order and without a gap",
          "[results]") {
  const CountsLayout layout{3, 17, 16};
  std::int64_t next = 0;
  for (const CountTable& table : count_tables()) {
    CHECK(table.stored() != (table.derive != nullptr));
    if (!table.stored()) continue;
    CAPTURE(table.name);
    CHECK(table.first(layout) == next);
    next += size_of(table, layout);
  }
  CHECK(next == layout.size());
}

TEST_CASE("derived tables have the size of their axes", "[results]") {
  const Result result = synthetic::random_result();
  for (const CountTable& table : count_tables()) {
    std::vector<std::uint64_t> derived;
    CAPTURE(table.name);
    CHECK(values_of(table, result, derived).size() ==
          static_cast<std::size_t>(size_of(table, result.layout)));
  }
  for (const RealTable& table : real_tables()) {
    std::int64_t size = 1;
    for (const std::int64_t extent : extents(table.axes(), result.layout)) size *= extent;
    CAPTURE(table.name);
    CHECK(table.values(result).size() == static_cast<std::size_t>(size));
  }
}

TEST_CASE("no two variables of a file have one name", "[results]") {
  std::set<std::string> names;
  std::size_t variables = 0;
  for (const AxisRow& row : axis_rows()) names.insert(row.name), ++variables;
  for (const CountTable& table : count_tables()) names.insert(table.name), ++variables;
  for (const RealTable& table : real_tables()) names.insert(table.name), ++variables;
  CHECK(names.size() == variables);
}

TEST_CASE("month axes end with never only where the tables count it", "[results]") {
  const CountsLayout layout{1, 3, 8};
  CHECK(axis_numbers(Axis::us_month, layout) == std::vector<std::int32_t>{0, 1, 2, 3, -1});
  CHECK(axis_numbers(Axis::arrival_month, layout) == std::vector<std::int32_t>{0, 1, 2, 3, -1});
  CHECK(axis_numbers(Axis::month, layout) == std::vector<std::int32_t>{0, 1, 2, 3});
}

}  // namespace racecast
