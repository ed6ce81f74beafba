// What the root group of a file says of its question: attributes, axes, dates and thresholds.
#pragma once

#include <map>
#include <span>

#include "host/hdf5/hdf5_write.hpp"
#include "host/result/axes.hpp"
#include "host/results/annotate.hpp"

namespace racecast {

/// Attributes: accounting, start, months and the like.
void put_question(hid_t file, const Result& question);

/// A dataset of counts. Signed in the file, so that a difference of two counts in NumPy or R can be
/// negative; the sum rules have every count below 2^41.
h5::Id put_counts(hid_t parent, const char* name, h5::Extents extents, const std::uint64_t* values);

/// The coordinates of the root group, and what stands along one of them. Of `question` no counts
/// are asked for.
class RootAxes {
 public:
  RootAxes(hid_t file, const Result& question) : file_(file), question_(question) {}

  void put_axis(const AxisRow& row);
  /// The same with another length and meaning; counted from 0.
  void put_axis(const AxisRow& row, std::int64_t size, const char* long_name);
  /// The calendar of the axis month.
  void put_dates() const;
  /// Everything that is known of each threshold, along the axis threshold.
  void put_thresholds() const;
  /// Attaches the scales of `axes` to a dataset, from its dimension `first` on; where month is one
  /// of them, its dates are named.
  void attach(hid_t dataset, std::span<const Axis> axes, unsigned first = 0) const;

 private:
  void put_texts(const char* name, const char* long_name,
                 const std::vector<std::string>& texts) const;
  template <class Number>
  h5::Id put_numbers(const char* name, const char* long_name, const char* unit,
                     const std::vector<Number>& numbers) const;

  hid_t file_;
  const Result& question_;
  std::map<Axis, h5::Id> scales_;
};

}  // namespace racecast
