#include "host/bench/arithmetic.hpp"

namespace racecast {
namespace {

// As product_part() of kernels/base/lanes.hpp is written: products of even and odd lanes, brought
// together by shuffles, which AVX-512 does under a mask and AVX2 by further blends.
constexpr int multiplies_of_product = 2;
constexpr int shuffles_of_product(int lanes) { return lanes == 16 ? 3 : 5; }
// AVX-512 has an instruction for any bitwise function of three.
constexpr int instructions_of_exclusive_or(int lanes) { return lanes == 16 ? 1 : 2; }

}  // namespace

OperationMix operation_mix(const OperationCounts& operations, int lanes, double path_months) {
  OperationMix mix;
  for (int kind = 0; kind < operation_kinds; ++kind)
    mix.of[kind] = static_cast<double>(operations.of[kind]) * lanes / path_months;
  return mix;
}

InstructionMix instruction_mix(const OperationMix& mix, int lanes, const IssueRates& rates) {
  const auto count = [&](Operation kind) { return mix[kind] / lanes; };
  const bool vectors = lanes > 1;
  InstructionMix result{};
  result.divisions = count(Operation::divide);
  result.roots = count(Operation::root);
  result.multiplying = count(Operation::fused) + count(Operation::multiply) +
                       result.divisions * rates.multiplies_per_division +
                       result.roots * rates.multiplies_per_root;
  result.adding = count(Operation::add) + count(Operation::extreme) + count(Operation::compare) +
                  count(Operation::convert);
  double others = 0;
  if (vectors) {
    const double products = count(Operation::word_product);
    result.multiplying += count(Operation::word_multiply) + multiplies_of_product * products;
    result.adding += count(Operation::shift);
    others = count(Operation::select) + count(Operation::logic) + count(Operation::word_add) +
             shuffles_of_product(lanes) * products +
             instructions_of_exclusive_or(lanes) * count(Operation::exclusive_or);
  }
  result.all = result.multiplying + result.adding + others;
  return result;
}

ArithmeticLimit arithmetic_limit(const InstructionMix& mix, const IssueRates& rates) {
  struct Bound {
    double seconds;  // a path-month
    const char* pipes;
  };
  const Bound bounds[] = {{mix.multiplying / rates.multiplying, "multiplying"},
                          {mix.adding / rates.adding, "adding"},
                          {mix.all / rates.all, "all"},
                          {mix.divisions / rates.dividing + mix.roots / rates.rooting, "dividing"}};
  Bound tightest = bounds[0];
  for (const Bound& bound : bounds)
    if (bound.seconds > tightest.seconds) tightest = bound;
  return {1 / tightest.seconds, tightest.pipes};
}

}  // namespace racecast
