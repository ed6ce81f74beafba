// toml++ answers some malformed input with an assertion: abort in a debug build, undefined
// behaviour in a release build. Here assertions are on in every build and throw, which ends in a
// diagnostic.
#ifdef NDEBUG
#undef NDEBUG
#endif

#include <stdexcept>

namespace racecast {
namespace {

struct ParserAssertion : std::logic_error {
  using std::logic_error::logic_error;
};
[[noreturn]] void fail_assertion() { throw ParserAssertion("toml++ gave up"); }

}  // namespace
}  // namespace racecast

#define TOML_ASSERT(expr) ((expr) ? static_cast<void>(0) : ::racecast::fail_assertion())
#define TOML_EXCEPTIONS 1
#define TOML_HEADER_ONLY 1
#include <toml++/toml.h>

#include <algorithm>
#include <sstream>
#include <utility>

#include "host/text/utf8.hpp"
#include "host/toml/precheck.hpp"
#include "host/toml/toml_reader.hpp"

namespace racecast {
namespace {

class Converter {
 public:
  Converter(std::shared_ptr<const SourceFile> file, Diagnostics& diagnostics)
      : file_(std::move(file)), diagnostics_(diagnostics) {}

  Value convert(const toml::node& node) {
    Value value;
    value.place = place(node.source());
    if (const auto* table = node.as_table()) {
      fill_table(*table, value);
    } else if (const auto* array = node.as_array()) {
      value.kind = Value::Kind::array;
      for (const toml::node& item : *array) {
        value.members.push_back({"", place(item.source()), convert(item)});
      }
    } else {
      fill_scalar(node, value);
    }
    return value;
  }

 private:
  Place place(const toml::source_region& region) const {
    return {file_, static_cast<int>(region.begin.line), static_cast<int>(region.begin.column)};
  }

  void check_text(const std::string& text, const Place& where) {
    if (text.find('\0') != std::string::npos) {
      diagnostics_.add(where, "text with a NUL character", "remove \\u0000");
    }
  }

  // toml++ sorts tables by key; the order of a config has a meaning, and the places tell it.
  void fill_table(const toml::table& table, Value& value) {
    value.braces = table.is_inline();
    for (const auto& [key, node] : table) {
      Member member{move_from_plane15(key.str()), place(key.source()), convert(node)};
      check_text(member.key, member.place);
      value.members.push_back(std::move(member));
    }
    std::ranges::stable_sort(value.members, {}, [](const Member& member) {
      return std::pair(member.place.line, member.place.column);
    });
  }

  void fill_scalar(const toml::node& node, Value& value) {
    if (const auto* text = node.as_string()) {
      value.kind = Value::Kind::string;
      value.text = move_from_plane15(text->get());
      check_text(value.text, value.place);
    } else if (const auto* integer = node.as_integer()) {
      value.kind = Value::Kind::integer;
      value.integer = integer->get();
      value.number = static_cast<double>(value.integer);
    } else if (const auto* number = node.as_floating_point()) {
      value.kind = Value::Kind::floating;
      value.number = number->get();
    } else if (const auto* boolean = node.as_boolean()) {
      value.kind = Value::Kind::boolean;
      value.boolean = boolean->get();
    } else {
      value.kind = Value::Kind::date;
      std::ostringstream out;
      node.visit([&](const auto& date) {
        if constexpr (toml::is_chronological<decltype(date)>) out << date.get();
      });
      value.text = out.str();
    }
  }

  std::shared_ptr<const SourceFile> file_;
  Diagnostics& diagnostics_;
};

}  // namespace

std::optional<Value> read_toml(std::string_view text,
                               const std::shared_ptr<const SourceFile>& file,
                               Diagnostics& diagnostics) {
  const std::string_view body = without_byte_order_mark(text);
  if (const auto problem = precheck(body)) {
    diagnostics.add({file, problem->line, problem->column}, problem->message, problem->hint);
    return {};
  }
  try {
    const toml::table table = toml::parse(move_to_plane15(body));
    Value value = Converter(file, diagnostics).convert(table);
    value.place = {file, 1, 1};
    return value;
  } catch (const toml::parse_error& error) {
    const auto& at = error.source().begin;
    diagnostics.add({file, static_cast<int>(at.line), static_cast<int>(at.column)},
                    shown("not TOML: " + move_from_plane15(error.description())),
                    "see https://toml.io");
  } catch (const ParserAssertion&) {
    diagnostics.add({file, 1, 1}, "not TOML (the parser cannot tell where)",
                    "remove the latest change, or look for an unclosed bracket or string");
  }
  return {};
}

}  // namespace racecast
