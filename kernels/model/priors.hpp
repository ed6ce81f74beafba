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

/// Whether the own scores of a draw are those of the shifted half of a proposal.
RC_HD inline bool is_shifted(const Forecast& forecast, std::uint64_t draw) {
  return forecast.shifted_scale != 0.0f && (draw & 1u) != 0;
}

/// The own scores of the first `count` > 0 of `source`, Priors or ScoreParts; lanes beyond them
/// repeat the last.
template <class F, class Source>
RC_INLINE void own_scores(const Forecast& forecast, const Source* source, int count,
                          std::uint64_t draw, float (&z)[Lanes<F>::width]) {
  if (const ScoreTable& table = forecast.table; table.z != nullptr) {
    const float* row = table.z + (draw - table.first_draw) * static_cast<std::uint64_t>(table.width);
    for (int i = 0; i < Lanes<F>::width; ++i) z[i] = row[source[i < count ? i : count - 1].place];
    return;
  }
  std::int32_t stream[Lanes<F>::width];
  for (int i = 0; i < Lanes<F>::width; ++i)
    stream[i] = as_int(source[i < count ? i : count - 1].stream);
  store(z, score<F>(forecast, as_word(load<F>(stream)), draw));
  if (!is_shifted(forecast, draw)) return;
  for (int i = 0; i < count; ++i) z[i] = fma(forecast.shifted_scale, z[i], source[i].shift);
}

/// The score of a correlated prior: its parts, summed in their order. Their own scores are made
/// anew, so that no lane waits for another's. The sum is kept where quantile functions are known.
template <class F>
RC_INLINE float mixed_score(const Forecast& forecast, const Prior& prior, std::uint64_t draw) {
  constexpr int width = Lanes<F>::width;
  float sum = 0.0f;
  for (int first = 0; first < prior.part_count; first += width) {
    const ScorePart* part = forecast.score_part + prior.first_part + first;
    const int left = prior.part_count - first, count = left < width ? left : width;
    float z[width];
    own_scores<F>(forecast, part, count, draw, z);
    for (int i = 0; i < count; ++i) sum = fma(part[i].weight, z[i], sum);
  }
  return smaller(larger(sum, -table_range), table_range);
}

/// The scores of the priors [first, first + width), as many as there are.
template <class F>
RC_INLINE void scores(const Forecast& forecast, int first, std::uint64_t draw,
                      float (&z)[Lanes<F>::width]) {
  constexpr int width = Lanes<F>::width;
  const int left = forecast.prior_count - first, count = left < width ? left : width;
  const Prior* prior = forecast.prior + first;
  own_scores<F>(forecast, prior, count, draw, z);
  if (forecast.score_part_count == 0) return;
  for (int i = 0; i < count; ++i)
    if (prior[i].part_count > 0) z[i] = mixed_score<F>(forecast, prior[i], draw);
}

/// The last of `count` cells, at least one, that begins at or before z. How often the loop runs
/// depends on the count alone.
RC_HD inline const QuantileCell& find_cell(const QuantileCell* cells, int count, float z) {
  int found = 0;
  while (count > 1) {
    const int half = count / 2;
    found += cells[found + half].from <= z ? half : 0;
    count -= half;
  }
  return cells[found];
}

RC_HD inline float interpolate(const QuantileCell* cells, int count, float z) {
  const float within = larger(smaller(z, table_range), -table_range);
  const QuantileCell& cell = find_cell(cells, count, within);
  const float t = (within - cell.from) * cell.inverse_width;
  return fma(fma(fma(cell.c3, t, cell.c2), t, cell.c1), t, cell.c0);
}

/// Quantile function of the prior at the score z; `cells` as Forecast::cell.
RC_HD inline float quantile(const QuantileCell* cells, const Prior& prior, float z) {
  const float g = prior.cell_count > 0 ? interpolate(cells + prior.first_cell, prior.cell_count, z)
                                       : fma(prior.scale, z, prior.offset);
  float value = g;
  if (prior.link == Link::exp) value = exp(g);
  if (prior.link == Link::logistic) value = logistic(g);
  value = select(value < prior.low, prior.low, value);
  return select(value > prior.high, prior.high, value);
}
RC_HD inline float quantile(const Forecast& forecast, const Prior& prior, float z) {
  return quantile(forecast.cell, prior, z);
}

}  // namespace RC_ISA
}  // namespace racecast
