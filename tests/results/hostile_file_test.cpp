#include <functional>

#include "host/error.hpp"
#include "host/files/seal.hpp"
#include "host/hdf5/hdf5_write.hpp"
#include "host/results/result_file.hpp"
#include "tests/catch.hpp"
#include "tests/result/synthetic.hpp"
#include "tests/results/temporary_folder.hpp"

namespace racecast {
namespace {

using synthetic::bytes_of;
using synthetic::put_bytes;
using synthetic::TemporaryFolder;

template <class Read>
std::string complaint_of(Read read, const std::string& path) {
  try {
    read(path);
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::file);
    CHECK(error.exit_code() == 3);
    return error.what();
  }
  return "read without complaint";
}

/// What read_result() says of the file, and read_counts_alone() too; its kind must be "file".
std::string complaint(const std::string& path) {
  std::string said = complaint_of(read_result, path);
  CHECK(complaint_of(read_counts_alone, path) == said);
  return said;
}

/// Puts a seal under a file that HDF5 changed, which took the old one away.
void reseal(const std::string& path) {
  const std::string bytes = bytes_of(path);
  REQUIRE(bytes.find("racecast seal") == std::string::npos);
  put_bytes(path, bytes + seal_of(std::as_bytes(std::span(bytes))));
}

/// Writes a result, lets `change` spoil the file, and returns what reading it says.
std::string complaint_after(const std::function<void(hid_t)>& change) {
  const TemporaryFolder folder;
  const std::string path = folder.file("a.h5");
  write_result(path, synthetic::random_result());
  {
    const h5::Id file(H5Fopen(path.c_str(), H5F_ACC_RDWR, H5P_DEFAULT), H5Fclose, "open");
    change(file);
  }
  CHECK_THAT(complaint(path), Catch::Contains("without racecast's seal"));
  reseal(path);
  return complaint(path);
}

void set_text(hid_t object, const char* attribute, const std::string& text) {
  h5::check(H5Adelete(object, attribute), "delete");
  h5::put_text(object, attribute, text);
}

/// Overwrites the first number of a table of counts.
void set_first(hid_t file, const char* name, std::int64_t value) {
  const h5::Id dataset(H5Dopen2(file, name, H5P_DEFAULT), H5Dclose, "open");
  const h5::Id space(H5Dget_space(dataset), H5Sclose, "space");
  const hsize_t zero[4] = {}, one[4] = {1, 1, 1, 1};
  h5::check(H5Sselect_hyperslab(space, H5S_SELECT_SET, zero, nullptr, one, nullptr), "select");
  const h5::Id scalar(H5Screate(H5S_SCALAR), H5Sclose, "scalar");
  h5::check(H5Dwrite(dataset, H5T_NATIVE_INT64, scalar, space, H5P_DEFAULT, &value), "write");
}

void replace_numbers(hid_t file, const char* name, std::vector<std::int64_t> extents) {
  std::int64_t size = 1;
  for (const std::int64_t extent : extents) size *= extent;
  const std::vector<std::int64_t> zeros(static_cast<std::size_t>(size));
  h5::check(H5Ldelete(file, name, H5P_DEFAULT), "delete");
  h5::put_values(file, name, extents, zeros);
}

/// A dataset whose properties `set` chooses, of the extents of outcome_batch_count.
void replace_stored(hid_t file, const std::function<void(hid_t)>& set) {
  const h5::Id properties(H5Pcreate(H5P_DATASET_CREATE), H5Pclose, "properties");
  set(properties);
  const hsize_t extents[] = {1024, 2, 4};
  const h5::Id space(H5Screate_simple(3, extents, nullptr), H5Sclose, "space");
  h5::check(H5Ldelete(file, "outcome_batch_count", H5P_DEFAULT), "delete");
  const h5::Id dataset(H5Dcreate2(file, "outcome_batch_count", H5T_STD_I64LE, space, H5P_DEFAULT,
                                  properties, H5P_DEFAULT),
                       H5Dclose, "create");
}

}  // namespace

TEST_CASE("a file that is missing or foreign is said to be so", "[results]") {
  using Catch::Contains;
  const TemporaryFolder folder;
  const std::string path = folder.file("a.h5");
  CHECK_THAT(complaint(path), Contains("No such file or directory"));
  CHECK_THAT(complaint(folder.path().string()), Contains("is a directory"));
  CHECK_THAT(complaint("/dev/null"), Contains("no plain file"));
  put_bytes(path, "");
  CHECK_THAT(complaint(path), Contains("not an HDF5 file"));
  put_bytes(path, "name = \"baseline\"\n");
  CHECK_THAT(complaint(path), Contains("not an HDF5 file"));
  {
    const h5::Id file(H5Fcreate(path.c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT), H5Fclose,
                      "create");
  }
  CHECK_THAT(complaint(path), Contains("without racecast's seal"));
  reseal(path);
  CHECK_THAT(complaint(path), Contains("an HDF5 file of another kind"));
}

