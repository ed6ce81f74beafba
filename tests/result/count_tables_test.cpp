#include "host/result/count_tables.hpp"

#include <set>

#include "host/results/real_tables.hpp"
#include "tests/catch.hpp"
#include "tests/result/synthetic.hpp"

namespace racecast {

TEST_CASE("the stored tables are the counts of the layout, in order and without a gap",
          "[results]") {
  const Result result = synthetic::random_result({3, 17, 16});
  const CountsLayout& layout = result.layout;
  const std::int64_t places[] = {layout.joint(0, 0, 0),
                                 layout.odds(0, 0),
                                 layout.event_outcome(0, 0, 0),
                                 layout.outcome_batch(0, 0, 0),
                                 layout.arrival_batch(0, 0, 0, 0),
                                 layout.size()};
  std::vector<std::uint64_t> none;
  std::size_t i = 0;
  for (const CountTable& table : count_tables()) {
    if (!table.stored()) continue;
    CAPTURE(table.name);
    const auto values = values_of(table, result, none);
    CHECK(values.data() - result.counts.data() == places[i]);
    CHECK(static_cast<std::int64_t>(values.size()) == places[i + 1] - places[i]);
    ++i;
  }
  CHECK(i + 1 == std::size(places));
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
