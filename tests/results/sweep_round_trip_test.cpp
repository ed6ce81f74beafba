// Sweep files: written, read, damaged, and contradicting themselves.
#include <cmath>
#include <random>

#include "host/error.hpp"
#include "host/files/seal.hpp"
#include "host/hdf5/hdf5_write.hpp"
#include "host/results/result_file.hpp"
#include "host/results/sweep_result.hpp"
#include "host/results/sweep_tables.hpp"
#include "tests/catch.hpp"
#include "tests/result/synthetic.hpp"
#include "tests/results/temporary_folder.hpp"

using Catch::Matchers::ContainsSubstring;
using namespace racecast;
using synthetic::bytes_of;
using synthetic::put_bytes;
using synthetic::TemporaryFolder;

namespace {

/// Three scenarios of a made-up race, the last of which failed.
SweepResult made_up() {
  const Result a = synthetic::random_result({}, 1), b = synthetic::random_result({}, 2);
  SweepResult sweep;
  sweep.question = a;
  sweep.question.counts.clear();
  sweep.path = "sweep.toml";
  sweep.given = "name = \"für Tests\"\n";
  sweep.axes = {{"growth", "us.power.growth", "1/yr"}};
  sweep.configs = {{"a.toml", "name = \"a\"\n"}, {"b.toml", "name = \"b\"\n"}};
  for (const char* name : {"base", "growth=\"x\"", "third ≥ 1"}) {
    SweptScenario scenario;
    scenario.name = name;
    scenario.config = "a.toml";
    scenario.set = "\"run.seed\" = 1\n";
    scenario.axis_value = {sweep.scenarios.empty() ? std::nan("") : 0.5};
    scenario.axis_text = {"0.5"};
    sweep.scenarios.push_back(scenario);
  }
  sweep.scenarios[2].message = "no device";
  make_room(sweep);
  const DigestedResult reference{a, outcome_digest(a)};
  put_scenario(sweep, 0, reference, &reference);
  put_scenario(sweep, 1, {b, outcome_digest(b)}, &reference);
  return sweep;
}

std::string sweep_complaint(const std::string& path) {
  try {
    read_sweep(path);
  } catch (const Error& error) {
    CHECK(error.exit_code() == 3);
    return error.what();
  }
  return "read without complaint";
}

bool same_reals(const std::vector<double>& a, const std::vector<double>& b) {
  return std::ranges::equal(
      a, b, [](double x, double y) { return x == y || (std::isnan(x) && std::isnan(y)); });
}

}  // namespace

TEST_CASE("a sweep comes back from its file as it was written", "[results]") {
  const TemporaryFolder folder;
  const SweepResult sweep = made_up();
  write_sweep(folder.file("a.h5"), sweep);
  const SweepResult back = read_sweep(folder.file("a.h5"));
  CHECK(sweep_digest(back) == sweep_digest(sweep));
  CHECK(back.counts == sweep.counts);
  REQUIRE(back.reals.size() == sweep.reals.size());
  for (std::size_t i = 0; i < back.reals.size(); ++i)
    CHECK(same_reals(back.reals[i], sweep.reals[i]));
  CHECK(back.configs == sweep.configs);
  CHECK(back.given == sweep.given);
  CHECK(back.axes[0].unit == "1/yr");
  CHECK(back.reference == 0);
  REQUIRE(back.scenarios.size() == 3);
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK(back.scenarios[i].name == sweep.scenarios[i].name);
    CHECK(back.scenarios[i].outcome_digest == sweep.scenarios[i].outcome_digest);
    CHECK(back.scenarios[i].status == sweep.scenarios[i].status);
    CHECK(back.scenarios[i].message == sweep.scenarios[i].message);
    CHECK(back.scenarios[i].trajectories == sweep.scenarios[i].trajectories);
  }
  CHECK(back.question.provenance.seed == sweep.question.provenance.seed);
  CHECK(std::holds_alternative<SweepResult>(read_result_or_sweep(folder.file("a.h5"))));
}

TEST_CASE("a sweep without axes is written and read", "[results]") {
  const TemporaryFolder folder;
  SweepResult sweep = made_up();
  sweep.axes.clear();
  for (SweptScenario& scenario : sweep.scenarios) {
    scenario.axis_value.clear();
    scenario.axis_text.clear();
  }
  write_sweep(folder.file("a.h5"), sweep);
  CHECK(read_sweep(folder.file("a.h5")).axes.empty());
}

TEST_CASE("results and sweeps are not taken for each other", "[results]") {
  const TemporaryFolder folder;
  write_sweep(folder.file("sweep.h5"), made_up());
  write_result(folder.file("result.h5"), synthetic::random_result());
  CHECK_THROWS_WITH(read_result(folder.file("sweep.h5")),
                    ContainsSubstring("it is a sweep, which `racecast summary` takes") &&
                        ContainsSubstring("sweep.h5"));
  CHECK_THAT(sweep_complaint(folder.file("result.h5")), ContainsSubstring("it is a result"));
  CHECK(std::holds_alternative<Result>(read_result_or_sweep(folder.file("result.h5"))));
}

