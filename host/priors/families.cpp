#include "host/priors/families.hpp"

#include <algorithm>
#include <stdexcept>

#include "host/keys/key_row.hpp"

namespace racecast {
namespace {

constexpr std::size_t max_components = 32;
constexpr std::size_t max_breaks = 8192;

/// The link in which a curve is smooth: log odds for a share, logarithms of positive values.
Link link_of(const FamilyValues& values) {
  const double low = values.quantiles.front().value, high = values.quantiles.back().value;
  const bool share = values.bound_low == 0 && values.bound_high == 1;
  if (share && low > 0 && high < 1) return Link::logistic;
  return low > 0 ? Link::exp : Link::identity;
}

DistributionPtr linear(const FamilyValues& values) {
  if (!values.ends.low || !values.ends.high)
    throw NoDistribution("shape \"linear\" needs min and max, between which it lies");
  QuantilePoints corners = values.quantiles;
  corners.insert(corners.begin(), {0, *values.ends.low});
  corners.push_back({1, *values.ends.high});
  for (std::size_t i = 0; i + 1 < corners.size(); ++i) {
    if (!(corners[i].value < corners[i + 1].value))
      throw NoDistribution(
          "the quantiles of shape \"linear\" do not lie between min and max, ends excluded");
  }
  return make_piecewise_linear(std::move(corners));
}

DistributionPtr quantiles(const FamilyValues& values) {
  const auto given = values.texts.find("shape");
  const std::string name = given == values.texts.end() ? "monotone" : given->second;
  if (name == "linear") return linear(values);
  if (name == "metalog") return make_metalog(values.quantiles, values.ends);
  return make_monotone(link_of(values), values.quantiles);
}

DistributionPtr mixture(const FamilyValues& values) {
  if (values.of.size() > max_components)
    throw NoDistribution("more than " + std::to_string(max_components) + " components");
  std::size_t breaks = 0;
  for (const DistributionPtr& one : values.of) breaks += one->breaks().size();
  if (breaks > max_breaks)
    throw NoDistribution("its components have more than " + std::to_string(max_breaks) +
                         " values and corners");
  return make_mixture(values.of, values.weights);
}

DistributionPtr discrete(const FamilyValues& values) {
  return make_discrete(values.values, values.weights);
}

DistributionPtr empirical(const FamilyValues& values) {
  if (values.values.size() < 2)
    throw NoDistribution("an empirical distribution needs two values or more");
  return make_empirical(values.values);
}

/// The families that are made of quantiles, values and other priors.
std::vector<Family> given_families() {
  using enum KeyKind;
  const FamilyKey weight_list{"weights", weights,
                              "how much each counts, over the sum of all (absent: all alike)"};
  return {
      {"quantiles",
       "a curve through any quantiles",
       {{"shape",
         text,
         "monotone: a smooth rising curve with the tails of a (log- or logit-) normal; linear: "
         "straight between min, the quantiles and max; metalog: Keelin's, which min and max end",
         {"monotone", "linear", "metalog"}}},
       {{{}, {"shape"}, 2, 100, quantiles}}},
      {"mixture",
       "one of several priors, each with a weight",
       {{"of", priors, "the priors: numbers, \"a to b\" or tables"}, weight_list},
       {{{"of"}, {"weights"}, 0, 0, mixture}}},
      {"discrete",
       "one of several values, each with a weight",
       {{"values", levels, "the values"}, weight_list},
       {{{"values"}, {"weights"}, 0, 0, discrete}}},
      {"empirical",
       "observed values, with lines between neighbours of the sorted ones",
       {{"values", levels, "the observed values"},
        {"file", text, "a CSV or HDF5 file with the values, seen from the file that names it"},
        {"column", text, "name of the column, or path of the HDF5 dataset"},
        {"origin", text, "where the values came from (written when a file is read)"}},
       {{{"values"}, {"origin"}, 0, 0, empirical}, {{"file"}, {"column"}, 0, 0, nullptr}}},
  };
}

}  // namespace

const FamilyKey* Family::find(const std::string& key) const {
  const auto found =
      std::find_if(keys.begin(), keys.end(), [&](const FamilyKey& one) { return key == one.name; });
  return found == keys.end() ? nullptr : &*found;
}

const std::vector<Family>& families() {
  static const std::vector<Family> table = [] {
    std::vector<Family> all = standard_families();
    std::ranges::move(given_families(), std::back_inserter(all));
    return all;
  }();
  return table;
}

const std::vector<QuantileKey>& quantile_keys() {
  static const std::vector<QuantileKey> table = {
      {"p0_1", 0.001}, {"p1", 0.01},  {"p2_5", 0.025},  {"p5", 0.05},  {"p10", 0.1},
      {"p20", 0.2},    {"p25", 0.25}, {"p30", 0.3},     {"p40", 0.4},  {"p50", 0.5},
      {"median", 0.5}, {"p60", 0.6},  {"p70", 0.7},     {"p75", 0.75}, {"p80", 0.8},
      {"p90", 0.9},    {"p95", 0.95}, {"p97_5", 0.975}, {"p99", 0.99}, {"p99_9", 0.999}};
  return table;
}

const char* quantile_key(double share) {
  const auto found = std::ranges::find(quantile_keys(), share, &QuantileKey::share);
  if (found == quantile_keys().end()) throw std::logic_error("no key stands for this quantile");
  return found->name;
}

DistributionPtr make_interval(double from, double to, double bound_low, double bound_high) {
  const bool is_share = bound_low == 0 && bound_high == 1;
  const Link link = is_share ? Link::logistic : from > 0 && to > 0 ? Link::exp : Link::identity;
  return fit_linked_normal(link, {{0.05, from}, {0.95, to}});
}

Words family_names() {
  Words names;
  for (const Family& family : families()) names.emplace_back(family.name);
  return names;
}

}  // namespace racecast
