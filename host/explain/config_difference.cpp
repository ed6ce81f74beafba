#include "host/explain/config_difference.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>

namespace racecast {
namespace {

// As the engine holds it: what rounds to the same float is the same in every draw.
float drawn(const ConfigParameter& parameter, double z) {
  return static_cast<float>(parameter.quantile(z) / parameter.prior.unit);
}

bool same_values(const ConfigParameter& a, const ConfigParameter& b) {
  if (a.is_constant() && b.is_constant()) return a.constant == b.constant;
  if (a.is_constant() != b.is_constant()) return false;
  constexpr int scores = 2001;
  for (int i = 0; i < scores; ++i) {
    const double z = score_range * (2.0 * i / (scores - 1) - 1);
    if (drawn(a, z) != drawn(b, z)) return false;
  }
  return true;
}

/// Both lists by path, in the order of `a`; then what `b` alone has.
template <class Key>
std::vector<Sides<Key>> sides_of(const std::vector<Key>& a, const std::vector<Key>& b) {
  std::unordered_map<std::string, const Key*> in_a, in_b;
  for (const Key& key : a) in_a.emplace(key.path, &key);
  for (const Key& key : b) in_b.emplace(key.path, &key);
  std::vector<Sides<Key>> sides;
  for (const Key& key : a) {
    const auto other = in_b.find(key.path);
    sides.push_back({key.path, &key, other == in_b.end() ? nullptr : other->second});
  }
  for (const Key& key : b)
    if (!in_a.contains(key.path)) sides.push_back({key.path, nullptr, &key});
  return sides;
}

bool matters(const auto& sides) {
  return (sides.a != nullptr && sides.a->matters) || (sides.b != nullptr && sides.b->matters);
}

void compare_parameters(const Config& a, const Config& b, ConfigDifference& difference) {
  for (const Sides<ConfigParameter>& sides : sides_of(a.parameters, b.parameters)) {
    ParameterDifference found{sides, true, true};
    if (sides.a != nullptr && sides.b != nullptr) {
      found.value = !same_values(*sides.a, *sides.b);
      found.source = sides.a->source != sides.b->source || sides.a->note != sides.b->note ||
                     sides.a->evidence != sides.b->evidence;
    }
    if (!found.value && !found.source) continue;
    const bool counts = found.value && matters(sides);
    (counts ? difference.parameters : difference.sources).push_back(found);
  }
}

void compare_settings(const Config& a, const Config& b, ConfigDifference& difference) {
  for (const SettingDifference& sides : sides_of(a.settings, b.settings)) {
    if (sides.a != nullptr && sides.b != nullptr && sides.a->value == sides.b->value) continue;
    (matters(sides) ? difference.settings : difference.labels).push_back(sides);
  }
}

void compare_correlations(const Config& a, const Config& b, ConfigDifference& difference) {
  using Pair = std::pair<std::string, std::string>;
  std::map<Pair, CorrelationDifference> pairs;
  const auto key = [](const Correlation& each) -> Pair {
    return std::minmax(each.first, each.second);
  };
  for (const Correlation& each : a.correlations) pairs[key(each)].a = &each;
  for (const Correlation& each : b.correlations) pairs[key(each)].b = &each;
  for (auto& [paths, each] : pairs) {
    each.path = each.some().first + ", " + each.some().second;
    if (each.a == nullptr || each.b == nullptr || each.a->rank != each.b->rank ||
        each.a->active != each.b->active) {
      difference.correlations.push_back(each);
    } else if (each.a->source != each.b->source || each.a->note != each.b->note) {
      difference.correlation_sources.push_back(each);
    }
  }
}

// An order differs where that of the names that both have does; what one alone has is told anyway.
void compare_order(const std::string& path, const std::vector<std::string>& a,
                   const std::vector<std::string>& b, ConfigDifference& difference) {
  const auto common = [](const std::vector<std::string>& names,
                         const std::vector<std::string>& others) {
    std::vector<std::string> both;
    std::ranges::copy_if(names, std::back_inserter(both), [&](const std::string& name) {
      return std::ranges::find(others, name) != others.end();
    });
    return both;
  };
  if (common(a, b) != common(b, a)) difference.orders.push_back({path, a, b});
}

std::vector<std::string> threshold_names(const Config& config) {
  std::vector<std::string> names;
  for (const ThresholdInfo& threshold : config.thresholds) names.push_back(threshold.name);
  return names;
}

}  // namespace

ConfigDifference compare_configs(const Config& a, const Config& b) {
  ConfigDifference difference;
  compare_parameters(a, b, difference);
  compare_settings(a, b, difference);
  compare_correlations(a, b, difference);
  compare_order("us.channel", a.channels[us], b.channels[us], difference);
  compare_order("cn.channel", a.channels[cn], b.channels[cn], difference);
  compare_order("programme", a.programmes, b.programmes, difference);
  compare_order("threshold", threshold_names(a), threshold_names(b), difference);
  return difference;
}

}  // namespace racecast
