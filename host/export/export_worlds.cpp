// Tables of what a run kept beside counts: fan charts, samples, draws and the priors.
#include <fmt/format.h>

#include "host/error.hpp"
#include "host/explain/shape.hpp"
#include "host/export/replay.hpp"
#include "host/result/axes.hpp"
#include "host/results/fan_quantiles.hpp"
#include "host/results/group_fields.hpp"
#include "host/text/utf8.hpp"
#include "kernels/engine/draw_parameters.hpp"

namespace racecast {

ExportTable export_fan(const Result& result) {
  const auto rows = [&result](const ExportRows& row) {
    if (result.fan.empty()) return;
    const int months = result.layout.horizon + 1;
    const std::vector<double> values = fan_quantiles(result.fan, months);
    auto value = values.begin();
    for (const MetricRow& metric : metric_rows)
      for (const char* nation : nation_names)
        for (int month = 0; month < months; ++month)
          for (const double level : fan_levels)
            row({metric.name, metric.unit, nation, std::int64_t{month}, date_cell(result, month),
                 level, *value++});
  };
  return {"fan",
          "Quantiles of every metric by nation and month, over draws, one path of each",
          {{"metric", ""},
           {"unit", ""},
           {"nation", ""},
           {"month", "month"},
           {"date", ""},
           {"quantile", "1"},
           {"value", ""}},
          rows};
}

ExportTable export_samples(const Result& result) {
  const auto rows = [&samples = result.samples, &result](const ExportRows& row) {
    const int months = result.layout.horizon + 1;
    for (std::size_t sample = 0; sample < samples.size(); ++sample)
      for (int nation = 0; nation < nation_count; ++nation)
        for (int month = 0; month < months; ++month) {
          const std::int32_t events =
              samples.events[sample * std::size_t(months) + std::size_t(month)];
          ExportRow cells = {std::uint64_t{sample},    samples.trajectories[sample],
                             nation_names[nation],     std::int64_t{month},
                             date_cell(result, month), events_text(events)};
          for (int metric = 0; metric < metric_count; ++metric)
            cells.emplace_back(samples.path(sample, nation, metric, months)[month]);
          row(cells);
        }
  };
  ExportTable table{"samples",
                    "Months of the trajectories that are kept whole; events up to each month",
                    {{"sample", "1"},
                     {"trajectory", "1"},
                     {"nation", ""},
                     {"month", "month"},
                     {"date", ""},
                     {"events", ""}},
                    rows};
  for (int metric = 0; metric < metric_count; ++metric)
    table.columns.push_back({metric_rows[metric].name, engine_unit(metric)});
  return table;
}

ExportTable export_parameters(const Config& config) {
  const auto rows = [kept = config](const ExportRows& row) {
    for (const ConfigParameter& each : kept.parameters)
      if (each.matters)
        row({each.path, each.unit, each.is_constant() ? "number" : "prior", percentile(each, 5),
             percentile(each, 50), percentile(each, 95), each.text, each.source, each.note});
  };
  return {"parameters",
          "Every parameter: 5, 50 and 95 % of its prior, or its number, with its source",
          {{"path", ""},
           {"unit", ""},
           {"kind", ""},
           {"p5", ""},
           {"p50", ""},
           {"p95", ""},
           {"text", ""},
           {"source", ""},
           {"note", ""}},
          rows};
}

ExportTable export_draws(const Result& result, const Config& config) {
  if (result.provenance.model != model_version ||
      config.thresholds.size() != result.thresholds.size())
    throw Error(ErrorKind::file,
                fmt::format("the parameters of the draws cannot be drawn again (model {} wrote the "
                            "file and this racecast has model {}); use the racecast that wrote it",
                            printable(result.provenance.model), model_version));
  ExportTable table{"draws",
                    "The draws that are kept one by one: parameters, and how many paths ended so",
                    {{"draw", "1"}},
                    {}};
  for (const ConfigParameter* parameter : drawn_parameters(config))
    table.columns.push_back({parameter->path, parameter->unit});
  for (const ThresholdInfo& threshold : result.thresholds)
    for (const char* outcome : outcome_names)
      table.columns.push_back({threshold.name + '.' + outcome, "1"});
  table.rows = [&result, kept = config](const ExportRows& row) {
    const Forecast forecast = kept.forecast;
    const std::vector<const ConfigParameter*> drawn = drawn_parameters(kept);
    const DrawOutcomes& draws = result.draw_outcomes;
    for (std::uint64_t i = 0; i < draws.draws(); ++i) {
      const std::vector<float> given = draw_parameters(forecast, draws.first_draw + i).given;
      ExportRow cells = {draws.first_draw + i};
      for (const ConfigParameter* parameter : drawn)
        cells.emplace_back(given[std::size_t(parameter->slot)] * parameter->prior.unit);
      for (int threshold = 0; threshold < draws.thresholds; ++threshold)
        for (int outcome = 0; outcome < outcome_count; ++outcome)
          cells.emplace_back(std::uint64_t{draws.at(i, threshold, outcome)});
      row(cells);
    }
  };
  return table;
}

}  // namespace racecast
