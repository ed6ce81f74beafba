// The calibration loops of one instruction set; compiled once for each, as cpu_isa.cpp is, and
// under the same rule: no template of the standard library.
//
// Twelve values are computed side by side, so that none waits for another. A compiler that cannot
// see where a value goes neither drops nor merges the operations that make it.
#include "kernels/engine/calibration_isa.hpp"
#include "kernels/engine/lane_warp.hpp"

#if defined(__x86_64__) && RC_WIDTH == 16
#define RC_REGISTER "v"
#elif defined(__x86_64__)
#define RC_REGISTER "x"
#elif defined(__aarch64__)
#define RC_REGISTER "w"
#else
#define RC_REGISTER "m"
#endif

namespace racecast {
inline namespace RC_ISA {
namespace {

#if RC_WIDTH > 1
using Reals = FloatPart;
using Bits = WordPart;
constexpr int group_lanes = Lanes<FloatLanes>::width;
RC_INLINE Reals fused(Reals a, Reals b, Reals c) { return fma_part(a, b, c); }
RC_INLINE Reals rooted(Reals a) { return sqrt_part(a); }
RC_INLINE Reals all_of(float a) { return a - Reals{}; }
RC_INLINE Bits bits_of(Reals a) { return (Bits)a; }
#else
using Reals = float;
using Bits = std::uint32_t;
constexpr int group_lanes = 1;
RC_INLINE Reals fused(Reals a, Reals b, Reals c) { return fma(a, b, c); }
RC_INLINE Reals rooted(Reals a) { return sqrt(a); }
RC_INLINE Reals all_of(float a) { return a; }
RC_INLINE Bits bits_of(Reals a) { return bits(a); }
#endif

/// The same value, which the compiler does not know any more.
RC_INLINE Reals hidden(Reals a) {
  asm volatile("" : "+" RC_REGISTER(a));
  return a;
}
/// The compiler must have made the value.
RC_INLINE void want(const Reals& a) { asm volatile("" : : RC_REGISTER(a)); }
#if RC_WIDTH > 1
RC_INLINE void want(const Bits& a) { asm volatile("" : : RC_REGISTER(a)); }
#else
RC_INLINE void want(const Bits& a) { asm volatile("" : : "r"(a)); }
#endif

/// Under a b + c with these, a value of 1.5 goes to 1 and stays there.
struct Operands {
  Reals factor, term, other;
};

constexpr int chains = 12;
constexpr int mixed_chains = 10;  // leaves registers of sixteen for the other half of a mixture

/// Values side by side. A struct of structs: what is in an array goes through memory here.
template <int count>
struct Values {
  Reals first;
  Values<count - 1> rest;
  RC_INLINE explicit Values(Reals start) : first(start), rest(start) {}

  /// a b + c of each, each followed by what `beside` does with its place.
  template <class Beside>
  RC_INLINE void multiply(const Operands& with, const Beside& beside) {
    first = hidden(fused(first, with.factor, with.term));
    beside(count - 1);
    rest.multiply(with, beside);
  }
};
template <>
struct Values<0> {
  RC_INLINE explicit Values(Reals) {}
  template <class Beside>
  RC_INLINE void multiply(const Operands&, const Beside&) {}
};

/// `sweeps` times a b + c of `values` values in each round.
template <int values, int sweeps, class Beside>
RC_INLINE void multiply(std::uint64_t rounds, const Operands& with, const Beside& beside) {
  Values<values> value(with.other);
  for (std::uint64_t round = 0; round < rounds; ++round) {
    RC_UNROLL
    for (int sweep = 0; sweep < sweeps; ++sweep)
      value.multiply(with, [&](int place) { beside(sweep * values + place); });
  }
}

/// `values` operations that need nothing of each other.
template <int values, class Operation>
RC_INLINE std::uint64_t repeat(std::uint64_t rounds, const Operands& with, Operation&& operation) {
  Reals other = with.other;
  for (std::uint64_t round = 0; round < rounds; ++round) {
    RC_UNROLL
    for (int i = 0; i < values; ++i) {
      other = hidden(other);
      want(operation(other));
    }
  }
  return rounds * static_cast<std::uint64_t>(values);
}

/// fused_beside_division a b + c in a round, and one operation beside them.
template <class Operation>
RC_INLINE std::uint64_t multiply_beside(std::uint64_t rounds, const Operands& with,
                                        Operation&& operation) {
  constexpr int sweeps = fused_beside_division / mixed_chains;
  static_assert(sweeps * mixed_chains == fused_beside_division);
  Reals other = with.other;
  multiply<mixed_chains, sweeps>(rounds, with, [&](int place) {
    if (place != 0) return;
    other = hidden(other);
    want(operation(other));
  });
  return rounds;
}

}  // namespace

LaneShape calibrated_lanes() { return {RC_WIDTH, group_lanes}; }

std::uint64_t run_calibration(CalibrationLoop loop, std::uint64_t rounds) {
  const Operands with = {hidden(all_of(0.75f)), hidden(all_of(0.25f)), hidden(all_of(1.5f))};
  const auto sum = [&](Reals a) { return a - with.term; };
  const auto quotient = [&](Reals a) { return a / with.factor; };
  const auto root = [](Reals a) { return rooted(a); };
  const auto beside = [&](auto operation) {
    Reals other = with.other;
    multiply<mixed_chains, 1>(rounds, with, [&](int) {
      other = hidden(other);
      want(operation(other));
    });
    return rounds * (2 * mixed_chains);
  };
  switch (loop) {
    case CalibrationLoop::multiply:
      multiply<chains, 1>(rounds, with, [](int) {});
      return rounds * chains;
    case CalibrationLoop::add:
      return repeat<chains>(rounds, with, sum);
    case CalibrationLoop::multiply_add:
      return beside(sum);
    case CalibrationLoop::multiply_logic:
      return beside([&](Reals a) { return bits_of(a) ^ bits_of(with.term); });
    case CalibrationLoop::divide:
      return repeat<chains>(rounds, with, quotient);
    case CalibrationLoop::root:
      return repeat<chains>(rounds, with, root);
    case CalibrationLoop::multiply_divide:
      return multiply_beside(rounds, with, quotient);
    case CalibrationLoop::multiply_root:
      return multiply_beside(rounds, with, root);
    case CalibrationLoop::last:
      break;
  }
  return 0;
}

}  // namespace RC_ISA
}  // namespace racecast
