// Reads the members of a table and remembers which were asked for: the others are unknown.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "host/text/year_month.hpp"
#include "host/toml/diagnostics.hpp"
#include "host/keys/key_row.hpp"
#include "host/toml/value.hpp"

namespace racecast {

/// All getters report a missing required key, a wrong type and a value out of bounds, as the row of
/// the key has it, and then give nothing.
class TableReader {
 public:
  /// `table` null: the table is absent, and every key of it. `path` is its key, "" for the root;
  /// `place` is where messages on missing keys point.
  TableReader(const Value* table, std::string path, Place place, Diagnostics& diagnostics);

  bool present() const { return table_ != nullptr; }
  const std::string& path() const { return path_; }
  const Place& place() const { return place_; }
  std::string path_of(const std::string& key) const;

  /// The member, null where there is none; the key counts as known from now on.
  const Member* take(const std::string& key);
  const Member* take(const KeyRow& row) { return take(std::string(row.name)); }
  /// take() that reports a missing key; `what` explains the key.
  const Member* take_required(const std::string& key, const std::string& what);
  /// The reader of a table within this one, the same at every call.
  TableReader& child(const std::string& key);
  TableReader& child(const KeyRow& row) { return child(std::string(row.name)); }
  /// Every member is known; each must be a table with a plain name. Readers in source order.
  struct Element {
    const Member* member;
    TableReader* reader;
  };
  std::vector<Element> elements();
  /// Leaves the unknown keys of this table alone.
  void ignore_unknown() { ignore_unknown_ = true; }

  std::optional<std::string> text(const KeyRow& row);
  std::optional<YearMonth> month(const KeyRow& row);
  std::optional<double> number(const KeyRow& row);
  /// Without the key: what the row says of it, also for the next two.
  std::optional<bool> boolean(const KeyRow& row);
  /// Integers, and numbers like 1e6 that are whole.
  std::optional<std::int64_t> integer(const KeyRow& row);
  /// Place of the text of the key in the row's choices.
  std::optional<int> choice(const KeyRow& row);
  /// The same in choices that the config itself makes.
  std::optional<int> choice(const KeyRow& row, const Words& choices);
  /// Under keys that are no rows: families name their own.
  std::optional<double> number(const std::string& key);  ///< a finite one
  std::optional<std::string> text(const std::string& key);
  std::optional<int> choice(const std::string& key, const Words& choices);

  void error(const Place& place, std::string message, std::string hint);
  /// Reports every key below this table that was never asked for.
  void finish();

 private:
  const Member* expect(const KeyRow& row, bool (*fits)(const Value&));
  const Member* fitting(const Member* member, bool (*fits)(const Value&), const std::string& wanted,
                        const std::string& hint);
  std::optional<int> chosen(const std::string& key, const std::optional<std::string>& given,
                            const Words& choices);
  bool is_known(const std::string& key) const;

  const Value* table_;
  std::string path_;
  Place place_;
  Diagnostics& diagnostics_;
  bool ignore_unknown_ = false;
  Words known_;
  std::map<std::string, std::unique_ptr<TableReader>> children_;
};

}  // namespace racecast
