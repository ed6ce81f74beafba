#include "host/toml/precheck.hpp"

#include "host/text/utf8.hpp"
#include "host/toml/value.hpp"

namespace racecast {
namespace {

/// A place in a text, which counts characters.
struct TextPlace {
  int line = 1, column = 1;

  void pass(char c) {
    if (c == '\n') {
      ++line;
      column = 1;
    } else if (!is_continuation_byte(c)) {
      ++column;
    }
  }
  TextProblem problem(std::string message, std::string hint) const {
    return {line, column, std::move(message), std::move(hint)};
  }
};

// Walks through TOML far enough to tell brackets and dots from the inside of strings and comments.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  std::optional<TextProblem> scan() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '"' || c == '\'') {
        skip_string(c);
      } else if (c == '#') {
        while (at_ < text_.size() && text_[at_] != '\n') step();
      } else if (c == '[' && starts_nameless_header()) {
        return place_.problem("table header without a name",
                              "write it like [run] or [us.channel.NAME]");
      } else {
        if (auto problem = count(c)) return problem;
        line_is_empty_ = c == '\n' || (line_is_empty_ && (c == ' ' || c == '\t'));
        step();
        continue;
      }
      line_is_empty_ = false;
    }
    return {};
  }

 private:
  void step() { place_.pass(text_[at_++]); }
  void step(std::size_t count) {
    for (; count > 0 && at_ < text_.size(); --count) step();
  }

  // An unclosed one-line string ends at its line, where the parser gives up as well.
  void skip_string(char quote) {
    const std::string three(3, quote);
    const bool long_string = text_.substr(at_, 3) == three;
    step(long_string ? 3 : 1);
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (quote == '"' && c == '\\') {
        step(2);
      } else if (long_string && text_.substr(at_, 3) == three) {
        step(3);
        for (int more = 0; more < 2 && at_ < text_.size() && text_[at_] == quote; ++more) step();
        return;
      } else {
        step();
        if (!long_string && (c == quote || c == '\n')) return;
      }
    }
  }

  bool starts_nameless_header() const {
    if (depth_ > 0 || !line_is_empty_) return false;
    std::size_t name = at_ + 1;
    if (name < text_.size() && text_[name] == '[') ++name;
    while (name < text_.size() && (text_[name] == ' ' || text_[name] == '\t')) ++name;
    if (name == text_.size()) return true;
    const std::string_view first = text_.substr(name, 1);
    return !is_bare_key(first) && first != "\"" && first != "'";
  }

  std::optional<TextProblem> count(char c) {
    if (c == '.') {
      if (++dots_ >= max_key_parts) {
        return place_.problem("key of more than " + std::to_string(max_key_parts) + " dotted parts",
                              "no key of a config is that deep");
      }
      return {};
    }
    if (c == '\n' || c == '=' || c == ',' || c == '[' || c == '{') dots_ = 0;
    if (c == '[' || c == '{') {
      if (++depth_ > max_bracket_depth) {
        return place_.problem("brackets nested deeper than " + std::to_string(max_bracket_depth),
                              "no value of a config is that deep");
      }
    } else if ((c == ']' || c == '}') && depth_ > 0) {
      --depth_;
    }
    return {};
  }

  std::string_view text_;
  std::size_t at_ = 0;
  TextPlace place_;
  int depth_ = 0, dots_ = 0;
  bool line_is_empty_ = true;  // so far
};

TextProblem problem_at(std::string_view text, std::size_t byte, std::string message,
                       std::string hint) {
  TextPlace place;
  for (const char c : text.substr(0, byte)) place.pass(c);
  return place.problem(std::move(message), std::move(hint));
}

}  // namespace

std::string_view without_byte_order_mark(std::string_view text) {
  return text.substr(0, 3) == "\xEF\xBB\xBF" ? text.substr(3) : text;
}

std::optional<TextProblem> precheck(std::string_view text) {
  if (text.size() > max_config_bytes) {
    return TextProblem{1, 1, "file is larger than 1 MiB", "a config is a few thousand lines"};
  }
  if (const auto bad = first_invalid_utf8(text)) {
    return problem_at(text, *bad, "bytes that are not valid UTF-8", "save the file as UTF-8");
  }
  if (const auto nul = text.find('\0'); nul != std::string_view::npos) {
    return problem_at(text, nul, "NUL character", "TOML is text; remove it");
  }
  if (const auto plane15 = first_in_plane15(text)) {
    return problem_at(text, *plane15, "character of a private plane (U+F0000 and up)", "remove it");
  }
  const auto last = text.find_last_not_of(" \t\r\n");
  if (last != std::string_view::npos && text[last] == '[') {
    return problem_at(text, last, "'[' at the end of the file", "close the bracket or remove it");
  }
  return Scanner(text).scan();
}

}  // namespace racecast
