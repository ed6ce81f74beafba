#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "host/explain/config_difference.hpp"
#include "host/explain/explain.hpp"
#include "host/explain/shape.hpp"
#include "host/text/suggest.hpp"

namespace racecast {
namespace {

std::string counted(std::size_t count, const std::string& what) {
  return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

std::string source_text(const ConfigParameter& parameter) {
  if (!parameter.given) return "(default)";
  std::string text = one_line(parameter.source);
  const auto& evidence = parameter.evidence;
  if (evidence && evidence->value)
    text += fmt::format(" ({} {})", short_number(*evidence->value), one_line(evidence->unit));
  if (!parameter.note.empty()) text += (text.empty() ? "" : ": ") + one_line(parameter.note);
  return text;
}

/// One side of what differs; of a parameter its value, 5, 50 and 95 %, and its source where that
/// differs.
std::string text_of(const ParameterDifference& of, const ConfigParameter& parameter) {
  std::string text = one_line(parameter.text);
  if (!parameter.is_constant())
    text += fmt::format("  [5, 50, 95 %: {}, {}, {}]", short_number(percentile(parameter, 5)),
                        short_number(percentile(parameter, 50)),
                        short_number(percentile(parameter, 95)));
  const std::string source = of.source ? source_text(parameter) : "";
  return source.empty() ? text : text + "  " + source;
}

std::string text_of(const SettingDifference&, const ConfigSetting& setting) {
  return one_line(setting.value);
}

std::string text_of(const CorrelationDifference&, const Correlation& pair) {
  std::string text = fmt::format("rank {}", short_number(pair.rank));
  if (!pair.active) text += " (not drawn: one is a number)";
  if (!pair.source.empty()) text += "  " + one_line(pair.source);
  if (!pair.note.empty()) text += ": " + one_line(pair.note);
  return text;
}

std::string side(const auto& of, const auto* one) {
  return one == nullptr ? "is not there" : text_of(of, *one);
}

std::string side(const OrderDifference&, const std::vector<std::string>& names) {
  return joined_words(names);
}

std::string name_of(const ParameterDifference& each) {
  return each.path + (each.some().unit == "1" ? "" : " (" + each.some().unit + ")");
}
std::string name_of(const auto& each) { return each.path; }

// What one side alone has is listed where it is given; its defaults say nothing.
bool tells(const ParameterDifference& each) {
  return (each.a != nullptr && each.b != nullptr) || each.some().given;
}
bool tells(const auto&) { return true; }

std::size_t listed(const std::vector<ParameterDifference>& list) {
  return static_cast<std::size_t>(
      std::ranges::count_if(list, [](const ParameterDifference& each) { return tells(each); }));
}

// Of "us.channel.amazon.growth", where ".growth" begins; of a text of the root, its end.
std::size_t element_end(const std::string& path) {
  const std::size_t parts = path.starts_with("us.") || path.starts_with("cn.") ? 3 : 2;
  std::size_t end = 0;
  for (std::size_t part = 0; part < parts && end != std::string::npos; ++part)
    end = path.find('.', part == 0 ? 0 : end + 1);
  return end;
}

/// Channels, programmes and thresholds that A or B has alone.
void only(bool of_a, const ConfigDifference& difference, Answer& answer) {
  std::set<std::string> elements;
  const auto add = [&](const auto& list) {
    for (const auto& each : list)
      if (of_a ? each.b == nullptr : each.a == nullptr)
        elements.insert(each.path.substr(0, element_end(each.path)));
  };
  add(difference.settings);
  add(difference.parameters);
  add(difference.sources);
  answer.section();
  if (!elements.empty()) answer.say("Only in {}: {}", of_a ? "A" : "B", fmt::join(elements, ", "));
}

/// What differs, each with both sides below it.
template <class Difference>
void add_all(const std::string& title, const std::vector<Difference>& list, Answer& answer) {
  answer.section("", title);
  for (const Difference& each : list) {
    if (!tells(each)) continue;
    answer.line("{}", name_of(each));
    answer.labelled("  A  ", side(each, each.a));
    answer.labelled("  B  ", side(each, each.b));
  }
}

void total(const ConfigDifference& difference, Answer& answer) {
  answer.section();
  if (difference.empty()) return answer.line("no differences");
  const std::string forecast =
      difference.same_forecast()
          ? "no differences in what is forecast"
          : fmt::format("{} and {} differ", counted(listed(difference.parameters), "parameter"),
                        counted(difference.settings.size() + difference.orders.size() +
                                    difference.correlations.size(),
                                "setting"));
  answer.line("{}; {} and {} on which no count depends", forecast,
              counted(listed(difference.sources) + difference.correlation_sources.size(), "source"),
              counted(difference.labels.size(), "text"));
}

Data value_data(const ConfigParameter& parameter) { return parameter_data(parameter); }
Data value_data(const ConfigSetting& setting) { return setting.value; }
Data value_data(const Correlation& pair) { return correlation_data(pair); }

template <class T>
Data sides_data(const Sides<T>& each) {
  const auto side = [](const T* one) { return one == nullptr ? Data() : value_data(*one); };
  return {{"a", side(each.a)}, {"b", side(each.b)}};
}

Data data_of(const ParameterDifference& each) {
  return sides_data(each).add(
      {{"path", each.path}, {"value_differs", each.value}, {"source_differs", each.source}});
}
Data data_of(const SettingDifference& each) { return sides_data(each).add("path", each.path); }
Data data_of(const CorrelationDifference& each) { return sides_data(each); }
Data data_of(const OrderDifference& each) {
  return {{"path", each.path}, {"a", each.a}, {"b", each.b}};
}

}  // namespace

Answer difference_answer(const Config& a, const Config& b, const ConfigDifference& difference) {
  Answer answer;
  answer.section("files");
  for (const auto& [name, config] : {std::pair("A", &a), std::pair("B", &b)})
    answer.line("{}  {} ({})", name, one_line(config->path), one_line(config->name));
  only(true, difference, answer);
  only(false, difference, answer);
  add_all("Settings", difference.settings, answer);
  add_all("Order", difference.orders, answer);
  add_all("Parameters", difference.parameters, answer);
  add_all("Correlations", difference.correlations, answer);
  add_all("Sources of correlations, on which no count depends", difference.correlation_sources,
          answer);
  add_all("Sources and notes, on which no count depends", difference.sources, answer);
  add_all("Names and texts, on which no count depends", difference.labels, answer);
  total(difference, answer);
  return answer;
}

Data difference_data(const Config& a, const Config& b, const ConfigDifference& difference) {
  const auto all = [](const auto& list) {
    return list_of(list, [](const auto& each) { return data_of(each); });
  };
  return {{"a", a.path},
          {"b", b.path},
          {"same_forecast", difference.same_forecast()},
          {"parameters", all(difference.parameters)},
          {"settings", all(difference.settings)},
          {"orders", all(difference.orders)},
          {"correlations", all(difference.correlations)},
          {"correlation_sources", all(difference.correlation_sources)},
          {"sources", all(difference.sources)},
          {"labels", all(difference.labels)}};
}

}  // namespace racecast
