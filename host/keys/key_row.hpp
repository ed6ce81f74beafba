// A key of a table: what its value may be, its unit and what it means.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace racecast {

/// The table that a key stands in; host/keys/keys.hpp has them.
enum class KeyTable : int;

/// Table: its keys are rows of their own; tables: one of them a name; entries: an array of them;
/// values: an array of whatever a key of a config may be; settings: paths of a config, and values.
enum class KeyType {
  text,
  month,
  integer,
  number,
  boolean,
  choice,
  texts,
  matrix,
  table,
  tables,
  entries,
  values,
  settings
};

/// one_of: exactly one of the keys of the table that say so with the same group must be there.
enum class Need { required, optional, one_of };

using Words = std::vector<std::string>;

/// What the value of a key may be.
struct KeySpec {
  KeyType type = KeyType::text;
  Need need = Need::optional;
  int group = 0;                   ///< of one_of
  std::int64_t low = 0, high = 0;  ///< bounds of numbers, where they rise; of text(s): fewest
  bool has_absent = false;
  std::int64_t absent = 0;  ///< integer, boolean, choice (its place): the value without the key
  Words (*choices)() = nullptr;

  constexpr KeySpec required() const { return with(Need::required, 0); }
  constexpr KeySpec one_of(int in_group = 0) const { return with(Need::one_of, in_group); }
  constexpr KeySpec otherwise(std::int64_t value) const {
    KeySpec changed = *this;
    changed.has_absent = true;
    changed.absent = value;
    return changed;
  }

  constexpr bool bounded() const { return low < high; }

 private:
  constexpr KeySpec with(Need given, int in_group) const {
    KeySpec changed = *this;
    changed.need = given;
    changed.group = in_group;
    return changed;
  }
};

struct KeyRow {
  KeyTable table;
  const char* name;
  KeySpec value;
  const char* unit;  ///< "" where there is none
  const char* meaning;
};

/// "1 to 1022".
std::string bounds_text(const KeyRow& row);

/// What the value of a key looks like, for hints and docs: "a whole number, 1 to 1022".
std::string value_text(const KeyRow& row);

/// What a key is without being given: "required", its value, or "".
std::string absent_text(const KeyRow& row);

/// A name of a channel, programme, threshold or entry, as a regular expression; what it says in
/// words.
inline constexpr const char* name_pattern = "^[A-Za-z0-9_-]{1,64}$";
inline constexpr std::size_t longest_name = 64;
inline constexpr const char* name_rule = "names are up to 64 letters, digits, '_' and '-'";

}  // namespace racecast
