// What is measured within a budget of seconds: which sizes, how often, and in which order. Knows
// engines only as a function that runs some draws and says how many seconds that took.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

namespace racecast {

/// Repeats of a measurement.
struct Spread {
  double median = 0, low = 0, high = 0;  ///< low, high: the extremes
  std::size_t repeats = 0;
};

/// Of at least one value.
Spread spread_of(std::vector<double> values);

/// Runs this many draws; seconds.
using TimeDraws = std::function<double(std::uint64_t draws)>;

struct SizeTimes {
  std::uint64_t draws;
  std::vector<double> seconds;  ///< of each repeat
};
struct MeasuredSizes {
  std::vector<SizeTimes> measured;      ///< ascending
  std::vector<std::uint64_t> left_out;  ///< draws that the budget has no room for, ascending
};

inline constexpr std::size_t least_repeats = 3;
inline constexpr std::size_t most_repeats = 9;

/// Repeats each of `sizes` (draws, ascending) in rounds over all of them, so that a clock that
/// drifts hits all alike. A size is left out where least_repeats of it, judged by the size before,
/// would take more than what is left of `budget` seconds; the first size never is, but runs once
/// where once takes more than the budget.
MeasuredSizes time_sizes(const std::vector<std::uint64_t>& sizes, double budget,
                         const TimeDraws& time);

/// The same, one size after the other and from few draws to many, with as many repeats as a small
/// part of the budget holds, and at least one. `done` is called after the last repeat of each size.
/// `rate`: draws a second as far as known, 0 where it is not.
MeasuredSizes time_growth(const std::vector<std::uint64_t>& sizes, double budget, double rate,
                          const TimeDraws& time, const std::function<void()>& done);

/// Runs this many draws with so many threads; seconds.
using TimeThreads = std::function<double(int threads, std::uint64_t draws)>;

struct ThreadTimes {
  int threads;
  std::vector<double> seconds;  ///< of each round
};

/// The same draws with each number of threads, in `rounds` rounds over all of them.
std::vector<ThreadTimes> time_threads(const std::vector<int>& threads, std::uint64_t draws,
                                      std::size_t rounds, const TimeThreads& time);

/// 1, 2, 3, 4, 8, 16 ... and `most`.
std::vector<int> thread_ladder(int most);

}  // namespace racecast
