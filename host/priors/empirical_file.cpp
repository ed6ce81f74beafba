#include "host/priors/empirical_file.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <span>
#include <stdexcept>

#include "host/hdf5/number_dataset.hpp"
#include "host/text/utf8.hpp"
#include "host/toml/csv_rows.hpp"
#include "host/toml/files.hpp"
#include "host/toml/sources.hpp"

namespace racecast {
namespace {

std::vector<double> read_values(const std::string& path, const std::string& column) {
  const std::string bytes = read_data_file(path, max_data_bytes);
  std::vector<double> values;
  if (bytes.starts_with("\x89HDF\r\n\x1a\n")) {
    if (column.empty()) throw std::runtime_error("name its dataset: column = \"group/name\"");
    values = read_number_dataset(std::as_bytes(std::span(bytes)), column, max_data_values);
  } else {
    values = read_csv_column(bytes, column);
  }
  if (!std::all_of(values.begin(), values.end(), [](double value) { return std::isfinite(value); }))
    throw std::runtime_error("it has values that are not finite");
  if (values.size() < 2) throw std::runtime_error("it has fewer than two values");
  return values;
}

/// At most max_inline_values numbers with the distribution of all, rising.
std::vector<double> condensed(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  if (values.size() <= max_inline_values) return values;
  std::vector<double> kept;
  const double steps = max_inline_values - 1;
  for (std::size_t i = 0; i < max_inline_values; ++i) {
    const double place = static_cast<double>(values.size() - 1) * (static_cast<double>(i) / steps);
    const auto below = static_cast<std::size_t>(place);
    const std::size_t above = std::min(below + 1, values.size() - 1);
    const double part = place - static_cast<double>(below);
    kept.push_back(values[below] + part * (values[above] - values[below]));
  }
  return kept;
}

Value numbers_value(const std::vector<double>& numbers, const Place& place) {
  std::vector<Value> items;
  for (const double number : numbers)
    items.push_back(
        {.kind = Value::Kind::floating, .place = place, .number = number, .members = {}});
  return array_value(std::move(items), place);
}

// A table of another shape is left to the reader of priors, which says what is wrong with it.
void inline_file(Value& table, Diagnostics& diagnostics) {
  const auto file = table.text_at("file"), given = table.text_at("column");
  if (table.text_at("dist") != "empirical" || !file || table.find("values") != nullptr) return;
  if (table.find("column") != nullptr && !given) return;
  const std::string column = given.value_or("");
  const Place place = table.find("file")->value.place;
  try {
    const std::vector<double> all = read_values(beside(place, *file), column);
    table.erase("file");
    table.erase("column");
    table.members.push_back({"values", place, numbers_value(condensed(all), place)});
    const std::string origin =
        fmt::format("{}{}{}: {} values", *file, column.empty() ? "" : ", ", column, all.size());
    table.members.push_back({"origin", place, text_value(origin, place)});
  } catch (const std::runtime_error& error) {
    diagnostics.add(place, fmt::format("cannot use '{}' ({})", shown(*file), error.what()),
                    "give a CSV or HDF5 file of finite numbers, or values = [...]");
  }
}

}  // namespace

void inline_empirical_files(Value& tree, Diagnostics& diagnostics) {
  if (tree.is_table()) inline_file(tree, diagnostics);
  for (Member& member : tree.members) inline_empirical_files(member.value, diagnostics);
}

}  // namespace racecast
