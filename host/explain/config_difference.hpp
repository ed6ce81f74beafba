// What differs between two configs in meaning, however it is written.
#pragma once

#include <string>
#include <vector>

#include "host/answer/answer.hpp"
#include "host/answer/data.hpp"
#include "host/config/config.hpp"

namespace racecast {

/// What two configs have at a path. Null: that config has none, because it has no such channel,
/// programme, threshold or pair.
template <class T>
struct Sides {
  std::string path;
  const T* a = nullptr;
  const T* b = nullptr;

  const T& some() const { return a != nullptr ? *a : *b; }
};

/// A parameter of which something differs.
struct ParameterDifference : Sides<ConfigParameter> {
  bool value = false;   ///< some draw gets another value
  bool source = false;  ///< another source, another figure of it, or another note
};

/// A setting that differs, or that one config alone has.
using SettingDifference = Sides<ConfigSetting>;

/// The same channels, programmes or thresholds in another order, which numbers the results.
struct OrderDifference {
  std::string path;  ///< "us.channel", "programme", "threshold"
  std::vector<std::string> a, b;
};

/// A pair of parameters ("PATH, PATH") that both correlate otherwise, or only one does.
using CorrelationDifference = Sides<Correlation>;

/// Holds pointers into both configs, which must outlive it. Where same_forecast(), both configs
/// give the same Forecast.
struct ConfigDifference {
  std::vector<ParameterDifference> parameters;  ///< whose value differs, and that matter
  std::vector<SettingDifference> settings;      ///< that matter
  std::vector<OrderDifference> orders;
  std::vector<CorrelationDifference> correlations;  ///< whose rank or effect differs
  /// What no count depends on: sources and notes, names and descriptions, and all of programmes
  /// that are already counted.
  std::vector<ParameterDifference> sources;
  std::vector<SettingDifference> labels;
  std::vector<CorrelationDifference> correlation_sources;

  bool same_forecast() const {
    return parameters.empty() && settings.empty() && orders.empty() && correlations.empty();
  }
  bool empty() const {
    return same_forecast() && sources.empty() && labels.empty() && correlation_sources.empty();
  }
};

/// In the order of A; what B alone has comes last.
ConfigDifference compare_configs(const Config& a, const Config& b);

/// "No differences", or everything that differs.
Answer difference_answer(const Config& a, const Config& b, const ConfigDifference& difference);

/// docs/explain.md lists the keys, which are stable.
Data difference_data(const Config& a, const Config& b, const ConfigDifference& difference);

}  // namespace racecast
