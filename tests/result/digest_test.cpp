#include "host/files/sha256.hpp"
#include "host/result/count_tables.hpp"
#include "tests/catch.hpp"
#include "tests/result/synthetic.hpp"

namespace racecast {

TEST_CASE("the digests are the SHA-256 of what they cover", "[results]") {
  const Result result = synthetic::random_result();
  std::string message = "racecast counts 1";
  const auto append = [&](std::uint64_t number) {
    for (int i = 0; i < 8; ++i) message += static_cast<char>((number >> (8 * i)) & 0xff);
  };
  append(2), append(24), append(8);
  for (const std::uint64_t count : result.counts) append(count);
  const std::string counts = Sha256().update(message).hex();
  CHECK(counts_digest(result) == counts);
  message = "racecast result 2 " + counts;
  for (int list = 0; list < 9; ++list) append(0);  // neither fan, nor draws, nor samples
  CHECK(outcome_digest(result) == Sha256().update(message).hex());
}

TEST_CASE("the outcome digest sees every count and nothing else", "[results]") {
  const Result result = synthetic::random_result();
  const std::string digest = outcome_digest(result);
  Result other = result;
  other.name = "other";
  other.provenance.device_name = "other";
  other.provenance.created = "later";
  CHECK(outcome_digest(other) == digest);
  for (std::size_t i = 0; i < other.counts.size(); i += 997) {
    ++other.counts[i];
    CHECK(outcome_digest(other) != digest);
    --other.counts[i];
  }
}

TEST_CASE("a table's digest changes with this table alone", "[results]") {
  const Result result = synthetic::random_result();
  Result other = result;
  other.counts[static_cast<std::size_t>(other.layout.odds(0, 0))] += 1;
  for (const CountTable& table : count_tables()) {
    CAPTURE(table.name);
    const bool same = dataset_digest(table, result) == dataset_digest(table, other);
    CHECK(same == (table.name != std::string("odds_count")));
  }
}

}  // namespace racecast
