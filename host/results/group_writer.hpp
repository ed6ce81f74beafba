// Writes the datasets of one group, each by its row of the table.
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "host/results/annotate.hpp"
#include "host/results/group_fields.hpp"

namespace racecast {

class GroupWriter {
 public:
  GroupWriter(hid_t file, const char* group)
      : name_(group), group_(h5::create_group(file, group)) {}
  /// A group that is there, by the rows of `table`.
  GroupWriter(h5::Id group, const char* table) : name_(table), group_(std::move(group)) {}

  operator hid_t() const { return group_; }

  /// An axis without coordinate.
  void dimension(const char* name, std::int64_t size) {
    axes_.emplace(name, Axis{size, h5::put_dimension(group_, name, size)});
  }
  /// An axis and its coordinate.
  template <class Number>
  void axis(const char* name, const std::vector<Number>& values) {
    const std::int64_t size = static_cast<std::int64_t>(values.size());
    add_axis(name, size, h5::put_dataset(group_, name, {&size, 1}, values.data()));
  }
  void axis(const char* name, const std::vector<std::string>& labels) {
    const std::int64_t size = static_cast<std::int64_t>(labels.size());
    add_axis(name, size, h5::put_strings(group_, name, {&size, 1}, labels));
  }
  hid_t scale(const char* name) const { return axes_.at(name).scale; }
  /// A dataset over axes that are there; `values` row-major.
  template <class Number>
  h5::Id put(const char* name, const std::vector<Number>& values) {
    return put_as(name, name, group_field(name_, name).unit, group_field(name_, name).long_name,
                  values);
  }
  h5::Id put(const char* name, const std::vector<std::string>& texts) {
    const GroupField& field = group_field(name_, name);
    return described(h5::put_strings(group_, name, extents(field), texts), field, field.unit,
                     field.long_name);
  }
  /// The same under another name than the row's.
  template <class Number>
  h5::Id put_as(const char* row, const char* name, const std::string& unit,
                const std::string& long_name, const std::vector<Number>& values) {
    const GroupField& field = group_field(name_, row);
    return described(h5::put_dataset(group_, name, extents(field), values.data()), field, unit,
                     long_name);
  }

 private:
  struct Axis {
    std::int64_t size;
    h5::Id scale;
  };

  void add_axis(const char* name, std::int64_t size, h5::Id scale) {
    const GroupField& field = group_field(name_, name);
    h5::make_scale(scale, name);
    describe(scale, field.unit, field.long_name);
    axes_.emplace(name, Axis{size, std::move(scale)});
  }
  std::vector<std::int64_t> extents(const GroupField& field) const {
    std::vector<std::int64_t> sizes;
    for (std::size_t i = 0; i < field.rank(); ++i) sizes.push_back(axes_.at(field.axes[i]).size);
    return sizes;
  }
  h5::Id described(h5::Id dataset, const GroupField& field, const std::string& unit,
                   const std::string& long_name) {
    describe(dataset, unit, long_name);
    for (std::size_t i = 0; i < field.rank(); ++i)
      h5::attach_scale(dataset, axes_.at(field.axes[i]).scale, static_cast<unsigned>(i));
    return dataset;
  }

  std::string name_;
  h5::Id group_;
  std::map<std::string, Axis> axes_;
};

}  // namespace racecast
