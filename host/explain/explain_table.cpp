#include <algorithm>
#include <iterator>

#include "host/explain/explain.hpp"
#include "host/explain/shape.hpp"

namespace racecast {
namespace {

bool leaves_out_source(const ConfigParameter* parameter) {
  return parameter->source_range && parameter->source_range->excluded;
}

std::string last_part(const std::string& path) { return path.substr(path.rfind('.') + 1); }

Cells row_of(const ConfigParameter& parameter) {
  const auto at = [&](double percent) {
    return parameter.is_constant() ? "" : short_number(percentile(parameter, percent));
  };
  const std::string source =
      one_line(parameter.source) + (leaves_out_source(&parameter) ? " (!)" : "");
  return {last_part(parameter.path),
          one_line(parameter.text),
          at(5),
          at(50),
          at(95),
          parameter.unit == "1" ? "" : parameter.unit,
          parameter.given ? source : "(default)"};
}

Cells row_of(const ConfigSetting& setting) {
  return {last_part(setting.path),         one_line(setting.value), "", "", "", "",
          setting.given ? "" : "(default)"};
}

/// The rows of a table of the config.
struct SectionRows {
  std::string path;
  std::vector<Cells> settings = {}, parameters = {};
};

/// In the order of the parameter table, the run first; settings of elements are put into it.
std::vector<SectionRows> sections_of(const KeySelection& selection) {
  std::vector<SectionRows> sections;
  const auto of = [&](const ConfigKey& key) -> SectionRows& {
    const std::string path = table_of(key.path);
    const auto found = std::ranges::find(sections, path, &SectionRows::path);
    return found != sections.end() ? *found : sections.emplace_back(SectionRows{path});
  };
  const auto add_settings = [&](bool of_run) {
    for (const ConfigSetting* setting : selection.settings) {
      const std::string path = table_of(setting->path);
      if ((path.empty() || path == "run") == of_run)
        of(*setting).settings.push_back(row_of(*setting));
    }
  };
  add_settings(true);
  for (const ConfigParameter* parameter : selection.parameters)
    of(*parameter).parameters.push_back(row_of(*parameter));
  add_settings(false);
  return sections;
}

}  // namespace

Answer explain_table(const KeySelection& selection) {
  constexpr std::size_t longest_value = 44;  // texts are for people and may be long
  TextTable table{{left(""), left("value", longest_value), "5 %", "50 %", "95 %", left("unit"),
                   left("source")}};
  for (const SectionRows& section : sections_of(selection)) {
    table.add({section.path.empty() ? "" : '[' + section.path + ']'});
    std::ranges::copy(section.settings, std::back_inserter(table.rows));
    std::ranges::copy(section.parameters, std::back_inserter(table.rows));
  }
  Answer answer;
  answer.section();
  answer.add(table);
  answer.section("", "[[correlation]]");
  for (const Correlation* pair : selection.correlations)
    answer.say("{}, {}  rank {}{}{}", pair->first, pair->second, short_number(pair->rank),
               pair->active ? "" : " (not drawn: one is a number)",
               pair->source.empty() ? "" : "  " + one_line(pair->source));
  answer.section();
  if (std::ranges::any_of(selection.parameters, leaves_out_source))
    answer.line("(!) 5 to 95 % of the prior leave out the range of its own source");
  return answer;
}

}  // namespace racecast
