#include "host/report/evidence_ranges.hpp"

#include <algorithm>
#include <iterator>

#include "host/embedded.hpp"
#include "host/text/number_text.hpp"
#include "host/toml/csv_rows.hpp"
#include "kernels/model/limits.hpp"
#include "kernels/model/metric_table.hpp"

namespace racecast {
namespace {

/// The column `what`: a metric, whose level it is but for investment, or "channels".
void set_subject(EvidenceRange& range, const std::string& what) {
  const bool channels = what == "channels";
  const std::string_view metric = channels ? "investment" : std::string_view(what);
  const auto row = std::ranges::find(metric_rows, metric, &MetricRow::name);
  range.metric = static_cast<int>(row - std::begin(metric_rows));
  if (range.metric != metric_investment) return;
  const Money of_nation = range.nation == cn ? Money::cn_investment : Money::us_investment;
  range.money = static_cast<int>(channels ? Money::channels : of_nation);
}

// config,quantity,year,what,nation,low,high,unit,how,sources
EvidenceRange range_of(const CsvCells& cells) {
  const auto text = [&](std::size_t column) { return cells.at(column).text; };
  const auto number = [&](std::size_t column) { return parse_number(text(column)).value(); };
  EvidenceRange range;
  range.config = text(0);
  range.quantity = text(1);
  range.year = static_cast<int>(number(2));
  range.nation = text(4) == "cn" ? cn : us;
  set_subject(range, text(3));
  range.low = number(5);
  range.high = number(6);
  range.unit = text(7);
  range.scale = range.unit.starts_with("M ") ? 1e6 : 1;
  range.how = text(8);
  range.sources = text(9);
  return range;
}

const std::vector<EvidenceRange>& all_ranges() {
  static const std::vector<EvidenceRange> ranges = [] {
    std::vector<EvidenceRange> read;
    CsvRows rows(evidence_ranges_text);
    CsvCells cells;
    rows.next(cells);  // names of the columns
    while (rows.next(cells)) read.push_back(range_of(cells));
    return read;
  }();
  return ranges;
}

/// Whether it was known when the forecast of its config starts, or is the baseline's.
bool is_known(const EvidenceRange& range) {
  constexpr std::string_view hindcast = "hindcast-";
  if (!range.config.starts_with(hindcast)) return range.config == "baseline";
  return range.year < std::stoi(range.config.substr(hindcast.size()));
}

template <class Predicate>
std::vector<EvidenceRange> ranges_where(Predicate predicate) {
  std::vector<EvidenceRange> some;
  std::ranges::copy_if(all_ranges(), std::back_inserter(some), predicate);
  return some;
}

}  // namespace

std::vector<EvidenceRange> evidence_ranges(std::string_view config) {
  return ranges_where([&](const EvidenceRange& range) { return range.config == config; });
}

std::vector<EvidenceRange> known_ranges(int metric, int nation) {
  return ranges_where([&](const EvidenceRange& range) {
    return range.metric == metric && range.nation == nation && is_known(range) &&
           range.money != static_cast<int>(Money::channels);
  });
}

}  // namespace racecast
