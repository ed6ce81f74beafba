// A million draws of each family by the engine's own path, against its distribution.
#include <algorithm>
#include <cmath>

#include "host/numerics/normal_score.hpp"
#include "tests/catch.hpp"
#include "tests/priors/priors.hpp"

using namespace racecast;
using namespace racecast::test;

namespace {

constexpr std::uint64_t draws = 1'000'000;
constexpr double smallest = 1e-36;
constexpr double most_ks = 3.272;  // sqrt(n) D, exceeded once in 1e9

/// The scores of a million draws by the engine's path, sorted: the same for every prior, whose
/// values are then nearly sorted.
const std::vector<float>& sorted_scores() {
  static const std::vector<float> all = [] {
    static Forecast forecast{};
    forecast.seed = 20260101;
    std::vector<float> scores;
    for (std::uint64_t draw = 0; draw < draws; ++draw)
      scores.push_back(score<float>(forecast, 77u, draw));
    std::sort(scores.begin(), scores.end());
    return scores;
  }();
  return all;
}

std::vector<float> sampled(const ParameterValue& value) {
  const Lowered lowered(value);
  std::vector<float> values;
  values.reserve(draws);
  for (const float z : sorted_scores())
    values.push_back(quantile(lowered.cells.data(), lowered.prior, z));
  std::sort(values.begin(), values.end());
  return values;
}

/// sqrt(n) times the largest distance of the sample's cumulative shares to the distribution's,
/// which may jump: at every value that was drawn the sample's share must lie between those before
/// and after it, give or take the distance. Looks at one in 64 of the values, which can only lessen
/// it.
double ks(const std::vector<float>& sample, const Distribution& distribution, double unit = 1) {
  double most = 0;
  const auto n = static_cast<double>(sample.size());
  for (std::size_t i = 0; i < sample.size();) {
    std::size_t end = i + 1;
    while (end < sample.size() && sample[end] == sample[i]) ++end;
    if (end < sample.size() && i / 64 == end / 64) {
      i = end;
      continue;
    }
    // A float stands for all that rounds to it, and for what the table may be off.
    const double value = static_cast<double>(sample[i]) * unit;
    const double slack = 1e-5 * std::abs(value) + smallest * unit;
    most = std::max(most, static_cast<double>(end) / n - distribution.cdf(value + slack));
    most = std::max(most,
                    distribution.shares_before(value - slack).below - static_cast<double>(i) / n);
    i = end;
  }
  return most * std::sqrt(n);
}

}  // namespace

TEST_CASE("a million draws follow the distribution of every prior", "[config][prior]") {
  for (const PriorExample& example : prior_examples()) {
    CAPTURE(example.toml);
    const ParameterValue value = parameter(example.toml, example.bounds);
    const auto sample = sampled(value);
    CHECK(ks(sample, *value.prior.distribution, value.prior.unit) <= most_ks);
    // The sample's quantile lies between the exact ones of the shares 6.11 standard errors off.
    for (const double share : {0.001, 0.05, 0.25, 0.5, 0.75, 0.95, 0.999}) {
      const double off = 6.11 * std::sqrt(share * (1 - share) / static_cast<double>(draws));
      const double got =
          value.prior.unit *
          static_cast<double>(sample[static_cast<std::size_t>(share * static_cast<double>(draws))]);
      const Distribution& exact = *value.prior.distribution;
      const double low = exact.quantile(normal_quantile(share - off));
      const double high = exact.quantile(normal_quantile(share + off));
      CAPTURE(share);
      CHECK(got >= low - 1e-5 * std::abs(low) - smallest * value.prior.unit);
      CHECK(got <= high + 1e-5 * std::abs(high) + smallest * value.prior.unit);
    }
  }
}

TEST_CASE("draws of another distribution are seen", "[config][prior]") {
  const auto [drawn, expected] = GENERATE(table<std::string, std::string>({
      {"{ dist = \"gamma\", shape = 2, scale = 1 }",
       "{ dist = \"gamma\", shape = 2.02, scale = 1 }"},
      {"{ dist = \"beta\", alpha = 2, beta = 3 }", "{ dist = \"beta\", alpha = 2, beta = 3.03 }"},
      {"{ dist = \"student_t\", df = 4, location = 0, scale = 1 }",
       "{ dist = \"student_t\", df = 4, location = 0.01, scale = 1 }"},
      {"{ dist = \"discrete\", values = [1, 2], weights = [1, 1] }",
       "{ dist = \"discrete\", values = [1, 2], weights = [1, 1.02] }"},
      {"{ dist = \"triangular\", low = 0, mode = 0.5, high = 1 }",
       "{ dist = \"triangular\", low = 0, mode = 0.51, high = 1 }"},
      {"{ dist = \"mixture\", of = [0, \"1 to 2\"], weights = [1, 3] }",
       "{ dist = \"mixture\", of = [0, \"1 to 2\"], weights = [1, 3.1] }"},
  }));
  CAPTURE(drawn);
  const auto sample = sampled(parameter(drawn));
  CHECK(ks(sample, *parameter(drawn).prior.distribution) <= most_ks);
  CHECK(ks(sample, *parameter(expected).prior.distribution) > most_ks);
}
