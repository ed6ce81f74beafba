#include <algorithm>
#include <map>
#include <ranges>

#include "host/command_line/completion.hpp"
#include "host/machine/device.hpp"

namespace racecast {
namespace {

using Words = std::vector<std::string>;

/// Endings of the files that a value may name; kinds that are not here name no file.
const std::map<ValueKind, Words> suffixes = {{ValueKind::config, {".toml"}},
                                             {ValueKind::result, {".h5"}},
                                             {ValueKind::config_or_result, {".toml", ".h5"}},
                                             {ValueKind::csv, {".csv"}},
                                             {ValueKind::file, {"*"}}};

Words names_of(const Option& option) {
  Words names;
  for (const auto name : std::views::split(option.names, ','))
    names.emplace_back(name.begin(), name.end());
  return names;
}

/// A command line up to the word to complete.
class TypedLine {
 public:
  explicit TypedLine(const std::vector<Command>& commands) : commands_(commands) {}

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
    if (awaiting_ != nullptr) return beginning(word, values(*awaiting_));
    const std::size_t equals = word.find('=');
    if (word.starts_with("--") && equals != std::string::npos) {
      const BoundOption* bound = option_named(word.substr(0, equals));
      if (bound == nullptr) return {};
      return beginning(word.substr(equals + 1), values(*bound), word.substr(0, equals + 1));
    }
    if (word.starts_with("-")) return beginning(word, options());
    if (command_ == nullptr) return beginning(word, commands());
    const BoundOption* positional = next_positional();
    return positional == nullptr ? Completion{} : beginning(word, values(*positional));
  }

 private:
  /// Of all that may stand there, what begins so, with `prefix` before it.
  static Completion beginning(const std::string& begin, Completion all,
                              const std::string& prefix = "") {
    std::erase_if(all.candidates,
                  [&](const Candidate& each) { return !each.word.starts_with(begin); });
    for (Candidate& each : all.candidates) each.word = prefix + each.word;
    return all;
  }

  const BoundOption* option_named(const std::string& name) const {
    if (command_ == nullptr) return nullptr;
    for (const BoundOption& bound : command_->options)
      for (const std::string& known : names_of(bound.option))
        if (known == name && !bound.option.is_positional()) return &bound;
    return nullptr;
  }

  Completion commands() const {
    Completion all;
    for (const Command& command : commands_) all.candidates.push_back({command.name, command.text});
    return all;
  }

  Completion options() const {
    constexpr const char* help = "Print this help message and exit";
    Completion all;
    all.candidates = {{"-h", help}, {"--help", help}};
    if (command_ != nullptr)
      for (const auto& [option, field, otherwise] : command_->options)
        if (!option.is_positional() && !option.hidden)
          for (const std::string& name : names_of(option))
            all.candidates.push_back({name, option.text});
    all.candidates.push_back({"--version", "Display program version information and exit"});
    return all;
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

  Completion values(const BoundOption& bound) const {
    const Option& option = bound.option;
    if (option.kind == ValueKind::command) return commands();
    if (option.kind == ValueKind::setting) return paths("=");
    if (option.kind == ValueKind::key) return paths("");
    Completion all;
    Words words = option.choices;
    if (option.kind == ValueKind::device) words.assign(device_words.begin(), device_words.end());
    for (const std::string& choice : words) all.candidates.push_back({choice, ""});
    if (const auto endings = suffixes.find(option.kind); endings != suffixes.end())
      all.suffixes = endings->second;
    return all;
  }

  /// The paths that --set reaches, each with `end` behind it.
  Completion paths(const std::string& end) const {
    const auto config = std::ranges::find_if(
        given_, [](const std::string& name) { return name.ends_with(".toml"); });
    Completion all;
    for (const std::string& path : setting_paths(config == given_.end() ? "" : *config))
      all.candidates.push_back({path + end, ""});
    all.more = !end.empty();
    return all;
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
  TypedLine line(commands);
  for (std::size_t i = 0; i + 1 < words.size(); ++i) line.pass(words[i]);
  return line.complete(words.back());
}

}  // namespace racecast
