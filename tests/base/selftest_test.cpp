#include "kernels/base/selftest.hpp"

#include "kernels/engine/engine.hpp"
#include "tests/catch.hpp"

#if defined(__x86_64__)
#include <xmmintrin.h>
#endif

namespace racecast {

TEST_CASE("this build does IEEE arithmetic", "[selftest]") {
  const SelfTestInput input;
  CHECK(floating_point_faults(input) == 0);
  CHECK(cpu_selftest() == 0);
}

TEST_CASE("the self-test knows the answers of Philox, and notices others", "[selftest][random]") {
  SelfTestInput input;
  CHECK(random_number_faults(input) == 0);
  input.zero = 1;
  CHECK(random_number_faults(input) == wrong_random_words);
}

#if defined(__x86_64__)
TEST_CASE("the self-test notices a control register that flushes subnormals", "[selftest]") {
  const unsigned before = _mm_getcsr();
  _mm_setcsr(before | 0x8040u);  // flush to zero, denormals are zero
  const SelfTestInput input;
  const int faults = floating_point_faults(input);
  const int engine = cpu_selftest();
  _mm_setcsr(before);
  CHECK((faults & flushed_result) != 0);
  CHECK((engine & flushed_result) != 0);
}

TEST_CASE("the self-test notices a rounding mode that is not to nearest", "[selftest]") {
  const unsigned before = _mm_getcsr();
  _mm_setcsr((before & ~0x6000u) | 0x6000u);  // towards zero
  const int engine = cpu_selftest();
  _mm_setcsr(before);
  CHECK(engine != 0);
}
#endif

}  // namespace racecast
