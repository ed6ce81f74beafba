#include "host/text/utf8.hpp"
#include "host/toml/precheck.hpp"
#include "tests/catch.hpp"
#include "tests/config/mistakes.hpp"
#include "tests/config/texts.hpp"

using namespace racecast;
using namespace racecast::test;

namespace {

std::string repeated(const std::string& text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

}  // namespace

TEST_CASE("hostile texts give a located diagnostic", "[config]") {
  const auto [text, message] = GENERATE(table<std::string, std::string>({
      {"[", "'[' at the end"},
      {"a = 1\n  [ \n", "'[' at the end"},
      {"\xEF\xBB\xBB", "not TOML"},
      {"\xEF\xBB\xBF[,x", "table header without a name"},
      {"a = 1\n[\x7f]", "table header without a name"},
      {"a = " + repeated("[", 300) + repeated("]", 300), "deeper than 16"},
      {"a = " + repeated("{b=", 300) + "1" + repeated("}", 300), "deeper than 16"},
      {"a = [\"\"\"x\"\"\"\", " + repeated("[", 300) + "1", "deeper than 16"},
      {"a" + repeated(".a", 20'000) + " = 1", "more than 8 dotted parts"},
      {"[a" + repeated(" . a", 20'000) + "]", "more than 8 dotted parts"},
      {std::string("a = \"\0\"", 7), "NUL"},
      {"a = \"\\u0000\"", "NUL"},
      {"# \xC0\x80", "not valid UTF-8"},
      {"a = \"\xED\xA0\x80\"", "not valid UTF-8"},
      {"a = \"\xF4\x90\x80\x80\"", "not valid UTF-8"},
      {"a = \"\xE2\x82", "not valid UTF-8"},
      {"a = \"\xF3\xB0\x83\xA9\"", "private plane"},
      {repeated("# a line of a comment, thirty-two\n", 70'000), "larger than 1 MiB"},
      {"a = 1\na = 2", "not TOML"},
      {"\r\n\r", "not TOML"},
      {"a = [-1979-05-27[[inf'.T\xEF\xBB\xBB]", "not TOML"},
      {"a = \"x", "not TOML"},
  }));
  const auto found = mistakes(text);
  CAPTURE(text.substr(0, 40));
  REQUIRE_FALSE(found.empty());
  INFO(to_string(found[0]));
  CHECK(has(found[0].message, message));
  CHECK(found[0].line > 0);
  CHECK(found[0].column > 0);
}

TEST_CASE("what only looks hostile is read", "[config]") {
  const auto text = GENERATE(as<std::string>(), "\xEF\xBB\xBF", "# [[[[[[[[[[[[[[[[[[[[[[\n",
                             "description = '[[[[[[[[[[[[[[[[[[[[[[ a.b.c.d.e.f.g.h.i.j'\n",
                             "description = \"\"\"\n[[[[[[[[[[[[[[[[[[[[[[\n\"\"\"\"\"\n");
  CHECK(mistakes(text + minimal_text()).empty());
}

TEST_CASE("characters beyond ASCII survive wherever TOML allows them", "[config]") {
  const std::string accents = "caf\xC3\xA9 \xE4\xB8\xAD\xE5\x9B\xBD \xEF\xBB\xBB \xF0\x9F\x8F\x81";
  const auto text = GENERATE_COPY("'" + accents + "'", "\"\"\"\\\n  " + accents + "\"\"\"");
  const Config config =
      parse_config(minimal_text("", "description = " + text + " # " + accents + "\n"), "t");
  CHECK(config.description == accents);
  CHECK(parse_config(config.resolved, "r").description == accents);
}

TEST_CASE("the place of a problem counts characters", "[config]") {
  const auto problem = precheck("a = 1\n# \xC3\xA9\nb = '\xC3\xA9' \xFF");
  REQUIRE(problem);
  CHECK(problem->line == 3);
  CHECK(problem->column == 9);
}

TEST_CASE("texts move to plane 15 and back", "[config]") {
  std::string all;
  for (const char* text : {"abc", "\xC2\x80", "\xDF\xBF", "\xE0\xA0\x80", "\xEF\xBF\xBF",
                           "\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF"}) {
    all += text;
  }
  const std::string moved = move_to_plane15(all);
  CHECK_FALSE(first_invalid_utf8(moved));
  CHECK_FALSE(has(moved, "\xC2\x80"));
  CHECK(move_from_plane15(moved) == all);
  // Escapes can spell what was never moved: a surrogate must not come out of it.
  CHECK_FALSE(first_invalid_utf8(move_from_plane15("\xF3\xBD\xA0\x80")));
}
