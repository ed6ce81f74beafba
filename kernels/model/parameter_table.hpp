// The rows of parameters.def as data, for the host: keys, units, bounds, meaning and addresses.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>

#include "kernels/model/limits.hpp"

namespace racecast {

enum class ParameterGroup { world, nation, channel, programme, threshold };

struct ParameterRow {
  ParameterGroup group;
  std::uint32_t id;      ///< permanent within the group
  const char* member;    ///< name in the equations' code
  const char* key;       ///< path in the config, below the table of its group
  const char* unit;
  double low, high;      ///< bounds, inclusive
  double absent;         ///< value without the key; NaN: the key is required
  const char* meaning;
  int offset;            ///< slot within the struct of its group

  constexpr bool required() const { return absent != absent; }
};

/// All rows, in the order of the table.
std::span<const ParameterRow> parameter_rows();

/// How many slots Parameters has.
int slot_count();

/// Slot of a row in Parameters. `nation` is ignored for world, programme and threshold rows,
/// `element` (index of the channel, programme or threshold) for world and nation rows.
int parameter_slot(const ParameterRow& row, int nation = 0, int element = 0);

/// The 32-bit address of the random number that draws a parameter (word 2 of the Philox counter).
/// World and nation rows: a packed permanent number. List elements: a hash of group, nation and name,
/// so that adding or reordering elements moves no other; `draw_stream` does not check collisions,
/// the builder of a Forecast does. `nation_stream` is 0 for us and 1 for cn, unless streams are swapped.
std::uint32_t draw_stream(const ParameterRow& row, int nation_stream, const char* element_name);

}  // namespace racecast
