// What a run says it needs is what it takes.
#include "host/machine/check_resources.hpp"

#include <filesystem>

#include "host/results/result_file.hpp"
#include "tests/catch.hpp"
#include "tests/results/temporary_folder.hpp"
#include "tests/support/engine_run.hpp"

namespace racecast {

TEST_CASE("the estimated size of a result is near", "[machine]") {
  const synthetic::TemporaryFolder folder;
  const auto engine = make_cpu_engine();
  for (const char* name : {"quick.toml", "baseline.toml"})
    for (const char* trajectories : {"2048", "64_000"}) {
      const Config config = test::shipped(name, {{{"run.trajectories", trajectories}}});
      const std::string file = folder.file("result.h5");
      write_result(file, run_forecast(config, *engine, {}));
      const auto size = static_cast<double>(std::filesystem::file_size(file));
      INFO(name << " " << trajectories << ": " << size << " bytes");
      CHECK(result_bytes(config) < 1.4 * size);
      CHECK(result_bytes(config) > 0.3 * size);
    }
}

TEST_CASE("the memory of a run grows with its tables and threads", "[machine]") {
  const Config config = test::shipped("baseline.toml");
  const auto one = make_cpu_engine({.threads = 1}), many = make_cpu_engine({.threads = 64});
  const double tables = 8.0 * static_cast<double>(layout_of(config.forecast).size());
  CHECK(memory_bytes(config, *one) > 3 * tables);
  CHECK(memory_bytes(config, *many) - memory_bytes(config, *one) > 63 * tables);
  const auto free = free_memory();
  REQUIRE(free.has_value());
  CHECK(*free > 1u << 20);
}

TEST_CASE("the narrowest control group counts, at whatever level", "[machine]") {
  const synthetic::TemporaryFolder folder;
  std::filesystem::create_directories(folder.file("slice/job/step"));
  const auto group = [&](const std::string& name, const char* most, const char* used) {
    synthetic::put_bytes(folder.file(name + "/memory.max"), most);
    synthetic::put_bytes(folder.file(name + "/memory.current"), used);
  };
  const auto left = [&] { return left_by_control_groups(folder.file(""), "/slice/job/step"); };
  CHECK_FALSE(left().has_value());
  group("slice/job/step", "max\n", "100\n");
  CHECK_FALSE(left().has_value());
  group("slice", "5000\n", "1000\n");
  CHECK(left() == 4000u);
  group("slice/job", "2000\n", "1500\n");
  CHECK(left() == 500u);
  synthetic::put_bytes(folder.file("slice/job/memory.stat"),
                       "anon 1\ninactive_file 300\nactive_file 20\n");
  CHECK(left() == 820u);
  group("slice/job/step", "70\n", "100\n");
  CHECK(left() == 0u);
  group("slice/job/step", "max\n", "100\n");
  synthetic::put_bytes(folder.file("memory.max"), "3000\n");
  synthetic::put_bytes(folder.file("memory.current"), "2900\n");
  CHECK(left() == 100u);
}

}  // namespace racecast
