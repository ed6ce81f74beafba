// What each layer of a config gave for a path: the files from the lowest on, then every --set.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "host/toml/value.hpp"

namespace racecast {

struct GivenValue {
  std::string file;  ///< "--set" for a setting
  int line = 0;      ///< 0: no place in a file
  int column = 0;
  int layer = 0;         ///< of two that give the same, the greater one wins
  std::string key;       ///< "" for the whole value, otherwise the part of it: "sd"
  std::string text;      ///< as TOML
  bool in_force = true;  ///< false: a later one took its place
};

/// The members of a tree by their dotted paths; valid while the tree is.
class PathIndex {
 public:
  explicit PathIndex(const Value& tree) { add(tree, ""); }

  /// Null where there is none.
  const Member* find(const std::string& path) const;
  /// Everything that was given for `path`, lowest layer first. Empty: nothing was.
  std::vector<GivenValue> history(const std::string& path) const;

 private:
  void add(const Value& table, const std::string& prefix);

  std::unordered_map<std::string, const Member*> members_;
};

}  // namespace racecast
