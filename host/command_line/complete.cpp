#include <algorithm>
#include <sstream>
#include <string_view>

#include "host/command_line/completion.hpp"
#include "host/command_line/setting_paths.hpp"
#include "host/machine/device.hpp"

namespace racecast {
namespace {

using Words = std::vector<std::string>;

/// Endings of the files that a value may name; none: it names no file.
Words suffixes(ValueKind kind) {
  switch (kind) {
    case ValueKind::config:
      return {".toml"};
    case ValueKind::result:
      return {".h5"};
    case ValueKind::config_or_result:
      return {".toml", ".h5"};
    case ValueKind::csv:
      return {".csv"};
    case ValueKind::file:
      return {"*"};
    default:
      return {};
  }
}

Words names_of(const Option& option) {
  Words names;
  std::istringstream list(option.names);
  for (std::string name; std::getline(list, name, ',');) names.push_back(name);
  return names;
}

/// A command line up to the word to complete.
class Line {
 public:
  explicit Line(const std::vector<Command>& commands) : commands_(commands) {}

  void pass(const std::string& word) {
    if (awaiting_ != nullptr) {
      awaiting_ = nullptr;
    } else if (word.size() > 1 && word[0] == '-') {
      const BoundOption* bound = option_named(word);
      if (bound != nullptr && bound->option.kind != ValueKind::flag) awaiting_ = bound;
    } else if (command_ == nullptr) {
      const auto found = std::ranges::find(commands_, word, &Command::name);
      if (found != commands_.end()) command_ = &*found;
    } else {
      given_.push_back(word);
    }
  }

  Completion complete(const std::string& word) const {
    const std::size_t equals = word.find('=');
    if (awaiting_ != nullptr) return values(*awaiting_, word, "");
    if (word.starts_with("--") && equals != std::string::npos) {
      const BoundOption* bound = option_named(word.substr(0, equals));
      if (bound == nullptr) return {};
      return values(*bound, word.substr(equals + 1), word.substr(0, equals + 1));
    }
    if (word.starts_with("-")) return options(word);
    if (command_ == nullptr) return commands(word);
    const BoundOption* positional = next_positional();
    return positional == nullptr ? Completion{} : values(*positional, word, "");
  }

 private:
  static void add(Completion& found, std::string_view begin, const std::string& prefix,
                  const std::string& word, const std::string& description) {
    if (word.starts_with(begin)) found.candidates.push_back({prefix + word, description});
  }

  const BoundOption* option_named(const std::string& name) const {
    if (command_ == nullptr) return nullptr;
    for (const BoundOption& bound : command_->options)
      for (const std::string& known : names_of(bound.option))
        if (known == name && !bound.option.is_positional()) return &bound;
    return nullptr;
  }

  Completion commands(const std::string& word) const {
    Completion found;
    for (const Command& command : commands_) add(found, word, "", command.name, command.text);
    return found;
  }

  Completion options(const std::string& word) const {
    Completion found;
    add(found, word, "", "-h", "Print this help message and exit");
    add(found, word, "", "--help", "Print this help message and exit");
    if (command_ != nullptr)
      for (const auto& [option, field] : command_->options)
        if (!option.is_positional() && !option.hidden)
          for (const std::string& name : names_of(option)) add(found, word, "", name, option.text);
    add(found, word, "", "--version", "Display program version information and exit");
    return found;
  }

  const BoundOption* next_positional() const {
    std::size_t left = given_.size();
    for (const BoundOption& bound : command_->options) {
      if (!bound.option.is_positional() || bound.option.hidden) continue;
      if (left == 0 || is_list(bound.field)) return &bound;
      --left;
    }
    return nullptr;
  }

  Completion values(const BoundOption& bound, const std::string& word,
                    const std::string& prefix) const {
    const Option& option = bound.option;
    if (option.kind == ValueKind::command) return commands(word);
    if (option.kind == ValueKind::setting) return paths(word, prefix, "=");
    if (option.kind == ValueKind::key) return paths(word, prefix, "");
    Completion found;
    Words words = option.choices;
    if (option.kind == ValueKind::device) words.assign(device_words.begin(), device_words.end());
    for (const std::string& choice : words) add(found, word, prefix, choice, "");
    found.suffixes = suffixes(option.kind);
    return found;
  }

  /// The paths that --set reaches, each with `end` behind it.
  Completion paths(const std::string& word, const std::string& prefix,
                   const std::string& end) const {
    Completion found;
    std::string config;
    for (const std::string& name : given_) {
      if (config.empty() && name.ends_with(".toml")) config = name;
    }
    for (const std::string& path : setting_paths(config)) add(found, word, prefix, path + end, "");
    found.more = !end.empty();
    return found;
  }

  const std::vector<Command>& commands_;
  const Command* command_ = nullptr;
  const BoundOption* awaiting_ = nullptr;
  Words given_;  ///< positionals before the word
};

}  // namespace

Completion complete(const std::vector<Command>& commands, std::vector<std::string> words) {
  // bash hands over "--set=a" as three words.
  if (!words.empty() && words.back() == "=") words.back().clear();
  std::erase(words, "=");
  if (words.empty()) words.emplace_back();
  Line line(commands);
  for (std::size_t i = 0; i + 1 < words.size(); ++i) line.pass(words[i]);
  return line.complete(words.back());
}

}  // namespace racecast
