// Golden digests: what this model version gives for every shipped config and twenty seeds. A
// machine without a GPU checks here what a GPU has to give too. After a change of results that is
// meant, and of the model version, write them anew:
//
//   build/racecast_tests "the golden digests are written anew"
#include <atomic>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <thread>

#include "host/result/result.hpp"
#include "tests/catch.hpp"
#include "tests/support/engine_run.hpp"

namespace racecast {
namespace {

const std::string golden_path = RACECAST_SOURCE_DIR "/tests/engine/golden.txt";
constexpr int seeds = 20;
constexpr std::uint64_t draws = 8;  // as in tests/bits/matrix.py

/// "config seed" and the digest.
using Golden = std::map<std::string, std::string>;

std::string digest_of(const Forecast& forecast, const CpuOptions& options) {
  Result result;
  result.layout = layout_of(forecast);
  result.counts = test::run_cpu(forecast, {0, draws}, options);
  return counts_digest(result);
}

Golden compute(const CpuOptions& options) {
  const std::vector<std::string>& names = test::shipped_names();
  std::vector<Golden> of_config(names.size());
  std::atomic<std::size_t> next{0};
  // Most of the time goes into hashing the counts, which has one thread a digest.
  const auto work = [&] {
    for (std::size_t i; (i = next.fetch_add(1)) < names.size();) {
      const Config config = test::shipped(names[i]);
      Forecast forecast = config.forecast;
      for (int seed = 1; seed <= seeds; ++seed) {
        forecast.seed = static_cast<std::uint64_t>(seed);
        of_config[i][names[i] + ' ' + std::to_string(seed)] = digest_of(forecast, options);
      }
    }
  };
  {
    const std::jthread other(work);
    work();
  }
  Golden golden;
  for (Golden& some : of_config) golden.merge(some);
  return golden;
}

/// The file: "model VERSION", then lines of config, seed and digest.
Golden read_golden(std::string& model) {
  std::ifstream file(golden_path);
  std::string word, name, seed, digest;
  file >> word >> model;
  Golden golden;
  while (file >> name >> seed >> digest) golden[name + ' ' + seed] = digest;
  return golden;
}

}  // namespace

TEST_CASE("every instruction set gives the golden digests", "[bits][golden]") {
  std::string model;
  const Golden golden = read_golden(model);
  REQUIRE(model == model_version);
  CHECK(golden.size() == test::shipped_names().size() * seeds);
  std::set<std::string> different;
  for (const auto& [key, digest] : golden) different.insert(digest);
  // No two the same, since a digest says something; but to count by ownership is the baseline.
  CHECK(different.size() == golden.size() - seeds);
  for (int seed = 1; seed <= seeds; ++seed)
    CHECK(golden.at("accounting-ownership.toml " + std::to_string(seed)) ==
          golden.at("baseline.toml " + std::to_string(seed)));
  for (const CpuIsa isa : usable_isas()) {
    if (isa == CpuIsa::portable && usable_isas().size() > 1) continue;  // slow; other tests have it
    INFO(isa_name(isa));
    CHECK(compute({.threads = 1, .isa = static_cast<int>(isa)}) == golden);
  }
}

TEST_CASE("the golden digests are written anew", "[.][golden]") {
  std::ofstream file(golden_path);
  file << "model " << model_version << '\n';
  for (const auto& [key, digest] : compute({.threads = 1})) file << key << ' ' << digest << '\n';
  REQUIRE(file.good());
}

}  // namespace racecast
