// A whole bench of a device that is not measured as the CPU is.
#include "host/bench/bench.hpp"
#include "host/error.hpp"
#include "tests/catch.hpp"
#include "tests/support/answers.hpp"
#include "tests/support/engine_run.hpp"

using Catch::Matchers::ContainsSubstring;

namespace racecast {
namespace {

/// The CPU engine under another name.
class BorrowedEngine final : public Engine {
 public:
  DeviceInfo device() const override { return {"cuda", "borrowed", "for a test"}; }
  std::uint64_t run(const Forecast& forecast, Range range, const Tally& to,
                    const RunControl& control) override {
    return engine_->run(forecast, range, to, control);
  }

 private:
  std::unique_ptr<Engine> engine_ = make_cpu_engine({.threads = 1});
};

BenchReport bench_borrowed(
    StopToken stop = {},
    const std::function<void(const std::string&)>& begins = [](const std::string&) {}) {
  const Config config = test::shipped("quick.toml", {.set = {{"run.horizon", "2026-12"}}});
  BorrowedEngine engine;
  const BenchPlan plan = {{64, 128}, {64, 640}, 0.2, {}};
  const BenchTools tools = {{}, stop, begins};
  return run_bench(config, engine, plan, tools, {});
}

}  // namespace

TEST_CASE("what is not measured of a device is null, and not in the table", "[bench]") {
  const BenchReport report = bench_borrowed();
  const nlohmann::json json = json_of(bench_data(report));
  CHECK(json.at("device").at("kind") == "cuda");
  CHECK(json.at("device").at("threads").is_null());
  CHECK(json.at("device").at("instruction_set").is_null());
  CHECK(json.at("threads").empty());
  // A machine may be too slow for the budget: what it left out it names.
  CHECK(json.at("growth").size() + json.at("growth_left_out").size() == 2);
  CHECK_THAT(text_of(bench_answer(report)),
             (ContainsSubstring("growing work") || ContainsSubstring("left out")) &&
                 !ContainsSubstring("efficiency"));
}

TEST_CASE("a bench stops where it is told to", "[bench]") {
  std::atomic<bool> stop{false};
  int stages = 0;
  const auto stop_in_second = [&](const std::string&) { stop = ++stages == 2; };
  CHECK_THROWS_AS(bench_borrowed(StopToken(stop), stop_in_second), Error);
  CHECK(stages == 2);
}

}  // namespace racecast
