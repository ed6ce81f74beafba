#include "host/priors/evidence_conflict.hpp"

#include <cmath>
#include <limits>

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
  const Value source = source_entry("unit = \"1\"\nvalue = 3\nlow = 2\nhigh = 4");
  CHECK_FALSE(evidence_conflict(constant(2), "1", source));
  CHECK_FALSE(evidence_conflict(constant(4), "1", source));
  CHECK(evidence_conflict(constant(1.99), "1", source));
  CHECK(evidence_conflict(constant(4.01), "1", source));
  // 5 to 95 % of a normal is 1.645 standard deviations to each side.
  CHECK_FALSE(evidence_conflict(normal(0, 2 / 1.64), "1", source));
  const auto conflict = evidence_conflict(normal(0, 2 / 1.65), "1", source);
  REQUIRE(conflict);
  CHECK(conflict->prior.high == Approx(2 * 1.644854 / 1.65));
  CHECK(conflict->prior.low == Approx(-2 * 1.644854 / 1.65));
  CHECK(conflict->source.low == 2);
  CHECK(conflict->source.high == 4);
  CHECK_FALSE(evidence_conflict(constant(100), "GW", source));  // another unit
}

TEST_CASE("rounding in a conversion of units is no conflict", "[config]") {
  const Value third = source_entry("unit = \"months\"\nvalue = 4");
  CHECK_FALSE(evidence_conflict(constant(0.333333333333), "yr", third));
  CHECK(evidence_conflict(constant(0.3333), "yr", third));
}
