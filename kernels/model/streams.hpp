// The one table of random streams: the purpose of a random number, eight bits of its counter.
//
//   RC_STREAM(number, name)
//
// Numbers are appended, never reused: a new stream leaves every other number as it was. A stream of a
// nation takes two numbers, the second for cn.
//
// A stream gives a path four numbers a block and month:
//
//   RC_BLOCK(name, stream, block, layout, "meaning")
//
// `layout` says how many of the four words become normals: all (normals), the first two (mixed) or
// none (chances); the others become uniforms.
#pragma once

#define RC_STREAMS(RC_STREAM) \
  RC_STREAM(0, prior)         \
  RC_STREAM(1, world)         \
  RC_STREAM(2, nation)        \
  RC_STREAM(4, channel)

#define RC_WORLD_BLOCKS(RC_BLOCK)                                                               \
  RC_BLOCK(noise, world, 0, normals, "sentiment, price-performance, energy efficiency, supply") \
  RC_BLOCK(chance, world, 1, chances, "export controls, supply shock, escalation")

#define RC_NATION_BLOCKS(RC_BLOCK)                                                             \
  RC_BLOCK(money, nation, 0, mixed, "common to the channels, fabs; turn and depth of a bust")  \
  RC_BLOCK(noise, nation, 1, normals, "power, algorithms, utilisation of both pools")          \
  RC_BLOCK(chance, nation, 2, mixed, "concentration, none; grid stress, breakthrough")

// Spending of each channel: all normals, four channels a block.

namespace racecast {

enum Stream : int {
#define RC_STREAM(number, name) stream_##name = number,
  RC_STREAMS(RC_STREAM)
#undef RC_STREAM
};

/// How many of a block's four numbers are normals: the first ones; the others are uniforms.
enum class VariateLayout : int { chances = 0, mixed = 2, normals = 4 };

enum WorldBlock : int {
#define RC_BLOCK(name, stream, block, layout, meaning) world_##name = block,
  RC_WORLD_BLOCKS(RC_BLOCK)
#undef RC_BLOCK
      world_blocks
};
enum NationBlock : int {
#define RC_BLOCK(name, stream, block, layout, meaning) nation_##name = block,
  RC_NATION_BLOCKS(RC_BLOCK)
#undef RC_BLOCK
      nation_blocks
};

// Arrays of constants are not in reach of device code, functions are.
constexpr VariateLayout global_layout(int block) {
  switch (block) {
#define RC_BLOCK(name, stream, block, layout, meaning) \
  case block: return VariateLayout::layout;
    RC_WORLD_BLOCKS(RC_BLOCK)
#undef RC_BLOCK
  }
  return VariateLayout::chances;
}
constexpr VariateLayout nation_layout(int block) {
  switch (block) {
#define RC_BLOCK(name, stream, block, layout, meaning) \
  case block: return VariateLayout::layout;
    RC_NATION_BLOCKS(RC_BLOCK)
#undef RC_BLOCK
  }
  return VariateLayout::chances;
}

}  // namespace racecast
