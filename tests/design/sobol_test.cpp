#include "host/design/sobol.hpp"

#include <algorithm>

#include "tests/catch.hpp"

namespace racecast {

TEST_CASE("a point of Sobol's sequence by its number is that of the order", "[design]") {
  SobolSequence ordered(40), sought(40);
  ordered.shift(3, 2), sought.shift(3, 2);
  std::vector<std::vector<std::uint64_t>> points(64, std::vector<std::uint64_t>(40));
  for (auto& point : points) ordered.next(point);
  std::vector<std::uint64_t> point(40);
  for (const std::size_t number : {5u, 0u, 63u, 1u, 32u, 31u}) {
    sought.at(number, point);
    CHECK(point == points[number]);
  }
  sought.at(0, point);
  sought.next(point);
  CHECK(point == points[1]);
}

TEST_CASE("shifts are random by seed and set, and one per axis", "[design]") {
  const auto origin = [](std::uint64_t seed, std::uint32_t set) {
    SobolSequence sequence(3);
    sequence.shift(seed, set);
    std::vector<std::uint64_t> point(3);
    sequence.next(point);
    return point;
  };
  CHECK(origin(1, 0) == origin(1, 0));
  CHECK(origin(1, 0) != origin(2, 0));
  CHECK(origin(1, 0) != origin(1, 1));
  CHECK(origin(1, 0)[0] != origin(1, 0)[1]);
}

}  // namespace racecast
