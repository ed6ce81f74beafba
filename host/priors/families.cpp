#include "host/priors/families.hpp"

#include <algorithm>
#include <stdexcept>
#include <string_view>

#include "host/keys/key_row.hpp"
#include "host/priors/family_makers.hpp"

namespace racecast {
namespace {

using enum KeyKind;

std::vector<Family> make_table() {
  using namespace makers;
  const FamilyKey low{"low", level, "least possible value"};
  const FamilyKey high{"high", level, "greatest possible value"};
  const FamilyKey mode{"mode", level, "most likely value"};
  const FamilyKey mean{"mean", level, "mean of the values"};
  const FamilyKey sd{"sd", width, "standard deviation of the values"};
  const FamilyKey weight_list{"weights", weights,
                              "how much each counts, over the sum of all (absent: all alike)"};
  const FamilyKey median{"median", level, "the value with as much below as above it"};
  return {
      {"normal",
       "Gaussian",
       {mean, sd},
       {{{"mean", "sd"}, {}, 0, 0, normal}, {{}, {}, 2, 2, linked_quantiles<Link::identity>}}},
      {"lognormal",
       "the logarithm is normal; values are positive",
       {median, {"sigma", width, "standard deviation of the logarithm"}, mean, sd},
       {{{"median", "sigma"}, {}, 0, 0, median_and_sigma<Link::exp>},
        {{"mean", "sd"}, {}, 0, 0, lognormal},
        {{}, {}, 2, 2, linked_quantiles<Link::exp>}}},
      {"logitnormal",
       "the log odds are normal; values lie between 0 and 1",
       {median, {"sigma", width, "standard deviation of the log odds"}},
       {{{"median", "sigma"}, {}, 0, 0, median_and_sigma<Link::logistic>},
        {{}, {}, 2, 2, linked_quantiles<Link::logistic>}}},
      {"uniform",
       "every value between two ends is as likely as any other",
       {low, high},
       {{{"low", "high"}, {}, 0, 0, uniform}, {{}, {}, 2, 2, uniform_quantiles}}},
      {"loguniform",
       "the logarithm is uniform; values are positive",
       {low, high},
       {{{"low", "high"}, {}, 0, 0, loguniform}, {{}, {}, 2, 2, loguniform_quantiles}}},
      {"triangular",
       "the density rises in a line to the mode and falls in a line",
       {low, mode, high},
       {{{"low", "mode", "high"}, {}, 0, 0, triangular}, {{}, {}, 3, 3, triangular_quantiles}}},
      {"pert",
       "the smooth triangle of the PERT method: a beta with mean (low + 4 mode + high) / 6",
       {low, mode, high},
       {{{"low", "mode", "high"}, {}, 0, 0, pert}, {{}, {}, 3, 3, pert_quantiles}}},
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
        {{}, {"low", "high"}, 2, 2, beta_quantiles}}},
      {"gamma",
       "gamma; values are positive",
       {{"shape", shape, "square of mean / sd"}, {"scale", width, "mean / shape"}, mean, sd},
       {{{"shape", "scale"}, {}, 0, 0, gamma},
        {{"mean", "sd"}, {}, 0, 0, gamma_mean},
        {{}, {}, 2, 2, gamma_quantiles}}},
      {"student_t",
       "Student's t: a normal with fatter tails",
       {{"df", shape, "degrees of freedom: 1 is a Cauchy, many are a normal"},
        {"location", level, "median of the values"},
        {"scale", width, "what a t of that many degrees of freedom is multiplied by"}},
       {{{"df", "location", "scale"}, {}, 0, 0, student_t},
        {{"df"}, {}, 2, 2, student_t_quantiles}}},
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

bool Family::takes_quantiles() const {
  return std::any_of(forms.begin(), forms.end(),
                     [](const FamilyForm& form) { return form.most_quantiles > 0; });
}

const FamilyKey* Family::find(const std::string& key) const {
  const auto found =
      std::find_if(keys.begin(), keys.end(), [&](const FamilyKey& one) { return key == one.name; });
  return found == keys.end() ? nullptr : &*found;
}

const std::vector<Family>& families() {
  static const std::vector<Family> table = make_table();
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

Expected make_interval(double from, double to, double bound_low, double bound_high) {
  FamilyValues values;
  values.quantiles = {{0.05, from}, {0.95, to}};
  if (bound_low == 0 && bound_high == 1) return makers::linked_quantiles<Link::logistic>(values);
  if (from > 0 && to > 0) return makers::linked_quantiles<Link::exp>(values);
  return makers::linked_quantiles<Link::identity>(values);
}

Words family_names() {
  Words names;
  for (const Family& family : families()) names.emplace_back(family.name);
  return names;
}

}  // namespace racecast
