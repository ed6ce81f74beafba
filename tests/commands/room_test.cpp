// What a run says it needs is what it takes.
#include "host/commands/room.hpp"

#include <filesystem>

#include "host/commands/machine_memory.hpp"
#include "tests/catch.hpp"
#include "tests/results/temporary_folder.hpp"
#include "tests/support/engine_run.hpp"

namespace racecast {

TEST_CASE("the estimated size of a result is near", "[commands]") {
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

TEST_CASE("the memory of a run grows with its tables and threads", "[commands]") {
  const Config config = test::shipped("baseline.toml");
  const auto one = make_cpu_engine({.threads = 1}), many = make_cpu_engine({.threads = 64});
  const double tables = 8.0 * static_cast<double>(layout_of(config.forecast).size());
  CHECK(memory_bytes(config, *one) > 3 * tables);
  CHECK(memory_bytes(config, *many) - memory_bytes(config, *one) > 63 * tables);
  const auto free = free_memory();
  REQUIRE(free.has_value());
  CHECK(*free > 1u << 20);
}

}  // namespace racecast
