// The names of parameters: their paths in a config.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "host/toml/value.hpp"
#include "kernels/model/parameter_table.hpp"

namespace racecast {

/// A row of the parameter table for one nation and one channel, programme or threshold.
struct ParameterAddress {
  const ParameterRow* row = nullptr;
  int nation = 0;         ///< of a nation or channel row
  std::string element{};  ///< name of the channel, programme or threshold

  std::uint32_t stream() const { return draw_stream(*row, nation, element.c_str()); }
  /// "supply.growth", "us.power.growth", "us.channel.amazon.growth", "programme.NAME.slip".
  std::string path() const;
};

/// By group, permanent number, nation and name: the order of a config does not matter.
bool operator<(const ParameterAddress& a, const ParameterAddress& b);

/// Every parameter that a config has, set or not.
class ParameterPaths {
 public:
  /// `tree` names the channels, programmes and thresholds.
  explicit ParameterPaths(const Value& tree);
  /// Null: there is no such parameter.
  const ParameterAddress* find(const std::string& path) const;
  const std::vector<std::string>& all() const { return paths_; }

 private:
  void add(const ParameterAddress& address);
  void add_elements(ParameterGroup group, int nation, const Value* elements);

  std::map<std::string, ParameterAddress> address_;
  std::vector<std::string> paths_;
};

}  // namespace racecast
