#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "host/explain/config_difference.hpp"
#include "host/explain/shape.hpp"

namespace racecast {
namespace {

std::string counted(std::size_t count, const std::string& what) {
  return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

std::string joined(const std::vector<std::string>& names) {
  return fmt::format("{}", fmt::join(names, ", "));
}

std::string source_text(const ConfigParameter& parameter) {
  if (!parameter.given) return "(default)";
  std::string text = one_line(parameter.source);
  const auto& evidence = parameter.evidence;
  if (evidence && evidence->value) {
    text += fmt::format(" ({} {})", short_number(*evidence->value), one_line(evidence->unit));
  }
  if (!parameter.note.empty()) text += (text.empty() ? "" : ": ") + one_line(parameter.note);
  return text;
}

/// One side of a parameter: its value, 5, 50 and 95 %, and its source where that differs.
std::string side(const char* name, const ConfigParameter* parameter, bool with_source) {
  if (parameter == nullptr) return fmt::format("  {}  is not there\n", name);
  std::string line = fmt::format("  {}  {}", name, one_line(parameter->text));
  if (!parameter->is_constant()) {
    line += fmt::format("  [5, 50, 95 %: {}, {}, {}]", short_number(percentile(*parameter, 5)),
                        short_number(percentile(*parameter, 50)),
                        short_number(percentile(*parameter, 95)));
  }
  const std::string source = with_source ? source_text(*parameter) : "";
  if (!source.empty()) line += "  " + source;
  return wrapped(line.substr(2), text_width - 2, 5).insert(0, "  ");
}

std::string side(const char* name, const ConfigSetting* setting) {
  if (setting == nullptr) return fmt::format("  {}  is not there\n", name);
  return wrapped(fmt::format("{}  {}", name, one_line(setting->value)), text_width - 2, 5)
      .insert(0, "  ");
}

std::string side(const char* name, const Correlation* pair) {
  if (pair == nullptr) return fmt::format("  {}  is not there\n", name);
  std::string text = fmt::format("{}  rank {}", name, short_number(pair->rank));
  if (!pair->active) text += " (not drawn: one is a number)";
  if (!pair->source.empty()) text += "  " + one_line(pair->source);
  if (!pair->note.empty()) text += ": " + one_line(pair->note);
  return wrapped(text, text_width - 2, 5).insert(0, "  ");
}

// What one side alone has is listed where it is given; its defaults say nothing.
bool tells(const ParameterDifference& each) {
  if (each.a != nullptr && each.b != nullptr) return true;
  return (each.a != nullptr ? each.a : each.b)->given;
}

std::size_t listed(const std::vector<ParameterDifference>& list) {
  return static_cast<std::size_t>(std::ranges::count_if(list, tells));
}

class DifferenceText {
 public:
  DifferenceText(const ConfigDifference& difference, const TextStyle& style)
      : difference_(difference), style_(style) {}

  std::string str() {
    only("A", [](const auto& each) { return each.b == nullptr; });
    only("B", [](const auto& each) { return each.a == nullptr; });
    settings("Settings", difference_.settings);
    orders();
    parameters("Parameters", difference_.parameters);
    correlations("Correlations", difference_.correlations);
    correlations("Sources of correlations, on which no count depends",
                 difference_.correlation_sources);
    parameters("Sources and notes, on which no count depends", difference_.sources);
    settings("Names and texts, on which no count depends", difference_.labels);
    return text_;
  }

 private:
  void head(const std::string& title) { text_ += '\n' + style_.bold(title) + "\n\n"; }

  // Channels, programmes and thresholds that one side has alone.
  template <class IsAlone>
  void only(const char* name, IsAlone is_alone) {
    std::set<std::string> elements;
    const auto add = [&](const auto& list) {
      for (const auto& each : list) {
        if (is_alone(each)) elements.insert(each.path.substr(0, element_end(each.path)));
      }
    };
    add(difference_.settings);
    add(difference_.parameters);
    add(difference_.sources);
    if (elements.empty()) return;
    text_ += '\n' + wrapped(fmt::format("Only in {}: {}", name,
                                        joined({elements.begin(), elements.end()})),
                            text_width);
  }

  // Of "us.channel.amazon.growth", where ".growth" begins; of a text of the root, its end.
  static std::size_t element_end(const std::string& path) {
    const std::size_t parts = path.starts_with("us.") || path.starts_with("cn.") ? 3 : 2;
    std::size_t end = 0;
    for (std::size_t part = 0; part < parts && end != std::string::npos; ++part) {
      end = path.find('.', part == 0 ? 0 : end + 1);
    }
    return end;
  }

  void settings(const std::string& title, const std::vector<SettingDifference>& list) {
    if (list.empty()) return;
    head(title);
    for (const SettingDifference& each : list) {
      text_ += each.path + '\n' + side("A", each.a) + side("B", each.b);
    }
  }

  void correlations(const std::string& title, const std::vector<CorrelationDifference>& list) {
    if (list.empty()) return;
    head(title);
    for (const CorrelationDifference& each : list) {
      const Correlation& some = each.a != nullptr ? *each.a : *each.b;
      text_ += some.first + ", " + some.second + '\n' + side("A", each.a) + side("B", each.b);
    }
  }

  void orders() {
    if (difference_.orders.empty()) return;
    head("Order");
    for (const OrderDifference& each : difference_.orders) {
      text_ += each.path + '\n' +
               wrapped("A  " + joined(each.a), text_width - 2, 5).insert(0, "  ") +
               wrapped("B  " + joined(each.b), text_width - 2, 5).insert(0, "  ");
    }
  }

  void parameters(const std::string& title, const std::vector<ParameterDifference>& list) {
    if (std::ranges::none_of(list, tells)) return;
    head(title);
    for (const ParameterDifference& each : list) {
      if (!tells(each)) continue;
      const ConfigParameter& some = each.a != nullptr ? *each.a : *each.b;
      text_ += each.path + (some.unit == "1" ? "" : " (" + some.unit + ")") + '\n' +
               side("A", each.a, each.source) + side("B", each.b, each.source);
    }
  }

  const ConfigDifference& difference_;
  const TextStyle& style_;
  std::string text_;
};

}  // namespace

std::string difference_text(const Config& a, const Config& b, const ConfigDifference& difference,
                            const TextStyle& style) {
  const std::string head = fmt::format("A  {} ({})\nB  {} ({})\n", one_line(a.path),
                                       one_line(a.name), one_line(b.path), one_line(b.name));
  if (difference.empty()) return head + "\nno differences\n";
  const std::string forecast =
      difference.same_forecast()
          ? "no differences in what is forecast"
          : fmt::format("{} and {} differ", counted(listed(difference.parameters), "parameter"),
                        counted(difference.settings.size() + difference.orders.size() +
                                    difference.correlations.size(),
                                "setting"));
  return head + DifferenceText(difference, style).str() +
         fmt::format(
             "\n{}; {} and {} on which no count depends\n", forecast,
             counted(listed(difference.sources) + difference.correlation_sources.size(), "source"),
             counted(difference.labels.size(), "text"));
}

}  // namespace racecast
