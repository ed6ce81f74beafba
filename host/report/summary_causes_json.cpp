#include "host/report/summary_causes_json.hpp"

#include <cmath>

#include "host/inference/probability.hpp"
#include "host/text/json_number.hpp"
#include "host/result/levels.hpp"
#include "host/result/tally.hpp"

namespace racecast {
namespace {

using nlohmann::json;

json estimate_json(double value) { return json_number(value); }

json estimate_json(const Estimate& estimate) {
  return {{"value", estimate_json(estimate.value)}, {"error", estimate_json(estimate.error)}};
}

json odds_json(const Result& result, const SecondOrder& order, int threshold) {
  json quantiles = json::object();
  for (std::size_t i = 0; i < order.quantiles.size(); ++i)
    quantiles["p" + std::to_string(quantile_percents[i])] = order.quantiles[i];
  return {{"us_likelier", estimate_json(order.us_likelier)},
          {"quantiles", quantiles},
          {"bin_width", 1.0 / odds_bins},
          {"denoised", bins_of(order.mixing)},
          {"raw", raw_bins(odds_of(result, threshold))},
          {"log_likelihood", order.mixing.log_likelihood},
          {"log_likelihood_gap", order.mixing.gap},
          {"steps", order.mixing.steps}};
}

json variance_json(const VarianceShare& variance) {
  return {{"between", variance.between},
          {"within", variance.within},
          {"epistemic_share", estimate_json(variance.share)},
          {"low", estimate_json(variance.low)},
          {"high", estimate_json(variance.high)}};
}

json years_json(const YearTable& table) {
  json years = json::array();
  for (const YearOdds& odds : table.years)
    years.push_back({{"end", odds.end.text()},
                     {"month", odds.month},
                     {"us_first", estimate_json(odds.us)},
                     {"cn_first", estimate_json(odds.cn)},
                     {"nobody", estimate_json(odds.open)},
                     {"nobody_count", odds.open_count},
                     {"us_first_later", estimate_json(odds.us_after)},
                     {"cn_first_later", estimate_json(odds.cn_after)},
                     {"enough", odds.enough}});
  return years;
}

json events_json(const Result& result, int threshold) {
  json events = json::array();
  for (const EventEffect& effect : event_effects(result, threshold))
    events.push_back({{"event", event_rows[effect.event].name},
                      {"meaning", event_rows[effect.event].meaning},
                      {"count", effect.count},
                      {"share", estimate_json(effect.share)},
                      {"us_first_with", estimate_json(effect.us_with)},
                      {"us_first_without", estimate_json(effect.us_without)},
                      {"difference", estimate_json(effect.difference)}});
  return events;
}

json three(const std::array<double, 3>& quantiles) {
  return {{"p5", estimate_json(quantiles[0])},
          {"p50", estimate_json(quantiles[1])},
          {"p95", estimate_json(quantiles[2])}};
}

json worlds_json(const Result& result, const WorldSource& source, int threshold) {
  const Outcome winner = less_likely(result, threshold);
  json events = json::array();
  for (const WorldEvent& event : world_events(result, threshold, winner))
    events.push_back({{"event", event_rows[event.event].name},
                      {"there", estimate_json(event.there)},
                      {"all", estimate_json(event.all)}});
  json worlds = {{"winner", outcome_names[winner]},
                 {"world_events", events},
                 {"missing", source.missing.empty() ? json(nullptr) : json(source.missing)}};
  if (!source.missing.empty()) return worlds;
  const Worlds found = worlds_of(result, *source.config, source.scores, threshold, winner);
  worlds["draws"] = found.draws;
  worlds["worlds"] = found.worlds;
  worlds["effective_worlds"] = found.effective;
  worlds["enough_worlds"] = found.enough();
  worlds["parameters_looked_at"] = found.parameters;
  worlds["parameters_found"] = found.found;
  worlds["least_z"] = Worlds::least_z;
  worlds["parameters"] = world_parameters_json(found);
  return worlds;
}

json year_or_null(const std::optional<int>& year) { return year ? json(*year) : json(nullptr); }

}  // namespace

json world_parameters_json(const Worlds& worlds) {
  json shifts = json::array();
  for (const ParameterShift& shift : worlds.shifts)
    shifts.push_back({{"parameter", shift.path},
                      {"unit", shift.unit},
                      {"shift", estimate_json({shift.shift, shift.error})},
                      {"prior", three(shift.prior_quantile)},
                      {"there", three(shift.conditional)}});
  return shifts;
}

json causes_json(const Result& result, const WorldSource& source, int threshold) {
  const SecondOrder order = second_order(result, threshold);
  const YearTable table = year_table(result, threshold);
  return {{"odds", odds_json(result, order, threshold)},
          {"variance", variance_json(order.variance)},
          {"years", years_json(table)},
          {"turns", year_or_null(table.turns)},
          {"crosses_half", year_or_null(table.crosses_half)},
          {"events", events_json(result, threshold)},
          {"worlds", worlds_json(result, source, threshold)}};
}

}  // namespace racecast
