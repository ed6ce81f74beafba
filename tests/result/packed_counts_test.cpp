// Packed counts come back as they were, and nothing else is taken for them.
#include "host/result/packed_counts.hpp"

#include <random>
#include <stdexcept>

#include "tests/catch.hpp"

namespace racecast {
namespace {

struct Counts {
  std::vector<std::uint64_t> counts;
  FanCounts fan = FanCounts(3);
  DrawOutcomes draws = DrawOutcomes(2, 40, 5);

  Tally tally() { return {counts, &fan, &draws}; }
  friend bool operator==(const Counts&, const Counts&) = default;
};

Counts made_up(std::uint64_t seed) {
  std::mt19937_64 random(seed);
  Counts made;
  for (int i = 0; i < 1000; ++i)
    made.counts.push_back(random() % 3 == 0 ? random() >> (1 + random() % 63) : 0);
  for (FanSeries& series : made.fan.series())
    for (int i = 0; i < 4; ++i) series.add(static_cast<int>(random() % 50), random() % 1000 + 1);
  for (std::uint32_t& paths : made.draws.paths) paths = static_cast<std::uint32_t>(random() % 33);
  return made;
}

std::vector<std::byte> packed(const Counts& counts) {
  return pack_counts(counts.counts, counts.fan, counts.draws);
}

Counts empty() {
  Counts none;
  none.counts.resize(1000);
  return none;
}

}  // namespace

TEST_CASE("packed counts are added to what is there", "[results]") {
  const Counts a = made_up(1), b = made_up(2);
  Counts read = empty();
  unpack_counts(packed(a), read.tally());
  CHECK(read == a);
  unpack_counts(packed(b), read.tally());
  Counts sum = a;
  for (std::size_t i = 0; i < sum.counts.size(); ++i) sum.counts[i] += b.counts[i];
  sum.fan.add(b.fan);
  for (std::size_t i = 0; i < sum.draws.paths.size(); ++i) sum.draws.paths[i] += b.draws.paths[i];
  CHECK(read == sum);
}

TEST_CASE("packed counts hold the months of draws where these are asked for", "[results]") {
  Counts with_months = made_up(1), read = empty();
  with_months.draws.ask_months();
  for (std::uint32_t& months : with_months.draws.months) months = 7;
  read.draws.ask_months();
  unpack_counts(packed(with_months), read.tally());
  CHECK(read == with_months);
  unpack_counts(packed(with_months), read.tally());
  CHECK(read.draws.month_sum(4, 1, cn) == 14);
  Counts none = empty();
  CHECK_THROWS_AS(unpack_counts(packed(with_months), none.tally()), std::runtime_error);
}

TEST_CASE("zeros and small counts take little room", "[results]") {
  Counts sparse = empty();
  sparse.counts[500] = 63;
  CHECK(packed(sparse).size() < 20);
}

TEST_CASE("bytes of other extents, and cut ones, are refused", "[results]") {
  const std::vector<std::byte> bytes = packed(made_up(3));
  Counts other = empty();
  other.counts.resize(999);
  CHECK_THROWS_AS(unpack_counts(bytes, other.tally()), std::runtime_error);
  Counts later = empty();
  later.draws.first_draw = 41;
  CHECK_THROWS_AS(unpack_counts(bytes, later.tally()), std::runtime_error);
  for (std::size_t size = 0; size < bytes.size(); size += 7) {
    Counts read = empty();
    CHECK_THROWS_AS(unpack_counts(std::span(bytes).first(size), read.tally()), std::runtime_error);
  }
  std::vector<std::byte> longer = bytes;
  longer.push_back(std::byte{3});
  Counts read = empty();
  CHECK_THROWS_AS(unpack_counts(longer, read.tally()), std::runtime_error);
}

}  // namespace racecast
