// Values of options: what each kind takes, and what is said of the others.
#include "host/command_line/command.hpp"

#include "host/command_line/completion.hpp"
#include "host/error.hpp"
#include "tests/catch.hpp"

namespace racecast {

using Catch::Matchers::ContainsSubstring;
using Kind = ValueKind;

namespace {

const Option count{.names = "-n,--count", .kind = Kind::count, .low = 1, .high = 1e6};
const Option share{.names = "--share", .kind = Kind::real, .high = 1};
const Option format{.names = "--format", .kind = Kind::choice, .choices = {"csv", "json"}};
const Option device{.names = "--device", .kind = Kind::device};
const Option setting{.names = "--set", .kind = Kind::setting};
const Option name{.names = "NAME"};

void refused(const Option& option, const Field& field, const std::string& text,
             const std::string& word) {
  INFO(text);
  CHECK_THROWS_WITH(set_field(option, field, {text}),
                    ContainsSubstring(option.name()) && ContainsSubstring(word));
}

}  // namespace

TEST_CASE("values reach their fields", "[command_line]") {
  std::optional<std::uint64_t> many;
  set_field(count, &many, {"1k"});
  CHECK(many == 1000u);
  int threads = 0;
  set_field(count, &threads, {"8"});
  CHECK(threads == 8);
  std::optional<double> half;
  set_field(share, &half, {"0.5"});
  CHECK(half == 0.5);
  int place = -1;
  set_field(format, &place, {"json"});
  CHECK(place == 1);
  std::string word;
  set_field(format, &word, {"csv"});
  CHECK(word == "csv");
  Settings set;
  set_field(setting, &set, {"a.b=1", "c=x=y"});
  CHECK(set == Settings{{"a.b", "1"}, {"c", "x=y"}});
}

TEST_CASE("what is no value is refused under the option's name", "[command_line]") {
  std::uint64_t many = 0;
  for (const char* text : {"", "0", "1e7", "1.5", "-1", "many"}) refused(count, &many, text, "");
  double half = 0;
  for (const char* text : {"", "nan", "inf", "1.5", "half"}) refused(share, &half, text, "");
  std::string word;
  refused(format, &word, "jsn", "did you mean 'json'?");
  refused(device, &word, "abacus", "is unknown");
  refused(name, &word, "", "empty");
  Settings set;
  refused(setting, &set, "=1", "PATH=VALUE");
  refused(setting, &set, "run.seed", "PATH=VALUE");
  CHECK(many == 0);
  CHECK(set.empty());
}

TEST_CASE("a completion follows from what the options are", "[command_line]") {
  std::string word;
  std::vector<std::string> files;
  Command command{"draw", "Draws"};
  command.add(format, &word).text = "How";
  command.add({.names = "--secret", .hidden = true}, &word);
  command.add({.names = "FIRST", .kind = Kind::config}, &word);
  command.add({.names = "REST", .kind = Kind::result}, &files);
  const std::vector<Command> commands{command};
  const auto words_of = [&](const std::vector<std::string>& line) {
    std::vector<std::string> words;
    for (const Candidate& candidate : complete(commands, line).candidates)
      words.push_back(candidate.word);
    return words;
  };
  using Words = std::vector<std::string>;
  CHECK(words_of({"d"}) == Words{"draw"});
  CHECK(words_of({"draw", "--"}) == Words{"--help", "--format", "--version"});
  CHECK(words_of({"draw", "--format", ""}) == Words{"csv", "json"});
  CHECK(words_of({"draw", "--format=j"}) == Words{"--format=json"});
  CHECK(complete(commands, {"draw", ""}).suffixes == Words{".toml"});
  CHECK(complete(commands, {"draw", "a.toml", "b.h5", ""}).suffixes == Words{".h5"});
}

}  // namespace racecast
