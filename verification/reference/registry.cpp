// docs/evidence.md: the registry of evidence, and the priors that rest on it.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <vector>

#include "host/priors/evidence.hpp"
#include "verification/reference/config_tree.hpp"
#include "verification/reference/tables.hpp"

namespace racecast::verification {
namespace {

namespace fs = std::filesystem;
constexpr const char* registry_file = "evidence.toml";

/// "hindcast-2025" of each config of the folder, the baseline first.
std::vector<std::string> config_names(const fs::path& folder) {
  std::vector<std::string> names;
  for (const auto& file : fs::directory_iterator(folder))
    if (file.path().extension() == ".toml" && file.path().filename() != registry_file)
      names.push_back(file.path().stem().string());
  std::ranges::sort(names, {},
                    [](const std::string& name) { return std::pair(name != "baseline", name); });
  return names;
}

/// For each key of the registry, the configs whose own text names it, with the parameters.
using Uses = std::map<std::string, std::string>;

Uses uses_of(const fs::path& folder) {
  Uses uses;
  for (const std::string& name : config_names(folder)) {
    std::map<std::string, std::string> here;
    const Value tree = read_tree((folder / (name + ".toml")).string());
    for (const SourcedPrior& prior : sourced_priors(tree)) {
      std::string& text = here[prior.source];
      text += fmt::format("{}`{}`", text.empty() ? "" : ", ", prior.path);
    }
    for (const auto& [source, paths] : here) {
      std::string& text = uses[source];
      text += fmt::format("{}{}: {}", text.empty() ? "" : "; ", name, paths);
    }
  }
  return uses;
}

/// "8 (5 to 14) months", "84 to 98 USD_bn", "up to 24 USD_bn", "a series, H100e".
std::string figure_of(const Value& entry) {
  const std::string value = text_of(entry, "value"), unit = text_of(entry, "unit");
  const std::string low = text_of(entry, "low"), high = text_of(entry, "high");
  std::string range;
  if (!low.empty() && !high.empty()) range = low + " to " + high;
  if (!low.empty() && high.empty()) range = "at least " + low;
  if (low.empty() && !high.empty()) range = "up to " + high;
  if (value.empty() && range.empty()) return "no number: " + unit;
  if (value.empty()) return range + ' ' + unit;
  return range.empty() ? value + ' ' + unit : fmt::format("{} ({}) {}", value, range, unit);
}

std::string source_of(const Value& entry) {
  const std::string title = text_of(entry, "source"), link = text_of(entry, "link");
  return fmt::format("{}, {}, {}", link.empty() ? title : fmt::format("[{}]({})", title, link),
                     text_of(entry, "publisher"), text_of(entry, "year"));
}

std::string row_of(const Member& member, const Uses& uses) {
  const Value& entry = member.value;
  const auto use = uses.find(member.key);
  const std::string note = text_of(entry, "note");
  return fmt::format("| `{}` | {}{} | {} | {}, {} | {} | {}, {} | {} |\n", member.key,
                     text_of(entry, "quantity"), note.empty() ? "" : ". " + note, figure_of(entry),
                     text_of(entry, "country"), text_of(entry, "period"), source_of(entry),
                     text_of(entry, "confidence"), text_of(entry, "found"),
                     use == uses.end() ? "" : use->second);
}

}  // namespace

std::string registry_table(const std::string& config_path) {
  const fs::path folder = fs::path(config_path).parent_path();
  const Uses uses = uses_of(folder);
  std::string table =
      "| key | quantity | figure | country, period | source | confidence, found | priors that rest "
      "on it |\n|---|---|---|---|---|---|---|\n";
  for (const Member& entry : read_tree((folder / registry_file).string()).members)
    table += row_of(entry, uses);
  return table;
}

}  // namespace racecast::verification
