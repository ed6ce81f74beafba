// Writes the axes and the datasets of one group, each by its row of a table.
#pragma once

#include <concepts>
#include <cstdint>
#include <functional>
#include <map>
#include <numeric>
#include <ranges>
#include <string>
#include <type_traits>
#include <vector>

#include "host/hdf5/hdf5_write.hpp"
#include "host/result/result.hpp"
#include "host/results/group_fields.hpp"

namespace racecast {

/// What `of`, a function or a member, is of each.
template <class Range, class Of>
auto each(const Range& range, Of of) {
  using Value = std::invoke_result_t<Of&, std::ranges::range_reference_t<const Range>>;
  std::vector<std::remove_cvref_t<Value>> values;
  for (const auto& one : range) values.push_back(std::invoke(of, one));
  return values;
}

/// `size` numbers from `first` on.
template <class Number>
std::vector<Number> numbered(std::integral auto size, Number first = 0) {
  std::vector<Number> numbers(static_cast<std::size_t>(size));
  std::iota(numbers.begin(), numbers.end(), first);
  return numbers;
}

class GroupWriter {
 public:
  /// `table`: whose rows are meant where a name is given.
  explicit GroupWriter(h5::Id group, const char* table = "")
      : table_(table), group_(std::move(group)) {}

  operator hid_t() const { return group_; }

  /// An axis without coordinate.
  void dimension(const char* name, std::int64_t size) {
    axes_.emplace(name, Axis{size, h5::put_dimension(group_, name, size)});
  }
  /// An axis and its coordinate, which is handed out.
  template <class Values>
  hid_t axis(const GroupField& row, const Values& values) {
    const auto size = static_cast<std::int64_t>(std::size(values));
    h5::Id scale = h5::put_values(group_, row.name, {&size, 1}, values);
    h5::make_scale(scale, row.name);
    describe(scale, row);
    return axes_.emplace(row.name, Axis{size, std::move(scale)}).first->second.scale;
  }
  template <class Values>
  hid_t axis(const char* name, const Values& values) {
    return axis(group_field(table_, name), values);
  }
  /// A dataset over axes that are there; `values` row-major.
  template <class Values>
  h5::Id put(const GroupField& row, const Values& values) {
    h5::Id dataset = put_unattached(row, values);
    attach(dataset, row);
    return dataset;
  }
  template <class Values>
  h5::Id put(const char* name, const Values& values) {
    return put(group_field(table_, name), values);
  }
  /// A text of any length: an attribute would be limited to 64 KiB.
  void put_long_text(const char* name, const char* long_name, const std::string& text) {
    put({"", name, {}, "1", long_name}, std::vector{text});
  }
  /// The two halves of put(), for attributes that stand before those of the axes.
  template <class Values>
  h5::Id put_unattached(const GroupField& row, const Values& values) {
    std::vector<std::int64_t> extents;
    for (std::size_t i = 0; i < row.rank(); ++i) extents.push_back(axes_.at(row.axes[i]).size);
    h5::Id dataset = h5::put_values(group_, row.name, extents, values);
    describe(dataset, row);
    return dataset;
  }
  void attach(hid_t dataset, const GroupField& row) {
    for (unsigned i = 0; i < row.rank(); ++i)
      h5::attach_scale(dataset, axes_.at(row.axes[i]).scale, i);
  }

 private:
  struct Axis {
    std::int64_t size;
    h5::Id scale;
  };

  /// The two attributes that every variable has.
  static void describe(hid_t dataset, const GroupField& row) {
    h5::put_text(dataset, "units", row.unit);
    h5::put_text(dataset, "long_name", row.long_name);
  }

  const char* table_;
  h5::Id group_;
  std::map<std::string, Axis> axes_;
};

/// CF's flag_values 0, 1, ... and their meanings, words with spaces between them.
void put_flags(hid_t dataset, int values, const std::string& meanings);

/// CF's flag_masks of the event table.
void put_event_bits(hid_t dataset);

/// The first of each month up to the horizon, in days from the first of month 0, which is the month
/// before the start.
struct Dates {
  std::string unit;  ///< "days since 2025-12-01"
  std::vector<std::int32_t> days;
};
Dates dates_of(const Result& result);
/// What makes CF dates of numbers of days, beside their unit.
void put_calendar(hid_t dataset);

}  // namespace racecast
