#include "host/config/correlation.hpp"

#include <cmath>
#include <numbers>
#include <unordered_map>

namespace racecast {
namespace {

using std::numbers::pi;

// Far enough from singular that ranks rounded to a few digits are still possible.
constexpr double least_eigenvalue = 1e-3;

template <class Function>
SymmetricMatrix off_diagonals(const SymmetricMatrix& matrix, Function&& function) {
  return {matrix.size(),
          [&](std::size_t i, std::size_t j) { return i == j ? 1 : function(matrix(i, j)); }};
}

}  // namespace

// Pearson 1907; for normals the two differ by at most 0.018.
double score_correlation(double rank) { return 2 * std::sin(pi * rank / 6); }
double rank_correlation(double score) { return 6 / pi * std::asin(score / 2); }

SymmetricMatrix nearest_ranks(const SymmetricMatrix& ranks) {
  const SymmetricMatrix nearest =
      off_diagonals(nearest_correlation(off_diagonals(ranks, score_correlation), least_eigenvalue),
                    rank_correlation);
  for (double scale = 1e3; scale < 1e9; scale *= 10) {
    const SymmetricMatrix rounded =
        off_diagonals(nearest, [&](double rank) { return std::round(rank * scale) / scale; });
    if (score_weights(rounded)) return rounded;
  }
  return nearest;
}

std::optional<LowerTriangle> score_weights(const SymmetricMatrix& ranks) {
  return lower_factor(off_diagonals(ranks, score_correlation));
}

std::vector<ScorePart> mix_scores(const std::vector<ScoreGroup>& groups,
                                  std::vector<Prior>& priors) {
  std::unordered_map<std::uint32_t, Prior*> prior_of;
  for (Prior& prior : priors) prior_of.emplace(prior.stream, &prior);
  std::vector<ScorePart> parts;
  for (const ScoreGroup& group : groups) {
    for (std::size_t i = 1; i < group.streams.size(); ++i) {
      const auto prior = prior_of.find(group.streams[i]);
      if (prior == prior_of.end()) continue;  // a constant
      const std::size_t first = parts.size();
      for (std::size_t j = 0; j <= i; ++j) {
        const auto weight = static_cast<float>(group.weights[i][j]);
        if (weight != 0) parts.push_back({group.streams[j], weight, 0.0f, 0});
      }
      prior->second->first_part = static_cast<std::int32_t>(first);
      prior->second->part_count = static_cast<std::int32_t>(parts.size() - first);
    }
  }
  return parts;
}

}  // namespace racecast
