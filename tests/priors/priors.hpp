// Priors of every family for tests, and how the engine sees them.
#pragma once

#include <string>
#include <vector>

#include "host/priors/prior_reader.hpp"
#include "host/toml/toml_reader.hpp"
#include "kernels/model/priors.hpp"

namespace racecast::test {

// A parameter in an unlimited, a positive or a share range.
inline constexpr ValueBounds wide_bounds{-1e38, 1e38, 1};
inline constexpr ValueBounds positive_bounds{1e-6, 1e5, 1};
inline constexpr ValueBounds share_bounds{0, 1, 1};

/// Throws ConfigError where the prior is wrong.
inline ParameterValue parameter(const std::string& toml, const ValueBounds& bounds = wide_bounds) {
  Diagnostics diagnostics;
  EvidenceRegistry evidence(diagnostics);
  const auto document = read_toml("p = " + toml, diagnostics.file("t"), diagnostics);
  diagnostics.throw_if_any();
  auto value = read_parameter(document.value().members.at(0), "p", bounds, evidence, diagnostics);
  diagnostics.throw_if_any();
  return value.value();
}

/// A prior as the engine evaluates it.
struct Lowered {
  std::vector<QuantileCell> cells;
  Prior prior;

  explicit Lowered(const ParameterValue& value) : prior(lower_prior(value.prior, cells).value()) {}
  double at(float z) const { return static_cast<double>(quantile(cells.data(), prior, z)); }
};

struct PriorExample {
  std::string toml;
  ValueBounds bounds = wide_bounds;
};

/// Every family, in its usual and in its extreme members, and truncated.
inline std::vector<PriorExample> prior_examples() {
  const ValueBounds units{-1e62, 1e62, 1e24};
  return {
      {"{ dist = \"normal\", mean = 0.05, sd = 0.02 }"},
      {"{ dist = \"normal\", mean = 0.05, sd = 0.02 }", share_bounds},
      {"{ dist = \"normal\", mean = 0, sd = 1, min = 0 }"},
      {"{ dist = \"normal\", mean = 5, sd = 1, min = 1, max = 7 }"},
      {"{ dist = \"normal\", p10 = -3, p75 = 8 }"},
      {"\"0.3 to 1.0\""},
      {"\"0.05 to 0.9\"", share_bounds},
      {"\"0.5 to 0.95\"", {0.01, 1, 1}},
      {"\"1e29 to 1e33\"", units},
      {"{ dist = \"lognormal\", p5 = 1e30, p95 = 1e33, max = 5e32 }", units},
      {"{ dist = \"lognormal\", median = 2, sigma = 2, min = 0.01 }", positive_bounds},
      {"{ dist = \"lognormal\", p5 = 100, p95 = 1000, min = 90, max = 2000 }", positive_bounds},
      {"{ dist = \"lognormal\", mean = 3, sd = 9, max = 100 }"},
      {"{ dist = \"logitnormal\", median = 0.6, sigma = 1, min = 0.1 }", share_bounds},
      {"{ dist = \"logitnormal\", p1 = 0.001, p50 = 0.01 }", share_bounds},
      {"{ dist = \"uniform\", low = 0, high = 1 }", share_bounds},
      {"{ dist = \"uniform\", low = -2, high = 7 }"},
      {"{ dist = \"uniform\", low = 1e26, high = 1e27 }", units},
      {"{ dist = \"uniform\", low = 1e-6, high = 1e5 }", positive_bounds},
      {"{ dist = \"uniform\", low = 1000000, high = 1000001 }"},
      {"{ dist = \"loguniform\", low = 1e-6, high = 1e5 }", positive_bounds},
      {"{ dist = \"loguniform\", p5 = 3, p95 = 4 }"},
      {"{ dist = \"triangular\", low = 0, mode = 0.3, high = 1 }"},
      {"{ dist = \"triangular\", low = -1, mode = -1, high = 2 }"},
      {"{ dist = \"triangular\", low = 2, mode = 7, high = 7, min = 3 }"},
      {"{ dist = \"triangular\", low = 0, mode = 1e-6, high = 1 }"},
      {"{ dist = \"pert\", low = 0, mode = 0.3, high = 1 }"},
      {"{ dist = \"pert\", low = -5, mode = 4, high = 5 }"},
      {"{ dist = \"beta\", alpha = 2, beta = 3 }", share_bounds},
      {"{ dist = \"beta\", alpha = 0.5, beta = 0.5 }", share_bounds},
      {"{ dist = \"beta\", alpha = 0.05, beta = 4 }", share_bounds},
      {"{ dist = \"beta\", alpha = 900, beta = 3, low = -1, high = 4 }"},
      {"{ dist = \"beta\", mean = 0.3, sd = 0.1 }", share_bounds},
      {"{ dist = \"gamma\", shape = 2, scale = 3 }"},
      {"{ dist = \"gamma\", shape = 0.1, scale = 1 }"},
      {"{ dist = \"gamma\", shape = 1e5, scale = 1e-3 }"},
      {"{ dist = \"gamma\", mean = 3, sd = 3, min = 1 }"},
      {"{ dist = \"student_t\", df = 4, location = 1, scale = 0.1 }"},
      {"{ dist = \"student_t\", df = 1, location = 0, scale = 1 }"},
      {"{ dist = \"student_t\", df = 0.5, location = 5, scale = 1 }"},
      {"{ dist = \"student_t\", df = 2.5, p5 = 1, p95 = 2, min = 0 }"},
      {"{ dist = \"quantiles\", p5 = 1, p50 = 2, p95 = 10 }"},
      {"{ dist = \"quantiles\", p5 = -1, p25 = 0, p50 = 0.1, p75 = 2, p99 = 9 }"},
      {"{ dist = \"quantiles\", p10 = 0.1, p50 = 0.2, p90 = 0.7 }", share_bounds},
      {"{ dist = \"quantiles\", shape = \"linear\", p5 = 1, p50 = 2, p95 = 10, min = 0, max = 30 "
       "}"},
      {"{ dist = \"quantiles\", shape = \"metalog\", p10 = 1, p50 = 2, p90 = 4 }"},
      {"{ dist = \"quantiles\", shape = \"metalog\", p10 = 1, p50 = 2, p90 = 4, min = 0 }"},
      {"{ dist = \"quantiles\", shape = \"metalog\", p10 = 1, p50 = 2, p90 = 4, min = 0, max = 6 "
       "}"},
      {"{ dist = \"mixture\", of = [\"1 to 2\", \"5 to 9\"], weights = [0.3, 0.7] }"},
      {"{ dist = \"mixture\", of = [0, \"1 to 2\"], weights = [1, 3] }"},
      {"{ dist = \"mixture\", of = [{ dist = \"uniform\", low = 0, high = 1 }, { dist = "
       "\"uniform\", "
       "low = 5, high = 6 }], max = 5.5 }"},
      {"{ dist = \"mixture\", of = [{ dist = \"normal\", mean = 0, sd = 1 }, { dist = "
       "\"student_t\", df = 3, location = 2, scale = 4 }, { dist = \"mixture\", of = [1, 2] }] }"},
      {"{ dist = \"mixture\", of = [\"-1 to 1\", { dist = \"uniform\", low = 1000000, high = "
       "1000001 }] }"},
      {"{ dist = \"discrete\", values = [1, 2, 4], weights = [1, 2, 1] }"},
      {"{ dist = \"discrete\", values = [-3, 0.1, 7], min = -2 }"},
      {"{ dist = \"discrete\", values = [42] }"},
      {"{ dist = \"empirical\", values = [3, 1, 4, 1, 5, 9, 2, 6] }"},
      {"{ dist = \"empirical\", values = [-1, 0, 1], max = 0.5 }"},
  };
}

}  // namespace racecast::test
