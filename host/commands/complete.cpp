#include <algorithm>
#include <filesystem>
#include <optional>
#include <string_view>

#include "host/commands/completion.hpp"
#include "host/commands/device.hpp"
#include "host/commands/setting_paths.hpp"

namespace racecast {
namespace {

using Words = std::vector<std::string>;

bool is_visible(const CLI::Option& option) { return !option.get_group().empty(); }

bool takes_value(const CLI::Option& option) { return option.get_items_expected_max() > 0; }

std::vector<const CLI::App*> commands_of(const CLI::App& app) {
  return app.get_subcommands([](const CLI::App* command) { return !command->get_group().empty(); });
}

/// The words of a set of choices: "TEXT:{a,b}" of the option's help.
Words choices(const CLI::Option& option) {
  const std::string type = option.get_type_name();
  const std::size_t open = type.find('{'), close = type.rfind('}');
  Words words;
  if (open == std::string::npos || close == std::string::npos) return words;
  for (std::size_t at = open + 1; at < close;) {
    const std::size_t end = std::min(type.find(',', at), close);
    words.push_back(type.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

/// Names of files by what an option or a positional is called.
Words suffixes(const CLI::Option& option) {
  const std::string name = option.get_positional() ? option.get_name() : option.get_type_name();
  if (name == "SWEEP" || name.find("CONFIG") != std::string::npos) return {".toml"};
  if (name == "FILE" || name.starts_with("FILE_")) return {".h5"};
  if (name == "CSV_FILE") return {".csv"};
  if (name == "TOML_FILE") return {".toml"};
  if (name.find("FILE") != std::string::npos) return {"*"};
  if (option.get_positional()) return {".toml", ".h5"};
  return {};
}

/// A command line up to the word to complete.
class Line {
 public:
  explicit Line(const CLI::App& app) : app_(app), command_(&app) {}

  void pass(const std::string& word) {
    if (awaiting_ != nullptr) {
      awaiting_ = nullptr;
    } else if (word.size() > 1 && word[0] == '-') {
      const CLI::Option* option = command_->get_option_no_throw(word);
      if (option != nullptr && takes_value(*option)) awaiting_ = option;
    } else if (command_ == &app_) {
      for (const CLI::App* command : commands_of(app_)) {
        if (command->check_name(word)) command_ = command;
      }
    } else {
      given_.push_back(word);
    }
  }

  Completion complete(const std::string& word) const {
    const std::size_t equals = word.find('=');
    if (awaiting_ != nullptr) return values(*awaiting_, word, "");
    if (word.starts_with("--") && equals != std::string::npos) {
      const CLI::Option* option = command_->get_option_no_throw(word.substr(0, equals));
      if (option == nullptr) return {};
      return values(*option, word.substr(equals + 1), word.substr(0, equals + 1));
    }
    if (word.starts_with("-")) return options(word);
    if (command_ == &app_) return commands(word);
    const CLI::Option* positional = next_positional();
    return positional == nullptr ? Completion{} : values(*positional, word, "");
  }

 private:
  static void add(Completion& found, std::string_view begin, const std::string& prefix,
                  const std::string& word, const std::string& description) {
    if (word.starts_with(begin)) found.candidates.push_back({prefix + word, description});
  }

  Completion commands(const std::string& word) const {
    Completion found;
    for (const CLI::App* command : commands_of(app_)) {
      add(found, word, "", command->get_name(), command->get_description());
    }
    return found;
  }

  Completion options(const std::string& word) const {
    Completion found;
    for (const CLI::Option* option : command_->get_options()) {
      if (option->get_positional() || !is_visible(*option)) continue;
      for (const auto& name : option->get_snames()) {
        add(found, word, "", "-" + name, option->get_description());
      }
      for (const auto& name : option->get_lnames()) {
        add(found, word, "", "--" + name, option->get_description());
      }
    }
    return found;
  }

  const CLI::Option* next_positional() const {
    std::size_t left = given_.size();
    for (const CLI::Option* option : command_->get_options()) {
      if (!option->get_positional() || !is_visible(*option)) continue;
      const auto most = static_cast<std::size_t>(std::max(0, option->get_items_expected_max()));
      if (left < most) return option;
      left -= most;
    }
    return nullptr;
  }

  Completion values(const CLI::Option& option, const std::string& word,
                    const std::string& prefix) const {
    Completion found;
    const std::string type = option.get_type_name();
    if (option.get_positional() && option.get_name() == "COMMAND") return commands(word);
    if (type.find("PATH=VALUE") != std::string::npos) return paths(word, prefix);
    Words words = choices(option);
    if (type.find("DEVICE") != std::string::npos)
      words.assign(device_words.begin(), device_words.end());
    for (const std::string& choice : words) add(found, word, prefix, choice, "");
    if (words.empty()) found.suffixes = suffixes(option);
    return found;
  }

  Completion paths(const std::string& word, const std::string& prefix) const {
    Completion found;
    std::string config;
    for (const std::string& name : given_) {
      if (config.empty() && name.ends_with(".toml")) config = name;
    }
    for (const std::string& path : setting_paths(config)) add(found, word, prefix, path + '=', "");
    found.more = true;
    return found;
  }

  const CLI::App& app_;
  const CLI::App* command_;
  const CLI::Option* awaiting_ = nullptr;
  Words given_;  ///< positionals before the word
};

}  // namespace

Completion complete(const CLI::App& app, std::vector<std::string> words) {
  // bash hands over "--set=a" as three words.
  if (!words.empty() && words.back() == "=") words.back().clear();
  std::erase(words, "=");
  if (words.empty()) words.emplace_back();
  Line line(app);
  for (std::size_t i = 0; i + 1 < words.size(); ++i) line.pass(words[i]);
  return line.complete(words.back());
}

}  // namespace racecast
