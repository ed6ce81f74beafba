// Student's t, and the makers of distributions from curves, lists and other distributions.
#include <iterator>

#include "host/priors/family_makers.hpp"
#include "host/priors/standard_distributions.hpp"
#include "host/text/number_text.hpp"

namespace racecast::makers {
namespace {

constexpr std::size_t max_components = 32;
constexpr std::size_t max_breaks = 8192;

/// What is wrong with the degrees of freedom; empty: nothing. A tail fatter than that of df = 0.1
/// is beyond floating-point numbers within the scores that are drawn.
std::string wrong_df(double df) {
  if (df >= 0.1 && df <= 1e6) return {};
  return "df " + number_text(df) + " is not between 0.1 and 1e6";
}

/// The link in which a curve is smooth: log odds for a share, logarithms of positive values.
Link link_of(const FamilyValues& values) {
  const double low = values.quantiles.front().value, high = values.quantiles.back().value;
  const bool share = values.bound_low == 0 && values.bound_high == 1;
  if (share && low > 0 && high < 1) return Link::logistic;
  return low > 0 ? Link::exp : Link::identity;
}

Expected linear(const FamilyValues& values) {
  if (!values.ends.low || !values.ends.high) {
    return "shape \"linear\" needs min and max, between which it lies";
  }
  std::vector<Corner> corners = {{*values.ends.low, 0}};
  for (const QuantilePoint& point : values.quantiles) corners.push_back({point.value, point.share});
  corners.push_back({*values.ends.high, 1});
  for (std::size_t i = 0; i + 1 < corners.size(); ++i) {
    if (!(corners[i].value < corners[i + 1].value)) {
      return "the quantiles of shape \"linear\" do not lie between min and max, ends excluded";
    }
  }
  return make_piecewise_linear(std::move(corners));
}

}  // namespace

Expected student_t(const FamilyValues& values) {
  const double df = values.numbers.at("df"), scale = values.numbers.at("scale");
  if (auto wrong = wrong_df(df); !wrong.empty()) return wrong;
  if (!(scale > 0)) return "scale " + number_text(scale) + " is not positive";
  return make_student_t(df, {values.numbers.at("location"), scale});
}

Expected student_t_quantiles(const FamilyValues& values) {
  const double df = values.numbers.at("df");
  if (auto wrong = wrong_df(df); !wrong.empty()) return wrong;
  return fit_student_t(df, values.quantiles);
}

Expected quantiles(const FamilyValues& values) {
  const auto shape = values.texts.find("shape");
  const std::string name = shape == values.texts.end() ? "monotone" : shape->second;
  if (name == "linear") return linear(values);
  if (name == "metalog") return make_metalog(values.quantiles, values.ends);
  return make_monotone(link_of(values), values.quantiles);
}

Expected mixture(const FamilyValues& values) {
  if (values.of.size() > max_components) {
    return "more than " + std::to_string(max_components) + " components";
  }
  std::vector<Component> components;
  std::size_t breaks = 0;
  for (std::size_t i = 0; i < values.of.size(); ++i) {
    components.push_back({values.of[i], values.weights[i]});
    breaks += values.of[i]->breaks().size();
  }
  if (breaks > max_breaks) {
    return "its components have more than " + std::to_string(max_breaks) + " values and corners";
  }
  return make_mixture(std::move(components));
}

Expected discrete(const FamilyValues& values) {
  std::vector<Weighted> weighted;
  for (std::size_t i = 0; i < values.values.size(); ++i) {
    weighted.push_back({values.values[i], values.weights[i]});
  }
  return make_discrete(std::move(weighted));
}

Expected empirical(const FamilyValues& values) {
  if (values.values.size() < 2) return "an empirical distribution needs two values or more";
  return make_empirical(values.values);
}

}  // namespace racecast::makers
