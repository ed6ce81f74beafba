// The prior of a parameter as the engines see it.
#pragma once

#include <cstdint>

namespace racecast {

/// How the quantile function of a prior is evaluated: link(g(z)), z standard normal, where g is
/// offset + scale * z, or a table of g over z.
enum class Link : std::int32_t { identity = 0, exp = 1, logistic = 2 };

/// A prior's table covers the scores [-table_range, table_range] with cells of unequal width;
/// beyond them it keeps the values of its ends.
inline constexpr float table_range = 6.5f;
/// From `from` to the next cell's, g is a cubic in t = (z - from) * inverse_width, which is within
/// [0, 1]. A step is a cell whose c1, c2 and c3 are 0.
struct QuantileCell {
  float from, inverse_width;
  float c0, c1, c2, c3;
};

/// A part of the score of a correlated prior: the own score of a parameter, times a weight.
struct ScorePart {
  std::uint32_t stream;  ///< of the parameter, draw_stream()
  float weight;
  float shift;  ///< of the own score in shifted draws, as in every Prior and part of the stream
  std::int32_t place;  ///< of the own score in a row of a ScoreTable, likewise
};

struct Prior {
  std::int32_t slot;     ///< in Parameters
  std::uint32_t stream;  ///< draw_stream(): word 2 of the counter
  Link link;
  std::int32_t first_cell;  ///< of its table, in Forecast::cell
  std::int32_t cell_count;  ///< 0: offset + scale * z
  float offset, scale;
  float low, high;                      ///< rounding must not carry a value over its bounds
  std::int32_t first_part, part_count;  ///< its score is the sum of these; none: its own score
  float shift;                          ///< of its own score in shifted draws
  std::int32_t place;                   ///< of its own score in a row of a ScoreTable
};

}  // namespace racecast
