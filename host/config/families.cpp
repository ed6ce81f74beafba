#include "host/config/families.hpp"

#include <cmath>

#include "host/config/number_text.hpp"

namespace racecast {
namespace {

using Values = std::span<const double>;

// Ends that differ in their last digits alone may leave no width after a logarithm.
Made with_width(DistributionPtr made) {
  const auto line = made->line();
  if (std::isfinite(line->offset) && std::isfinite(line->scale) && line->scale > 0) return made;
  return "its ends are too near to each other, or too far apart, to compute with";
}

template <Link link>
Made from_percentiles(Values v) {
  if (!(v[0] < v[1])) {
    return "p5 " + number_text(v[0]) + " is not below p95 " + number_text(v[1]);
  }
  if (link == Link::exp && v[0] <= 0) return "a lognormal is positive";
  if (link == Link::logistic && (v[0] <= 0 || v[1] >= 1)) {
    return "a logit-normal lies between 0 and 1, ends excluded";
  }
  return with_width(make_linked_normal(link, v[0], v[1]));
}

Made from_mean(Values v) {
  if (v[1] <= 0) return "sd " + number_text(v[1]) + " is not positive";
  return with_width(make_linked_normal({Link::identity, v[0], v[1]}));
}

template <Link link>
Made from_median(Values v) {
  if (v[1] <= 0) return "sigma " + number_text(v[1]) + " is not positive";
  if (v[0] <= 0 || (link == Link::logistic && v[0] >= 1)) {
    return "median " + number_text(v[0]) +
           (link == Link::exp ? " of a lognormal is not positive"
                              : " of a logit-normal is not between 0 and 1");
  }
  return with_width(make_linked_normal({link, invert_link(link, v[0]), v[1]}));
}

Made from_ends(Values v) {
  if (!(v[0] < v[1])) {
    return "low " + number_text(v[0]) + " is not below high " + number_text(v[1]);
  }
  return make_uniform(v[0], v[1]);
}

const std::vector<FamilyKey> percentiles = {{"p5", true}, {"p95", true}};
const std::vector<FamilyKey> median_and_sigma = {{"median", true}, {"sigma", false}};

}  // namespace

const std::vector<Family>& families() {
  static const std::vector<Family> table = {
      {"normal",
       {{{{"mean", true}, {"sd", false}}, from_mean},
        {percentiles, from_percentiles<Link::identity>}}},
      {"lognormal",
       {{percentiles, from_percentiles<Link::exp>}, {median_and_sigma, from_median<Link::exp>}}},
      {"logitnormal",
       {{percentiles, from_percentiles<Link::logistic>},
        {median_and_sigma, from_median<Link::logistic>}}},
      {"uniform", {{{{"low", true}, {"high", true}}, from_ends}}},
  };
  return table;
}

Made make_interval(double low, double high, double bound_low, double bound_high) {
  const double ends[] = {low, high};
  if (bound_low == 0 && bound_high == 1) return from_percentiles<Link::logistic>(ends);
  if (low > 0 && high > 0) return from_percentiles<Link::exp>(ends);
  return from_percentiles<Link::identity>(ends);
}

}  // namespace racecast
