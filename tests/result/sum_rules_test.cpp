#include "host/result/sum_rules.hpp"

#include "host/result/count_tables.hpp"
#include "tests/catch.hpp"
#include "tests/result/synthetic.hpp"

namespace racecast {

TEST_CASE("a race that is counted rightly keeps the sum rules", "[results]") {
  for (const std::uint64_t draws : {1u, 63u, 1024u, 1500u, 2049u}) {
    synthetic::Shape shape;
    shape.draws = draws;
    CHECK_FALSE(find_violation(synthetic::random_result(shape, draws)));
  }
}

TEST_CASE("outcomes are the joint table are arrivals and never", "[results]") {
  const Result result = synthetic::random_result();
  const std::vector<std::uint64_t> outcomes = outcome_counts(result), never = never_counts(result),
                                   arrivals = arrival_counts(result);
  for (std::size_t t = 0; t < 2; ++t) {
    std::uint64_t all = 0;
    for (std::size_t o = 0; o < outcome_count; ++o) all += outcomes[t * outcome_count + o];
    CHECK(all == result.trajectories());
    for (std::size_t nation = 0; nation < nation_count; ++nation) {
      std::uint64_t arrived = never[t * nation_count + nation];
      for (std::size_t month = 0; month <= 24; ++month)
        arrived += arrivals[(t * nation_count + nation) * 25 + month];
      CHECK(arrived == result.trajectories());
    }
    const LeadCounts leads = leads_of(result, static_cast<int>(t));
    std::uint64_t behind = leads.cn_alone, together = leads.both[24], ahead = leads.us_alone;
    for (std::size_t i = 0; i < 24; ++i) behind += leads.both[i], ahead += leads.both[25 + i];
    CHECK(ahead == outcomes[t * outcome_count + us_first]);
    CHECK(behind == outcomes[t * outcome_count + cn_first]);
    CHECK(together == outcomes[t * outcome_count + same_month]);
  }
}

TEST_CASE("a count that is moved or added anywhere is found", "[results]") {
  const Result result = synthetic::random_result();
  REQUIRE_FALSE(find_violation(result));
  std::int64_t first = 0;
  for (const CountTable& table : count_tables()) {
    if (!table.stored()) continue;
    const auto size = static_cast<std::size_t>(size_of(table, result.layout));
    for (std::size_t i = 0; i < size; i += 1 + size / 37) {
      Result broken = result;
      ++broken.counts[static_cast<std::size_t>(first) + i];
      CAPTURE(table.name, i);
      CHECK(find_violation(broken));
    }
    first += size_of(table, result.layout);
  }
  Result moved = result;
  const auto at = [&](int batch) {
    return static_cast<std::size_t>(moved.layout.outcome_batch(batch, 0, us_first));
  };
  int batch = 0;
  while (moved.counts[at(batch)] == 0) ++batch;
  --moved.counts[at(batch)], ++moved.counts[at(batch + 1)];
  CHECK_THAT(find_violation(moved).value_or(""), Catch::Contains("does not hold its draws"));
}

TEST_CASE("sizes that do not fit are found before they are used", "[results]") {
  const auto broken = [](auto change) {
    Result result = synthetic::random_result();
    change(result);
    return find_violation(result).has_value();
  };
  CHECK(broken([](Result& r) { r.counts.pop_back(); }));
  CHECK(broken([](Result& r) { r.thresholds.pop_back(); }));
  CHECK(broken([](Result& r) { r.layout.thresholds = 0; }));
  CHECK(broken([](Result& r) { r.layout.horizon = max_horizon + 1; }));
  CHECK(broken([](Result& r) { r.layout.paths_per_draw = -8; }));
  CHECK(broken([](Result& r) { r.primary = 2; }));
  CHECK(broken([](Result& r) { r.provenance.draws = 0; }));
  CHECK(broken([](Result& r) { r.provenance.first_draw = ~std::uint64_t{0}; }));
  CHECK(broken([](Result& r) { r.counts[0] = ~std::uint64_t{0}; }));
}

TEST_CASE("draws are dealt to batches by remainder", "[results]") {
  for (const std::uint64_t first : {0u, 5u, 64u, 1000u})
    for (const std::uint64_t draws : {0u, 1u, 63u, 64u, 129u})
      for (int batch = 0; batch < 64; ++batch) {
        std::uint64_t counted = 0;
        for (std::uint64_t draw = first; draw < first + draws; ++draw)
          counted += draw % 64 == static_cast<std::uint64_t>(batch);
        REQUIRE(draws_in_batch(first, draws, batch, 64) == counted);
      }
}

}  // namespace racecast
