// Percentiles, means and densities of priors against what is known of them.
#include "host/explain/shape.hpp"

#include <cmath>
#include <numeric>

#include "host/numerics/normal_score.hpp"
#include "host/text/text_lines.hpp"
#include "tests/catch.hpp"
#include "tests/explain/parameters.hpp"

using namespace racecast;
using namespace racecast::test;

namespace {

double integral(const Shape& shape) {
  return shape.cell * std::accumulate(shape.density.begin(), shape.density.end(), 0.0);
}

double density_at(const Shape& shape, double value) {
  const double cell = shape.place(value) * static_cast<double>(shape.density.size());
  return shape.density.at(static_cast<std::size_t>(cell));
}

}  // namespace

TEST_CASE("the density of a prior integrates to 1, but for the tails left out", "[report]") {
  const auto* toml = GENERATE("\"0.1 to 0.3\"", "{ dist = \"normal\", mean = 0.1, sd = 0.5 }",
                              "\"0.01 to 2\"", "{ dist = \"uniform\", low = 0, high = 1 }",
                              "{ dist = \"normal\", mean = 0.1, sd = 0.5, min = 0, max = 0.4 }");
  CAPTURE(toml);
  const Shape shape = shape_of(growth_of(toml), 60);
  REQUIRE(shape.density.size() == 60);
  CHECK(std::abs(integral(shape) - 0.998) < 1e-9);
  for (const double density : shape.density) CHECK(density >= 0);
}

TEST_CASE("the density of a normal is that of a normal", "[report]") {
  const Shape shape = shape_of(growth_of("{ dist = \"normal\", mean = 0.3, sd = 0.1 }"), 200);
  CHECK_FALSE(shape.logarithmic);
  for (const double value : {0.1, 0.2, 0.3, 0.45}) {
    const double z = (value - 0.3) / 0.1;
    CHECK(density_at(shape, value) == Approx(normal_pdf(z) / 0.1).epsilon(0.07));
  }
  // A density that is another one is seen.
  CHECK(density_at(shape, 0.3) != Approx(normal_pdf(0) / 0.15).epsilon(0.07));
}

TEST_CASE("a prior over decades has a logarithmic axis and a density of the logarithm",
          "[report]") {
  const Shape wide = shape_of(growth_of("\"0.01 to 1\""), 200);
  CHECK(wide.logarithmic);
  const double sd = std::log(100.0) / (2 * normal_quantile(0.95));
  CHECK(density_at(wide, 0.1) == Approx(normal_pdf(0) / sd).epsilon(0.02));
  CHECK_FALSE(shape_of(growth_of("\"0.1 to 0.7\""), 20).logarithmic);
  CHECK_FALSE(shape_of(growth_of("\"-1 to 1\""), 20).logarithmic);
}

TEST_CASE("percentiles and the mean are those after truncation", "[report]") {
  const ConfigParameter half =
      growth_of("{ dist = \"normal\", mean = 0, sd = 0.5, min = 0, max = 4 }");
  CHECK(percentile(half, 50) == Approx(0.5 * normal_quantile(0.75)));
  CHECK(mean_of(half) == Approx(0.5 * std::sqrt(2 / std::acos(-1.0))).epsilon(1e-5));
  const ConfigParameter skewed = growth_of("\"0.1 to 0.4\"");
  CHECK(percentile(skewed, 5) == Approx(0.1));
  CHECK(percentile(skewed, 50) == Approx(0.2));
  const double sd = std::log(4.0) / (2 * normal_quantile(0.95));
  CHECK(mean_of(skewed) == Approx(0.2 * std::exp(sd * sd / 2)).epsilon(1e-5));
  CHECK(share_below(skewed, 0.2) == Approx(0.5));
  CHECK(share_below(skewed, -3) == 0);
  CHECK(share_below(skewed, 3.99) == Approx(1));
}

TEST_CASE("a prior of a few values has their probabilities", "[report]") {
  ConfigParameter coin = growth_of("0.5");
  CHECK(shape_of(coin, 10).atoms.size() == 1);
  CHECK(shape_of(coin, 10).atoms[0].value == 0.5);
  coin = growth_of("{ dist = \"discrete\", values = [1, 2], weights = [3, 7] }");
  const Shape shape = shape_of(coin, 10);
  REQUIRE(shape.atoms.size() == 2);
  CHECK(shape.density.empty());
  CHECK(shape.atoms[0].value == 1);
  CHECK(shape.atoms[0].probability == Approx(0.3));
  CHECK(shape.atoms[1].probability == Approx(0.7));
  CHECK(mean_of(coin) == Approx(1.7).epsilon(1e-3));
  const std::string plot = density_plot(coin, 80);
  CHECK(plot.find("30 %") != std::string::npos);
  CHECK(plot.find("70 %") != std::string::npos);
}

TEST_CASE("a plot keeps to its width and marks its percentiles", "[report]") {
  const std::string plot = density_plot(growth_of("\"0.01 to 0.3\""), 40);
  std::size_t longest = 0, lines = 0;
  for (std::size_t at = 0; at < plot.size(); ++lines) {
    const std::size_t end = plot.find('\n', at);
    longest = std::max(longest, width_of(plot.substr(at, end - at)));
    at = end + 1;
  }
  CHECK(longest <= 40);
  CHECK(lines == 6 + 3 + 1);
  for (const char* part : {"0.01", "0.0548", "0.3", "50 %", "█", "┴", "(logarithmic axis)"})
    CHECK(plot.find(part) != std::string::npos);
}

TEST_CASE("numbers are shown with few digits", "[report]") {
  CHECK(short_number(81000) == "81000");
  CHECK(short_number(1e29) == "1e29");
  CHECK(short_number(0.054772) == "0.05477");
  CHECK(short_number(1.0) == "1");
  CHECK(short_number(-2.0 / 3, 2) == "-0.67");
  CHECK(short_number(0) == "0");
}
