// Tables of what a run kept beside counts: fan charts, samples, draws and the priors.
#include <fmt/format.h>

#include <memory>

#include "host/error.hpp"
#include "host/explain/shape.hpp"
#include "host/export/export_makers.hpp"
#include "host/export/replay.hpp"
#include "host/result/levels.hpp"
#include "host/results/fan_quantiles.hpp"
#include "host/results/group_fields.hpp"
#include "host/text/utf8.hpp"
#include "kernels/engine/draw_parameters.hpp"

namespace racecast {
namespace {

std::size_t size(int number) { return static_cast<std::size_t>(number); }

void fan_rows(const Result& result, const ExportRows& row) {
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
}

void sample_rows(const Result& result, const ExportRows& row) {
  const Samples& samples = result.samples;
  const int months = result.layout.horizon + 1;
  for (std::size_t sample = 0; sample < samples.size(); ++sample)
    for (int nation = 0; nation < nation_count; ++nation)
      for (int month = 0; month < months; ++month) {
        ExportRow cells = {std::uint64_t{sample},
                           samples.trajectories[sample],
                           nation_names[nation],
                           std::int64_t{month},
                           date_cell(result, month),
                           events_text(samples.events[sample * size(months) + size(month)])};
        for (int metric = 0; metric < metric_count; ++metric)
          cells.emplace_back(samples.path(sample, nation, metric, months)[month]);
        row(cells);
      }
}

void parameter_row(const ConfigParameter& parameter, const ExportRows& row) {
  const auto at = [&](double percent) {
    return parameter.is_constant() ? parameter.constant : percentile(parameter, percent);
  };
  row({parameter.path, parameter.unit, parameter.is_constant() ? "number" : "prior", at(5), at(50),
       at(95), parameter.text, parameter.source, parameter.note});
}

}  // namespace

ExportTable export_fan(const Result& result) {
  return {"fan",
          "Quantiles of every metric by nation and month, over draws, one path of each",
          {{"metric", ""},
           {"unit", ""},
           {"nation", ""},
           {"month", "month"},
           {"date", ""},
           {"quantile", "1"},
           {"value", ""}},
          [&result](const ExportRows& row) { fan_rows(result, row); }};
}

ExportTable export_samples(const Result& result) {
  ExportTable table{"samples",
                    "Months of the trajectories that are kept whole; events up to each month",
                    {{"sample", "1"},
                     {"trajectory", "1"},
                     {"nation", ""},
                     {"month", "month"},
                     {"date", ""},
                     {"events", ""}},
                    [&result](const ExportRows& row) { sample_rows(result, row); }};
  for (int metric = 0; metric < metric_count; ++metric)
    table.columns.push_back({metric_rows[metric].name, engine_unit(metric)});
  return table;
}

ExportTable export_parameters(const Config& config) {
  const auto kept = std::make_shared<const Config>(config);
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
          [kept](const ExportRows& row) {
            for (const ConfigParameter& parameter : kept->parameters)
              if (parameter.matters) parameter_row(parameter, row);
          }};
}

ExportTable export_draws(const Result& result, const Config& config) {
  if (result.provenance.model != model_version ||
      config.thresholds.size() != result.thresholds.size())
    throw Error(ErrorKind::file,
                fmt::format("the parameters of the draws cannot be drawn again (model {} wrote the "
                            "file and this racecast has model {}); use the racecast that wrote it",
                            printable(result.provenance.model), model_version));
  const auto kept = std::make_shared<const Config>(config);
  ExportTable table{"draws",
                    "The draws that are kept one by one: parameters, and how many paths ended so",
                    {{"draw", "1"}},
                    {}};
  for (const ConfigParameter* parameter : drawn_parameters(*kept))
    table.columns.push_back({parameter->path, parameter->unit});
  for (const ThresholdInfo& threshold : result.thresholds)
    for (const char* outcome : outcome_names)
      table.columns.push_back({threshold.name + '.' + outcome, "1"});
  table.rows = [&result, kept](const ExportRows& row) {
    const Forecast forecast = kept->forecast;
    const std::vector<const ConfigParameter*> drawn = drawn_parameters(*kept);
    const DrawOutcomes& draws = result.draw_outcomes;
    for (std::uint64_t i = 0; i < draws.draws(); ++i) {
      const std::vector<float> given = draw_parameters(forecast, draws.first_draw + i).given;
      ExportRow cells = {draws.first_draw + i};
      for (const ConfigParameter* parameter : drawn)
        cells.emplace_back(given[size(parameter->slot)] * parameter->prior.unit);
      for (int threshold = 0; threshold < draws.thresholds; ++threshold)
        for (int outcome = 0; outcome < outcome_count; ++outcome)
          cells.emplace_back(std::uint64_t{draws.at(i, threshold, outcome)});
      row(cells);
    }
  };
  return table;
}

}  // namespace racecast
