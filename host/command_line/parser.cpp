#include "host/command_line/parser.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>

#include "host/command_line/terminal.hpp"
#include "host/error.hpp"
#include "host/text/suggest.hpp"

namespace racecast {
namespace {

using Words = std::vector<std::string>;

/// The value as the help shows it: "N in [1 - 1024]", "{csv,json}".
std::string shown_value(const Option& option) {
  if (option.kind == ValueKind::choice)
    return fmt::format("{{{}}}", fmt::join(option.choices, ","));
  const std::string shown = !option.shown.empty()             ? option.shown
                            : option.kind == ValueKind::count ? "N"
                            : option.kind == ValueKind::real  ? "X"
                                                              : "TEXT";
  // A bound that nobody comes near says nothing.
  const bool told = option.low < option.high && option.high <= 1e9;
  return told ? fmt::format("{} in [{} - {}]", shown, option.low, option.high) : shown;
}

void add_option(CLI::App& app, const BoundOption& bound) {
  const auto& [option, field, otherwise] = bound;
  if (option.kind == ValueKind::flag) {
    app.add_flag(option.names, *std::get<bool*>(field), option.text);
    return;
  }
  CLI::Option* added = app.add_option(
      option.names,
      [&bound](const Words& words) {
        set_field(bound.option, bound.field, words);
        return true;
      },
      option.text);
  added->required(option.required)->default_str(otherwise);
  if (!option.is_positional() || option.kind == ValueKind::choice)
    added->type_name(shown_value(option));
  if (option.hidden) added->group("");
  if (is_list(field))
    added->expected(1, CLI::detail::expected_max_vector_size)
        ->allow_extra_args(option.is_positional());
}

/// The parser of all commands. They must outlive it.
std::unique_ptr<CLI::App> make_parser(const std::vector<Command>& commands,
                                      const std::string& version = "") {
  auto parser = std::make_unique<CLI::App>(
      "Who reaches a compute threshold first, the USA or China: a Monte Carlo forecast.",
      "racecast");
  parser->require_subcommand(1);
  parser->get_formatter()->column_width(34);
  parser->set_version_flag("--version", version);
  for (const Command& command : commands) {
    CLI::App* added = parser->add_subcommand(command.name, command.text);
    for (const BoundOption& option : command.options) add_option(*added, option);
    added->set_version_flag("--version", version);
  }
  return parser;
}

const Command& command_named(const std::vector<Command>& commands, const std::string& name) {
  const auto found = std::ranges::find(commands, name, &Command::name);
  if (found != commands.end()) return *found;
  Words names;
  for (const Command& command : commands) names.push_back(command.name);
  throw Error(ErrorKind::usage, fmt::format("there is no command '{}' ({}); see `racecast help`",
                                            name, suggestion(name, names)));
}

/// CLI11 takes the word after "--seed=" for its value.
void require_values(const Words& words) {
  for (const std::string& word : words) {
    if (word == "--") return;
    if (word.starts_with("--") && word.ends_with('=') && word.find('=') == word.size() - 1)
      throw Error(ErrorKind::usage, fmt::format("{} is given an empty value; give one, or leave "
                                                "it out",
                                                word.substr(0, word.size() - 1)));
  }
}

constexpr std::string_view json = "--json", json_file = "--json=";

/// The options that `bench --json FILE` stands for; of a config and of another option it was never
/// followed.
Words new_json(const std::string& file) {
  return file == "-" ? Words{"--json"} : Words{"-o", file};
}

bool is_file_of_json(const std::string& word) {
  return word == "-" || (!word.starts_with('-') && !word.ends_with(".toml"));
}

/// `words`, of which the first is the command, in the spelling of today, where earlier versions had
/// another. What is old is told on stderr, with what to write instead, unless --quiet is among
/// them.
Words in_new_spelling(const Words& words) {
  const bool quiet = std::ranges::find(words, "--quiet") != words.end();
  const auto tell = [&](const std::string& old, const std::string& now) {
    if (!quiet) say("racecast: {} is an old spelling; write {}\n", old, now);
  };
  Words now;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string& word = words[i];
    const bool follows = word == json && i + 1 < words.size() && is_file_of_json(words[i + 1]);
    if (words[0] == "bench" && (follows || word.starts_with(json_file))) {
      const Words meant = new_json(follows ? words[i + 1] : word.substr(json_file.size()));
      now.insert(now.end(), meant.begin(), meant.end());
      tell(follows ? word + ' ' + words[i + 1] : word, fmt::format("{}", fmt::join(meant, " ")));
      i += follows ? 1 : 0;
    } else {
      if (words[0] == "calibrate" && word.starts_with("--write-json"))
        tell("--write-json", "--json > FILE");
      now.push_back(word);
    }
  }
  return now;
}

/// What to say of words that the command does not take, in the order of the command line.
std::string say_unexpected(const Command& command, const Words& words, const Words& extras) {
  const auto is_extra = [&](const std::string& word) {
    return std::ranges::find(extras, word) != extras.end();
  };
  const auto option = std::ranges::find_if(
      words, [&](const std::string& word) { return word.starts_with('-') && is_extra(word); });
  if (option == words.end())
    return fmt::format("{} takes no '{}'", command.name, *std::ranges::find_if(words, is_extra));
  Words names;
  for (const BoundOption& bound : command.options)
    if (!bound.option.is_positional() && !bound.option.hidden) names.push_back(bound.option.name());
  const std::string name = option->substr(0, option->find('='));
  return fmt::format("{} has no option {} ({})", command.name, name, suggestion(name, names));
}

}  // namespace

const Command* parse(const std::vector<Command>& commands, Words words,
                     const std::string& version) {
  const auto parser = make_parser(commands, version);
  const Command* typed = nullptr;
  if (!words.empty() && !words[0].starts_with('-')) {
    typed = &command_named(commands, words[0]);
    require_values(words);
    words = in_new_spelling(words);
  }
  const std::string see =
      typed == nullptr ? "racecast --help" : fmt::format("racecast {} --help", typed->name);
  try {
    Words reversed(words.rbegin(), words.rend());  // as CLI11 wants them
    parser->parse(std::move(reversed));
  } catch (const CLI::ExtrasError&) {
    if (typed == nullptr) throw Error(ErrorKind::usage, "no command is named; see `racecast help`");
    const Words extras = parser->remaining(true);
    throw Error(ErrorKind::usage,
                fmt::format("{}; see `{}`", say_unexpected(*typed, words, extras), see));
  } catch (const CLI::ParseError& stop) {
    if (stop.get_exit_code() == 0) {  // --help or --version
      parser->exit(stop, std::cout, std::cerr);
      return nullptr;
    }
    throw Error(ErrorKind::usage, fmt::format("{}; see `{}`", stop.what(), see));
  }
  return typed;
}

std::string help_text(const std::vector<Command>& commands, const std::string& name) {
  const auto parser = make_parser(commands);
  if (name.empty()) return parser->help();
  command_named(commands, name);
  return parser->get_subcommand(name)->help("racecast");
}

}  // namespace racecast
