#include <algorithm>
#include <cmath>

#include "host/numerics/normal_score.hpp"
#include "host/numerics/root.hpp"
#include "host/priors/make_distribution.hpp"
#include "host/text/number_text.hpp"

namespace racecast {
namespace {

constexpr double farthest_score = score_range + 1;  // beyond it the curve is not looked at
constexpr std::size_t most_terms = 10;

// Keelin's terms: 1, L, cL, c, c^2, c^2 L, c^3, ... with c = p - 1/2 and L = ln(p / (1 - p)).
double term(std::size_t i, double center, double log_odds) {
  if (i == 0) return 1;
  if (i == 1) return log_odds;
  if (i == 2) return center * log_odds;
  if (i == 3) return center;
  const double power = std::pow(center, static_cast<double>(i / 2));
  return i % 2 == 0 ? power : power * log_odds;
}

double center_of(const Shares& share) { return (share.below - share.above) / 2; }
double log_odds_of(const Shares& share) { return std::log(share.below) - std::log(share.above); }

class Metalog final : public Distribution {
 public:
  Metalog(std::vector<double> terms, const MetalogEnds& ends)
      : terms_(std::move(terms)), ends_(ends) {}

  /// The value whose transform is m: a logarithm above `low`, below `high`, or log odds between.
  static double value_of(double m, const MetalogEnds& ends) {
    if (ends.low && ends.high) {
      const double width = *ends.high - *ends.low;
      return m < 0 ? *ends.low + width * apply_link(Link::logistic, m)
                   : *ends.high - width * apply_link(Link::logistic, -m);
    }
    if (ends.low) return *ends.low + std::exp(m);
    if (ends.high) return *ends.high - std::exp(-m);
    return m;
  }
  static double transform(double value, const MetalogEnds& ends) {
    if (ends.low && ends.high) return std::log((value - *ends.low) / (*ends.high - value));
    if (ends.low) return std::log(value - *ends.low);
    if (ends.high) return -std::log(*ends.high - value);
    return value;
  }

  double argument(double z) const {
    const Shares share = shares_of_score(z);
    const double center = center_of(share), log_odds = log_odds_of(share);
    double sum = 0;
    for (std::size_t i = 0; i < terms_.size(); ++i) sum += terms_[i] * term(i, center, log_odds);
    return sum;
  }

  double quantile(double z) const override {
    return value_of(argument(std::fmin(std::fmax(z, -farthest_score), farthest_score)), ends_);
  }
  Shares shares(double value) const override {
    if (ends_.low && value <= *ends_.low) return {0, 1};
    if (ends_.high && value >= *ends_.high) return {1, 0};
    const double m = transform(value, ends_);
    return shares_of_score(
        find_root([&](double x) { return argument(x) - m; }, -farthest_score, farthest_score));
  }
  std::vector<double> breaks() const override {
    std::vector<double> values;
    if (ends_.low) values.push_back(*ends_.low);
    if (ends_.high) values.push_back(*ends_.high);
    return values;
  }

 private:
  std::vector<double> terms_;
  MetalogEnds ends_;
};

using Row = std::vector<double>;

/// Solves equations whose rows end in their right sides, by elimination with the largest pivot.
/// They have to be independent. (Boost's uBLAS does not compile as C++20.)
std::vector<double> solve(std::vector<Row> rows) {
  const std::size_t n = rows.size();
  for (std::size_t i = 0; i < n; ++i) {
    const auto pivot = std::max_element(
        rows.begin() + static_cast<std::ptrdiff_t>(i), rows.end(),
        [i](const Row& a, const Row& b) { return std::abs(a[i]) < std::abs(b[i]); });
    std::swap(rows[i], *pivot);
    if (!(std::abs(rows[i][i]) > 1e-14))
      throw NoDistribution("no metalog goes through these quantiles");
    for (std::size_t below = i + 1; below < n; ++below) {
      const double part = rows[below][i] / rows[i][i];
      for (std::size_t k = i; k <= n; ++k) rows[below][k] -= part * rows[i][k];
    }
  }
  std::vector<double> solution(n);
  for (std::size_t i = n; i-- > 0;) {
    double rest = rows[i][n];
    for (std::size_t k = i + 1; k < n; ++k) rest -= rows[i][k] * solution[k];
    solution[i] = rest / rows[i][i];
  }
  return solution;
}

/// The terms of the metalog through all points.
std::vector<double> terms_through(const QuantilePoints& points, const MetalogEnds& ends) {
  std::vector<Row> rows;
  for (const QuantilePoint& point : points) {
    const Shares share{point.share, 1 - point.share};
    Row row;
    for (std::size_t i = 0; i < points.size(); ++i) {
      row.push_back(term(i, center_of(share), log_odds_of(share)));
    }
    row.push_back(Metalog::transform(point.value, ends));
    rows.push_back(std::move(row));
  }
  return solve(std::move(rows));
}

}  // namespace

DistributionPtr make_metalog(const QuantilePoints& points, const MetalogEnds& ends) {
  if (points.size() > most_terms)
    throw NoDistribution("a metalog takes at most " + std::to_string(most_terms) + " quantiles");
  for (const QuantilePoint& point : points) {
    if ((ends.low && point.value <= *ends.low) || (ends.high && point.value >= *ends.high))
      throw NoDistribution("quantile " + number_text(point.value) +
                           " of a metalog is not between its min and max");
  }
  const auto made = std::make_shared<Metalog>(terms_through(points, ends), ends);
  double before = made->argument(-farthest_score);
  constexpr int steps = 3000;
  for (int i = 1; i <= steps; ++i) {
    const double z = farthest_score * (2.0 * i / steps - 1), at = made->argument(z);
    if (!(at > before))
      throw NoDistribution("the metalog through these quantiles would fall at the " +
                           number_text(std::round(1e4 * normal_cdf(z)) / 100) +
                           " % quantile (take fewer quantiles, or shape = \"monotone\")");
    before = at;
  }
  return made;
}

}  // namespace racecast
