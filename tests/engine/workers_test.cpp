// Workers share the draws of a run, each draw once.
#include "kernels/engine/workers.hpp"

#include <atomic>
#include <stdexcept>

#include "tests/catch.hpp"

namespace racecast {
namespace {

const CountsLayout layout{1, 10, 32};

/// Keeps the draws of the last report.
RunControl keeping(std::uint64_t& last, StopToken stop = {}) {
  return {stop, [&last](std::uint64_t done, std::span<const std::uint64_t>) { last = done; }};
}

/// Counts draw d in cell d of its own.
Worker counting(std::uint64_t most, std::uint64_t least) {
  return [=](DrawQueue& draws, std::span<std::uint64_t> counts) {
    const std::uint64_t outcomes[outcome_count] = {};
    for (Range range = draws.take(most, least); range.draws > 0; range = draws.take(most, least)) {
      for (std::uint64_t i = 0; i < range.draws; ++i) ++counts[range.first_draw + i];
      draws.finished(range.draws, outcomes);
    }
  };
}

}  // namespace

TEST_CASE("workers take every draw once, in chunks that shrink towards the end", "[engine]") {
  for (const std::uint64_t least : {1, 7}) {
    const std::vector<Worker> workers(3, counting(40, least));
    std::vector<std::uint64_t> counts(static_cast<std::size_t>(layout.size()));
    std::uint64_t last = 0;
    REQUIRE(run_workers(workers, layout, {5, 100}, counts, keeping(last)) == 100);
    CHECK(last == 100);
    for (std::size_t i = 0; i < counts.size(); ++i) CHECK(counts[i] == (i >= 5 && i < 105 ? 1 : 0));
  }
  DrawQueue draws({0, 100}, 2, 0);
  CHECK(draws.take(60, 10).draws ==
        25);  // a quarter of what is left: each of two takes half, twice
  CHECK(draws.take(4, 10).draws == 4);
  CHECK(draws.take(60, 80).draws == 60);
  CHECK(draws.take(60, 80).draws == 11);
  CHECK(draws.take(60, 80).draws == 0);
}

TEST_CASE("the failure of one worker stops the others and is told", "[engine]") {
  std::atomic<bool> stopped{false};
  const std::vector<Worker> workers = {
      [](DrawQueue&, std::span<std::uint64_t>) { throw std::runtime_error("lost"); },
      [&](DrawQueue& draws, std::span<std::uint64_t>) {
        while (draws.take(1, 1).draws > 0) {
        }
        stopped = true;
      }};
  std::vector<std::uint64_t> counts(static_cast<std::size_t>(layout.size()));
  CHECK_THROWS_WITH(run_workers(workers, layout, {0, ~std::uint64_t{0}}, counts, {}), "lost");
  CHECK(stopped);
}

TEST_CASE("a run that is stopped gives what was counted until then", "[engine]") {
  const std::vector<Worker> workers = {[](DrawQueue& draws, std::span<std::uint64_t>) {
    while (draws.take(1, 1).draws > 0) draws.finished(1, {});
  }};
  std::vector<std::uint64_t> counts(static_cast<std::size_t>(layout.size()));
  std::atomic<bool> stop{false};
  std::uint64_t last = 0;
  const auto stop_at_once = [&](std::uint64_t done, std::span<const std::uint64_t>) {
    last = done;
    stop = true;
  };
  const RunControl control{StopToken(stop), stop_at_once};
  CHECK(run_workers(workers, layout, {0, ~std::uint64_t{0}}, counts, control) == last);
  CHECK(last > 0);
  // Nothing is begun that is stopped already.
  CHECK(run_workers(workers, layout, {0, 100}, counts, keeping(last, StopToken(stop))) == 0);
  CHECK(last == 0);
}

}  // namespace racecast
