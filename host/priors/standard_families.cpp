// The families of few numbers, from the normal to Student's t.
#include <cmath>

#include "host/priors/families.hpp"
#include "host/text/number_text.hpp"

namespace racecast {
namespace {

double at(const FamilyValues& values, const char* key) { return values.numbers.at(key); }

double positive(const FamilyValues& values, const char* key) {
  const double number = at(values, key);
  if (number > 0) return number;
  throw NoDistribution(std::string(key) + ' ' + number_text(number) + " is not positive");
}

/// Of the support; what is not given is that of the beta.
struct Ends {
  double low = 0, high = 1;

  std::string text() const { return number_text(low) + " and " + number_text(high); }
};

Ends ends_of(const FamilyValues& values) {
  Ends ends;
  if (values.numbers.contains("low")) ends.low = at(values, "low");
  if (values.numbers.contains("high")) ends.high = at(values, "high");
  return ends;
}

Ends rising_ends_of(const FamilyValues& values) {
  const Ends ends = ends_of(values);
  if (ends.low < ends.high) return ends;
  throw NoDistribution("low " + number_text(ends.low) + " is not below high " +
                       number_text(ends.high));
}

/// A tail fatter than that of df = 0.1 is beyond floating-point numbers within the scores that are
/// drawn.
double degrees_of_freedom(const FamilyValues& values) {
  const double df = at(values, "df");
  if (df >= 0.1 && df <= 1e6) return df;
  throw NoDistribution("df " + number_text(df) + " is not between 0.1 and 1e6");
}

DistributionPtr gamma_of(double shape, double scale) {
  if (!(shape > 1e-3 && shape < 1e8))
    throw NoDistribution("shape " + number_text(shape) + " of a gamma is not between 1e-3 and 1e8");
  return make_gamma(shape, scale);
}

DistributionPtr beta_of(double alpha, double beta, const Ends& ends) {
  const bool fits = alpha > 1e-3 && alpha < 1e8 && beta > 1e-3 && beta < 1e8;
  if (!fits)
    throw NoDistribution("alpha " + number_text(alpha) + " and beta " + number_text(beta) +
                         " of a beta are not between 1e-3 and 1e8");
  return make_beta(alpha, beta, {ends.low, ends.high - ends.low});
}

template <DistributionPtr (*fit)(const QuantilePoints&)>
DistributionPtr through(const FamilyValues& values) {
  return fit(values.quantiles);
}

template <Link link>
DistributionPtr linked_through(const FamilyValues& values) {
  return fit_linked_normal(link, values.quantiles);
}

DistributionPtr normal(const FamilyValues& values) {
  return make_linked_normal({Link::identity, at(values, "mean"), positive(values, "sd")});
}

DistributionPtr lognormal(const FamilyValues& values) {
  const double mean = positive(values, "mean"), sd = positive(values, "sd");
  const double variance = std::log1p(std::pow(sd / mean, 2));
  return make_linked_normal({Link::exp, std::log(mean) - variance / 2, std::sqrt(variance)});
}

template <Link link>
DistributionPtr median_and_sigma(const FamilyValues& values) {
  const double sigma = positive(values, "sigma"), median = at(values, "median");
  if (median <= 0 || (link == Link::logistic && median >= 1))
    throw NoDistribution("median " + number_text(median) +
                         (link == Link::exp ? " of a lognormal is not positive"
                                            : " of a logit-normal is not between 0 and 1"));
  return make_linked_normal({link, invert_link(link, median), sigma});
}

DistributionPtr uniform(const FamilyValues& values) {
  const Ends ends = rising_ends_of(values);
  return make_uniform(ends.low, ends.high);
}

DistributionPtr loguniform(const FamilyValues& values) {
  const double low = positive(values, "low");
  return make_loguniform(low, rising_ends_of(values).high);
}

template <DistributionPtr (*make)(double low, double mode, double high)>
DistributionPtr peaked(const FamilyValues& values) {
  const double mode = at(values, "mode"), low = at(values, "low"), high = at(values, "high");
  if (mode < low || mode > high)
    throw NoDistribution("mode " + number_text(mode) + " is not between low " + number_text(low) +
                         " and high " + number_text(high));
  rising_ends_of(values);
  return make(low, mode, high);
}

DistributionPtr beta(const FamilyValues& values) {
  const double at_low = positive(values, "alpha"), at_high = positive(values, "beta");
  return beta_of(at_low, at_high, rising_ends_of(values));
}

DistributionPtr beta_mean(const FamilyValues& values) {
  const double wide_sd = positive(values, "sd");
  const Ends ends = rising_ends_of(values);
  const double width = ends.high - ends.low;
  const double mean = (at(values, "mean") - ends.low) / width, sd = wide_sd / width;
  const double concentration = mean * (1 - mean) / (sd * sd) - 1;
  if (!(mean > 0 && mean < 1 && concentration > 0))
    throw NoDistribution("no beta between " + ends.text() + " has this mean and sd");
  return beta_of(mean * concentration, (1 - mean) * concentration, ends);
}

DistributionPtr beta_through(const FamilyValues& values) {
  const Ends ends = ends_of(values);
  if (!(ends.low < values.quantiles.front().value && values.quantiles.back().value < ends.high))
    throw NoDistribution("the quantiles of a beta lie between " + ends.text() +
                         ", its low and high, ends excluded");
  return fit_beta(values.quantiles, ends.low, ends.high);
}

DistributionPtr gamma(const FamilyValues& values) {
  const double shape = positive(values, "shape");
  return gamma_of(shape, positive(values, "scale"));
}

DistributionPtr gamma_mean(const FamilyValues& values) {
  const double mean = positive(values, "mean"), shape = std::pow(mean / positive(values, "sd"), 2);
  return gamma_of(shape, mean / shape);
}

DistributionPtr student_t(const FamilyValues& values) {
  const double df = degrees_of_freedom(values), scale = positive(values, "scale");
  return make_student_t(df, {at(values, "location"), scale});
}

DistributionPtr student_t_through(const FamilyValues& values) {
  return fit_student_t(degrees_of_freedom(values), values.quantiles);
}

}  // namespace

std::vector<Family> standard_families() {
  using enum KeyKind;
  const FamilyKey low{"low", level, "least possible value"};
  const FamilyKey high{"high", level, "greatest possible value"};
  const FamilyKey mode{"mode", level, "most likely value"};
  const FamilyKey mean{"mean", level, "mean of the values"};
  const FamilyKey sd{"sd", width, "standard deviation of the values"};
  const FamilyKey median{"median", level, "the value with as much below as above it"};
  return {
      {"normal",
       "Gaussian",
       {mean, sd},
       {{{"mean", "sd"}, {}, 0, 0, normal}, {{}, {}, 2, 2, linked_through<Link::identity>}}},
      {"lognormal",
       "the logarithm is normal; values are positive",
       {median, {"sigma", width, "standard deviation of the logarithm"}, mean, sd},
       {{{"median", "sigma"}, {}, 0, 0, median_and_sigma<Link::exp>},
        {{"mean", "sd"}, {}, 0, 0, lognormal},
        {{}, {}, 2, 2, linked_through<Link::exp>}}},
      {"logitnormal",
       "the log odds are normal; values lie between 0 and 1",
       {median, {"sigma", width, "standard deviation of the log odds"}},
       {{{"median", "sigma"}, {}, 0, 0, median_and_sigma<Link::logistic>},
        {{}, {}, 2, 2, linked_through<Link::logistic>}}},
      {"uniform",
       "every value between two ends is as likely as any other",
       {low, high},
       {{{"low", "high"}, {}, 0, 0, uniform}, {{}, {}, 2, 2, through<fit_uniform>}}},
      {"loguniform",
       "the logarithm is uniform; values are positive",
       {low, high},
       {{{"low", "high"}, {}, 0, 0, loguniform}, {{}, {}, 2, 2, through<fit_loguniform>}}},
      {"triangular",
       "the density rises in a line to the mode and falls in a line",
       {low, mode, high},
       {{{"low", "mode", "high"}, {}, 0, 0, peaked<make_triangular>},
        {{}, {}, 3, 3, through<fit_triangular>}}},
      {"pert",
       "the smooth triangle of the PERT method: a beta with mean (low + 4 mode + high) / 6",
       {low, mode, high},
       {{{"low", "mode", "high"}, {}, 0, 0, peaked<make_pert>}, {{}, {}, 3, 3, through<fit_pert>}}},
      {"beta",
       "beta between low and high (absent: 0 and 1)",
       {{"alpha", shape, "exponent at low, plus 1"},
        {"beta", shape, "exponent at high, plus 1"},
        mean,
        sd,
        low,
        high},
       {{{"alpha", "beta"}, {"low", "high"}, 0, 0, beta},
        {{"mean", "sd"}, {"low", "high"}, 0, 0, beta_mean},
        {{}, {"low", "high"}, 2, 2, beta_through}}},
      {"gamma",
       "gamma; values are positive",
       {{"shape", shape, "square of mean / sd"}, {"scale", width, "mean / shape"}, mean, sd},
       {{{"shape", "scale"}, {}, 0, 0, gamma},
        {{"mean", "sd"}, {}, 0, 0, gamma_mean},
        {{}, {}, 2, 2, through<fit_gamma>}}},
      {"student_t",
       "Student's t: a normal with fatter tails",
       {{"df", shape, "degrees of freedom: 1 is a Cauchy, many are a normal"},
        {"location", level, "median of the values"},
        {"scale", width, "what a t of that many degrees of freedom is multiplied by"}},
       {{{"df", "location", "scale"}, {}, 0, 0, student_t}, {{"df"}, {}, 2, 2, student_t_through}}},
  };
}

}  // namespace racecast
