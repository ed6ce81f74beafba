// Where worlds are looked for: a normal law of scores that differs from the priors' in some
// directions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace racecast {

/// N(mean, I + V (L - I) V^T): standard normal but for the mean and for the variances L along a few
/// orthonormal directions V. Of every `plain_one_in` draws one is of the priors, N(0, I), so that
/// no weight of a draw of the priors can exceed that number (a defensive mixture: Hesterberg 1995).
class NormalProposal {
 public:
  static constexpr std::uint64_t plain_one_in = 10;

  /// The priors themselves.
  explicit NormalProposal(std::size_t size) : mean_(size, 0.0), priors_(true) {}
  NormalProposal(std::vector<double> mean, std::vector<double> variance,
                 std::vector<std::vector<double>> direction);

  /// The closest of this family to weighted draws `z` ([draw][score], `weight` [draw]) that differs
  /// from the priors along the orthonormal directions `basis` only. Of the variances, what draws of
  /// the priors show by chance is not believed (Marchenko and Pastur 1967), and the others are
  /// moved towards 1 by what a sample of that size overstates (Donoho, Gavish and Johnstone 2018).
  /// All are then widened by a tenth, so that tails are covered.
  static NormalProposal fitted(std::span<const float> z, std::span<const double> weight,
                               std::size_t size, const std::vector<std::vector<double>>& basis);

  bool is_priors() const { return priors_; }
  const std::vector<double>& mean() const { return mean_; }
  static bool is_plain(std::uint64_t draw) { return draw % plain_one_in == 0; }
  std::size_t directions() const { return variance_.size(); }
  /// Length of the mean, standard deviations of the priors.
  double distance() const;

  /// Turns standard normal numbers into a draw; `draw` decides whether it is of the priors.
  void place(std::uint64_t draw, std::span<float> z) const;
  /// ln of the density of the mixture over that of the priors.
  double log_ratio(std::span<const float> z) const;

 private:
  std::vector<double> mean_, variance_;
  std::vector<std::vector<double>> direction_;
  double half_log_determinant_ = 0;
  bool priors_ = false;
};

}  // namespace racecast
