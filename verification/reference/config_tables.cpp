// The tables of docs/config.md, made of what the parser reads through.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "host/keys/keys.hpp"
#include "host/priors/families.hpp"
#include "host/text/suggest.hpp"
#include "host/toml/precheck.hpp"
#include "host/toml/sources.hpp"
#include "kernels/model/limits.hpp"
#include "kernels/model/metric_table.hpp"
#include "verification/reference/tables.hpp"

namespace racecast::verification {
namespace {

// In the order of KeyTable.
constexpr const char* table_names[] = {
    "root",  "run",         "nation", "channel", "programme", "threshold", "evidence",
    "prior", "correlation", "sweep",  "axis",    "scenario",  "history",   "series"};

// "`alpha`, `beta`".
std::string quoted_list(const std::vector<const char*>& names) {
  return names.empty() ? "" : fmt::format("`{}`", fmt::join(names, "`, `"));
}

// What happens without the key; one of several keys of a group names the others.
std::string without(const KeyRow& row) {
  if (row.value.need != Need::one_of) return absent_text(row);
  std::vector<const char*> others;
  for (const KeyRow* other : key_rows(row.table))
    if (other->value.need == Need::one_of && other->value.group == row.value.group && other != &row)
      others.push_back(other->name);
  return quoted_list(others) + " instead";
}

std::string value_cell(const KeyRow& row) {
  if (row.value.type != KeyType::choice) return value_text(row);
  return fmt::format("`\"{}\"`", fmt::join(row.value.choices(), "\"`, `\""));
}

std::string key_line(const KeyRow& row) {
  const std::string unit = *row.unit == '\0' ? "" : fmt::format(" ({})", row.unit);
  return fmt::format("| `{}` | {}{} | {} | {} |\n", row.name, value_cell(row), unit, without(row),
                     row.meaning);
}

// "`alpha`, `beta` (`low`, `high`)", "`df` and 2 quantiles".
std::string form_text(const FamilyForm& form) {
  std::string text = quoted_list(form.keys);
  if (form.most_quantiles > 0) {
    const bool any = form.most_quantiles > form.least_quantiles;
    text += fmt::format("{}{}{} quantiles", text.empty() ? "" : " and ", form.least_quantiles,
                        any ? " or more" : "");
  }
  return text + (form.optional.empty() ? "" : fmt::format(" ({})", quoted_list(form.optional)));
}

// A key with one meaning, and the families that it is of.
struct FamilyKeyLine {
  std::string name, meaning;
  std::vector<const char*> families = {};
  bool operator==(const FamilyKey& key) const { return name == key.name && meaning == key.meaning; }
};

std::vector<FamilyKeyLine> family_key_lines() {
  std::vector<FamilyKeyLine> lines;
  for (const Family& family : families())
    for (const FamilyKey& key : family.keys) {
      auto line = std::ranges::find_if(lines, [&](const auto& other) { return other == key; });
      if (line == lines.end()) line = lines.insert(line, {key.name, key.meaning});
      line->families.push_back(family.name);
    }
  return lines;
}

}  // namespace

std::vector<std::string> key_table_names() {
  return {std::begin(table_names), std::end(table_names)};
}

std::string keys_table(const std::string& name) {
  std::string text = "| key | value | without it | meaning |\n|---|---|---|---|\n";
  const auto table = std::ranges::find(table_names, name) - std::begin(table_names);
  for (const KeyRow* row : key_rows(static_cast<KeyTable>(table))) text += key_line(*row);
  return text;
}

std::string families_table() {
  std::string text =
      "| dist | what it is | keys (those in brackets may be left out) |\n|---|---|---|\n";
  for (const Family& family : families()) {
    std::vector<std::string> forms;
    for (const FamilyForm& form : family.forms) forms.push_back(form_text(form));
    text += fmt::format("| `\"{}\"` | {} | {} |\n", family.name, family.meaning,
                        fmt::join(forms, "; or "));
  }
  text += "\n| key | of | meaning |\n|---|---|---|\n";
  for (const FamilyKeyLine& line : family_key_lines())
    text +=
        fmt::format("| `{}` | {} | {} |\n", line.name, quoted_list(line.families), line.meaning);
  std::vector<const char*> quantiles;
  for (const QuantileKey& key : quantile_keys()) quantiles.push_back(key.name);
  return text + "\nQuantiles are " + quoted_list(quantiles) + ".\n";
}

std::string metrics_table() {
  std::string text = "| metric | unit | meaning |\n|---|---|---|\n";
  for (const MetricRow& row : metric_rows) {
    text += fmt::format("| `\"{}\"` | {} | {} |\n", row.name, row.unit, row.meaning);
  }
  return text;
}

std::string limits_table() {
  const std::pair<const char*, std::size_t> rows[] = {
      {"bytes of a file", max_config_bytes},
      {"files in a chain of `extends`, after the first", max_extends},
      {"brackets within brackets", max_bracket_depth},
      {"parts of a dotted key", max_key_parts},
      {"characters of a name", longest_name},
      {"channels of a nation", max_channels},
      {"programmes that are not already counted", max_programmes},
      {"thresholds", max_thresholds},
      {"months", max_horizon},
      {"trajectories", max_trajectories},
  };
  std::string text = "| what | at most |\n|---|---|\n";
  for (const auto& [what, most] : rows) text += fmt::format("| {} | {} |\n", what, most);
  return text;
}

}  // namespace racecast::verification
