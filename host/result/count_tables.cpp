#include "host/result/count_tables.hpp"

#include "host/result/tally.hpp"

namespace racecast {
namespace {

constexpr CountTable of_counts[] = {
    CountTable("joint_count", "Trajectories by the months in which the nations arrive",
               {Axis::threshold, Axis::us_month, Axis::cn_month}),
    CountTable("odds_count", "Draws by how many of their paths the United States wins",
               {Axis::threshold, Axis::winning_paths}),
    CountTable("event_outcome_count",
               "Trajectories by outcome and by the events up to the first arrival (up to the "
               "horizon without one)",
               {Axis::threshold, Axis::event_pattern, Axis::outcome}),
    CountTable("outcome_batch_count", "Trajectories by outcome in each batch of draws",
               {Axis::outcome_batch, Axis::threshold, Axis::outcome}),
    CountTable("arrival_batch_count", "Trajectories by month of arrival in each batch of draws",
               {Axis::arrival_batch, Axis::threshold, Axis::nation, Axis::arrival_month}),
    CountTable("outcome_count", "Trajectories by outcome", {Axis::threshold, Axis::outcome},
               outcome_counts),
    CountTable("arrival_count", "Trajectories that first hold the threshold in the month",
               {Axis::threshold, Axis::nation, Axis::month}, arrival_counts),
    CountTable("arrival_never_count", "Trajectories that do not hold the threshold by the horizon",
               {Axis::threshold, Axis::nation}, never_counts)};

}  // namespace

std::span<const CountTable> count_tables() { return of_counts; }

std::span<const std::uint64_t> values_of(const CountTable& table, const Result& result,
                                         std::vector<std::uint64_t>& derived) {
  if (!table.stored()) {
    derived = table.derive(result);
    return derived;
  }
  std::int64_t first = 0;
  for (const CountTable* before = of_counts; before != &table; ++before)
    first += size_of(*before, result.layout);
  return std::span(result.counts)
      .subspan(static_cast<std::size_t>(first),
               static_cast<std::size_t>(size_of(table, result.layout)));
}

}  // namespace racecast