TEST_CASE("a sweep file with changed bytes is refused", "[results]") {
  const TemporaryFolder folder;
  write_sweep(folder.file("a.h5"), made_up());
  const std::string whole = bytes_of(folder.file("a.h5"));
  std::mt19937_64 random(1);
  for (int trial = 0; trial < 300; ++trial) {
    std::string bytes = whole;
    for (std::uint64_t changes = 1 + random() % 4; changes > 0; --changes)
      bytes[random() % bytes.size()] ^= static_cast<char>(1 + random() % 255);
    if (bytes == whole) continue;
    if (trial % 10 == 0) bytes = whole.substr(0, random() % whole.size());
    put_bytes(folder.file("b.h5"), bytes);
    CHECK_THAT(sweep_complaint(folder.file("b.h5")), ContainsSubstring("b.h5"));
  }
}

TEST_CASE("a sweep that contradicts itself is neither written nor read", "[results]") {
  const TemporaryFolder folder;
  const auto broken_by = [&](void (*spoil)(SweepResult&)) {
    SweepResult sweep = made_up();
    spoil(sweep);
    CHECK_THROWS_AS(write_sweep(folder.file("a.h5"), sweep), Error);
    CHECK(folder.entries() == 0);
    return find_violation(sweep).value_or("");
  };
  const auto moved = [](SweepResult& sweep) { ++sweep.counts[count_place("outcome_count")][1]; };
  CHECK_THAT(broken_by(moved), ContainsSubstring("outcomes do not add up"));
  CHECK_THAT(broken_by([](SweepResult& s) { ++s.counts[count_place("arrival_count")][0]; }),
             ContainsSubstring("arrivals"));
  CHECK_THAT(broken_by([](SweepResult& s) { ++s.counts[count_place(batch_table)][0]; }),
             ContainsSubstring("batches"));
  CHECK_THAT(broken_by([](SweepResult& s) { s.counts[0][0] = ~std::uint64_t{0}; }),
             ContainsSubstring("greater than its trajectories"));
  CHECK_THAT(
      broken_by([](SweepResult& s) { s.reals[real_place("outcome_probability")][0] += 0.1; }),
      ContainsSubstring("probability"));
  CHECK_THAT(broken_by([](SweepResult& s) { s.reals[real_place("outcome_difference")][9] += 0.1; }),
             ContainsSubstring("difference"));
  CHECK_THAT(broken_by([](SweepResult& s) { s.scenarios[2].trajectories = 5; }),
             ContainsSubstring("scenario 2"));
  CHECK_THAT(broken_by([](SweepResult& s) { s.question.primary = 7; }),
             ContainsSubstring("primary"));
}

TEST_CASE("other contents under a seal that fits are refused", "[results]") {
  const TemporaryFolder folder;
  const auto complaint_after = [&](void (*spoil)(hid_t)) {
    const std::string path = folder.file("a.h5");
    write_sweep(path, made_up());
    {
      const h5::Id file(H5Fopen(path.c_str(), H5F_ACC_RDWR, H5P_DEFAULT), H5Fclose, "open");
      spoil(file);
    }
    const std::string bytes = bytes_of(path);
    put_bytes(path, bytes + seal_of(std::as_bytes(std::span(bytes))));
    return sweep_complaint(path);
  };
  CHECK(complaint_after([](hid_t) {}) == "read without complaint");
  for (const char* name :
       {"status", "scenario", "arrival_count", "outcome_batch_count", "axis_text",
        "outcome_difference", "provenance/sweep_digest", "provenance"}) {
    static const char* gone;
    gone = name;
    CHECK_THAT(complaint_after([](hid_t file) { H5Ldelete(file, gone, H5P_DEFAULT); }),
               ContainsSubstring("is damaged"));
  }
  CHECK_THAT(complaint_after([](hid_t file) {
               const std::int64_t size = 1 << 20;
               H5Ldelete(file, "status", H5P_DEFAULT);
               const std::vector<std::int8_t> zeros(static_cast<std::size_t>(size));
               h5::put_values(file, "status", {&size, 1}, zeros);
             }),
             ContainsSubstring("beyond the limits"));
  CHECK_THAT(complaint_after([](hid_t file) {
               const std::int64_t size = 3;
               H5Ldelete(file, "reference", H5P_DEFAULT);
               const std::vector<std::int8_t> none(3);
               h5::put_values(file, "reference", {&size, 1}, none);
             }),
             ContainsSubstring("not one reference"));
}

TEST_CASE("a large sweep keeps fewer batches, and one too large is refused", "[results]") {
  Result question = synthetic::empty_result({});
  CHECK(batches_kept(question, 64) == 1024);
  CHECK(batches_kept(question, 10'000) < 1024);
  question.layout = {15, 240, 32};  // the baseline
  CHECK(batches_kept(question, 10'000) == 64);
  CHECK(batches_kept(question, 5'000) == 128);
  CHECK_THROWS_WITH(batches_kept(question, 100'000), ContainsSubstring("too many for one file"));
}

TEST_CASE("fewer batches are sums of the batches", "[results]") {
  const Result a = synthetic::random_result();
  SweepResult sweep = made_up();
  SweepResult few = sweep;
  few.counts.clear();
  few.reals.clear();
  few.batches = 64;
  make_room(few);
  const DigestedResult reference{a, outcome_digest(a)};
  put_scenario(few, 0, reference, &reference);
  const auto& all = sweep.counts[count_place(batch_table)];
  const auto& merged = few.counts[count_place(batch_table)];
  const std::size_t cell = 5, width = merged.size() / 3 / 64;
  std::uint64_t sum = 0;
  for (std::size_t batch = 7; batch < 1024; batch += 64) sum += all[batch * width + cell];
  CHECK(merged[7 * width + cell] == sum);
  CHECK(sum > 0);
}
