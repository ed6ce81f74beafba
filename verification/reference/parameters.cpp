// docs/parameters.md: every row of parameters.def, with the priors of the baseline.
#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "host/config/config.hpp"
#include "host/result/axes.hpp"
#include "host/text/number_text.hpp"
#include "kernels/model/parameter_table.hpp"
#include "verification/reference/config_tree.hpp"
#include "verification/reference/tables.hpp"

namespace racecast::verification {
namespace {

/// "chips" of "chips.supply_share"; "" of a key without a section.
std::string_view section_of(const ParameterRow& row) {
  const std::string_view key = row.key;
  const std::size_t dot = key.find('.');
  return key.substr(0, dot == std::string_view::npos ? 0 : dot);
}

std::string_view key_in_section(const ParameterRow& row) {
  const std::string_view section = section_of(row);
  return std::string_view(row.key).substr(section.empty() ? 0 : section.size() + 1);
}

/// "0.4 to 0.8", "normal 0.29 ± 0.03", "uniform 0.7 to 1.5": a prior without its source.
std::string prior_text(const Value& prior) {
  if (!prior.is_table()) return plain_text(prior);
  const auto of = [&](const char* key) { return text_of(prior, key); };
  std::string text = of("value") + of("interval");
  if (const std::string family = of("dist"); !family.empty()) {
    text = family + ' ';
    if (prior.find("mean") != nullptr) text += fmt::format("{} ± {}", of("mean"), of("sd"));
    if (prior.find("p5") != nullptr) text += fmt::format("{} to {}", of("p5"), of("p95"));
    if (prior.find("low") != nullptr) text += fmt::format("{} to {}", of("low"), of("high"));
  }
  if (prior.find("min") != nullptr) text += ", at least " + of("min");
  if (prior.find("max") != nullptr) text += ", at most " + of("max");
  return text;
}

std::string baseline_text(const Value& tree, const std::string& path) {
  const Member* member = find_path(tree, path);
  if (member == nullptr) return "";
  const Member* source = member->value.find("source");
  return prior_text(member->value) +
         (source == nullptr ? "" : fmt::format(" ({})", source->value.text));
}

/// One cell a nation, or one for the world; none for rows of lists, which the config holds many
/// times.
std::string baseline_cells(const ParameterRow& row, const Value& tree) {
  if (row.group == ParameterGroup::world) return fmt::format(" {} |", baseline_text(tree, row.key));
  if (row.group != ParameterGroup::nation) return "";
  std::string cells;
  for (const char* nation : nation_names)
    cells += fmt::format(" {} |", baseline_text(tree, fmt::format("{}.{}", nation, row.key)));
  return cells;
}

std::string row_text(const ParameterRow& row, const Value& tree) {
  return fmt::format("| `{}` | {} | {} to {} | {} | {} |{}\n", key_in_section(row), row.unit,
                     number_text(row.low), number_text(row.high),
                     row.required() ? "required" : number_text(row.absent), row.meaning,
                     baseline_cells(row, tree));
}

struct GroupText {
  ParameterGroup group;
  const char* title;
  const char* tables;    ///< the header of a section in a config; {} is the section
  const char* baseline;  ///< heads of the columns of baseline_cells
  int columns;           ///< how many
};
constexpr GroupText groups[] = {
    {ParameterGroup::world, "World", "`[{}]`", " baseline (source) |", 1},
    {ParameterGroup::nation, "Nations", "`[us.{0}]`, `[cn.{0}]`",
     " baseline us (source) | baseline cn (source) |", 2},
    {ParameterGroup::channel, "Channels of investment", "`[us.channel.NAME]`, `[cn.channel.NAME]`",
     "", 0},
    {ParameterGroup::programme, "Programmes", "`[programme.NAME]`", "", 0},
    {ParameterGroup::threshold, "Thresholds", "`[threshold.NAME]`", "", 0},
};

std::string section_text(const GroupText& group, std::string_view section, const Value& tree) {
  std::string text =
      fmt::format("\n### {}\n\n| key | unit | bounds | absent | meaning |{}\n|---|---|---|---|---|",
                  fmt::format(fmt::runtime(group.tables), section), group.baseline);
  for (int i = 0; i < group.columns; ++i) text += "---|";
  text += '\n';
  for (const ParameterRow& row : parameter_rows())
    if (row.group == group.group && section_of(row) == section) text += row_text(row, tree);
  return text;
}

std::string group_text(const GroupText& group, const Value& tree) {
  std::string text = fmt::format("\n## {}\n", group.title);
  std::vector<std::string_view> done;
  for (const ParameterRow& row : parameter_rows()) {
    const std::string_view section = section_of(row);
    if (row.group != group.group || std::ranges::find(done, section) != done.end()) continue;
    done.push_back(section);
    text += section_text(group, section, tree);
  }
  return text;
}

constexpr const char* introduction =
    R"(# Parameters

Every parameter of the model: what a config may set. `scripts/docs` makes this page from
`kernels/model/parameters.def` and `configs/baseline.toml`.

A value is a number, a 90 % interval "a to b" (lognormal), or a prior with its source; a prior is
truncated at the bounds. *absent* is the value without the key, which switches the process off;
*required* keys have none. Rates and growth rates are logarithmic and per year; money is in billions
of constant 2024 US dollars, compute in H100 equivalents (H100e), power in GW of the facility. The
number after "eq." is that of [the model](model.md). The baseline's values of channels, programmes
and thresholds stand in `configs/baseline.toml`, its sources in `configs/evidence.toml`.
)";

}  // namespace

std::string parameters_page(const std::string& config_path) {
  const Value tree = resolved_tree(load_config(config_path));
  std::string text = introduction;
  for (const GroupText& group : groups) text += group_text(group, tree);
  return text;
}

}  // namespace racecast::verification
