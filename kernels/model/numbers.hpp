// The random numbers of a month, block by block (streams.hpp).
//
// A GPU thread and a single lane make each block where it is wanted. Vectors of a CPU make all
// blocks of a month first, in one short loop: spread over the month, the same instructions would
// stand in the program a dozen times, and a month would no longer fit into the processor's
// instruction caches.
#pragma once

#include "kernels/base/normal.hpp"
#include "kernels/model/forecast.hpp"
#include "kernels/model/streams.hpp"

namespace racecast {
inline namespace RC_ISA {

/// Four random numbers: standard normals first, then uniforms, as the block's layout says.
template <class F>
struct Numbers {
  F x, y, z, w;
  RC_INLINE F operator[](int i) const { return i == 0 ? x : i == 1 ? y : i == 2 ? z : w; }
};

/// Two words become two standard normals, or two uniforms.
template <class F>
RC_INLINE NumberPair<F> variates_of_two(WordOf<F> first, WordOf<F> second, bool normals) {
  if (normals) return normal_pair<F>(first, second);
  return {uniform<F>(first), uniform<F>(second)};
}

template <class F>
RC_INLINE Numbers<F> variates_of(const Words<WordOf<F>>& words, VariateLayout layout) {
  const NumberPair<F> a = variates_of_two<F>(words.x, words.y, layout != VariateLayout::chances);
  const NumberPair<F> b = variates_of_two<F>(words.z, words.w, layout == VariateLayout::normals);
  return {a.first, a.second, b.first, b.second};
}

inline constexpr int channels_of_block = 4;
inline constexpr int channel_blocks = (max_channels + channels_of_block - 1) / channels_of_block;
// Everything that is counted has room in its bits of the counter.
static_assert(max_horizon < 1 << month_bits && max_trajectories == std::uint64_t{1}
                                                                       << trajectory_bits);
static_assert(world_blocks <= 1 << block_bits && nation_blocks <= 1 << block_bits &&
              channel_blocks <= 1 << block_bits);
static_assert(stream_channel + nation_count <= 1 << purpose_bits);

/// A month's numbers, each block made when it is asked for.
template <class F>
struct NumbersOnDemand {
  const Forecast& forecast;
  const PathStream<F>& random;
  int month;

  RC_INLINE Numbers<F> make(int stream, int block, VariateLayout layout) const {
    return variates_of<F>(random(forecast.seed, counter_word(stream, month, block)), layout);
  }
  RC_INLINE Numbers<F> world(WorldBlock block) const {
    return make(stream_world, block, global_layout(block));
  }
  RC_INLINE Numbers<F> nation(int nation, NationBlock block) const {
    return make(stream_nation + forecast.nation_stream[nation], block, nation_layout(block));
  }
  /// Of the channels [4 block, 4 block + 4).
  RC_INLINE Numbers<F> channels(int nation, int block) const {
    return make(stream_channel + forecast.nation_stream[nation], block, VariateLayout::normals);
  }
};

/// Where the months of a path get their numbers from.
template <class F>
class NumberSource {
 public:
  using Month = NumbersOnDemand<F>;
  RC_INLINE explicit NumberSource(const Forecast& forecast) : forecast_(forecast) {}
  RC_INLINE Month month(const PathStream<F>& random, int month) {
    return {forecast_, random, month};
  }

 private:
  const Forecast& forecast_;
};

#if RC_WIDTH > 1

/// Places of a month's blocks in a table of them.
inline constexpr int world_place = 0;
inline constexpr int nation_place = world_place + world_blocks;
inline constexpr int channel_place = nation_place + nation_count * nation_blocks;
inline constexpr int block_places = channel_place + nation_count * channel_blocks;
inline constexpr int no_place = -1;

/// Blocks that a forecast needs each month, in pairs of the same layout as far as they go.
struct BlockPlan {
  struct Pair {
    int place[2];              ///< the second may be no_place
    std::uint32_t counter[2];  ///< for month 0
    VariateLayout layout;
  };
  int pairs = 0;
  Pair pair[block_places];

  RC_INLINE explicit BlockPlan(const Forecast& forecast) {
    add_all(forecast, VariateLayout::normals);
    add_all(forecast, VariateLayout::mixed);
    add_all(forecast, VariateLayout::chances);
  }

 private:
  RC_INLINE void add(int place, int stream, int number, VariateLayout layout, bool& second) {
    const std::uint32_t counter = counter_word(stream, 0, number);
    if (second) {
      pair[pairs - 1].place[1] = place;
      pair[pairs - 1].counter[1] = counter;
    } else {
      pair[pairs++] = {{place, no_place}, {counter, 0}, layout};
    }
    second = !second;
  }
  RC_INLINE void add_all(const Forecast& forecast, VariateLayout layout) {
    bool second = false;
    for (int i = 0; i < world_blocks; ++i)
      if (global_layout(i) == layout) add(world_place + i, stream_world, i, layout, second);
    for (int nation = 0; nation < nation_count; ++nation) {
      const int of_nation = forecast.nation_stream[nation];
      for (int i = 0; i < nation_blocks; ++i)
        if (nation_layout(i) == layout)
          add(nation_place + nation * nation_blocks + i, stream_nation + of_nation, i, layout,
              second);
      if (layout != VariateLayout::normals) continue;
      for (int i = 0; i * channels_of_block < forecast.channel_count[nation]; ++i)
        add(channel_place + nation * channel_blocks + i, stream_channel + of_nation, i, layout,
            second);
    }
  }
};

/// The numbers of a month of one group of lanes, made before the month.
template <class F>
class NumbersInAdvance {
 public:
  /// Kept out of line: one copy of it, with the vector registers to itself.
  __attribute__((noinline)) void make(const Forecast& forecast, const BlockPlan& plan,
                                      const PathStream<F>& random, int month) {
    const std::uint32_t of_month = counter_word(0, month, 0);
    for (int i = 0; i < plan.pairs; ++i) {
      const BlockPlan::Pair& pair = plan.pair[i];
      if (pair.place[1] == no_place) {
        make_one(forecast, pair, random, of_month);
        continue;
      }
      const auto words =
          random(forecast.seed, pair.counter[0] | of_month, pair.counter[1] | of_month);
      const WordOf<Two> word[4] = {words.x, words.y, words.z, words.w};
      RC_EACH(half, 2) {
        const int first = 2 * half;
        const NumberPair<Two> made = variates_of_two<Two>(word[first], word[first + 1],
                                                          static_cast<int>(pair.layout) > first);
        store(number_[pair.place[0]][first], half_of<0>(made.first));
        store(number_[pair.place[0]][first + 1], half_of<0>(made.second));
        store(number_[pair.place[1]][first], half_of<1>(made.first));
        store(number_[pair.place[1]][first + 1], half_of<1>(made.second));
      }
    }
  }
  RC_INLINE Numbers<F> world(WorldBlock block) const { return at(world_place + block); }
  RC_INLINE Numbers<F> nation(int nation, NationBlock block) const {
    return at(nation_place + nation * nation_blocks + block);
  }
  /// The same four numbers, to be loaded one by one.
  struct Row {
    const float* first;
    RC_INLINE F operator[](int i) const { return load_real<F>(first + i * Lanes<F>::width); }
  };
  RC_INLINE Row channels(int nation, int block) const {
    return {number_[channel_place + nation * channel_blocks + block][0]};
  }

 private:
  RC_INLINE Numbers<F> at(int place) const {
    const float(&row)[4][Lanes<F>::width] = number_[place];
    return {load_real<F>(row[0]), load_real<F>(row[1]), load_real<F>(row[2]), load_real<F>(row[3])};
  }
  __attribute__((noinline)) void make_one(const Forecast& forecast, const BlockPlan::Pair& pair,
                                          const PathStream<F>& random, std::uint32_t of_month) {
    const Numbers<F> made =
        variates_of<F>(random(forecast.seed, pair.counter[0] | of_month), pair.layout);
    RC_UNROLL
    for (int i = 0; i < 4; ++i) store(number_[pair.place[0]][i], made[i]);
  }
  using Two = decltype(beside(F{}, F{}));  // two blocks side by side
  alignas(64) float number_[block_places][4][Lanes<F>::width];
};

template <int parts>
class NumberSource<FloatParts<parts>> {
 public:
  using Month = NumbersInAdvance<FloatParts<parts>>;
  RC_INLINE explicit NumberSource(const Forecast& forecast)
      : forecast_(forecast), plan_(forecast) {}
  RC_INLINE const Month& month(const PathStream<FloatParts<parts>>& random, int month) {
    month_.make(forecast_, plan_, random, month);
    return month_;
  }

 private:
  const Forecast& forecast_;
  BlockPlan plan_;
  Month month_;
};

#endif  // RC_WIDTH > 1

}  // namespace RC_ISA
}  // namespace racecast
