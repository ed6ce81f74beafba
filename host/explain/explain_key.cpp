#include <fmt/format.h>

#include <algorithm>

#include "host/keys/keys.hpp"
#include "host/explain/density_plot.hpp"
#include "host/explain/equations.hpp"
#include "host/explain/explain.hpp"

namespace racecast {
namespace {

constexpr std::size_t label_width = 12;

/// Lines of "label  text", the text broken at spaces and lined up.
class Lines {
 public:
  explicit Lines(const TextStyle& style)
      : style_(style), columns_(std::min(style.columns, text_width)) {}

  void add(const std::string& label, const std::string& text) {
    add_behind(left_cell(label, label_width), text);
  }
  /// The label in yellow, where there is colour.
  void add_warning(const std::string& label, const std::string& text) {
    const std::string cell = left_cell(label, label_width);
    add_behind(style_.warning(label) + cell.substr(label.size()), text);
  }
  void add_raw(const std::string& text) { text_ += text; }
  std::size_t room() const { return columns_ > label_width ? columns_ - label_width : columns_; }
  std::string str() const { return text_; }

 private:
  void add_behind(std::string before, const std::string& text) {
    const std::string lines = wrapped(text, room());
    for (std::size_t at = 0; at < lines.size();) {
      const std::size_t end = lines.find('\n', at) + 1;
      text_ += before + lines.substr(at, end - at);
      before = std::string(label_width, ' ');
      at = end;
    }
  }

