#include <algorithm>
#include <cstring>
#include <stdexcept>

#include "host/config/config_steps.hpp"
#include "host/keys/keys.hpp"
#include "kernels/model/forecast_tables.hpp"

namespace racecast {
namespace {

[[noreturn]] void refuse(const DraftParameter& parameter) {
  Diagnostics diagnostics;
  diagnostics.add(parameter.value.place,
                  "the prior " + parameter.value.text + " of '" + parameter.row->key +
                      "' has more corners, jumps or steep places than a forecast holds",
                  "use fewer values, components or such priors");
  diagnostics.throw_if_any();
  throw std::logic_error("a diagnostic was lost");
}

void build_parameters(const Draft& draft, ForecastTables& tables) {
  for (const DraftParameter& parameter : draft.parameters) {
    const ParameterRow& row = *parameter.row;
    const int slot = parameter_slot(row, parameter.nation, parameter.element);
    const ParameterValue& value = parameter.value;
    if (value.is_constant()) {
      tables.fixed[static_cast<std::size_t>(slot)] =
          static_cast<float>(value.constant / value.prior.unit);
      continue;
    }
    const std::optional<Prior> lowered = lower_prior(value.prior, tables.cells);
    if (!lowered) refuse(parameter);
    Prior prior = *lowered;
    prior.slot = slot;
    prior.stream = draw_stream(row, parameter.nation, parameter.name.c_str());
    tables.priors.push_back(prior);
  }
}

/// The forecast and its tables, to which it does not point yet, all but the parts of scores.
Forecast build_forecast(const Draft& draft, ForecastTables& tables) {
  Forecast forecast;
  std::memset(&forecast, 0, sizeof forecast);  // padding too: equal forecasts are equal bytes
  forecast.seed = draft.seed;
  forecast.horizon = draft.horizon;
  forecast.paths_per_draw = draft.paths_per_draw;
  forecast.accounting = draft.accounting;
  for (int nation = 0; nation < nation_count; ++nation) {
    forecast.nation_stream[nation] = nation;
    for (const DraftChannel& channel : draft.channels[nation]) {
      forecast.channel_pool[nation][forecast.channel_count[nation]++] = channel.pool;
    }
  }
  for (const DraftProgramme& programme : draft.programmes) {
    forecast.programme[forecast.programme_count++] = programme.spending;
  }
  build_parameters(draft, tables);
  for (const DraftThreshold& threshold : draft.thresholds) {
    forecast.threshold[forecast.threshold_count++] = {
        threshold.info.metric, threshold.info.hold_months, threshold.info.above ? 1 : -1};
  }
  forecast.primary = draft.primary;
  return forecast;
}

}  // namespace

Config build_config(const Draft& draft) {
  Config config = draft.config;
  config.accounting = accounting_names[static_cast<int>(draft.accounting)];
  for (const auto& threshold : draft.thresholds) config.thresholds.push_back(threshold.info);
  for (int nation = 0; nation < nation_count; ++nation) {
    for (const auto& channel : draft.channels[nation]) {
      config.channels[nation].push_back(channel.name);
    }
  }
  for (const auto& programme : draft.programmes) config.programmes.push_back(programme.name);
  ForecastTables tables;
  const Forecast forecast = build_forecast(draft, tables);
  tables.score_parts = mix_scores(draft.correlated, tables.priors);
  config.tables = std::make_shared<const ForecastTables>(std::move(tables));
  config.forecast = config.tables->bound(forecast);
  return config;
}

const ConfigParameter& parameter_of_prior(const Config& config, std::size_t prior) {
  const int slot = config.forecast.prior[prior].slot;
  const auto found = std::ranges::find(config.parameters, slot, &ConfigParameter::slot);
  if (found == config.parameters.end())
    throw std::logic_error("a prior of a forecast is of no parameter of its config");
  return *found;
}

}  // namespace racecast
