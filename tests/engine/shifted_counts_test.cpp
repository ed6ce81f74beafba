// Shifted draws: the same counts however they are computed, and no shift where none is asked for.
#include "tests/catch.hpp"
#include "tests/support/shifted.hpp"

namespace racecast {
namespace {

using Counts = std::vector<std::uint64_t>;

}  // namespace

TEST_CASE("shifted draws give one set of counts on every instruction set", "[bits][rare]") {
  test::Shifted shifted(1.5f);
  const Counts reference = test::run_cpu(shifted.get(), {0, 64},
                                         {.threads = 1, .isa = static_cast<int>(CpuIsa::portable)});
  for (const CpuIsa isa : usable_isas()) {
    INFO(isa_name(isa));
    CHECK(test::run_cpu(shifted.get(), {0, 64}, {.threads = 2, .isa = static_cast<int>(isa)}) ==
          reference);
  }
}

TEST_CASE("even draws are never shifted, odd ones where a forecast says so", "[bits][rare]") {
  test::Shifted shifted(1), off(0);
  for (std::uint64_t draw = 0; draw < 8; ++draw) {
    const Counts plain = test::run_cpu(shifted.plain(), {draw, 1});
    CHECK((test::run_cpu(shifted.get(), {draw, 1}) == plain) == (draw % 2 == 0));
    CHECK(test::run_cpu(off.get(), {draw, 1}) == plain);
  }
}

}  // namespace racecast
