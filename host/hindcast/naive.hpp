// What can be said of a series without a model: the rules that a forecast must beat.
#pragma once

#include <array>
#include <optional>
#include <span>

#include "host/history/history.hpp"

namespace racecast {

/// Student's distribution, of a number's logarithm.
struct NaiveForecast {
  double location = 0;
  double scale = 0;    ///< 0: a point, without a distribution
  double degrees = 0;  ///< of freedom

  /// In the unit of ln; of a point, the distance. After Jordan, Krueger and Lerch (Journal of
  /// Statistical Software 90(12), 2019).
  double crps(double log_value) const;
};

enum class NaiveRule { last_growth, drift, trend };
inline constexpr std::size_t naive_count = 3;
inline constexpr std::array<const char*, naive_count> naive_names = {
    "last growth continued", "random walk with drift", "exponential trend"};
/// The same as one word.
inline constexpr std::array<const char*, naive_count> naive_keys = {"last_growth", "drift",
                                                                    "trend"};

/// What a rule says of `month`, from the figures `past` alone; nothing where they are too few.
///
/// - last_growth: the growth between the last two figures goes on. Its errors in the past, each
///   growth against that before it, give the spread, which grows with the root of the time; with
///   fewer than four figures it is a point. At least two figures.
/// - drift: a random walk, its drift and its spread from the growths of the past; the drift is as
///   uncertain as so short a past makes it. At least four figures: with fewer, Student's
///   distribution has no mean distance.
/// - trend: a line through the logarithms by least squares, and its distribution of a new
///   figure. At least four figures.
std::optional<NaiveForecast> naive_forecast(NaiveRule rule, std::span<const PastFigure> past,
                                            int month);

}  // namespace racecast
