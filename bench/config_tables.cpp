// The tables of docs/config.md, made of what the parser reads through.
#include <fmt/format.h>

#include "bench/tables.hpp"
#include "host/config/families.hpp"
#include "host/config/keys.hpp"
#include "host/config/precheck.hpp"
#include "host/config/sources.hpp"
#include "host/config/suggest.hpp"
#include "kernels/model/limits.hpp"
#include "kernels/model/metric_table.hpp"

namespace racecast::bench {
namespace {

struct TableName {
  const char* name;
  KeyTable table;
};
constexpr TableName tables[] = {
    {"root", KeyTable::root},
    {"run", KeyTable::run},
    {"nation", KeyTable::nation},
    {"channel", KeyTable::channel},
    {"programme", KeyTable::programme},
    {"threshold", KeyTable::threshold},
    {"evidence", KeyTable::evidence},
    {"prior", KeyTable::prior},
    {"correlation", KeyTable::correlation},
};

// What happens without the key; one of several keys of a group names the others.
std::string without(const KeyRow& row) {
  if (row.value.need != Need::one_of) return absent_text(row);
  std::string others;
  for (const KeyRow* other : key_rows(row.table)) {
    const bool beside = other->value.need == Need::one_of && other->value.group == row.value.group;
    if (beside && other != &row)
      others += fmt::format("{}`{}`", others.empty() ? "" : ", ", other->name);
  }
  return others + " instead";
}

std::string value_cell(const KeyRow& row) {
  if (row.value.type != KeyType::choice) return value_text(row);
  std::string words;
  for (const std::string& word : row.value.choices()) {
    words += fmt::format("{}`\"{}\"`", words.empty() ? "" : ", ", word);
  }
  return words;
}

std::string key_line(const KeyRow& row) {
  const std::string unit = *row.unit == '\0' ? "" : fmt::format(" ({})", row.unit);
  return fmt::format("| `{}` | {}{} | {} | {} |\n", row.name, value_cell(row), unit, without(row),
                     row.meaning);
}

std::string keys_of(const FamilyForm& form) {
  std::string keys;
  for (const FamilyKey& key : form.keys) {
    keys += fmt::format("{}`{}`", keys.empty() ? "" : ", ", key.name);
  }
  return keys;
}

}  // namespace

std::vector<std::string> key_table_names() {
  std::vector<std::string> names;
  for (const TableName& table : tables) names.emplace_back(table.name);
  return names;
}

std::string keys_table(const std::string& name) {
  std::string text = "| key | value | without it | meaning |\n|---|---|---|---|\n";
  for (const TableName& table : tables) {
    if (name != table.name) continue;
    for (const KeyRow* row : key_rows(table.table)) text += key_line(*row);
  }
  return text;
}

std::string families_table() {
  std::string text = "| dist | keys |\n|---|---|\n";
  for (const Family& family : families()) {
    std::string forms;
    for (const FamilyForm& form : family.forms) {
      forms += (forms.empty() ? "" : ", or ") + keys_of(form);
    }
    text += fmt::format("| `\"{}\"` | {} |\n", family.name, forms);
  }
  return text;
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

}  // namespace racecast::bench
