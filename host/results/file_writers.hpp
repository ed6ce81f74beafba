// The parts of a file, as write_result() and write_sweep() put them together.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "host/result/axes.hpp"
#include "host/result/result.hpp"
#include "host/results/file_fields.hpp"
#include "host/results/group_writer.hpp"

namespace racecast {

/// Attributes of the root group: what kind of file it is, and its question.
void write_attributes(hid_t file, const FileKind& kind, const Result& question);

/// An axis of the root group, with its coordinate. Of `question` no counts are asked for.
void put_axis(GroupWriter& root, const AxisRow& row, const Result& question);

/// The dates of the axis month, and everything that is known of each threshold.
void put_dates_and_thresholds(GroupWriter& root, const Result& question);

/// A table of the root group; `first`: an axis that stands before its own. Where month is one of
/// its axes, its dates are named.
template <class Values>
void put_table(GroupWriter& root, const TableRow& table, const Values& values,
               const char* first = nullptr) {
  GroupField row = {"", table.name, {first}, table.unit, table.long_name};
  std::size_t rank = row.rank();
  for (const Axis axis : table.axes()) row.axes[rank++] = row_of(axis).name;
  const h5::Id dataset = root.put(row, values);
  if (table.has(Axis::month)) h5::put_text(dataset, "coordinates", "date");
}

/// The rows of file_fields.hpp.
void put_provenance(GroupWriter& group, const Provenance& provenance);

/// Groups /fan, /draws and /samples, those that the result has.
void write_groups(hid_t file, const Result& result);

/// Publishes the file that `write` fills, sealed, and whole or not at all; HDF5's failures to make
/// one are defects, as is a rule that its counts broke. Throws Error(runtime).
void publish_file(const std::string& path, const std::optional<std::string>& broken,
                  const std::function<void(hid_t file)>& write);

}  // namespace racecast
