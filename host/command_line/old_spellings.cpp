#include "host/command_line/old_spellings.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "host/command_line/terminal.hpp"

namespace racecast {
namespace {

using Words = std::vector<std::string>;

constexpr std::string_view json = "--json", json_file = "--json=";

/// The options that `bench --json FILE` stands for; of a config and of another option it was never
/// followed.
Words new_json(const std::string& file) {
  return file == "-" ? Words{"--json"} : Words{"-o", file};
}

bool is_file_of_json(const std::string& word) {
  return word == "-" || (!word.starts_with('-') && !word.ends_with(".toml"));
}

}  // namespace

std::vector<std::string> in_new_spelling(std::vector<std::string> words) {
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

}  // namespace racecast
