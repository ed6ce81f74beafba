// The page of `racecast report`: one HTML file that shows results, offline.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "host/answer/data.hpp"
#include "host/config/config.hpp"
#include "host/result/result.hpp"

namespace racecast {

/// A result and the file it was read from, which must outlive what is made of them.
struct PageResult {
  std::string file;
  const Result& result;
};

/// All that the page shows, one object a result under "results". Shares and months are as in
/// `summary_data`; metrics in their units, to four digits. docs/report.md says what is left out.
Data page_data(std::span<const PageResult> results);

/// The whole file. Nothing of `data` can end the element it stands in. Throws Error(runtime), with
/// what to install, where this racecast was built without the page.
std::string page_html(const Data& data);

/// The text of a JSON value for a <script> element: no `<`, `>` or `&`, and no line separator that
/// JavaScript knows and JSON does not.
std::string script_json(const Data& data);

/// What was bundled when racecast was built, in pieces; none where it could not be.
std::span<const std::string_view> page_pieces();

// The parts of the page's data, one function a section.

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
