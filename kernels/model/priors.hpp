// A parameter's value from its standard normal score.
#pragma once

#include "kernels/base/normal.hpp"
#include "kernels/model/forecast.hpp"
#include "kernels/model/streams.hpp"

namespace racecast {
inline namespace RC_ISA {

/// The own score z of a parameter in a draw, a lane for each of several parameters. The counter
/// holds the draw and the parameter's own stream, so that another parameter, added or fixed, leaves
/// it as it is.
template <class F>
RC_INLINE F score(const Forecast& forecast, WordOf<F> stream, std::uint64_t draw) {
  const auto all = [](std::uint32_t word) { return as_word(splat_int<F>(as_int(word))); };
  const std::uint32_t high = static_cast<std::uint32_t>(draw >> 32);
  const Words<WordOf<F>> counter = {all(static_cast<std::uint32_t>(draw)),
                                    all(counter_word(stream_prior, 0, 0) | high), stream,
                                    all(forecast.replicate)};
  return normal_quantile<F>(philox(counter, forecast.seed).x);
}

/// The own scores of `count` > 0 parameters, of which stream_of(i) is the stream; lanes beyond them
/// repeat the last.
template <class F, class StreamOf>
RC_INLINE void own_scores(const Forecast& forecast, int count, std::uint64_t draw,
                          StreamOf&& stream_of, float (&z)[Lanes<F>::width]) {
  std::int32_t stream[Lanes<F>::width];
  for (int i = 0; i < Lanes<F>::width; ++i)
    stream[i] = as_int(stream_of(i < count ? i : count - 1));
  store(z, score<F>(forecast, as_word(load<F>(stream)), draw));
}

/// The score of a correlated prior: its parts, summed in their order. Their own scores are made anew,
/// so that no lane waits for another's. The sum is kept where quantile functions are known.
template <class F>
RC_INLINE float mixed_score(const Forecast& forecast, const Prior& prior, std::uint64_t draw) {
  constexpr int width = Lanes<F>::width;
  float sum = 0.0f;
  for (int first = 0; first < prior.part_count; first += width) {
    const ScorePart* part = forecast.score_part + prior.first_part + first;
    const int left = prior.part_count - first, count = left < width ? left : width;
    float z[width];
    own_scores<F>(
        forecast, count, draw, [&](int i) { return part[i].stream; }, z);
    for (int i = 0; i < count; ++i) sum = fma(part[i].weight, z[i], sum);
  }
  return smaller(larger(sum, table_low), -table_low);
}

/// The scores of the priors [first, first + width), as many as there are.
template <class F>
RC_INLINE void scores(const Forecast& forecast, int first, std::uint64_t draw,
                      float (&z)[Lanes<F>::width]) {
  constexpr int width = Lanes<F>::width;
  const int left = forecast.prior_count - first, count = left < width ? left : width;
  const Prior* prior = forecast.prior + first;
  own_scores<F>(
      forecast, count, draw, [&](int i) { return prior[i].stream; }, z);
  if (forecast.score_part_count == 0) return;
  for (int i = 0; i < count; ++i)
    if (prior[i].part_count > 0) z[i] = mixed_score<F>(forecast, prior[i], draw);
}

/// Cubic Hermite interpolation between the nodes around z.
RC_HD inline float interpolate(const QuantileTable& table, float z) {
  const float place = (z - table_low) * (1.0f / table_spacing);
  int cell = static_cast<int>(place);
  cell = cell < 0 ? 0 : cell > table_cells - 1 ? table_cells - 1 : cell;
  const float t = place - to_float(cell);
  const float rise = table.value[cell + 1] - table.value[cell];
  const float m0 = table.slope[cell], m1 = table.slope[cell + 1];
  const float cubic = m0 + m1 - 2.0f * rise;
  const float square = 3.0f * rise - 2.0f * m0 - m1;
  return fma(fma(fma(cubic, t, square), t, m0), t, table.value[cell]);
}

/// Quantile function of the prior at the score z.
RC_HD inline float quantile(const Forecast& forecast, const Prior& prior, float z) {
  const float g = prior.table >= 0 ? interpolate(forecast.table[prior.table], z)
                                   : fma(prior.scale, z, prior.offset);
  float value = g;
  if (prior.link == Link::exp) value = exp(g);
  if (prior.link == Link::logistic) value = logistic(g);
  value = select(value < prior.low, prior.low, value);
  return select(value > prior.high, prior.high, value);
}

}  // namespace RC_ISA
}  // namespace racecast
