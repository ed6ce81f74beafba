#include "host/inference/effective_size.hpp"

#include <vector>

#include "tests/catch.hpp"

using namespace racecast;

TEST_CASE("weights are worth as many equal ones as Kish says", "[statistics]") {
  const double weights[] = {1, 1, 2};
  CHECK(effective_size(weights) == Approx(16.0 / 6));
  CHECK(effective_size(std::vector<double>(7, 0.25)) == 7);
  CHECK(effective_size(std::vector<double>{0, 3, 0}) == 1);
  CHECK(effective_size(4, 6) == effective_size(weights));
  CHECK(effective_size({}) == 0);
  CHECK(effective_size(std::vector<double>(3, 0.0)) == 0);
}
