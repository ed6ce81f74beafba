#include <algorithm>
#include <bit>
#include <concepts>

#include "host/files/sha256.hpp"
#include "host/result/count_tables.hpp"

namespace racecast {
namespace {

std::uint64_t bits_of(float number) { return std::bit_cast<std::uint32_t>(number); }
/// The sign is kept.
std::uint64_t bits_of(std::integral auto number) { return static_cast<std::uint64_t>(number); }

void put(Sha256& sha, std::uint64_t number) { sha.update_u64({&number, 1}); }

/// How many numbers there are, and each as 64 bits.
template <class Number>
void put(Sha256& sha, std::span<const Number> numbers) {
  constexpr std::size_t at_once = 4096;
  put(sha, numbers.size());
  std::vector<std::uint64_t> words;
  for (; !numbers.empty(); numbers = numbers.subspan(words.size())) {
    words.clear();
    for (const Number number : numbers.first(std::min(at_once, numbers.size())))
      words.push_back(bits_of(number));
    sha.update_u64(words);
  }
}

}  // namespace

std::string counts_digest(const Result& result) {
  Sha256 sha;
  sha.update("racecast counts 1");
  for (const std::int32_t number :
       {result.layout.thresholds, result.layout.horizon, result.layout.paths_per_draw})
    put(sha, bits_of(number));
  std::vector<std::uint64_t> none;
  for (const CountTable& table : count_tables())
    if (table.stored()) sha.update_u64(values_of(table, result, none));
  return sha.hex();
}

std::string outcome_digest(const Result& result) {
  Sha256 sha;
  sha.update("racecast result 2 " + counts_digest(result));
  put(sha, result.fan.series().size());
  for (const FanSeries& series : result.fan.series()) {
    put(sha, bits_of(series.first));
    put(sha, std::span(series.counts));
  }
  put(sha, std::span(result.draw_outcomes.paths));
  for_each_column({},
                  [&](auto column, std::size_t) { put(sha, std::span(result.samples.*column)); });
  return sha.hex();
}

std::string dataset_digest(const CountTable& table, const Result& result) {
  Sha256 sha;
  sha.update(table.name);
  for (const Axis axis : table.axes()) put(sha, bits_of(extent(axis, result.layout)));
  std::vector<std::uint64_t> derived;
  sha.update_u64(values_of(table, result, derived));
  return sha.hex();
}

}  // namespace racecast
