#include "host/result/count_tables.hpp"

#include "host/result/tally.hpp"

namespace racecast {
namespace {

using Layout = CountsLayout;

constexpr CountTable described(const char* name, const char* long_name, std::array<Axis, 4> axis,
                               int rank) {
  return {name, "1", long_name, axis, rank, nullptr, nullptr};
}

constexpr CountTable stored(CountTable table, std::int64_t (*first)(const Layout&)) {
  table.first = first;
  return table;
}

constexpr CountTable derived(CountTable table,
                             std::vector<std::uint64_t> (*derive)(const Result&)) {
  table.derive = derive;
  return table;
}

constexpr CountTable of_counts[] = {
    stored(described("joint_count", "Trajectories by the months in which the nations arrive",
                     {Axis::threshold, Axis::us_month, Axis::cn_month}, 3),
           [](const Layout& layout) { return layout.joint(0, 0, 0); }),
    stored(described("odds_count", "Draws by how many of their paths the United States wins",
                     {Axis::threshold, Axis::winning_paths}, 2),
           [](const Layout& layout) { return layout.odds(0, 0); }),
    stored(described("event_outcome_count",
                     "Trajectories by outcome and by the events up to the first arrival (up to the "
                     "horizon without one)",
                     {Axis::threshold, Axis::event_pattern, Axis::outcome}, 3),
           [](const Layout& layout) { return layout.event_outcome(0, 0, 0); }),
    stored(described("outcome_batch_count", "Trajectories by outcome in each batch of draws",
                     {Axis::outcome_batch, Axis::threshold, Axis::outcome}, 3),
           [](const Layout& layout) { return layout.outcome_batch(0, 0, 0); }),
    stored(
        described("arrival_batch_count", "Trajectories by month of arrival in each batch of draws",
                  {Axis::arrival_batch, Axis::threshold, Axis::nation, Axis::arrival_month}, 4),
        [](const Layout& layout) { return layout.arrival_batch(0, 0, 0, 0); }),
    derived(
        described("outcome_count", "Trajectories by outcome", {Axis::threshold, Axis::outcome}, 2),
        outcome_counts),
    derived(described("arrival_count", "Trajectories that first hold the threshold in the month",
                      {Axis::threshold, Axis::nation, Axis::month}, 3),
            arrival_counts),
    derived(described("arrival_never_count",
                      "Trajectories that do not hold the threshold by the horizon",
                      {Axis::threshold, Axis::nation}, 2),
            never_counts)};

}  // namespace

std::span<const CountTable> count_tables() { return of_counts; }

std::vector<std::int64_t> extents(std::span<const Axis> axes, const CountsLayout& layout) {
  std::vector<std::int64_t> sizes;
  for (const Axis axis : axes) sizes.push_back(extent(axis, layout));
  return sizes;
}

std::int64_t size_of(const CountTable& table, const CountsLayout& layout) {
  std::int64_t size = 1;
  for (const Axis axis : table.axes()) size *= extent(axis, layout);
  return size;
}

std::span<const std::uint64_t> values_of(const CountTable& table, const Result& result,
                                         std::vector<std::uint64_t>& derived) {
  if (table.stored())
    return std::span(result.counts)
        .subspan(static_cast<std::size_t>(table.first(result.layout)),
                 static_cast<std::size_t>(size_of(table, result.layout)));
  derived = table.derive(result);
  return derived;
}

}  // namespace racecast
