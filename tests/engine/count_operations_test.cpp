// Counting the operations of draws: the same work as an engine's, and the same counts each time.
#include "kernels/engine/count_operations.hpp"

#include "tests/catch.hpp"
#include "tests/support/engine_run.hpp"

namespace racecast {
namespace {

struct Count {
  std::vector<std::uint64_t> cells;
  OperationCounts operations;
};

Count count(const Forecast& forecast, int lanes, std::uint64_t first, std::uint64_t draws) {
  std::vector<unsigned long long> cells(static_cast<std::size_t>(layout_of(forecast).size()));
  std::vector<unsigned long long> live(static_cast<std::size_t>(forecast.threshold_count) *
                                       outcome_count);
  Count result;
  REQUIRE(count_operations(forecast, lanes, first, draws, cells.data(), live.data(),
                           result.operations));
  result.cells.assign(cells.begin(), cells.end());
  return result;
}

}  // namespace

TEST_CASE("draws whose operations are counted give the counts of the engine", "[bench][bits]") {
  for (const char* name : {"quick.toml", "ceiling-wall.toml"}) {
    const Config config = test::shipped(name, {.set = {{"run.horizon", "2028-12"}}});
    const Forecast forecast = config.bound();
    const std::vector<std::uint64_t> engine = test::run_cpu(forecast, {3, 2});
    for (const int lanes : counted_widths) {
      INFO(name << ", " << lanes << " lanes");
      CHECK(count(forecast, lanes, 3, 2).cells == engine);
    }
  }
}

TEST_CASE("operations are counted alike each time, and add up over draws", "[bench]") {
  const Config config = test::shipped("quick.toml");
  const Forecast forecast = config.bound();
  const OperationCounts both = count(forecast, 16, 0, 2).operations;
  const OperationCounts first = count(forecast, 16, 0, 1).operations;
  const OperationCounts second = count(forecast, 16, 1, 1).operations;
  const OperationCounts again = count(forecast, 16, 0, 2).operations;
  for (int kind = 0; kind < operation_kinds; ++kind) {
    INFO("kind " << kind);
    CHECK(both.of[kind] == first.of[kind] + second.of[kind]);
    CHECK(both.of[kind] == again.of[kind]);
  }
  for (const Operation kind : {Operation::fused, Operation::multiply, Operation::add,
                               Operation::divide, Operation::word_product})
    CHECK(both[kind] > 0);
}

TEST_CASE("a longer horizon takes more operations", "[bench]") {
  const Config two = test::shipped("quick.toml", {.set = {{"run.horizon", "2027-12"}}});
  const Config three = test::shipped("quick.toml");
  const auto fused = [](const Config& config) {
    const Forecast forecast = config.bound();
    return count(forecast, 16, 0, 1).operations[Operation::fused];
  };
  CHECK(fused(three) > fused(two) * 5 / 4);
}

TEST_CASE("operations are counted for groups as engines have them, and refused for others",
          "[bench]") {
  const Config config = test::shipped("quick.toml");
  const Forecast forecast = config.bound();
  std::vector<unsigned long long> cells(static_cast<std::size_t>(layout_of(forecast).size()));
  std::vector<unsigned long long> live(64 * outcome_count);
  OperationCounts operations;
  CHECK_FALSE(count_operations(forecast, 5, 0, 1, cells.data(), live.data(), operations));
  for (const unsigned long long cell : cells) REQUIRE(cell == 0);
}

}  // namespace racecast
