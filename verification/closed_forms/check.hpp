// A number that the engine gave beside the one that mathematics gives.
//
// Limits are those of a false failure in 1e9 checks: |z| 6.11, and sqrt(n) D 3.272 for the distance
// of Kolmogorov and Smirnov. Every check has a twin with a planted mistake, which has to fail.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace racecast::verification {

inline constexpr double z_limit = 6.11;
inline constexpr double ks_limit = 3.272;

struct Check {
  std::string group{};  ///< "Ornstein-Uhlenbeck"
  std::string what{};   ///< "variance of sentiment after 24 months"
  std::uint64_t n = 0;  ///< paths, draws or events; 0: nothing is random
  double observed = 0, expected = 0;
  double score = 0;  ///< z, sqrt(n) D, or the error as a multiple of what it may be
  double limit = z_limit;
  std::string planted{};  ///< the mistake of the twin
  double planted_score = 0;
  double planted_power = 0;  ///< the twin's score without chance

  bool right() const;
  /// Whether a twin that must fail does. In few paths not every twin can be told from the law: only
  /// those twice the limit away have to be.
  bool twin_seen() const;
};
using Checks = std::vector<Check>;

/// The check with the largest score, and the most that a twin of any of them shows.
Check worst_of(const Checks& checks);

/// A law: what an observation is expected to be, and its standard deviation (0: as in the sample).
struct Law {
  double mean = 0, deviation = 0;
};
/// The law of an event.
Law event(double probability);

/// What was observed of n independent observations.
struct Sample {
  std::uint64_t n = 0;
  double sum = 0, squares = 0;

  void add(double value) { *this += {1, value, value * value}; }
  Sample& operator+=(const Sample& other) {
    n += other.n, sum += other.sum, squares += other.squares;
    return *this;
  }
};

/// The mean of a sample against its law, and against the twin's.
Check mean_check(std::string what, const Sample& sample, Law law, std::string planted,
                 double planted_mean);
/// A count of events: exactly binomial where fewer than 1000 are expected or missing.
Check count_check(std::string what, std::uint64_t count, std::uint64_t n, double probability,
                  std::string planted, double planted_probability);
/// A number without chance, which may be off by `allowed`.
Check exact_check(std::string what, double observed, double expected, double allowed,
                  std::string planted, double planted_value);

/// Two-sided z of a count; from the binomial distribution itself where the normal does not hold.
double count_score(double count, double n, double probability);

}  // namespace racecast::verification
