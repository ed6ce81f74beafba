#include "host/result/count_tables.hpp"
#include "host/results/file_fields.hpp"
#include "host/results/file_writers.hpp"

namespace racecast {

void put_long_text(hid_t group, const char* name, const char* long_name, const std::string& text) {
  describe(h5::put_strings(group, name, {}, {&text, 1}), "1", long_name);
}

void put_provenance(hid_t group, const Provenance& provenance) {
  for (const TextField& field : provenance_texts)
    h5::put_text(group, field.name, provenance.*field.member);
  for (const CountField& field : provenance_counts)
    h5::put_number(group, field.name, provenance.*field.member);
  for (const RealField& field : provenance_reals)
    h5::put_number(group, field.name, provenance.*field.member);
  for (const LongTextField& field : provenance_long_texts)
    put_long_text(group, field.name, field.long_name, provenance.*field.member);
}

void write_provenance(hid_t file, const Result& result) {
  const h5::Id group = h5::create_group(file, provenance_group);
  put_provenance(group, result.provenance);
  put_long_text(group, "outcome_digest",
                "SHA-256 over all integer counts, the same on every device for the same config, "
                "seed and range",
                outcome_digest(result));

  std::vector<std::string> names, digests;
  for (const CountTable& table : count_tables()) {
    names.push_back(table.name);
    digests.push_back(dataset_digest(table, result));
  }
  const std::int64_t size = static_cast<std::int64_t>(names.size());
  const h5::Id scale = h5::put_strings(group, "count_table", {&size, 1}, names);
  h5::make_scale(scale, "count_table");
  describe(scale, "1", "Name of a table of counts");
  const h5::Id dataset = h5::put_strings(group, "dataset_digest", {&size, 1}, digests);
  describe(dataset, "1", "SHA-256 of the table's name, extents and counts");
  h5::attach_scale(dataset, scale, 0);
}

}  // namespace racecast
