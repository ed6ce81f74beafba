#include "host/results/count_tables.hpp"
#include "host/results/sha256.hpp"

namespace racecast {
namespace {

void update_number(Sha256& sha, std::int64_t number) {
  const std::uint64_t bits = static_cast<std::uint64_t>(number);
  sha.update_u64({&bits, 1});
}

}  // namespace

std::string outcome_digest(const Result& result) {
  Sha256 sha;
  sha.update("racecast counts 1");
  for (const std::int32_t number :
       {result.layout.thresholds, result.layout.horizon, result.layout.paths_per_draw})
    update_number(sha, number);
  std::vector<std::uint64_t> none;
  for (const CountTable& table : count_tables())
    if (table.stored()) sha.update_u64(values_of(table, result, none));
  return sha.hex();
}

std::string dataset_digest(const CountTable& table, const Result& result) {
  Sha256 sha;
  sha.update(table.name);
  for (const Axis axis : table.axes()) update_number(sha, extent(axis, result.layout));
  std::vector<std::uint64_t> derived;
  sha.update_u64(values_of(table, result, derived));
  return sha.hex();
}

}  // namespace racecast
