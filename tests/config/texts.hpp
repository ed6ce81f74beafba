// Config texts for tests, written from the parameter table so that a new required row breaks none.
#pragma once

#include <algorithm>
#include <string>

#include "host/text/number_text.hpp"
#include "kernels/model/parameter_table.hpp"

namespace racecast::test {

/// "key = number" for every required row of a group; `except` leaves one out.
inline std::string required_rows(ParameterGroup group, const std::string& except = {}) {
  std::string text;
  for (const ParameterRow& row : parameter_rows()) {
    if (row.group != group || !row.required() || except == row.key) continue;
    text += std::string(row.key) + " = " + number_text(std::clamp(1.0, row.low, row.high)) + '\n';
  }
  return text;
}

inline const std::string header_text = "name = \"minimal\"\nprimary = \"first_one\"\n";
inline const std::string run_text = "[run]\nstart = \"2026-01\"\nhorizon = \"2027-12\"\n";

inline std::string world_text() { return required_rows(ParameterGroup::world); }
inline std::string nations_text() {
  return "[us]\n" + required_rows(ParameterGroup::nation) + "[cn]\n" +
         required_rows(ParameterGroup::nation);
}
inline std::string threshold_text(const std::string& name = "first_one",
                                  const std::string& value = "5",
                                  const std::string& metric = "investment") {
  return "[threshold." + name + "]\nmetric = \"" + metric + "\"\nvalue = " + value + "\n";
}
inline std::string channel_text(const std::string& nation, const std::string& name,
                                const std::string& pool = "market") {
  return "[" + nation + ".channel." + name + "]\npool = \"" + pool + "\"\n" +
         required_rows(ParameterGroup::channel);
}
inline std::string programme_text(const std::string& name, const std::string& first = "2026-01",
                                  const std::string& last = "2026-12",
                                  const std::string& more = {}) {
  return "[programme." + name + "]\nnation = \"cn\"\ndestination = \"fab\"\nfirst = \"" + first +
         "\"\nlast = \"" + last + "\"\n" + more + required_rows(ParameterGroup::programme);
}

/// The least config that is valid, with `root` among the top keys and `tables` at the end.
inline std::string minimal_text(const std::string& tables = {}, const std::string& root = {}) {
  return header_text + root + world_text() + run_text + nations_text() + threshold_text() + tables;
}

/// The row of a key, for tests that name one.
inline const ParameterRow& row_of(ParameterGroup group, const std::string& key) {
  const auto rows = parameter_rows();
  return *std::find_if(rows.begin(), rows.end(), [&](const ParameterRow& row) {
    return row.group == group && key == row.key;
  });
}

/// Line, counted from 1, of the first occurrence of `mark`.
inline int line_of(const std::string& text, const std::string& mark) {
  const auto end = text.begin() + static_cast<std::ptrdiff_t>(text.find(mark));
  return 1 + static_cast<int>(std::count(text.begin(), end, '\n'));
}

}  // namespace racecast::test
