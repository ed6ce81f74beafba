#include "host/command_line/command.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "host/error.hpp"
#include "host/machine/device.hpp"
#include "host/text/count.hpp"
#include "host/text/suggest.hpp"

namespace racecast {
namespace {

/// What is wrong with a value, in the words of every option.
[[noreturn]] void refuse(const Option& option, const std::string& what) {
  throw Error(ErrorKind::usage, fmt::format("{} {}", option.name(), what));
}

std::uint64_t count_of(const Option& option, const std::string& text) {
  const bool bounded = option.low < option.high;
  return parse_count(text, option.name(), bounded ? static_cast<std::uint64_t>(option.low) : 0,
                     bounded ? static_cast<std::uint64_t>(option.high) : INT64_MAX);
}

double real_of(const Option& option, const std::string& text) {
  const bool bounded = option.low < option.high;
  constexpr double most = std::numeric_limits<double>::max();
  return parse_real(text, option.name(), bounded ? option.low : -most,
                    bounded ? option.high : most);
}

int choice_of(const Option& option, const std::string& text) {
  const auto found = std::ranges::find(option.choices, text);
  if (found == option.choices.end())
    refuse(option, fmt::format("takes one of {}, not \"{}\"; {}", joined_words(option.choices),
                               text, suggestion(text, option.choices)));
  return static_cast<int>(found - option.choices.begin());
}

Settings::value_type setting_of(const Option& option, const std::string& text) {
  const std::size_t equals = text.find('=');
  if (equals == std::string::npos || equals == 0)
    refuse(option,
           fmt::format("takes PATH=VALUE, not \"{}\"; write it like --set run.seed=7", text));
  return {text.substr(0, equals), text.substr(equals + 1)};
}

void require_value(const Option& option, const std::string& text) {
  if (text.empty() && option.kind != ValueKind::words)
    refuse(option, "is given an empty value; give one, or leave it out");
  if (option.kind == ValueKind::choice) choice_of(option, text);
  if (option.kind != ValueKind::device) return;
  if (const auto mistake = find_device_mistake(text))
    throw Error(ErrorKind::usage, fmt::format("{}: {}", option.name(), *mistake));
}

struct Writer {
  const Option& option;
  const std::vector<std::string>& words;

  void operator()(bool* field) const { *field = true; }
  void operator()(std::string* field) const { *field = words.back(); }
  void operator()(int* field) const {
    *field = option.kind == ValueKind::choice ? choice_of(option, words.back())
                                              : static_cast<int>(count_of(option, words.back()));
  }
  void operator()(std::uint64_t* field) const { *field = count_of(option, words.back()); }
  void operator()(double* field) const { *field = real_of(option, words.back()); }
  void operator()(std::optional<std::uint64_t>* field) const {
    *field = count_of(option, words.back());
  }
  void operator()(std::optional<double>* field) const { *field = real_of(option, words.back()); }
  void operator()(std::vector<std::string>* field) const { *field = words; }
  void operator()(Settings* field) const {
    for (const std::string& word : words) field->push_back(setting_of(option, word));
  }
};

}  // namespace

std::string Option::name() const { return names.substr(names.rfind(',') + 1); }

void set_field(const Option& option, const Field& field, const std::vector<std::string>& words) {
  for (const std::string& word : words) require_value(option, word);
  std::visit(Writer{option, words}, field);
}

bool is_list(const Field& field) {
  return std::holds_alternative<std::vector<std::string>*>(field) ||
         std::holds_alternative<Settings*>(field);
}

std::string default_text(const Option& option, const Field& field) {
  const auto shown = [&]<class T>(const T* value) -> std::string {
    if constexpr (std::is_same_v<T, std::string>) return *value;
    if constexpr (std::is_same_v<T, int>)
      if (option.kind == ValueKind::choice)
        return *value < 0 ? "" : option.choices.at(static_cast<std::size_t>(*value));
    if constexpr (std::is_arithmetic_v<T>)
      if (*value != 0) return fmt::format("{}", *value);
    return "";
  };
  return std::visit(shown, field);
}

}  // namespace racecast
