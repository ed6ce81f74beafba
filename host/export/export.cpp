#include "host/export/export.hpp"

#include <fmt/format.h>

#include <cmath>

#include "host/answer/data.hpp"
#include "host/error.hpp"
#include "host/text/suggest.hpp"

namespace racecast {
namespace {

/// RFC 4180: a field with a comma, a quote or a line end stands in quotes, a quote in it twice.
/// What a terminal would act on is replaced by U+FFFD; no file that `racecast run` wrote has it.
std::string quoted(const std::string& given) {
  std::string text;
  for (const char c : given) {
    const bool acts =
        (static_cast<unsigned char>(c) < 32 && c != '\n' && c != '\r' && c != '\t') || c == 127;
    text += acts ? "\xEF\xBF\xBD" : std::string(1, c);
  }
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string field = "\"";
  for (const char c : text) field += c == '"' ? "\"\"" : std::string(1, c);
  return field + '"';
}

std::string json_string(const std::string& text) { return json_text(text, -1); }

/// `none` for nothing, texts as `quote` gives them, and the shortest number that reads back the
/// same; `none` where it is not finite.
std::string cell_text(const ExportCell& cell, const char* none,
                      std::string (*quote)(const std::string&)) {
  return std::visit(
      [&](const auto& value) -> std::string {
        using Value = std::decay_t<decltype(value)>;
        if constexpr (std::is_same_v<Value, std::monostate>) return none;
        if constexpr (std::is_same_v<Value, std::string>) return quote(value);
        if constexpr (std::is_floating_point_v<Value>)
          return std::isfinite(value) ? fmt::format("{}", value) : none;
        if constexpr (std::is_integral_v<Value>) return fmt::format("{}", value);
      },
      cell);
}

template <class Cell, class Text>
std::string line_of(const std::vector<Cell>& cells, Text text) {
  std::string line;
  for (std::size_t i = 0; i < cells.size(); ++i) line += (i == 0 ? "" : ",") + text(cells[i], i);
  return line;
}

}  // namespace

std::vector<ExportEntry> export_entries(const Result& result, std::function<Config()> config) {
  std::vector<ExportEntry> entries;
  entries.push_back({"summary", "The answer: probabilities, arrivals and leads by threshold",
                     [&result] { return export_summary(result); }});
  for (const RealTable& table : real_tables())
    entries.push_back(
        {table.name, table.long_name, [&result, &table] { return export_reals(result, table); }});
  for (const CountTable& table : count_tables())
    entries.push_back(
        {table.name, table.long_name, [&result, &table] { return export_counts(result, table); }});
  entries.push_back({"fan", "Quantiles of every metric by nation and month",
                     [&result] { return export_fan(result); }});
  entries.push_back({"samples", "Months of the trajectories that are kept whole: every metric",
                     [&result] { return export_samples(result); }});
  entries.push_back({"parameters", "Every parameter's 5, 50 and 95 %, unit and source",
                     [config] { return export_parameters(config()); }});
  entries.push_back({"draws", "The draws that are kept one by one: parameters, and how paths ended",
                     [&result, config] { return export_draws(result, config()); }});
  return entries;
}

const ExportEntry& entry_named(const std::vector<ExportEntry>& entries, const std::string& name) {
  std::vector<std::string> names;
  for (const ExportEntry& entry : entries) {
    if (entry.name == name) return entry;
    names.push_back(entry.name);
  }
  throw Error(ErrorKind::usage, fmt::format("there is no table {}; {} (`racecast export FILE` "
                                            "lists them)",
                                            name, suggestion(name, names)));
}

std::string export_list(const std::vector<ExportEntry>& entries) {
  std::string text;
  for (const ExportEntry& entry : entries)
    text += fmt::format("{:<26} {}\n", entry.name, entry.meaning);
  return text;
}

void write_csv(const ExportTable& table, std::ostream& to) {
  to << line_of(table.columns, [](const ExportColumn& column, std::size_t) {
    return quoted(column.name);
  }) << '\n';
  table.rows([&](const ExportRow& row) {
    to << line_of(row, [](const ExportCell& cell, std::size_t) {
      return cell_text(cell, "", quoted);
    }) << '\n';
  });
}

void write_json(const ExportTable& table, std::ostream& to) {
  std::vector<std::string> names;
  for (const ExportColumn& column : table.columns) names.push_back(json_string(column.name) + ':');
  to << "{\"table\":" << json_string(table.name) << ",\n\"meaning\":" << json_string(table.meaning)
     << ",\n\"units\":{"
     << line_of(table.columns,
                [&](const ExportColumn& column, std::size_t i) {
                  return names[i] + (column.unit.empty() ? "null" : json_string(column.unit));
                })
     << "},\n\"rows\":[";
  const char* between = "\n";
  table.rows([&](const ExportRow& row) {
    to << between << '{' << line_of(row, [&](const ExportCell& cell, std::size_t i) {
      return names[i] + cell_text(cell, "null", json_string);
    }) << '}';
    between = ",\n";
  });
  to << "\n]}\n";
}

}  // namespace racecast
