
#include "host/error.hpp"
#include "host/results/file_fields.hpp"
#include "host/results/result_file.hpp"
#include "tests/catch.hpp"
#include "tests/files/small_disk.hpp"
#include "tests/result/synthetic.hpp"
#include "tests/results/temporary_folder.hpp"

namespace racecast {
namespace {

using synthetic::bytes_of;
using synthetic::TemporaryFolder;

void check_equal(const Result& a, const Result& b) {
  CHECK(a.counts == b.counts);
  CHECK(outcome_digest(a) == outcome_digest(b));
  CHECK(a.name == b.name);
  CHECK(a.description == b.description);
  CHECK(a.accounting == b.accounting);
  CHECK(a.start == b.start);
  CHECK(a.primary == b.primary);
  REQUIRE(a.thresholds.size() == b.thresholds.size());
  for (std::size_t i = 0; i < a.thresholds.size(); ++i) {
    CHECK(a.thresholds[i].name == b.thresholds[i].name);
    CHECK(a.thresholds[i].metric == b.thresholds[i].metric);
    CHECK(a.thresholds[i].above == b.thresholds[i].above);
    CHECK(a.thresholds[i].hold_months == b.thresholds[i].hold_months);
    CHECK(a.thresholds[i].value == b.thresholds[i].value);
    CHECK(a.thresholds[i].description == b.thresholds[i].description);
  }
  for (const ProvenanceField& field : provenance_fields)
    CHECK(std::visit([&](auto member) { return a.provenance.*member == b.provenance.*member; },
                     field.member));
  for (const LongTextField& field : provenance_long_texts)
    CHECK(a.provenance.*field.member == b.provenance.*field.member);
  CHECK(a.provenance.model == b.provenance.model);
}

}  // namespace

TEST_CASE("what is written is read", "[results]") {
  const TemporaryFolder folder;
  const std::string path = folder.file("result.h5");
  for (const synthetic::Shape& shape :
       {synthetic::Shape{}, {1, 1, 8, 0, 1}, {3, 40, 64, 12'345'678'901, 70}, {16, 5, 16, 0, 9}}) {
    Result result = synthetic::random_result(shape);
    result.provenance.model = "0.0.9";
    write_result(path, result);
    check_equal(read_result(path), result);
  }
  CHECK(folder.entries() == 1);
}

TEST_CASE("the longest horizon fits, and is written small", "[results]") {
  const TemporaryFolder folder;
  const Result result = synthetic::random_result({2, max_horizon, 8, 0, 50});
  write_result(folder.file("long.h5"), result);
  CHECK(std::filesystem::file_size(folder.file("long.h5")) < 2'000'000);
  CHECK(read_result(folder.file("long.h5")).counts == result.counts);
}

TEST_CASE("equal results are equal files, byte by byte", "[results]") {
  const TemporaryFolder folder;
  write_result(folder.file("a.h5"), synthetic::random_result());
  write_result(folder.file("b.h5"), synthetic::random_result());
  CHECK(bytes_of(folder.file("a.h5")) == bytes_of(folder.file("b.h5")));
  write_result(folder.file("b.h5"), synthetic::random_result({}, 2));
  CHECK(bytes_of(folder.file("a.h5")) != bytes_of(folder.file("b.h5")));
}

TEST_CASE("texts that are not UTF-8 become UTF-8", "[results]") {
  const TemporaryFolder folder;
  Result result = synthetic::random_result();
  result.provenance.command = "racecast run caf\xe9.toml";
  result.provenance.config_path = std::string("a\0b", 3);
  write_result(folder.file("a.h5"), result);
  const Result read = read_result(folder.file("a.h5"));
  CHECK(read.provenance.command == "racecast run caf\xef\xbf\xbd.toml");
  CHECK(read.provenance.config_path ==
        "a\xef\xbf\xbd"
        "b");
}

TEST_CASE("counts that contradict each other are not written", "[results]") {
  const TemporaryFolder folder;
  Result result = synthetic::random_result();
  ++result.counts[0];
  try {
    write_result(folder.file("a.h5"), result);
    FAIL("a broken result was written");
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::runtime);
    CHECK_THAT(error.what(), Catch::Contains("joint_count"));
  }
  CHECK(folder.entries() == 0);
}

TEST_CASE("a result that does not fit the disk leaves the old one", "[results]") {
  const TemporaryFolder folder;
  const synthetic::SmallDisk disk(folder.path().string(), "size=1m");
  if (!disk.mounted()) {
    WARN("skipped: no small disk can be mounted here (" << disk.why_not() << ")");
    return;
  }
  const std::string path = folder.file("a.h5");
  const Result small = synthetic::random_result({1, 2, 8, 0, 5});
  write_result(path, small);
  const std::string before = bytes_of(path);
  Result large = small;
  for (int i = 0; i < 400'000; ++i) large.provenance.config_given += "0123456789";
  CHECK_THROWS_WITH(write_result(path, large), Catch::Contains("No space left on device"));
  CHECK(bytes_of(path) == before);
  CHECK(folder.entries() == 1);
}

}  // namespace racecast
