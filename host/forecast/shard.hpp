// A part of the draws of a run, for machines that know nothing of each other.
#pragma once

#include <cstdint>
#include <string>

#include "kernels/engine/engine.hpp"

namespace racecast {

/// Number `number` of `of` shards, counted from 1.
struct Shard {
  std::uint64_t number = 1, of = 1;
  bool whole() const { return of == 1; }
  std::string text() const;  ///< "3/8"; empty: the whole run
};

/// "3/8". Throws Error(usage) for anything else.
Shard parse_shard(const std::string& text);

/// The draws of a shard: shards follow one another, none has more than one draw more than another.
/// Throws Error(usage) where it has none.
Range range_of(const Shard& shard, Range whole);

}  // namespace racecast
