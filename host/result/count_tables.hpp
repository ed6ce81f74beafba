// The one table of count tables: what the file holds, the digest covers and the documentation
// lists.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "host/result/axes.hpp"
#include "host/result/result.hpp"

namespace racecast {

/// A table of integers, row-major. It is either stored, a stretch of Result::counts, or derived
/// from those that are; derived tables are in the file for its readers and are not read back.
struct CountTable {
  const char* name;
  const char* unit;
  const char* long_name;
  std::array<Axis, 4> axis;
  int rank;
  std::int64_t (*first)(const CountsLayout&);           ///< place in Result::counts, or null
  std::vector<std::uint64_t> (*derive)(const Result&);  ///< null where stored

  std::span<const Axis> axes() const { return {axis.data(), static_cast<std::size_t>(rank)}; }
  bool stored() const { return first != nullptr; }
};

/// Stored tables first, in the order of CountsLayout, which is the order of the digest.
std::span<const CountTable> count_tables();

/// Extent of each axis, and their product.
std::vector<std::int64_t> extents(std::span<const Axis> axes, const CountsLayout& layout);
std::int64_t size_of(const CountTable& table, const CountsLayout& layout);

/// The values of a table. A derived table is put into `derived`, which the span then refers to.
std::span<const std::uint64_t> values_of(const CountTable& table, const Result& result,
                                         std::vector<std::uint64_t>& derived);

/// SHA-256 of one table: its name, its extents and its values, each number as 64 bits, lowest byte
/// first.
std::string dataset_digest(const CountTable& table, const Result& result);

}  // namespace racecast
