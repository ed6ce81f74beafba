// The calibration loops: that they give rates, and fit the engines. How fast is never asserted.
#include "kernels/engine/calibration.hpp"

#include <algorithm>
#include <cmath>

#include "kernels/engine/count_operations.hpp"
#include "tests/catch.hpp"

namespace racecast {

TEST_CASE("every instruction set has lanes whose operations can be counted", "[bench]") {
  for (const CpuIsa isa : usable_isas()) {
    INFO(isa_name(isa));
    const LaneShape shape = lane_shape(isa);
    CHECK(shape.vector == (isa == CpuIsa::portable ? 1 : isa == CpuIsa::avx2 ? 8 : 16));
    CHECK(shape.group % shape.vector == 0);
    CHECK(std::count(std::begin(counted_widths), std::end(counted_widths), shape.group) == 1);
  }
}

TEST_CASE("every rate is measured on every instruction set", "[bench]") {
  for (const CpuIsa isa : usable_isas()) {
    INFO(isa_name(isa));
    const IssueRates rates = cpu_issue_rates({.threads = 2, .isa = static_cast<int>(isa)}, 0.02);
    for (const double rate :
         {rates.multiplying, rates.adding, rates.all, rates.dividing, rates.rooting})
      CHECK((std::isfinite(rate) && rate > 0));
    CHECK(rates.all >= rates.multiplying);
    CHECK(rates.all >= rates.adding);
    CHECK(rates.multiplies_per_division >= 0);
    CHECK(rates.multiplies_per_root >= 0);
  }
}

}  // namespace racecast