TEST_CASE("versions of the format", "[results]") {
  using Catch::Contains;
  const auto with_version = [](const std::string& version) {
    return complaint_after([&](hid_t file) { set_text(file, "format_version", version); });
  };
  CHECK_THAT(with_version("3.0"), Contains("its format is 3.0, this racecast reads 2.0"));
  CHECK_THAT(with_version("1.0"), Contains("its format is 1.0"));
  CHECK_THAT(with_version("10.3"), Contains("its format is 10.3"));
  CHECK(with_version("2.7") == "read without complaint");
  for (const std::string wrong : {"", "x", "1", "2x", "-2.0"})
    CHECK_THAT(with_version(wrong), Contains("is damaged"));
}

TEST_CASE("counts that were changed are found", "[results]") {
  using Catch::Contains;
  for (const char* table : {"joint_count", "odds_count", "event_outcome_count",
                            "outcome_batch_count", "arrival_batch_count"})
    for (const std::int64_t value : {std::int64_t{-1}, std::int64_t{987}, INT64_MAX}) {
      CAPTURE(table, value);
      CHECK_THAT(complaint_after([&](hid_t file) { set_first(file, table, value); }),
                 Contains("is damaged"));
    }
}

TEST_CASE("counts that were moved within the sum rules are found by the digest", "[results]") {
  const std::string said = complaint_after([](hid_t file) {
    const h5::Id dataset(H5Dopen2(file, "event_outcome_count", H5P_DEFAULT), H5Dclose, "open");
    std::vector<std::int64_t> counts(static_cast<std::size_t>(2 * event_patterns * outcome_count));
    H5Dread(dataset, H5T_NATIVE_INT64, H5S_ALL, H5S_ALL, H5P_DEFAULT, counts.data());
    --counts[us_first], ++counts[outcome_count + us_first];
    H5Dwrite(dataset, H5T_NATIVE_INT64, H5S_ALL, H5S_ALL, H5P_DEFAULT, counts.data());
  });
  CHECK_THAT(said, Catch::Contains("event_outcome_count does not have its digest"));
}

TEST_CASE("tables of other extents, ranks and types are refused", "[results]") {
  using Catch::Contains;
  const auto with = [](const char* name, const std::vector<std::int64_t>& extents) {
    return complaint_after([&](hid_t file) { replace_numbers(file, name, extents); });
  };
  CHECK_THAT(with("joint_count", {2, 26, 25}), Contains("is damaged"));
  CHECK_THAT(with("joint_count", {2, 26}), Contains("other ranks"));
  CHECK_THAT(with("joint_count", {17, 26, 26}), Contains("beyond the limits"));
  CHECK_THAT(with("joint_count", {1, 26, 26}), Contains("is damaged"));
  CHECK_THAT(with("joint_count", {1, 1, 1, 1, 1}), Contains("unexpected rank"));
  CHECK_THAT(with("odds_count", {2, 1}), Contains("beyond the limits"));
  CHECK_THAT(with("arrival_batch_count", {64, 2, 2, 25}), Contains("do not fit"));
  CHECK_THAT(with("threshold_hold_months", {2}), Contains("unexpected type"));
  CHECK_THAT(with("threshold", {2}), Contains("unexpected type"));
}

TEST_CASE("what is missing is named", "[results]") {
  using Catch::Contains;
  for (const char* name : {"joint_count", "threshold", "primary", "threshold_value", "provenance",
                           "provenance/outcome_digest", "provenance/config_given"}) {
    const std::string said =
        complaint_after([&](hid_t file) { H5Ldelete(file, name, H5P_DEFAULT); });
    const std::string full = name;
    CHECK_THAT(said, Contains(full.substr(full.find('/') + 1) + " is missing"));
  }
  for (const char* name : {"name", "start", "model_version", "format_version"})
    CHECK_THAT(complaint_after([&](hid_t file) { H5Adelete(file, name); }), Contains(name));
}

