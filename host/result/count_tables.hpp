// The one table of count tables: what the file holds, the digest covers and the documentation
// lists.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "host/result/axes.hpp"
#include "host/result/result.hpp"

namespace racecast {

/// A table of integers. It is either stored, a stretch of Result::counts, or derived from those
/// that are; derived tables are in the file for its readers and are not read back.
struct CountTable : TableRow {
  using Derive = std::vector<std::uint64_t> (*)(const Result&);
  constexpr CountTable(const char* own_name, const char* meaning, std::initializer_list<Axis> axes,
                       Derive from_stored = nullptr)
      : TableRow(own_name, "1", meaning, axes), derive(from_stored) {}

  Derive derive;  ///< null where stored

  bool stored() const { return derive == nullptr; }
};

/// Stored tables first, in the order of CountsLayout, which is the order of the digest.
std::span<const CountTable> count_tables();

/// The values of one of count_tables(). A derived table is put into `derived`, which the span then
/// refers to.
std::span<const std::uint64_t> values_of(const CountTable& table, const Result& result,
                                         std::vector<std::uint64_t>& derived);

/// SHA-256 of one table: its name, its extents and its values, each number as 64 bits, lowest byte
/// first.
std::string dataset_digest(const CountTable& table, const Result& result);

}  // namespace racecast
