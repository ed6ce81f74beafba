// The CUDA engine against the CPU engine; needs a GPU.
#include "tests/catch.hpp"
#include "tests/support/shifted.hpp"

namespace racecast {

TEST_CASE("the CUDA engine gives the counts of the CPU engine", "[gpu]") {
  for (const std::string& name : test::shipped_names())
    for (const std::uint64_t seed : {1ull, 2ull, 12345678901ull}) {
      const Config config = test::shipped(name, {.set = {{"run.seed", std::to_string(seed)}}});
      const Forecast forecast = config.forecast;
      const auto cuda = make_cuda_engine();
      INFO(name << " seed " << seed);
      CHECK(test::run(*cuda, forecast, {0, 512}) == test::run_cpu(forecast, {0, 512}));
    }
}

TEST_CASE("the CUDA engine counts every number of paths a draw", "[gpu]") {
  for (const int paths : {8, 16, 64, 96}) {
    const Config config =
        test::shipped("quick.toml", {.set = {{"run.paths_per_draw", std::to_string(paths)}}});
    const Forecast forecast = config.forecast;
    INFO(paths << " paths a draw");
    CHECK(test::run(*make_cuda_engine(), forecast, {7, 500}) == test::run_cpu(forecast, {7, 500}));
  }
}

TEST_CASE("the CUDA engine shifts the draws that the CPU engine shifts", "[gpu]") {
  test::Shifted shifted(1.5f);
  const auto counts = test::run(*make_cuda_engine(), shifted.get(), {0, 512});
  CHECK(counts == test::run_cpu(shifted.get(), {0, 512}));
  CHECK(counts != test::run_cpu(shifted.plain(), {0, 512}));
}

TEST_CASE("devices that share the draws give the counts of one", "[gpu]") {
  const Config config = test::shipped("baseline.toml");
  const Forecast forecast = config.forecast;
  std::vector<int> all;
  for (std::size_t i = 0; i < cuda_devices().size(); ++i) all.push_back(static_cast<int>(i));
  const auto one = test::run(*make_cuda_engine(), forecast, {0, 20'000});
  CHECK(test::run(*make_cuda_engine(all), forecast, {0, 20'000}) == one);
  // One device twice: two threads of the host, and chunks that run side by side.
  CHECK(test::run(*make_cuda_engine({0, 0}), forecast, {0, 20'000}) == one);
}

}  // namespace racecast
