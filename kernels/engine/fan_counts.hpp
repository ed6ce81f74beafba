// The fan counts of a run on the host: how often each monthly metric fell into each bucket.
#pragma once

#include <cstdint>
#include <mutex>
#include <span>
#include <vector>

#include "kernels/engine/fan.hpp"

namespace racecast {

/// Limits of a bucket, in the unit of the engine.
struct FanBucket {
  double low, high;
  double middle() const { return (low + high) / 2; }
};
/// Of a bucket within the octaves of its metric; those below and above reach from 0 and to
/// infinity.
FanBucket fan_edges(int metric, int bucket);
/// How far the middle of a bucket can be from what fell into it, relative to that.
inline constexpr double fan_relative_error = 1.0 / (2 * octave_buckets);

/// The buckets of one metric of one nation in one month, from the first that is not empty on.
struct FanSeries {
  std::int32_t first = 0;             ///< bucket of counts[0]
  std::vector<std::uint64_t> counts;  ///< empty: nothing was counted

  /// Adds `n` to a bucket.
  void add(int bucket, std::uint64_t n) {
    const int place = bucket - first;
    if (static_cast<std::size_t>(place) < counts.size() && place >= 0)
      counts[static_cast<std::size_t>(place)] += n;
    else
      widen(bucket, n);
  }
  void add(const FanSeries& other);
  friend bool operator==(const FanSeries&, const FanSeries&) = default;

 private:
  void widen(int bucket, std::uint64_t n);
};

/// All series of a run: [month 0 ... horizon][nation][metric]. Which buckets a series holds follows
/// from its counts alone, so equal counts are equal objects, in whatever order they were added.
class FanCounts {
 public:
  FanCounts() = default;
  explicit FanCounts(int horizon) : series_(static_cast<std::size_t>(horizon + 1) * fan_series) {}

  std::span<FanSeries> series() { return series_; }
  std::span<const FanSeries> series() const { return series_; }
  FanSeries& at(int month, int nation, int metric) { return series_[place(month, nation, metric)]; }
  const FanSeries& at(int month, int nation, int metric) const {
    return series_[place(month, nation, metric)];
  }
  bool empty() const { return series_.empty(); }
  /// Adds the counts of another run over the same months.
  void add(const FanCounts& other);
  friend bool operator==(const FanCounts&, const FanCounts&) = default;

 private:
  static std::size_t place(int month, int nation, int metric) {
    return static_cast<std::size_t>((month * nation_count + nation) * metric_count + metric);
  }
  std::vector<FanSeries> series_;
};

/// Fan counts that several workers add to.
class SharedFan {
 public:
  explicit SharedFan(FanCounts& counts) : counts_(counts) {}
  std::size_t row_size() const { return counts_.series().size(); }
  /// Adds rows of buckets, one a draw, each [month][nation][metric].
  void add_rows(std::span<const std::uint16_t> rows);
  /// Adds dense counts as FanLayout places them.
  void add_cells(std::span<const std::uint32_t> cells);

 private:
  FanCounts& counts_;
  std::mutex mutex_;
};

}  // namespace racecast
