#include <fmt/core.h>

#include "host/error.hpp"
#include "host/files/atomic_file.hpp"
#include "host/files/seal.hpp"
#include "host/result/count_tables.hpp"
#include "host/result/sum_rules.hpp"
#include "host/results/file_writers.hpp"
#include "host/results/real_tables.hpp"
#include "host/results/result_file.hpp"

namespace racecast {
namespace {

void write_root(hid_t file, const Result& result) {
  write_attributes(file, result_file, result);
  GroupWriter root(h5::root_group(file));
  for (const AxisRow& row : axis_rows()) put_axis(root, row, result);
  put_dates_and_thresholds(root, result);
  for (const RealTable& table : real_tables()) put_table(root, table, table.values(result));
  std::vector<std::uint64_t> derived;
  for (const CountTable& table : count_tables())
    put_table(root, table, values_of(table, result, derived));
}

void write_provenance(hid_t file, const Result& result) {
  GroupWriter group(h5::create_group(file, provenance_group));
  put_provenance(group, result.provenance);
  group.put_long_text("outcome_digest",
                      "SHA-256 over all integer counts, the same on every device for the same "
                      "config, seed and range",
                      outcome_digest(result));
  group.axis({"", "count_table", {"count_table"}, "1", "Name of a table of counts"},
             each(count_tables(), [](const CountTable& table) { return std::string(table.name); }));
  group.put(
      {"",
       "dataset_digest",
       {"count_table"},
       "1",
       "SHA-256 of the table's name, extents and counts"},
      each(count_tables(), [&](const CountTable& table) { return dataset_digest(table, result); }));
}

std::vector<std::byte> image_of(const std::function<void(hid_t file)>& write) {
  const h5::QuietErrors quiet;
  h5::MemoryFile file;
  write(file.id());
  return file.take_bytes();
}

}  // namespace

void publish_file(const std::string& path, const std::optional<std::string>& broken,
                  const std::function<void(hid_t file)>& write) {
  if (broken)
    throw Error(ErrorKind::runtime,
                fmt::format("refused to write {} (the counts contradict each other: {}); report "
                            "this as a defect of racecast",
                            path, *broken));
  AtomicFile file(path);
  try {
    const std::vector<std::byte> image = image_of(write);
    const std::string seal = seal_of(image);
    file.write(image);
    file.write(std::as_bytes(std::span(seal)));
  } catch (const h5::Failure& failure) {
    throw Error(ErrorKind::runtime, fmt::format("cannot write {} ({}); report this as a defect of "
                                                "racecast",
                                                path, failure.what()));
  }
  file.publish();
}

void write_result(const std::string& path, const Result& result) {
  publish_file(path, find_violation(result), [&](hid_t file) {
    write_root(file, result);
    write_groups(file, result);
    write_provenance(file, result);
  });
}

}  // namespace racecast