TEST_CASE("a huge table that is only declared is refused before memory is asked for", "[results]") {
  const std::string said = complaint_after([](hid_t file) {
    const h5::Id properties(H5Pcreate(H5P_DATASET_CREATE), H5Pclose, "properties");
    const hsize_t extents[] = {hsize_t{1} << 36, 1 << 20}, chunk[] = {1, 1};
    H5Pset_chunk(properties, 2, chunk);
    const h5::Id space(H5Screate_simple(2, extents, nullptr), H5Sclose, "space");
    H5Ldelete(file, "odds_count", H5P_DEFAULT);
    const h5::Id dataset(
        H5Dcreate2(file, "odds_count", H5T_STD_I64LE, space, H5P_DEFAULT, properties, H5P_DEFAULT),
        H5Dclose, "create");
  });
  CHECK_THAT(said, Catch::Contains("is damaged"));
}

TEST_CASE("links, foreign storage and foreign filters are refused", "[results]") {
  using Catch::Contains;
  CHECK_THAT(complaint_after([](hid_t file) {
               H5Ldelete(file, "joint_count", H5P_DEFAULT);
               H5Lcreate_external("/etc/passwd", "/x", file, "joint_count", H5P_DEFAULT,
                                  H5P_DEFAULT);
             }),
             Contains("is a link elsewhere"));
  CHECK_THAT(complaint_after([](hid_t file) {
               H5Ldelete(file, "joint_count", H5P_DEFAULT);
               H5Lcreate_soft("/odds_count", file, "joint_count", H5P_DEFAULT, H5P_DEFAULT);
             }),
             Contains("is a link elsewhere"));
  CHECK_THAT(complaint_after([](hid_t file) {
               replace_stored(file, [](hid_t properties) {
                 H5Pset_external(properties, "/etc/passwd", 0, H5F_UNLIMITED);
               });
             }),
             Contains("is stored in another file"));
  CHECK_THAT(complaint_after([](hid_t file) {
               replace_stored(file, [](hid_t properties) {
                 const hsize_t chunk[] = {1024, 2, 4};
                 H5Pset_chunk(properties, 3, chunk);
                 H5Pset_fletcher32(properties);
               });
             }),
             Contains("is stored with filter"));
  CHECK_THAT(complaint_after([](hid_t file) {
               const h5::Id other = h5::create_group(file, "other");
               H5Ldelete(file, "odds_count", H5P_DEFAULT);
               h5::create_group(file, "odds_count");
             }),
             Contains("is damaged"));
}

TEST_CASE("texts that are impossible are refused", "[results]") {
  using Catch::Contains;
  const auto with = [](const char* name, const std::vector<std::string>& texts) {
    return complaint_after([&](hid_t file) {
      const std::int64_t size = static_cast<std::int64_t>(texts.size());
      H5Ldelete(file, name, H5P_DEFAULT);
      h5::put_strings(file, name, {&size, 1}, texts);
    });
  };
  CHECK_THAT(with("threshold_metric", {"investment", "happiness"}),
             Contains("metric happiness is unknown"));
  CHECK_THAT(with("threshold", {"only one"}), Contains("do not fit"));
  CHECK_THAT(complaint_after([](hid_t file) { set_text(file, "start", "2026-13"); }),
             Contains("start is no month"));
  CHECK_THAT(complaint_after([](hid_t file) {
               H5Adelete(file, "name");
               h5::put_number(file, "name", std::int32_t{1});
             }),
             Contains("is no text"));
}

TEST_CASE("a file that is cut off is refused wherever it ends", "[results]") {
  const TemporaryFolder folder;
  const std::string path = folder.file("a.h5");
  write_result(path, synthetic::random_result());
  const std::string whole = bytes_of(path);
  for (std::size_t part = 0; part < 40; ++part) {
    put_bytes(path, whole.substr(0, whole.size() * part / 40));
    CHECK(complaint(path) != "read without complaint");
  }
}

TEST_CASE("a file with any changed byte is refused", "[results]") {
  const TemporaryFolder folder;
  const std::string path = folder.file("a.h5");
  write_result(path, synthetic::random_result({1, 2, 8, 0, 5}));
  const std::string whole = bytes_of(path);
  REQUIRE(complaint(path) == "read without complaint");
  for (std::size_t i = 0; i < 400; ++i) {
    std::string changed = whole;
    const std::size_t place = i < 100 ? whole.size() - 1 - i : i * 7919 % whole.size();
    changed[place] = static_cast<char>(changed[place] ^ (1 << i % 8));
    put_bytes(path, changed);
    CAPTURE(place);
    CHECK(complaint(path) != "read without complaint");
  }
}

}  // namespace racecast
