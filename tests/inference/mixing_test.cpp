// The mixing distribution is found again where it is known, and raw bins do not find it.
#include "host/inference/mixing.hpp"

#include <cmath>
#include <functional>
#include <numeric>
#include <random>

#include "host/result/axes.hpp"
#include "tests/catch.hpp"

namespace racecast {
namespace {

using Random = std::mt19937_64;

std::vector<std::uint64_t> odds_of(int paths, int draws,
                                   const std::function<double(Random&)>& probability) {
  Random random(11);
  std::vector<std::uint64_t> odds(static_cast<std::size_t>(paths) + 1);
  for (int draw = 0; draw < draws; ++draw)
    ++odds[static_cast<std::size_t>(
        std::binomial_distribution<int>(paths, probability(random))(random))];
  return odds;
}

double two_worlds(Random& random) { return random() % 10 < 3 ? 0.13 : 0.87; }

double beta(double a, double b, Random& random) {
  const double x = std::gamma_distribution<>(a)(random);
  return x / (x + std::gamma_distribution<>(b)(random));
}

/// Largest distance of the distribution functions at the borders of the bins.
double distance(const std::vector<double>& bins, const std::vector<double>& truth) {
  double sum = 0, worst = 0;
  for (std::size_t i = 0; i < bins.size(); ++i)
    worst = std::max(worst, std::abs(sum += bins[i] - truth[i]));
  return worst;
}

/// Share of the worlds with a probability within (low, high].
double share_within(const Mixing& mixing, double low, double high) {
  return mixing.share_above(low) - mixing.share_above(high);
}

/// Bins of the beta distribution with shapes (2, 2): F(p) = p^2 (3 - 2 p).
std::vector<double> beta_bins() {
  const auto below = [](double p) { return p * p * (3 - 2 * p); };
  std::vector<double> bins;
  for (int i = 0; i < odds_bins; ++i)
    bins.push_back(below((i + 1.0) / odds_bins) - below(static_cast<double>(i) / odds_bins));
  return bins;
}

}  // namespace

TEST_CASE("two kinds of worlds are found where raw bins smear them", "[results]") {
  const std::vector<std::uint64_t> odds = odds_of(32, 31'250, two_worlds);
  const Mixing mixing = mixing_distribution(odds);
  const double se = std::sqrt(0.3 * 0.7 / 31'250);
  CHECK(mixing.share_above(0.5) == Approx(0.7).margin(4 * se));
  CHECK(share_within(mixing, 0.10, 0.16) == Approx(0.3).margin(4 * se + 0.01));
  CHECK(share_within(mixing, 0.84, 0.90) == Approx(0.7).margin(4 * se + 0.01));
  CHECK(mixing.quantile(0.1) == Approx(0.13).margin(0.02));
  CHECK(mixing.quantile(0.9) == Approx(0.87).margin(0.02));
  std::vector<double> truth(odds_bins);
  truth[2] = 0.3, truth[17] = 0.7;
  CHECK(distance(bins_of(mixing), truth) < 0.05);
  CHECK(distance(raw_bins(odds), truth) > 0.2);
}

TEST_CASE("a smooth distribution of worlds is found where raw bins are too wide", "[results]") {
  const std::vector<std::uint64_t> odds =
      odds_of(8, 31'250, [](Random& random) { return beta(2, 2, random); });
  const Mixing mixing = mixing_distribution(odds);
  CHECK(distance(bins_of(mixing), beta_bins()) < 0.015);
  CHECK(distance(raw_bins(odds), beta_bins()) > 0.05);
  CHECK(mixing.quantile(0.05) == Approx(0.135).margin(0.02));
  CHECK(mixing.quantile(0.5) == Approx(0.5).margin(0.02));
}

TEST_CASE("worlds that are certain are certain", "[results]") {
  for (const int wins : {0, 32}) {
    std::vector<std::uint64_t> odds(33);
    odds[static_cast<std::size_t>(wins)] = 1000;
    const Mixing mixing = mixing_distribution(odds);
    CHECK(mixing.share_above(0.5) == Approx(wins / 32).margin(1e-9));
    CHECK((wins == 0 ? bins_of(mixing).front() : bins_of(mixing).back()) > 0.99);
  }
}

TEST_CASE("the likelihood is near its maximum and the weights add up", "[results]") {
  const std::vector<std::uint64_t> odds = odds_of(16, 5000, two_worlds);
  const Mixing mixing = mixing_distribution(odds);
  CHECK(mixing.steps > 1);
  CHECK(mixing.steps < mixing_steps);
  CHECK(mixing.gap >= 0);
  CHECK(std::accumulate(mixing.weight.begin(), mixing.weight.end(), 0.0) == Approx(1));
  const std::vector<double> bins = bins_of(mixing);
  CHECK(std::accumulate(bins.begin(), bins.end(), 0.0) == Approx(1));
  double truth = 0;  // no more than the truth plus the gap, and hardly less than it
  for (int k = 0; k <= 16; ++k)
    truth += static_cast<double>(odds[static_cast<std::size_t>(k)]) *
             std::log(0.3 * std::pow(0.13, k) * std::pow(0.87, 16 - k) +
                      0.7 * std::pow(0.87, k) * std::pow(0.13, 16 - k));
  CHECK(mixing.log_likelihood + mixing.gap > truth);
  CHECK(mixing.log_likelihood > truth - 3);
}

TEST_CASE("draws of very many paths take no longer", "[results]") {
  const Mixing mixing = mixing_distribution(odds_of(65'536, 3000, two_worlds));
  CHECK(mixing.share_above(0.5) == Approx(0.7).margin(0.035));
  CHECK(share_within(mixing, 0.10, 0.16) == Approx(0.3).margin(0.04));
}

TEST_CASE("exchanging the nations mirrors the worlds", "[results]") {
  std::vector<std::uint64_t> odds = odds_of(16, 3000, two_worlds);
  const Mixing mixing = mixing_distribution(odds);
  const std::vector<std::uint64_t> mirrored(odds.rbegin(), odds.rend());
  CHECK(mixing_distribution(mirrored).share_above(0.5) ==
        Approx(1 - mixing.share_above(0.5)).margin(1e-6));
}

TEST_CASE("resamples spread as far as samples do, and are the same each time", "[results]") {
  const std::vector<std::uint64_t> odds = odds_of(32, 2000, two_worlds);
  const auto spread = [&] {
    double sum = 0, squares = 0;
    for (const Mixing& mixing : mixing_resamples(odds, 60)) {
      sum += mixing.share_above(0.5) / 60;
      squares += mixing.share_above(0.5) * mixing.share_above(0.5) / 60;
    }
    return std::sqrt(squares - sum * sum);
  };
  const double error = spread();
  CHECK(error == Approx(std::sqrt(0.3 * 0.7 / 2000)).epsilon(0.35));
  CHECK(spread() == error);
}

TEST_CASE("a share on the border of a bin is in the bin above", "[results]") {
  const std::vector<std::uint64_t> odds = {1, 0, 2, 0, 1};
  const std::vector<double> bins = raw_bins(odds);
  CHECK(bins.front() == 0.25);
  CHECK(bins[10] == 0.5);
  CHECK(bins.back() == 0.25);
}

}  // namespace racecast
