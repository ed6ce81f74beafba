// Correlated priors: a Gaussian copula on the scores of the priors, by sets that hang together.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "host/config/config.hpp"
#include "host/config/parameter_path.hpp"
#include "host/numerics/symmetric_matrix.hpp"
#include "host/toml/diagnostics.hpp"

namespace racecast {

class TableReader;

/// Parameters that hang together through pairs, in the order of ParameterAddress, and how the score
/// of each is mixed of the own scores of those up to it: the first keeps its own. Constants are
/// among them, so that fixing a parameter leaves the draws of the others as they are.
struct ScoreGroup {
  std::vector<std::uint32_t> streams;
  LowerTriangle weights;
};

inline constexpr const char* correlation_hint =
    "[[correlation]] with between = [\"us.power.growth\", \"cn.power.growth\"] and rank = 0.3, "
    "or with among = [...] and one rank or a matrix";

/// Whether pairs_of_entry() finds all pairs of parameters that exist in an entry, and every rank is
/// one; reports what is wrong. `unknown` has the paths that no entry before knew.
bool is_well_formed(TableReader& entry, const ParameterPaths& paths, std::set<std::string>& unknown,
                    Diagnostics& diagnostics);

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

/// A pair of a config whose parameters exist, with a rank that is not 0.
struct AddressedPair {
  ParameterAddress first, second;
  double rank = 0;
  Place place;  ///< of its entry
};

/// The groups of the pairs; reports sets that are too large or not possible, at the last of their
/// entries, with the nearest possible ranks to paste.
std::vector<ScoreGroup> group_pairs(const std::vector<AddressedPair>& pairs,
                                    Diagnostics& diagnostics);

}  // namespace racecast
