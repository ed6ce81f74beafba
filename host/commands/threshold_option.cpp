#include "host/commands/threshold_option.hpp"

#include <fmt/format.h>

#include "host/error.hpp"

namespace racecast {

int threshold_place(const std::vector<ThresholdInfo>& thresholds, const std::string& name) {
  std::string names;
  for (std::size_t i = 0; i < thresholds.size(); ++i) {
    if (thresholds[i].name == name) return static_cast<int>(i);
    names += (i == 0 ? "" : ", ") + thresholds[i].name;
  }
  throw Error(ErrorKind::usage, fmt::format("there is no threshold {} (the config has {}); name "
                                            "one of these",
                                            name, names));
}

}  // namespace racecast
