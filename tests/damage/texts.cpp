#include "tests/damage/texts.hpp"

namespace racecast::damage {
namespace {

/// Where a line of the text begins.
std::size_t line_start(const std::string& text, Random& random) {
  const std::size_t end = text.rfind('\n', random.below(text.size() + 1));
  return end == std::string::npos ? 0 : end + 1;
}

void change_bytes(std::string& text, Random& random) {
  for (std::size_t i = random.below(4) + 1; i > 0 && !text.empty(); --i)
    text[random.below(text.size())] = static_cast<char>(random.below(256));
}

void change_digits(std::string& text, Random& random) {
  for (std::size_t i = random.below(20) + 1; i > 0 && !text.empty(); --i) {
    const std::size_t place = text.find_first_of("0123456789", random.below(text.size()));
    if (place != std::string::npos) text[place] = static_cast<char>('0' + random.below(10));
  }
}

void drop_line(std::string& text, Random& random) {
  const std::size_t start = line_start(text, random);
  text.erase(start, text.find('\n', start) - start + 1);
}

void repeat_line(std::string& text, Random& random) {
  const std::size_t start = line_start(text, random);
  const std::string line = text.substr(start, text.find('\n', start) - start + 1);
  text.insert(line_start(text, random), line);
}

void insert_line(std::string& text, Random& random) {
  const std::vector<std::string> lines = {
      "extends = \"/etc/passwd\"\n",
      "evidence = \"/dev/zero\"\n",
      "extends = \"/dev/stdin\"\n",
      "[run]\nhorizon_months = 999999999\n",
      "x = [[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]\n",
      "growth = { dist = \"empirical\", file = \"/dev/zero\" }\n",
      "\x1b[2J\x07",
      "seed = -1\n",
      "name = \"</script><script>alert(1)</script>\"\n",
      "paths_per_draw = 0\n"};
  text.insert(random.below(2) == 0 ? 0 : line_start(text, random), random.of(lines));
}

std::string other_text(Random& random) {
  const std::vector<std::string> texts = {"",
                                          "\xff\xfe",
                                          std::string(200'000, '['),
                                          std::string(70'000, 'x'),
                                          "\x1b]0;title\x07",
                                          "</script><script>alert(1)</script>",
                                          std::string("a\0b", 3),
                                          "NaN",
                                          "-1",
                                          "{}",
                                          "../../x",
                                          "%s%s%s%n",
                                          "=1+1",
                                          "\r\n\r\n",
                                          "ownership",
                                          "location",
                                          "2026-13",
                                          "us_first"};
  return random.of(texts);
}

}  // namespace

std::string damaged_text(std::string text, Random& random) {
  if (random.below(4) == 0) return other_text(random);
  for (std::size_t i = random.below(3) + 1; i > 0; --i) {
    constexpr void (*changes[])(std::string&, Random&) = {change_bytes, change_digits, drop_line,
                                                          repeat_line, insert_line};
    changes[random.below(5)](text, random);
  }
  return text;
}

}  // namespace racecast::damage
