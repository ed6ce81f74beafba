#include "tests/fuzz/properties.hpp"

#include <cmath>
#include <cstring>
#include <vector>

#include "host/text/number_text.hpp"
#include "host/text/utf8.hpp"
#include "host/toml/diagnostics.hpp"
#include "kernels/model/parameter_table.hpp"
#include "kernels/model/priors.hpp"
#include "tests/support/same_forecast.hpp"

namespace racecast::fuzz {
namespace {

bool within(double value, double low, double high) {
  return std::isfinite(value) && value >= low && value <= high;
}

// The scores that a draw can give lie within these, as the nodes of the tables do.
constexpr float greatest_score = 6.5f;
constexpr float score_step = 0.40625f;

/// The prior's value at each score, as an engine computes it.
std::vector<float> values(const Forecast& forecast, const Prior& prior) {
  std::vector<float> all;
  for (float z = -greatest_score; z <= greatest_score; z += score_step) {
    all.push_back(quantile(forecast, prior, z));
  }
  return all;
}

// Two values of a prior may each be off by the error that docs/priors.md states.
double allowed_fall(float score, double before) {
  constexpr float stated_score = 4.753f;  // of the quantiles 1e-6 and 1 - 1e-6
  return 2 * (std::fabs(score) <= stated_score ? 1e-5 : 1e-4) * std::fabs(before);
}

std::string broken_prior(const Forecast& forecast, const Prior& prior) {
  if (!std::isfinite(prior.low) || !std::isfinite(prior.high)) return "a prior without bounds";
  double before = prior.low;
  float score = -greatest_score;
  for (const float value : values(forecast, prior)) {
    const std::string what = "slot " + std::to_string(prior.slot) + " at " +
                             number_text(double{value}) + " after " + number_text(before);
    if (!within(value, prior.low, prior.high)) return "a prior leaves its bounds, " + what;
    if (value < before - allowed_fall(score, before)) return "a prior falls, " + what;
    score += score_step;
    before = value;
  }
  return {};
}

int elements(const Forecast& forecast, ParameterGroup group, int nation) {
  switch (group) {
    case ParameterGroup::channel:
      return forecast.channel_count[nation];
    case ParameterGroup::programme:
      return forecast.programme_count;
    case ParameterGroup::threshold:
      return forecast.threshold_count;
    default:
      return 1;
  }
}

bool is_drawn(const Forecast& forecast, int slot) {
  for (int i = 0; i < forecast.prior_count; ++i) {
    if (forecast.prior[i].slot == slot) return true;
  }
  return false;
}

std::string broken_constant(const Forecast& forecast, const ParameterRow& row, int nation) {
  for (int element = 0; element < elements(forecast, row.group, nation); ++element) {
    const int slot = parameter_slot(row, nation, element);
    const float value = forecast.fixed[slot];
    const auto low = static_cast<float>(row.low), high = static_cast<float>(row.high);
    if (!within(value, low, high) && !is_drawn(forecast, slot)) {
      return std::string("'") + row.key + "' is out of bounds: " + number_text(value);
    }
  }
  return {};
}

std::string broken_forecast(const Config& config) {
  const Forecast forecast = config.forecast;
  if (forecast.horizon < 1 || forecast.horizon > max_horizon) return "the horizon";
  if (forecast.threshold_count < 1 || forecast.primary < 0 ||
      forecast.primary >= forecast.threshold_count) {
    return "the primary threshold";
  }
  if (config.trajectories == 0 || config.trajectories > max_trajectories ||
      config.trajectories % static_cast<unsigned>(forecast.paths_per_draw) != 0) {
    return "the number of trajectories";
  }
  for (int i = 0; i < forecast.prior_count; ++i) {
    if (auto broken = broken_prior(forecast, forecast.prior[i]); !broken.empty()) return broken;
  }
  for (const ParameterRow& row : parameter_rows()) {
    for (int nation = 0; nation < nation_count; ++nation) {
      if (auto broken = broken_constant(forecast, row, nation); !broken.empty()) return broken;
    }
  }
  return {};
}

bool same_forecast(const Config& a, const Config& b) {
  if (!test::same_bytes(a.forecast, b.forecast)) return false;
  const Forecast one = a.forecast, other = b.forecast;
  for (int i = 0; i < one.prior_count; ++i) {
    if (values(one, one.prior[i]) != values(other, other.prior[i])) return false;
  }
  return true;
}

std::string broken_text(const Config& config) {
  try {
    const Config again = parse_config(config.resolved, "resolved.toml");
    if (!same_forecast(config, again)) return "the resolved text gives another forecast";
    if (config.resolved != again.resolved) return "the resolved text resolves to another";
  } catch (const Error& error) {
    return std::string("the resolved text is refused: ") + error.what();
  }
  return {};
}

// A check of its own, beside the product's printable().
bool only_shows(const std::string& text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const auto next = i + 1 < text.size() ? static_cast<unsigned char>(text[i + 1]) : 0u;
    if (byte < 0x20 || byte == 0x7f || (byte == 0xc2 && next < 0xa0)) return false;
  }
  return !first_invalid_utf8(text);
}

}  // namespace

std::string broken_property(const Config& config) {
  std::string broken = broken_forecast(config);
  return broken.empty() ? broken_text(config) : broken;
}

std::string broken_property(const std::vector<Diagnostic>& diagnostics) {
  if (diagnostics.empty()) return "an error without a diagnostic";
  for (const Diagnostic& diagnostic : diagnostics) {
    const std::string text = to_string(diagnostic);
    for (const std::string& part : {diagnostic.file, diagnostic.message, diagnostic.hint}) {
      if (!only_shows(part)) return "a diagnostic that a terminal acts on: " + text;
    }
    if (diagnostic.file.empty() || diagnostic.message.empty()) return "an empty diagnostic";
    if (diagnostic.hint.empty()) return "a diagnostic that does not say what to do: " + text;
    if ((diagnostic.line > 0) != (diagnostic.column > 0)) return "half a place: " + text;
  }
  return {};
}

Verdict examine(const Case& input) {
  use_files(input);
  Verdict verdict;
  ConfigOptions options;
  options.set = input.set;
  try {
    const Config config = parse_config(input.config, config_name, options);
    verdict.accepted = true;
    verdict.broken = broken_property(config);
  } catch (const ConfigError& error) {
    verdict.broken = broken_property(error.diagnostics());
    verdict.text = error.what();
  }
  return verdict;
}

}  // namespace racecast::fuzz
