// Reads the members of a table and remembers which were asked for: the others are unknown.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "host/config/diagnostics.hpp"
#include "host/config/value.hpp"

namespace racecast {

enum class Need { required, optional };

/// All getters report a missing required key and a wrong type, and then give nothing.
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
  /// take() that reports a missing key; `what` explains the key and may be empty.
  const Member* take_required(const std::string& key, const std::string& what = {});
  /// The reader of a table within this one, the same at every call.
  TableReader& child(const std::string& key);
  /// Every member is known; each must be a table with a plain name. Readers in source order.
  struct Element {
    const Member* member;
    TableReader* reader;
  };
  std::vector<Element> elements();
  /// Leaves the unknown keys of this table alone.
  void ignore_unknown() { ignore_unknown_ = true; }

  std::optional<std::string> text(const std::string& key, Need need);
  std::optional<bool> boolean(const std::string& key);
  /// Integers, and numbers like 1e6 that are whole.
  std::optional<std::int64_t> integer(const std::string& key, std::int64_t low, std::int64_t high,
                                      Need need = Need::optional);
  std::optional<double> number(const std::string& key);
  /// Place of the text of `key` in `choices`.
  std::optional<int> choice(const std::string& key, const std::vector<std::string>& choices,
                            Need need);

  void error(const Place& place, std::string message, std::string hint = {});
  /// Reports every key below this table that was never asked for.
  void finish();

 private:
  const Member* expect(const std::string& key, Need need, bool (*fits)(const Value&),
                       const char* wanted);
  bool is_known(const std::string& key) const;

  const Value* table_;
  std::string path_;
  Place place_;
  Diagnostics& diagnostics_;
  bool ignore_unknown_ = false;
  std::vector<std::string> known_;
  std::map<std::string, std::unique_ptr<TableReader>> children_;
};

}  // namespace racecast
