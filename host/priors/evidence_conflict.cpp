#include "host/priors/evidence_conflict.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "host/numerics/normal_score.hpp"

namespace racecast {
namespace {

/// One `entry` is `factor` times one `parameter`, or its logarithm.
struct UnitPair {
  const char* entry;
  const char* parameter;
  double factor;
  bool logarithm = false;
};
constexpr UnitPair unit_pairs[] = {
    {"percent", "1", 0.01},
    {"percent", "share of GDP", 0.01},
    {"M H100e", "H100e", 1e6},
    {"years", "yr", 1},
    {"months", "yr", 1.0 / 12},
    {"x per year", "1/yr", 1, true},
    {"USD per 1M tokens", "USD per million tokens", 1},
};

std::optional<UnitPair> find_pair(std::string_view entry, std::string_view parameter) {
  if (entry == parameter) return UnitPair{"", "", 1};
  for (const UnitPair& pair : unit_pairs)
    if (entry == pair.entry && parameter == pair.parameter) return pair;
  return {};
}

std::optional<double> number_of(const Value& entry, std::string_view key, const UnitPair& pair) {
  const Member* member = entry.find(key);
  if (member == nullptr || !member->value.is_number()) return {};
  const double number = member->value.number * pair.factor;
  return pair.logarithm ? std::log(number) : number;
}

// Rounding in the conversion of units is no conflict.
bool below(double a, double b) { return a < b - 1e-9 * std::max(std::abs(a), std::abs(b)); }

}  // namespace

std::optional<ValueRange> evidence_range(const Value& entry, std::string_view unit) {
  const Member* own = entry.find("unit");
  if (own == nullptr) return {};
  const auto pair = find_pair(own->value.text, unit);
  if (!pair) return {};
  const auto value = number_of(entry, "value", *pair);
  const auto low = number_of(entry, "low", *pair), high = number_of(entry, "high", *pair);
  if (!value && !low && !high) return {};
  constexpr double infinity = std::numeric_limits<double>::infinity();
  return ValueRange{
      std::min(low.value_or(infinity), value.value_or(low ? infinity : -infinity)),
      std::max(high.value_or(-infinity), value.value_or(high ? -infinity : infinity))};
}

ValueRange central_range(const ParameterValue& value) {
  if (value.is_constant()) return {value.constant, value.constant};
  const double z = normal_quantile(0.95);
  return {value.prior.distribution->quantile(-z), value.prior.distribution->quantile(z)};
}

std::optional<EvidenceConflict> evidence_conflict(const ParameterValue& value,
                                                  std::string_view unit, const Value& entry) {
  const auto source = evidence_range(entry, unit);
  if (!source) return {};
  const ValueRange prior = central_range(value);
  if (!below(prior.high, source->low) && !below(source->high, prior.low)) return {};
  return EvidenceConflict{prior, *source};
}

}  // namespace racecast
