#include <algorithm>

#include "host/explain/explain.hpp"
#include "host/explain/shape.hpp"

namespace racecast {
namespace {

bool leaves_out_source(const ConfigParameter* parameter) {
  return parameter->source_range && parameter->source_range->excluded;
}

std::string source_of(const ConfigParameter& parameter) {
  if (!parameter.given) return "(default)";
  return one_line(parameter.source) + (leaves_out_source(&parameter) ? " (!)" : "");
}

Cells row_of(const ConfigParameter& parameter) {
  const auto at = [&](double percent) {
    return parameter.is_constant() ? "" : short_number(percentile(parameter, percent));
  };
  return {last_part(parameter.path),
          one_line(parameter.text),
          at(5),
          at(50),
          at(95),
          parameter.unit == "1" ? "" : parameter.unit,
          source_of(parameter)};
}

Cells row_of(const ConfigSetting& setting) {
  return {last_part(setting.path),         one_line(setting.value), "", "", "", "",
          setting.given ? "" : "(default)"};
}

void key_table(const KeySelection& selection, Answer& answer) {
  constexpr std::size_t longest_value = 44;  // texts are for people and may be long
  TextTable table{{left(""), left("value", longest_value), "5 %", "50 %", "95 %", left("unit"),
                   left("source")}};
  for (const KeySection& section : sections_of(selection)) {
    table.add({section.path.empty() ? "" : '[' + section.path + ']'});
    for (const ConfigSetting* setting : section.keys.settings) table.add(row_of(*setting));
    for (const ConfigParameter* parameter : section.keys.parameters) table.add(row_of(*parameter));
  }
  answer.section();
  answer.add(table);
}

void correlations(const KeySelection& selection, Answer& answer) {
  answer.section("", "[[correlation]]");
  for (const Correlation* pair : selection.correlations)
    answer.say("{}, {}  rank {}{}{}", pair->first, pair->second, short_number(pair->rank),
               pair->active ? "" : " (not drawn: one is a number)",
               pair->source.empty() ? "" : "  " + one_line(pair->source));
}

}  // namespace

Answer explain_table(const KeySelection& selection) {
  Answer answer;
  key_table(selection, answer);
  correlations(selection, answer);
  answer.section();
  if (std::ranges::any_of(selection.parameters, leaves_out_source))
    answer.line("(!) 5 to 95 % of the prior leave out the range of its own source");
  return answer;
}

}  // namespace racecast
