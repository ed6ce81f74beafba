#include "host/priors/evidence.hpp"

#include <cmath>
#include <limits>

#include "host/priors/prior_reader.hpp"
#include "host/toml/toml_reader.hpp"
#include "tests/catch.hpp"

using namespace racecast;

namespace {

Value source_entry(const std::string& text) {
  Diagnostics diagnostics;
  auto value = read_toml(text, diagnostics.file("entry"), diagnostics);
  diagnostics.throw_if_any();
  return *value;
}

ParameterValue constant(double x) {
  ParameterValue value;
  value.constant = x;
  return value;
}

ParameterValue normal(double mean, double sd) {
  ParameterValue value;
  value.prior.distribution = make_linked_normal({Link::identity, mean, sd});
  return value;
}

}  // namespace

TEST_CASE("a source's range is read in the unit of the parameter", "[config]") {
  const auto range = [](const std::string& text, const char* unit) {
    return evidence_range(source_entry(text), unit).value();
  };
  constexpr double infinity = std::numeric_limits<double>::infinity();
  CHECK(range("unit = \"GW\"\nvalue = 29.6", "GW").low == 29.6);
  CHECK(range("unit = \"GW\"\nvalue = 29.6", "GW").high == 29.6);
  CHECK(range("unit = \"percent\"\nlow = 20\nhigh = 50", "1").low == Approx(0.2));
  CHECK(range("unit = \"percent\"\nlow = 20\nhigh = 50", "1").high == Approx(0.5));
  CHECK(range("unit = \"M H100e\"\nvalue = 1.5", "H100e").high == Approx(1.5e6));
  CHECK(range("unit = \"months\"\nvalue = 6", "yr").low == Approx(0.5));
  CHECK(range("unit = \"x per year\"\nvalue = 1.34", "1/yr").low == Approx(std::log(1.34)));
  // One end leaves the other open; a value beside one end closes it.
  CHECK(range("unit = \"GW\"\nlow = 2", "GW").high == infinity);
  CHECK(range("unit = \"GW\"\nhigh = 2", "GW").low == -infinity);
  CHECK(range("unit = \"GW\"\nvalue = 5\nlow = 2", "GW").low == 2);
  CHECK(range("unit = \"GW\"\nvalue = 5\nlow = 2", "GW").high == 5);
}

TEST_CASE("what cannot be compared has no range", "[config]") {
  CHECK_FALSE(evidence_range(source_entry("unit = \"GW\""), "GW"));
  CHECK_FALSE(evidence_range(source_entry("unit = \"RMB_bn\"\nvalue = 344"), "USD_bn"));
  CHECK_FALSE(evidence_range(source_entry("unit = \"percent\"\nvalue = 66"), "1/yr"));
  CHECK_FALSE(evidence_range(source_entry("value = 3"), "1"));
}

TEST_CASE("a prior conflicts with its source where their ranges do not meet", "[config]") {
  const ValueRange source{2, 4};
  CHECK_FALSE(are_apart(constant(2).central_range(), source));
  CHECK_FALSE(are_apart(constant(4).central_range(), source));
  CHECK(are_apart(constant(1.99).central_range(), source));
  CHECK(are_apart(constant(4.01).central_range(), source));
  // 5 to 95 % of a normal is 1.645 standard deviations to each side.
  CHECK_FALSE(are_apart(normal(0, 2 / 1.64).central_range(), source));
  CHECK(are_apart(normal(0, 2 / 1.65).central_range(), source));
  CHECK(normal(0, 2 / 1.65).central_range().high == Approx(2 * 1.644854 / 1.65));
  CHECK(normal(0, 2 / 1.65).central_range().low == Approx(-2 * 1.644854 / 1.65));
}

TEST_CASE("rounding in a conversion of units is no conflict", "[config]") {
  const auto third = evidence_range(source_entry("unit = \"months\"\nvalue = 4"), "yr");
  CHECK_FALSE(are_apart(constant(0.333333333333).central_range(), third.value()));
  CHECK(are_apart(constant(0.3333).central_range(), third.value()));
}
