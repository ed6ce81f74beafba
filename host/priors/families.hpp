// The families of distributions that a prior can name: their keys, what these mean, and how they
// make a distribution. The parser, the documentation and the schema all read this table.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "host/priors/make_distribution.hpp"

namespace racecast {

/// What stands behind a key of a prior's table.
enum class KeyKind {
  level,    ///< a number in the unit of the parameter and within its bounds
  width,    ///< a number: a positive difference of levels (sd, sigma, scale)
  shape,    ///< a number without a unit (alpha, df)
  levels,   ///< an array of levels
  weights,  ///< an array of numbers that are not negative
  priors,   ///< an array of what a parameter can be: numbers, "a to b", tables
  text      ///< a string
};

struct FamilyKey {
  const char* name;
  KeyKind kind;
  const char* meaning;                    ///< one line
  std::vector<const char*> choices = {};  ///< of a text that is one of few
};

/// A key that stands for a quantile.
struct QuantileKey {
  const char* name;
  double share;
};
/// p0_1 ... p99_9 and median, rising.
const std::vector<QuantileKey>& quantile_keys();
/// The key of a probability that has one, as 0.025: p2_5.
const char* quantile_key(double share);

/// What the keys of a form say. Levels are within the parameter's bounds, numbers finite, lists not
/// empty, quantiles rising, as many weights as values or components (all 1 where none are given),
/// and not all 0.
struct FamilyValues {
  std::map<std::string, double> numbers;
  std::map<std::string, std::string> texts;
  QuantilePoints quantiles;
  std::vector<double> values;
  std::vector<double> weights;
  std::vector<DistributionPtr> of;
  MetalogEnds ends;                      ///< min and max as they are given
  double bound_low = 0, bound_high = 0;  ///< of the parameter
};

/// One way to state a family: all of `keys`, any of `optional`, and this many quantiles.
struct FamilyForm {
  std::vector<const char*> keys;
  std::vector<const char*> optional;
  int least_quantiles, most_quantiles;
  /// Throws NoDistribution. Null: files are read, and replaced by their values, before priors are
  /// (empirical_file.hpp).
  DistributionPtr (*make)(const FamilyValues& values);
};

struct Family {
  const char* name;  ///< as in dist = "..."
  const char* meaning;
  std::vector<FamilyKey> keys;  ///< beside the quantiles
  std::vector<FamilyForm> forms;

  const FamilyKey* find(const std::string& key) const;
};

/// All of them: those of few numbers, then those of quantiles, values and other priors.
const std::vector<Family>& families();
std::vector<Family> standard_families();

/// The family of "a to b" for a parameter with these bounds, as its own 5th and 95th percentile.
/// Throws NoDistribution.
DistributionPtr make_interval(double low, double high, double bound_low, double bound_high);

}  // namespace racecast
