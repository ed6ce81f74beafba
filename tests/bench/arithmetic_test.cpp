// The arithmetic limit, from operations and rates that are known.
#include "host/bench/arithmetic.hpp"

#include <string>

#include "host/bench/share.hpp"
#include "tests/catch.hpp"
#include "tests/support/engine_run.hpp"

namespace racecast {
namespace {

OperationMix mix_of(std::initializer_list<std::pair<Operation, double>> operations) {
  OperationMix mix;
  for (const auto& [kind, count] : operations) mix.of[static_cast<int>(kind)] = count;
  return mix;
}

// Two multiplying and two adding pipes at 1 GHz; a division keeps them from two a b + c.
constexpr IssueRates two_and_two = {2e9, 2e9, 4e9, 0.5e9, 0.25e9, 2, 3};

}  // namespace

TEST_CASE("operations of groups become operations of a lane", "[bench]") {
  OperationCounts counts;
  counts[Operation::fused] = 30;
  const OperationMix mix = operation_mix(counts, 16, 240);
  CHECK(mix[Operation::fused] == Approx(2));
  CHECK(mix[Operation::add] == 0);
}

TEST_CASE("each kind goes to the pipes that issue it", "[bench]") {
  const auto instructions = [](Operation kind, int lanes) {
    return instruction_mix(mix_of({{kind, static_cast<double>(lanes)}}), lanes, two_and_two);
  };
  for (const Operation kind : {Operation::fused, Operation::multiply, Operation::word_multiply}) {
    const InstructionMix mix = instructions(kind, 16);
    CHECK((mix.multiplying == 1 && mix.adding == 0 && mix.all == 1));
  }
  for (const Operation kind : {Operation::add, Operation::extreme, Operation::compare,
                               Operation::convert, Operation::shift}) {
    const InstructionMix mix = instructions(kind, 16);
    CHECK((mix.multiplying == 0 && mix.adding == 1 && mix.all == 1));
  }
  for (const Operation kind : {Operation::select, Operation::logic, Operation::word_add}) {
    const InstructionMix mix = instructions(kind, 16);
    CHECK((mix.multiplying == 0 && mix.adding == 0 && mix.all == 1));
  }
  const InstructionMix wide = instructions(Operation::word_product, 16);
  CHECK((wide.multiplying == 2 && wide.all == 5));
  CHECK(instructions(Operation::word_product, 8).all == 7);
  CHECK(instructions(Operation::exclusive_or, 16).all == 1);
  CHECK(instructions(Operation::exclusive_or, 8).all == 2);
  CHECK(instructions(Operation::divide, 16).multiplying == 2);
  CHECK(instructions(Operation::root, 16).multiplying == 3);
  CHECK(instructions(Operation::load, 16).all == 0);
  CHECK(instructions(Operation::word_product, 1).all == 0);  // one lane: not on the vector pipes
}

TEST_CASE("the limit is that of the pipes that are needed longest", "[bench]") {
  const auto limit = [](const OperationMix& operations) {
    return arithmetic_limit(instruction_mix(operations, 16, two_and_two), two_and_two);
  };
  const ArithmeticLimit multiplying = limit(mix_of({{Operation::fused, 1600}}));
  CHECK(multiplying.path_months_per_second == Approx(2e9 / 100));
  CHECK(multiplying.pipes == std::string("multiplying"));
  CHECK(limit(mix_of({{Operation::add, 1600}})).pipes == std::string("adding"));
  const ArithmeticLimit all =
      limit(mix_of({{Operation::fused, 800}, {Operation::add, 800}, {Operation::logic, 1600}}));
  CHECK(all.path_months_per_second == Approx(4e9 / 200));
  CHECK(all.pipes == std::string("all"));
  const ArithmeticLimit dividing =
      limit(mix_of({{Operation::divide, 160}, {Operation::root, 160}}));
  CHECK(dividing.path_months_per_second == Approx(1 / (10 / 0.5e9 + 10 / 0.25e9)));
  CHECK(dividing.pipes == std::string("dividing"));
}

TEST_CASE("the share is taken of the limit of the same round", "[bench]") {
  Arithmetic counted;
  counted.lanes = 16;
  counted.operations = mix_of({{Operation::fused, 1600}});
  int round = 0;  // the clock slows down to a half: the share does not see it
  const auto calibrate = [&]() -> std::optional<IssueRates> {
    IssueRates rates = two_and_two;
    rates.multiplying /= ++round;
    return rates;
  };
  const std::optional<ArithmeticShare> share =
      measure_share(counted, 2, calibrate, [&] { return 10e6 / round; });
  REQUIRE(share);
  CHECK(share->share.low == Approx(0.5));
  CHECK(share->share.high == Approx(0.5));
  CHECK(share->rates.multiplying == Approx(1.5e9));
  CHECK_FALSE(measure_share(
      counted, 2, [] { return std::optional<IssueRates>(); }, [] { return 1.0; }));
}

TEST_CASE("an engine that counts otherwise than the operations is refused", "[bench]") {
  class Deceiver final : public Engine {
   public:
    DeviceInfo device() const override { return {"cpu", "deceiver", ""}; }
    std::uint64_t run(const Forecast&, Range range, const Tally& to, Sink&) override {
      to.counts[0] += 1;
      return range.draws;
    }
  };
  const Config config = test::shipped("quick.toml");
  const Forecast forecast = config.bound();
  Deceiver deceiver;
  CHECK_THROWS_AS(count_arithmetic(forecast, {8, 16}, deceiver), Error);
  const auto engine = make_cpu_engine({.threads = 1});
  const Arithmetic counted = count_arithmetic(forecast, {8, 16}, *engine);
  CHECK(counted.operations[Operation::fused] > 0);
  CHECK_FALSE(counted.measured);
  CHECK_THROWS_AS(count_arithmetic(forecast, {8, 24}, *engine), Error);
}

}  // namespace racecast
