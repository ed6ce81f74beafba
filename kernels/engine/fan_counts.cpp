#include "kernels/engine/fan_counts.hpp"

#include <cmath>
#include <limits>

namespace racecast {

FanBucket fan_edges(int metric, int bucket) {
  const auto edge = [&](int place) {
    const int octave = place / octave_buckets, part = place % octave_buckets;
    return std::ldexp(1.0 + static_cast<double>(part) / octave_buckets,
                      first_octave(metric) + octave);
  };
  if (bucket == 0) return {0, edge(0)};
  if (bucket == fan_buckets(metric) - 1)
    return {edge(bucket - 1), std::numeric_limits<double>::infinity()};
  return {edge(bucket - 1), edge(bucket)};
}

void FanSeries::widen(int bucket, std::uint64_t n) {
  if (n == 0) return;
  if (counts.empty()) {
    first = bucket;
  } else if (bucket < first) {
    counts.insert(counts.begin(), static_cast<std::size_t>(first - bucket), 0);
    first = bucket;
  }
  const auto place = static_cast<std::size_t>(bucket - first);
  if (place >= counts.size()) counts.resize(place + 1);
  counts[place] += n;
}

void FanSeries::add(const FanSeries& other) {
  for (std::size_t i = 0; i < other.counts.size(); ++i)
    if (other.counts[i] != 0) add(other.first + static_cast<int>(i), other.counts[i]);
}

void FanCounts::add(const FanCounts& other) {
  for (std::size_t i = 0; i < series_.size(); ++i) series_[i].add(other.series_[i]);
}

void SharedFan::add_rows(std::span<const std::uint16_t> rows) {
  const std::size_t size = row_size();
  const std::scoped_lock lock(mutex_);
  std::span<FanSeries> series = counts_.series();
  // Series by series: its counts stay in the cache while every row adds to them.
  for (std::size_t i = 0; i < size; ++i)
    for (std::size_t at = i; at < rows.size(); at += size) series[i].add(rows[at], 1);
}

void SharedFan::add_cells(std::span<const std::uint32_t> cells) {
  const std::scoped_lock lock(mutex_);
  std::size_t cell = 0;
  for (std::size_t i = 0; i < counts_.series().size(); ++i) {
    FanSeries& series = counts_.series()[i];
    const int buckets = fan_buckets(static_cast<int>(i % metric_count));
    for (int bucket = 0; bucket < buckets; ++bucket, ++cell)
      if (cells[cell] != 0) series.add(bucket, cells[cell]);
  }
}

}  // namespace racecast
