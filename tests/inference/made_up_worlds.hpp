// Worlds whose odds follow from their scores by a known function.
#pragma once

#include <functional>

#include "host/inference/worlds.hpp"
#include "host/numerics/normal_score.hpp"
#include "kernels/base/philox.hpp"

namespace racecast::test {

/// `draws` worlds of `priors` independent scores; `paths` of each are won with probability odds(z).
inline WorldSample made_up_worlds(std::size_t draws, std::size_t priors, int paths,
                                  const std::function<double(const std::vector<double>&)>& odds,
                                  std::uint64_t seed = 1) {
  const auto uniform = [seed](std::size_t draw, std::size_t purpose, int path) {
    const Words<std::uint32_t> words = philox<std::uint32_t>(
        {static_cast<std::uint32_t>(draw), static_cast<std::uint32_t>(purpose),
         static_cast<std::uint32_t>(path), 77},
        seed);
    return (words.x + 0.5) * 0x1p-32;
  };
  WorldSample sample;
  sample.scores = {draws, priors, std::vector<float>(draws * priors)};
  sample.odds = {paths, draws, {}};
  for (std::size_t draw = 0; draw < draws; ++draw) {
    std::vector<double> z(priors);
    for (std::size_t prior = 0; prior < priors; ++prior) {
      z[prior] = normal_quantile(uniform(draw, prior, 0));
      sample.scores.score[prior * draws + draw] = static_cast<float>(z[prior]);
    }
    const double p = odds(z);
    std::uint32_t won = 0;
    for (int path = 0; path < paths; ++path) won += uniform(draw, priors, path) < p;
    sample.odds.us.push_back(won);
  }
  return sample;
}

}  // namespace racecast::test
