// The parts of the page's data, one function a section.
#pragma once

#include "host/answer/data.hpp"
#include "host/config/config.hpp"
#include "host/report/summary.hpp"
#include "host/result/result.hpp"

namespace racecast {

/// To four digits, which is finer than a chart.
inline Data rounded(double value) { return rounded(value, 4); }

/// "arrivals" [threshold][nation] {probability, low, high: [month 0 ... horizon]}, "leads"
/// [threshold] {months, counts, us_alone, cn_alone}, and the names of "events". Odds, and what goes
/// with events, are in the summary.
Data page_counts(const Result& result);

/// [metric] {name, unit, meaning, percents, fan [nation][percent][month], evidence}.
Data page_metrics(const Result& result, const Config& config);

/// {months, rows [sample] {trajectory, arrivals [threshold][nation], outcomes, events, metrics
/// [metric][nation][month]}}: as many trajectories and months as a page of so many results has
/// room for.
Data page_samples(const Result& result, std::size_t page_results);

/// [parameter] {path, meaning, unit, text, p5, p50, p95, constant, source, note, evidence}: those
/// that the config gives.
Data page_parameters(const Config& config);

/// {thresholds [threshold] drivers_json()}, without the indices of parameters that are not shown;
/// null where the draws of the result cannot be made again.
Data page_sensitivity(const Result& result);

/// [threshold of `result` that `first` has too, under the same name] {name, change, low, high,
/// paired}: P(US first) of `result` minus that of `first`, as compare_results() has it.
Data page_differences(const Result& first, const Result& result);

}  // namespace racecast
