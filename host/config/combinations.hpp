// Parameters of a draft side by side, for rules that hold across them.
#pragma once

#include <string>
#include <unordered_map>

#include "host/config/draft_reader.hpp"

namespace racecast {

/// One parameter as a rule sees it; where it is missing or wrong, nothing is known of it, and every
/// comparison with NaN is false.
struct Known {
  std::string path;
  std::string text;          ///< "0.2 to 0.5", or the value it has without the key
  double low = 0, high = 0;  ///< 5th and 95th percentile, in the unit of the config; NaN: unknown
  const Member* member = nullptr;  ///< null: the key is absent

  bool given() const { return member != nullptr; }
  /// "'cn.fabs.yield' (0.2 to 0.5)".
  std::string shown() const;
};

class Combinations {
 public:
  explicit Combinations(const DraftReader& reader);

  const Draft& draft() const { return reader_.draft; }
  /// The parameter of a path.
  Known at(const std::string& path) const;
  Known nation(int nation, const std::string& key) const {
    return at(nation_names[nation] + ('.' + key));
  }
  /// Reports at the value of `known`, where that is given.
  void report(const Known& known, std::string message, std::string hint) const;
  /// Reports at a key of an element, or at the element where the key is absent.
  void report(const DraftElement& element, const KeyRow& key, std::string message,
              std::string hint) const;

 private:
  const DraftReader& reader_;
  std::unordered_map<std::string, const DraftParameter*> parameters_;
};

}  // namespace racecast
