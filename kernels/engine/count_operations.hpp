// How many operations of each kind the model takes: counted by running it.
#pragma once

#include <cstdint>

#include "kernels/base/platform.hpp"
#include "kernels/model/forecast.hpp"

namespace racecast {

/// Kinds of operations on lanes, by what the instructions of a processor tell apart:
///
///   RC_OPERATION(name, "meaning")
#define RC_OPERATIONS(RC_OPERATION)                                                              \
  RC_OPERATION(fused, "a b + c, rounded once")                                                   \
  RC_OPERATION(multiply, "a b")                                                                  \
  RC_OPERATION(add, "a + b and a - b")                                                           \
  RC_OPERATION(divide, "a / b")                                                                  \
  RC_OPERATION(root, "square root")                                                              \
  RC_OPERATION(extreme, "the smaller or larger of two")                                          \
  RC_OPERATION(compare, "<, >, == and the like, of floats and of integers")                      \
  RC_OPERATION(convert, "integer to float")                                                      \
  RC_OPERATION(select, "one of two, by a mask")                                                  \
  RC_OPERATION(logic, "and, or, xor, not; the sign of a float turned")                           \
  RC_OPERATION(exclusive_or, "xor of three words")                                               \
  RC_OPERATION(word_add, "sum and difference of integers")                                       \
  RC_OPERATION(shift, "bits of integers moved")                                                  \
  RC_OPERATION(word_multiply, "the lower half of a product of integers")                         \
  RC_OPERATION(word_product, "both halves of a product of integers")                             \
  RC_OPERATION(load, "numbers of the lanes read from memory, parameters of a draw not included") \
  RC_OPERATION(store, "numbers of the lanes written to memory")                                  \
  RC_OPERATION(any, "whether any lane of a mask is set")

enum class Operation : int {
#define RC_OPERATION(name, meaning) name,
  RC_OPERATIONS(RC_OPERATION)
#undef RC_OPERATION
      last
};
inline constexpr int operation_kinds = static_cast<int>(Operation::last);

/// Operations of each kind, each on all lanes of a group at once.
struct OperationCounts {
  std::uint64_t of[operation_kinds] = {};

  RC_INLINE std::uint64_t& operator[](Operation kind) { return of[static_cast<int>(kind)]; }
  RC_INLINE std::uint64_t operator[](Operation kind) const { return of[static_cast<int>(kind)]; }
};

/// Lanes of a group for which the operations of draws can be counted: those of the engines.
inline constexpr int counted_widths[] = {1, 16, 32};

/// Operations of draws [first, first + draws), run in groups of `lanes` lanes (one of
/// counted_widths), each group of paths as the CPU engine runs it: what follows from the draw alone
/// is in plain floats and not counted. The counts of the draws are added to `cells` and `live` as
/// the engine adds them: equal counts show that it was the same work. False, without any work, for
/// other `lanes`.
bool count_operations(const Forecast& forecast, int lanes, std::uint64_t first, std::uint64_t draws,
                      unsigned long long* cells, unsigned long long* live,
                      OperationCounts& operations);

}  // namespace racecast
