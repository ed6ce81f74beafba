// The lane type that counts: its counts are those of a hand, and it computes what the others do.
#include "kernels/engine/counted_lanes.hpp"

#include <map>
#include <string>

#include "kernels/base/math.hpp"
#include "kernels/base/philox.hpp"
#include "tests/catch.hpp"

namespace racecast {
namespace {

constexpr int lanes = 4;
using F = CountedFloats<lanes>;
using W = CountedWords<lanes>;
using Tally = std::map<std::string, int>;

/// The kinds that `function` counts, by name.
template <class Function>
Tally tally_of(Function&& function) {
  counted = {};
  function();
  Tally tally;
#define RC_OPERATION(name, meaning) \
  if (const auto n = counted[Operation::name]; n > 0) tally[#name] = static_cast<int>(n);
  RC_OPERATIONS(RC_OPERATION)
#undef RC_OPERATION
  return tally;
}

F some_numbers() { return {{-1.5f, 0.25f, 3.0f, 17.0f}}; }

}  // namespace

TEST_CASE("an operation on lanes counts once, whatever it is mixed with", "[bench]") {
  const F a = some_numbers();
  const W w{{1u, 2u, 3u, 4u}};
  CHECK(tally_of([&] { return a + a; }) == Tally{{"add", 1}});
  CHECK(tally_of([&] { return 1.0f - a * 2.0f; }) == Tally{{"add", 1}, {"multiply", 1}});
  CHECK(tally_of([&] { return fma(a, 2.0f, 3.0f); }) == Tally{{"fused", 1}});
  CHECK(tally_of([&] { return a / a; }) == Tally{{"divide", 1}});
  CHECK(tally_of([&] { return sqrt(a * a); }) == Tally{{"multiply", 1}, {"root", 1}});
  CHECK(tally_of([&] { return select(a < 1.0f, a, 0.0f); }) ==
        Tally{{"compare", 1}, {"select", 1}});
  CHECK(tally_of([&] { return positive_part(larger(a, -a)); }) ==
        Tally{{"extreme", 2}, {"logic", 1}});
  CHECK(tally_of([&] { return ((w << 3) + 1u) ^ w; }) ==
        Tally{{"shift", 1}, {"word_add", 1}, {"logic", 1}});
  CHECK(tally_of([&] { return to_float(as_int(bits(from_bits(w)))); }) == Tally{{"convert", 1}});
  float memory[lanes];
  CHECK(tally_of([&] { store(memory, a); }) == Tally{{"store", 1}});
  CHECK(tally_of([&] { return load_real<F>(memory); }) == Tally{{"load", 1}});
  CHECK(tally_of([&] { return splat<F>(1.0f); }) == Tally{});
}

TEST_CASE("exp takes the operations that its formula shows", "[bench]") {
  // Clamped: 2 extremes. k = round(x / ln 2): a fused and a sum; x - k ln 2: 2 fused. The
  // polynomial of degree 6: 4 fused, a square, a fused; + 1; 2^k: a shift and a sum of the
  // exponent.
  CHECK(tally_of([] { return exp(some_numbers()); }) == Tally{{"extreme", 2},
                                                              {"fused", 8},
                                                              {"add", 2},
                                                              {"multiply", 1},
                                                              {"shift", 1},
                                                              {"word_add", 1}});
}

TEST_CASE("log takes the operations that its formula shows", "[bench]") {
  // Exponent and mantissa: 2 sums of words, a mask, a sum, a conversion. The polynomial of degree
  // 10: 8 fused, a square, a fused; k ln 2 in two parts: 2 fused.
  CHECK(tally_of([] { return log(some_numbers()); }) == Tally{{"word_add", 2},
                                                              {"logic", 1},
                                                              {"add", 1},
                                                              {"convert", 1},
                                                              {"fused", 11},
                                                              {"multiply", 1}});
}

TEST_CASE("a block of Philox takes two products and two xors of three a round", "[bench]") {
  const W word{{1u, 2u, 3u, 4u}};
  CHECK(tally_of([&] {
          return philox(Words<W>{word, word, word, word}, 7);
        }) == Tally{{"word_product", 20}, {"exclusive_or", 20}});
}

TEST_CASE("lanes that count compute the same bits as one lane", "[bench]") {
  const F given = {{0.25f, 1.5f, 3.0f, 17.0f}};
  const F exps = exp(given), logs = log(given);
  for (int i = 0; i < lanes; ++i) {
    CHECK(bits(exps.lane[i]) == bits(exp(given.lane[i])));
    CHECK(bits(logs.lane[i]) == bits(log(given.lane[i])));
  }
}

}  // namespace racecast
