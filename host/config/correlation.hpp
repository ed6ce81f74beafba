// Correlated priors: a Gaussian copula on the scores of the priors, by sets that hang together.
#pragma once

#include <cstdint>
#include <vector>

#include "host/config/config.hpp"
#include "host/config/parameter_path.hpp"
#include "host/numerics/symmetric_matrix.hpp"

namespace racecast {

/// Parameters that hang together through pairs, in the order of ParameterAddress, and how the score
/// of each is mixed of the own scores of those up to it: the first keeps its own. Constants are
/// among them, so that fixing a parameter leaves the draws of the others as they are.
struct ScoreGroup {
  std::vector<std::uint32_t> streams;
  LowerTriangle weights;
};

struct Correlated {
  std::vector<Correlation> pairs;
  std::vector<ScoreGroup> groups;
};

/// Pearson's correlation of two normals whose rank correlation (Spearman) this is, and back.
double score_correlation(double rank);
double rank_correlation(double score);

/// The nearest rank correlations that are possible together, in few enough digits to be read.
SymmetricMatrix nearest_ranks(const SymmetricMatrix& ranks);
/// How the scores are mixed; none: these rank correlations are not possible together.
std::optional<LowerTriangle> score_weights(const SymmetricMatrix& ranks);

/// The parts of the scores of a forecast's priors, which are told of them.
std::vector<ScorePart> mix_scores(const std::vector<ScoreGroup>& groups,
                                  std::vector<Prior>& priors);

}  // namespace racecast
