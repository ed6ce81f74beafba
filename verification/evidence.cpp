#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <sstream>

#include "host/error.hpp"
#include "host/report/evidence_ranges.hpp"
#include "verification/processes/estimate.hpp"
#include "verification/reference/config_tree.hpp"
#include "verification/tables.hpp"

namespace racecast::verification {
namespace {

constexpr const char* hyperscalers[] = {"amazon", "microsoft", "alphabet", "meta", "oracle"};

/// The end of the year before the start and of the first year, and the money of two years.
ObservationRequest request_of(const Config& config) {
  ObservationRequest request;
  request.years = 2;
  for (const int year : {config.start.year - 1, config.start.year})
    request.months.push_back(month_of(config, {year, 12}));
  for (std::size_t k = 0; k < config.channels[us].size(); ++k)
    if (std::ranges::find(hyperscalers, config.channels[us][k]) != std::end(hyperscalers))
      request.us_channels.push_back(static_cast<int>(k));
  if (request.us_channels.size() != std::size(hyperscalers))
    throw Error(ErrorKind::config, config.path + " lacks a channel of the five hyperscalers");
  return request;
}

/// Every path's value, in the range's unit.
std::vector<float> values_of(const EvidenceRange& range, const Study& study) {
  const int start = study.config.start.year;
  const Observation& seen = study.seen;
  std::vector<float> values;
  const auto put = [&](double value) { values.push_back(static_cast<float>(value / range.scale)); };
  const double scale = range.money < 0 ? metric_rows[range.metric].scale : 1;
  for (std::uint64_t draw = 0; draw < seen.draws; ++draw) {
    if (range.money < 0)
      for (const float x :
           seen.log_levels(draw, range.year - start + 1, range.nation, range.metric))
        put(std::exp(static_cast<double>(x)) * scale);
    else
      for (const float x : seen.money(draw, range.year - start, static_cast<Money>(range.money)))
        put(static_cast<double>(x));
  }
  return values;
}

/// Three digits, as people write them.
std::string digits(double value) {
  if (value >= 1e6) return fmt::format("{:.1e}", value);
  return value >= 100 ? fmt::format("{:.0f}", value) : fmt::format("{:.3g}", value);
}

std::vector<std::string> keys_of(const EvidenceRange& range) {
  std::istringstream text(range.sources);
  return {std::istream_iterator<std::string>(text), {}};
}

std::string sources_text(const EvidenceRange& range) {
  return fmt::format("`{}`", fmt::join(keys_of(range), "`, `"));
}

/// Every source is a table of the registry beside the config.
void require_sources(const std::string& config_path, std::span<const EvidenceRange> ranges) {
  const std::string path =
      config_path.substr(0, config_path.find_last_of('/') + 1) + "evidence.toml";
  const Value registry = read_tree(path);
  for (const EvidenceRange& range : ranges)
    for (const std::string& key : keys_of(range))
      if (registry.find(key) == nullptr)
        throw Error(ErrorKind::config, fmt::format("{} has no entry '{}'", path, key));
}

}  // namespace

Findings evidence_table(const StudyOptions& options, const Settings& changes) {
  const Config config = load_config(options.config);
  const auto ranges = evidence_ranges(config.name);
  if (ranges.empty() || config.start.month != 1)
    throw Error(ErrorKind::config, config.path + " has no ranges of evidence for its start");
  require_sources(options.config, ranges);
  // Nothing later than two years on is asked, and the horizon changes no month before it.
  const std::string horizon = std::to_string(config.start.year + 1) + "-12";
  Settings settings = changes;
  settings.emplace_back("run.horizon", horizon);
  const Study study = run_study(options, settings, request_of(config));
  Findings findings;
  findings.table =
      "| quantity | when | median (5 to 95 %) | evidence | unit | from "
      "|\n|---|---|---|---|---|---|\n";
  for (const EvidenceRange& range : ranges) {
    std::vector<float> values = values_of(range, study);
    const double median = quantile(values, 0.5);
    const std::string when =
        range.money < 0 ? fmt::format("{}-12", range.year) : std::to_string(range.year);
    const std::string line =
        fmt::format("| {} | {} | {} ({} to {}) | {} to {} | {} |", range.quantity, when,
                    digits(median), digits(quantile(values, 0.05)), digits(quantile(values, 0.95)),
                    digits(range.low), digits(range.high), range.unit);
    findings.table += fmt::format("{} {}: {} |\n", line, range.how, sources_text(range));
    if (!(median >= range.low && median <= range.high))
      findings.wrong.push_back("the median leaves its range: " + line);
  }
  return findings;
}

}  // namespace racecast::verification