  const TextStyle& style_;
  std::size_t columns_;
  std::string text_;
};

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

void add_evidence(const ConfigParameter& parameter, Lines& lines) {
  const EvidenceEntry& entry = *parameter.evidence;
  const std::string figure = figure_text(entry);
  lines.add("source", entry.key);
  lines.add("", one_line(fmt::format("{}{}{} ({}, {})", entry.quantity, figure.empty() ? "" : ": ",
                                     figure, entry.country, entry.period)));
  if (parameter.source_range) {
    const SourceRange& range = *parameter.source_range;
    if (entry.unit != parameter.unit) {
      lines.add("", fmt::format("as {}: {} to {}", parameter.unit, short_number(range.low),
                                short_number(range.high)));
    }
  }
  lines.add("", one_line(fmt::format("{}, {} ({}); confidence {}, {}", entry.publisher,
                                     entry.source, entry.year, entry.confidence, entry.found)));
  if (!entry.link.empty()) lines.add("", one_line(entry.link));
  if (!entry.note.empty()) lines.add("", one_line(entry.note));
}

void add_source(const ConfigParameter& parameter, Lines& lines) {
  if (parameter.evidence) {
    add_evidence(parameter, lines);
  } else if (!parameter.source.empty()) {
    lines.add("source", one_line(parameter.source));
  } else {
    lines.add("source", parameter.given ? "none is named" : "the model: the key is not given");
  }
  if (!parameter.note.empty()) lines.add("note", one_line(parameter.note));
  if (!parameter.source_range || !parameter.source_range->excluded) return;
  lines.add_warning(
      "warning",
      fmt::format("5 to 95 % of the prior ({} to {}) leave out the range of its own source "
                  "({} to {})",
                  short_number(percentile(parameter, 5)), short_number(percentile(parameter, 95)),
                  short_number(parameter.source_range->low),
                  short_number(parameter.source_range->high)));
}

void add_percentiles(const ConfigParameter& parameter, Lines& lines) {
  std::string heads, values;
  const auto add = [&](const std::string& head, double value) {
    const std::string text = short_number(value);
    const std::size_t width = std::max(head.size(), text.size()) + 2;
    heads += right_cell(head, width);
    values += right_cell(text, width);
  };
  for (const int percent : explained_percents) {
    add(fmt::format("{} %", percent), percentile(parameter, percent));
  }
  add("mean", mean_of(parameter));
  lines.add_raw('\n' + left_cell("drawn", label_width - 2) + heads + '\n' +
                std::string(label_width - 2, ' ') + values + "\n\n");
}

void add_plot(const ConfigParameter& parameter, Lines& lines) {
  const std::string plot = density_plot(parameter, lines.room());
  for (std::size_t at = 0; at < plot.size();) {
    const std::size_t end = plot.find('\n', at);
    if (end > at) lines.add_raw(std::string(label_width, ' '));
    lines.add_raw(plot.substr(at, end - at + 1));
    at = end + 1;
  }
  lines.add_raw("\n");
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

void add_equations(const ConfigParameter& parameter, Lines& lines) {
  std::string label = "equations";
  for (const Equation& equation : equations_of(parameter.row->meaning)) {
    const std::string head = fmt::format("{} {}", equation.number, equation.section);
    lines.add(label, equation.text.empty() ? head : fmt::format("{}: {}", head, equation.text));
    if (!equation.code.empty()) lines.add("", "code: " + code_text(equation));
    label.clear();
  }
}

void add_correlations(const ConfigParameter& parameter,
                      const std::vector<const Correlation*>& correlations, Lines& lines) {
  std::string label = "correlated";
  for (const Correlation* pair : correlations) {
    const bool first = pair->first == parameter.path;
    if (!first && pair->second != parameter.path) continue;
    std::string text = fmt::format("rank correlation {} with {}", short_number(pair->rank),
                                   first ? pair->second : pair->first);
    if (!pair->active) text += ", which is not drawn: one of the two is a number";
    if (!pair->source.empty()) text += " (" + one_line(pair->source) + ")";
    if (!pair->note.empty()) text += ": " + one_line(pair->note);
    lines.add(label, text);
    label.clear();
  }
}

std::string place_of(const GivenValue& given) {
  const std::string file = one_line(given.file);
  return given.line > 0 ? fmt::format("{}:{}:{}", file, given.line, given.column) : file;
}

void add_history(const ConfigKey& key, Lines& lines) {
  std::string label = "given by";
  for (const GivenValue& given : key.history) {
    lines.add(label, place_of(given) + (given.in_force ? "" : "  (replaced)"));
    lines.add("", given.key.empty() ? given.text : given.key + " = " + given.text);
    label.clear();
  }
  if (key.history.size() > 1) {
    lines.add("", "of several, the last holds: a file over what it extends, --set over files");
  }
  if (key.history.empty()) lines.add("given by", "nobody: this is the default");
  if (!key.matters) lines.add("", "the forecast does not depend on it");
}

}  // namespace

std::string explain_key(const ConfigParameter& parameter,
                        const std::vector<const Correlation*>& correlations,
                        const TextStyle& style) {
  Lines lines(style);
  const std::string unit = parameter.unit == "1" ? "" : ' ' + parameter.unit;
  lines.add_raw(wrapped(style.bold(parameter.path) + " = " + one_line(parameter.text) + unit,
                        std::min(style.columns, text_width), 2));
  lines.add_raw(wrapped(without_equations(parameter.row->meaning) + '.',
                        std::min(style.columns, text_width)) +
                '\n');
  lines.add("unit", parameter.unit);
  lines.add("bounds", fmt::format("{} to {}", short_number(parameter.low, 6),
                                  short_number(parameter.high, 6)));
  if (parameter.given) lines.add("written", parameter.written);
  add_source(parameter, lines);
  if (!parameter.is_constant()) add_percentiles(parameter, lines);
  add_plot(parameter, lines);
  add_equations(parameter, lines);
  add_correlations(parameter, correlations, lines);
  add_history(parameter, lines);
  return lines.str();
}

std::string explain_key(const ConfigSetting& setting, const TextStyle& style) {
  Lines lines(style);
  lines.add_raw(wrapped(style.bold(setting.path) + " = " + one_line(setting.value),
                        std::min(style.columns, text_width), 2));
  lines.add_raw(
      wrapped(std::string(setting.row->meaning) + '.', std::min(style.columns, text_width)) + '\n');
  if (*setting.row->unit != '\0') lines.add("unit", setting.row->unit);
  lines.add("takes", value_text(*setting.row));
  if (setting.given) lines.add("written", setting.written);
  add_history(setting, lines);
  return lines.str();
}

}  // namespace racecast
