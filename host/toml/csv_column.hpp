// One column of a CSV text.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace racecast {

/// Numbers in a column at most.
inline constexpr std::size_t max_data_values = 5'000'000;

/// The numbers of a CSV text, in a column that its first row names, or, with an empty name, in its
/// only column, which need not have a name. Throws std::runtime_error.
std::vector<double> read_csv_column(const std::string& text, const std::string& column);

}  // namespace racecast
