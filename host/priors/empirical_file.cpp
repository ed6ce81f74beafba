#include "host/priors/empirical_file.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <span>
#include <stdexcept>

#include "host/hdf5/number_dataset.hpp"
#include "host/text/utf8.hpp"
#include "host/toml/csv_column.hpp"
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

Member text_member(const std::string& key, const Place& place, const std::string& text) {
  Value value;
  value.kind = Value::Kind::string;
  value.place = place;
  value.text = text;
  return {key, place, std::move(value)};
}

Member list_member(const std::string& key, const Place& place, const std::vector<double>& values) {
  Value list;
  list.kind = Value::Kind::array;
  list.place = place;
  for (const double number : values) {
    Value item;
    item.kind = Value::Kind::floating;
    item.place = place;
    item.number = number;
    list.members.push_back({"", place, std::move(item)});
  }
  return {key, place, std::move(list)};
}

const Member* text_member(const Value& table, const char* key) {
  const Member* member = table.find(key);
  return member != nullptr && member->value.kind == Value::Kind::string ? member : nullptr;
}

// A table of another shape is left to the reader of priors, which says what is wrong with it.
void inline_file(Value& table, Diagnostics& diagnostics) {
  const Member* dist = text_member(table, "dist");
  const Member* file = text_member(table, "file");
  if (dist == nullptr || dist->value.text != "empirical" || file == nullptr) return;
  if (table.find("values") != nullptr) return;
  if (table.find("column") != nullptr && text_member(table, "column") == nullptr) return;
  const Member named = *file;
  const std::string column = text_member(table, "column") ? text_member(table, "column")->value.text : "";
  try {
    const std::string path = beside(named.value.place, named.value.text);
    const std::vector<double> all = read_values(path, column);
    table.erase("file");
    table.erase("column");
    table.members.push_back(list_member("values", named.place, condensed(all)));
    const std::string what = named.value.text + (column.empty() ? "" : ", " + column);
    table.members.push_back(
        text_member("origin", named.place, fmt::format("{}: {} values", what, all.size())));
  } catch (const std::runtime_error& error) {
    diagnostics.add(named.value.place,
                    fmt::format("cannot use '{}' ({})", shown(named.value.text), error.what()),
                    "give a CSV or HDF5 file of finite numbers, or values = [...]");
  }
}

}  // namespace

void inline_empirical_files(Value& tree, Diagnostics& diagnostics) {
  if (tree.is_table()) inline_file(tree, diagnostics);
  for (Member& member : tree.members) inline_empirical_files(member.value, diagnostics);
}

}  // namespace racecast
