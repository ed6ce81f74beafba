// Workers share the draws of a run, each draw once.
#include "kernels/engine/workers.hpp"

#include <atomic>
#include <stdexcept>

#include "tests/catch.hpp"

namespace racecast {
namespace {

const CountsLayout layout{1, 10, 32};

struct CountingSink : Sink {
  std::uint64_t last = 0;
  bool wanted = true;
  bool progress(std::uint64_t done, std::span<const std::uint64_t>) override {
    last = done;
    return wanted;
  }
};

/// Counts draw d in cell d of its own.
Worker counting(std::uint64_t most, std::uint64_t least) {
  return [=](SharedDraws& draws, std::span<std::uint64_t> counts) {
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
    CountingSink sink;
    REQUIRE(run_workers(workers, layout, {5, 100}, counts, sink) == 100);
    CHECK(sink.last == 100);
    for (std::size_t i = 0; i < counts.size(); ++i) CHECK(counts[i] == (i >= 5 && i < 105 ? 1 : 0));
  }
  SharedDraws draws({0, 100}, 2, 0);
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
      [](SharedDraws&, std::span<std::uint64_t>) { throw std::runtime_error("lost"); },
      [&](SharedDraws& draws, std::span<std::uint64_t>) {
        while (draws.take(1, 1).draws > 0) {
        }
        stopped = true;
      }};
  std::vector<std::uint64_t> counts(static_cast<std::size_t>(layout.size()));
  CountingSink sink;
  CHECK_THROWS_WITH(run_workers(workers, layout, {0, ~std::uint64_t{0}}, counts, sink), "lost");
  CHECK(stopped);
}

TEST_CASE("a sink that asks to stop gets what was counted until then", "[engine]") {
  const std::vector<Worker> workers = {[](SharedDraws& draws, std::span<std::uint64_t>) {
    while (draws.take(1, 1).draws > 0) draws.finished(1, {});
  }};
  std::vector<std::uint64_t> counts(static_cast<std::size_t>(layout.size()));
  CountingSink sink;
  sink.wanted = false;
  CHECK(run_workers(workers, layout, {0, ~std::uint64_t{0}}, counts, sink) == sink.last);
  CHECK(sink.last > 0);
}

}  // namespace racecast
