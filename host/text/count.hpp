// Numbers as people type and read them.
#pragma once

#include <cstdint>
#include <string>

namespace racecast {

/// 1000000, 1_000_000, 1e6, 1M, 2.5k (k, M, G, T: powers of 1000). Throws Error(usage), naming
/// `option`, for anything else and outside `low` to `high`.
std::uint64_t parse_count(const std::string& text, const std::string& option, std::uint64_t low,
                          std::uint64_t high);

/// A finite number from `low` to `high`. Throws Error(usage), naming `option`, for anything else.
double parse_real(const std::string& text, const std::string& option, double low, double high);

/// Three significant digits: "950", "1.00M", "48.2G".
std::string short_count(double value);

/// "45 s", "3 min 20 s", "2 h 05 min".
std::string short_duration(double seconds);

}  // namespace racecast
