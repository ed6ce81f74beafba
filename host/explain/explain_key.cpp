#include <fmt/format.h>

#include <sstream>

#include "host/explain/equations.hpp"
#include "host/explain/explain.hpp"
#include "host/explain/shape.hpp"
#include "host/keys/keys.hpp"

namespace racecast {
namespace {

constexpr std::size_t label_width = 12;

/// Texts below each other, the label beside the first of them.
void add(const std::string& label, const std::vector<std::string>& texts, Answer& answer) {
  for (std::size_t i = 0; i < texts.size(); ++i)
    answer.labelled(left_cell(i == 0 ? label : "", label_width), texts[i]);
}

std::string range_text(const std::optional<double>& low, const std::optional<double>& high) {
  if (low && high) return fmt::format("{} to {}", short_number(*low), short_number(*high));
  if (low) return fmt::format("at least {}", short_number(*low));
  return high ? fmt::format("at most {}", short_number(*high)) : "";
}

// "29.6 GW (22 to 31)", or "" for a series or a date.
std::string figure_text(const EvidenceEntry& entry) {
  const std::string range = range_text(entry.low, entry.high);
  if (!entry.value) return range.empty() ? "" : fmt::format("{} {}", range, entry.unit);
  const std::string value = fmt::format("{} {}", short_number(*entry.value), entry.unit);
  return range.empty() ? value : fmt::format("{} ({})", value, range);
}

std::vector<std::string> evidence_texts(const ConfigParameter& parameter) {
  const EvidenceEntry& entry = *parameter.evidence;
  const auto& range = parameter.source_range;
  const std::string figure = figure_text(entry);
  std::vector<std::string> texts = {
      entry.key, one_line(fmt::format("{}{}{} ({}, {})", entry.quantity, figure.empty() ? "" : ": ",
                                      figure, entry.country, entry.period))};
  if (range && entry.unit != parameter.unit)
    texts.push_back(fmt::format("as {}: {} to {}", parameter.unit, short_number(range->low),
                                short_number(range->high)));
  texts.push_back(one_line(fmt::format("{}, {} ({}); confidence {}, {}", entry.publisher,
                                       entry.source, entry.year, entry.confidence, entry.found)));
  for (const std::string& text : {entry.link, entry.note})
    if (!text.empty()) texts.push_back(one_line(text));
  return texts;
}

void add_source(const ConfigParameter& parameter, Answer& answer) {
  std::vector<std::string> source = {parameter.given ? "none is named"
                                                     : "the model: the key is not given"};
  if (!parameter.source.empty()) source = {one_line(parameter.source)};
  if (parameter.evidence) source = evidence_texts(parameter);
  add("source", source, answer);
  if (!parameter.note.empty()) add("note", {one_line(parameter.note)}, answer);
  if (!parameter.source_range || !parameter.source_range->excluded) return;
  answer.labelled(
      left_cell("warning", label_width),
      fmt::format("5 to 95 % of the prior ({} to {}) leave out the range of its own source "
                  "({} to {})",
                  short_number(percentile(parameter, 5)), short_number(percentile(parameter, 95)),
                  short_number(parameter.source_range->low),
                  short_number(parameter.source_range->high)),
      true);
}

void percentiles(const ConfigParameter& parameter, Answer& answer) {
  TextTable table{{left(left_cell("drawn", label_width - 2))}, {{""}}};
  for (const int percent : explained_percents) {
    table.columns.emplace_back(fmt::format("{} %", percent));
    table.rows[0].push_back(short_number(percentile(parameter, percent)));
  }
  table.columns.emplace_back("mean");
  table.rows[0].push_back(short_number(mean_of(parameter)));
  answer.section();
  answer.add(table);
}

void plot(const ConfigParameter& parameter, std::size_t columns, Answer& answer) {
  answer.section();
  std::istringstream lines(
      density_plot(parameter, columns > label_width ? columns - label_width : columns));
  for (std::string line; std::getline(lines, line);)
    answer.line("{}{}", line.empty() ? "" : std::string(label_width, ' '), line);
}

// "step_grid, step_power in kernels/model/power.hpp".
std::string code_text(const Equation& equation) {
  std::string text, file;
  for (const Function& function : equation.code) {
    if (!file.empty()) text += function.file == file ? ", " : " in " + file + ", ";
    text += function.name;
    file = function.file;
  }
  return file.empty() ? text : text + " in " + file;
}

void add_equations(const ConfigParameter& parameter, Answer& answer) {
  std::vector<std::string> texts;
  for (const Equation& equation : equations_of(parameter.row->meaning)) {
    texts.push_back(fmt::format("{} {}{}{}", equation.number, equation.section,
                                equation.text.empty() ? "" : ": ", equation.text));
    if (!equation.code.empty()) texts.push_back("code: " + code_text(equation));
  }
  add("equations", texts, answer);
}

void add_correlations(const ConfigParameter& parameter,
                      const std::vector<const Correlation*>& correlations, Answer& answer) {
  std::vector<std::string> texts;
  for (const Correlation* pair : correlations) {
    const bool first = pair->first == parameter.path;
    if (!first && pair->second != parameter.path) continue;
    std::string& text =
        texts.emplace_back(fmt::format("rank correlation {} with {}", short_number(pair->rank),
                                       first ? pair->second : pair->first));
    if (!pair->active) text += ", which is not drawn: one of the two is a number";
    if (!pair->source.empty()) text += " (" + one_line(pair->source) + ")";
    if (!pair->note.empty()) text += ": " + one_line(pair->note);
  }
  add("correlated", texts, answer);
}

void add_history(const ConfigKey& key, Answer& answer) {
  std::vector<std::string> texts;
  for (const GivenValue& given : key.history) {
    const std::string place = given.line > 0 ? fmt::format(":{}:{}", given.line, given.column) : "";
    texts.push_back(one_line(given.file) + place + (given.in_force ? "" : "  (replaced)"));
    texts.push_back(given.key.empty() ? given.text : given.key + " = " + given.text);
  }
  if (key.history.size() > 1)
    texts.push_back("of several, the last holds: a file over what it extends, --set over files");
  if (key.history.empty()) texts.push_back("nobody: this is the default");
  if (!key.matters) texts.push_back("the forecast does not depend on it");
  add("given by", texts, answer);
}

/// The key, its value and what it means.
void head(const ConfigKey& key, const std::string& value, const std::string& meaning,
          Answer& answer) {
  answer.section();
  answer.add(Paragraph{" = " + value, key.path, 2, true});
  answer.say("{}.", meaning);
  answer.section();
}

}  // namespace

Answer explain_key(const ConfigParameter& parameter,
                   const std::vector<const Correlation*>& correlations, std::size_t columns) {
  Answer answer;
  head(parameter, one_line(parameter.text) + (parameter.unit == "1" ? "" : ' ' + parameter.unit),
       without_equations(parameter.row->meaning), answer);
  add("unit", {parameter.unit}, answer);
  add("bounds",
      {fmt::format("{} to {}", short_number(parameter.low, 6), short_number(parameter.high, 6))},
      answer);
  if (parameter.given) add("written", {parameter.written}, answer);
  add_source(parameter, answer);
  if (!parameter.is_constant()) percentiles(parameter, answer);
  plot(parameter, columns, answer);
  answer.section();
  add_equations(parameter, answer);
  add_correlations(parameter, correlations, answer);
  add_history(parameter, answer);
  return answer;
}

Answer explain_key(const ConfigSetting& setting) {
  Answer answer;
  head(setting, one_line(setting.value), setting.row->meaning, answer);
  if (*setting.row->unit != '\0') add("unit", {setting.row->unit}, answer);
  add("takes", {value_text(*setting.row)}, answer);
  if (setting.given) add("written", {setting.written}, answer);
  add_history(setting, answer);
  return answer;
}

Answer explain_answer(const KeySelection& selection, std::size_t columns) {
  if (selection.parameters.size() + selection.settings.size() != 1) return explain_table(selection);
  return selection.parameters.empty()
             ? explain_key(*selection.settings.front())
             : explain_key(*selection.parameters.front(), selection.correlations, columns);
}

}  // namespace racecast
