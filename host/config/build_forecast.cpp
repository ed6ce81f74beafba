#include "host/config/build_forecast.hpp"

#include <cstring>
#include <stdexcept>

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

void build_thresholds(const Draft& draft, Forecast& forecast) {
  for (const DraftThreshold& threshold : draft.thresholds) {
    forecast.threshold[forecast.threshold_count++] = {
        threshold.info.metric, threshold.info.hold_months, threshold.info.above ? 1 : -1};
  }
  forecast.primary = draft.primary;
}

}  // namespace

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
  build_thresholds(draft, forecast);
  return forecast;
}

}  // namespace racecast
