// A TOML value that remembers where it was written and in which order.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace racecast {

/// A file as messages name it. `rank` is the order of reading, which is the order of messages.
struct SourceFile {
  std::string name;
  int rank = 0;
  int layer = 0;  ///< of what gives a key several times, the greatest layer wins
};

/// Where something was written. Line and column count from 1; 0: no place is known.
struct Place {
  std::shared_ptr<const SourceFile> file;
  int line = 0;
  int column = 0;
};

struct Member;

struct Value {
  enum class Kind { table, array, string, integer, floating, boolean, date };
  Kind kind = Kind::table;
  Place place{};
  bool braces = false;           ///< table: written as { ... }
  bool boolean = false;
  std::int64_t integer = 0;
  double number = 0;             ///< integer and floating
  std::string text{};            ///< string; date: as TOML
  std::vector<Member> members;   ///< table: in source order; array: with empty keys

  bool is_table() const { return kind == Kind::table; }
  bool is_number() const { return kind == Kind::integer || kind == Kind::floating; }
  const Member* find(std::string_view key) const;
  Member* find(std::string_view key);
  /// The text or the number under `key`; nothing where there is none, or something else.
  std::optional<std::string> text_at(std::string_view key) const;
  std::optional<double> number_at(std::string_view key) const;
  void erase(std::string_view key);
};

struct Member {
  std::string key;
  Place place;
  Value value;
  std::vector<Member> replaced = {};  ///< what lower layers gave, lowest first
};

/// What a program adds to a tree, as if it stood at `place`.
Value text_value(std::string text, const Place& place);
Value array_value(std::vector<Value> items, const Place& place);

/// "a table", "a string": for messages.
const char* kind_name(Value::Kind kind);

/// Whether `text` is a TOML bare key; names of channels, programmes and thresholds must be.
bool is_bare_key(std::string_view text);

/// A document that reads back as the same tables in the same order with the same values.
std::string write_toml(const Value& document);

/// One value as it stands behind "key = "; a table in braces.
std::string inline_toml(const Value& value);

}  // namespace racecast
