#include <string_view>

#include "host/config/draft_reader.hpp"

namespace racecast {
namespace {

// The table that holds the last part of a dotted key, and that part.
std::pair<TableReader*, std::string> locate(TableReader& from, std::string_view key) {
  TableReader* table = &from;
  for (std::size_t dot; (dot = key.find('.')) != std::string_view::npos;) {
    table = &table->child(std::string(key.substr(0, dot)));
    key.remove_prefix(dot + 1);
  }
  return {table, std::string(key)};
}

}  // namespace

void read_rows(ParameterGroup group, TableReader& from, int nation, int element,
               const std::string& name, DraftReader& reader, const MetricRow* metric) {
  const double unit = metric == nullptr ? 1 : metric->scale;
  for (const ParameterRow& row : parameter_rows()) {
    if (row.group != group) continue;
    const auto [table, key] = locate(from, row.key);
    const Member* member =
        row.required() ? table->take_required(key, std::string(row.unit) + ": " + row.meaning)
                       : table->take(key);
    if (member == nullptr) {
      // A missing optional row still has its value, in the units of the engine.
      ParameterValue absent;
      absent.prior.unit = 1;
      absent.constant = row.required() ? 0 : row.absent;
      reader.draft.parameters.push_back({&row, nation, element, name, absent});
      continue;
    }
    const ValueBounds bounds{row.low * unit, row.high * unit, unit,
                             metric == nullptr ? row.unit : metric->unit};
    auto value =
        read_parameter(*member, table->path_of(key), bounds, reader.evidence, reader.diagnostics);
    if (value) reader.draft.parameters.push_back({&row, nation, element, name, *value, member});
  }
}

}  // namespace racecast
