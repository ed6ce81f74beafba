// A lane type that counts: what kernels/base/lanes.hpp offers of vectors, lane by lane, with one
// more on the count of its kind for each operation on all lanes.
//
// The same templates compute with it as with the vectors of an engine, so they take the same
// branches and come to the same bits. What moves no bits (bits, as_int, splat) is not counted.
#pragma once

#include "kernels/base/lanes.hpp"
#include "kernels/engine/count_operations.hpp"

namespace racecast {
inline namespace RC_ISA {

/// Where the operations of this thread are counted.
inline thread_local OperationCounts counted;

RC_INLINE void count(Operation kind) { ++counted[kind]; }

// A call for each operation: a month with all its loops over lanes in one function takes a compiler
// many minutes.
#define RC_CALLED __attribute__((noinline))

template <class T, int n>
struct Counted {
  T lane[n];
};
template <int n>
using CountedFloats = Counted<float, n>;
template <int n>
using CountedWords = Counted<std::uint32_t, n>;
template <int n>
using CountedInts = Counted<std::int32_t, n>;
template <int n>
using CountedMask = Counted<bool, n>;

// What `expression` gives for lane i, in all lanes.
#define RC_EACH_LANE(Result, expression)                   \
  Result result;                                           \
  for (int i = 0; i < n; ++i) result.lane[i] = expression; \
  return result

template <int n>
struct Lanes<CountedFloats<n>> {
  using Word = CountedWords<n>;
  using Int = CountedInts<n>;
  using Mask = CountedMask<n>;
  static constexpr int width = n;
  RC_CALLED static CountedFloats<n> splat(float a) { RC_EACH_LANE(CountedFloats<n>, a); }
  RC_CALLED static Int splat_int(std::int32_t a) { RC_EACH_LANE(Int, a); }
  RC_CALLED static Int numbers(int first) { RC_EACH_LANE(Int, first + i); }
  RC_CALLED static Int load(const std::int32_t* place) {
    count(Operation::load);
    RC_EACH_LANE(Int, place[i]);
  }
  RC_CALLED static CountedFloats<n> load(const float* place) {
    count(Operation::load);
    RC_EACH_LANE(CountedFloats<n>, place[i]);
  }
};
template <class T, int n>
RC_CALLED void store(T* place, const Counted<T, n>& a) {
  count(Operation::store);
  for (int i = 0; i < n; ++i) place[i] = a.lane[i];
}

/// The kind of +, - and * of numbers of this type.
template <class T>
inline constexpr Operation sum_kind = Operation::word_add;
template <>
inline constexpr Operation sum_kind<float> = Operation::add;
template <class T>
inline constexpr Operation times_kind = Operation::word_multiply;
template <>
inline constexpr Operation times_kind<float> = Operation::multiply;

/// T, where it shall not be deduced from the argument: a plain number beside lanes.
template <class T>
struct Plain {
  using type = T;
};
template <class T>
using PlainOf = typename Plain<T>::type;

#define RC_COUNTED_BINARY(Result, op, kind)                                                  \
  template <class T, int n>                                                                  \
  RC_CALLED Counted<Result, n> operator op(const Counted<T, n>& a, const Counted<T, n>& b) { \
    count(kind);                                                                             \
    using All = Counted<Result, n>;                                                          \
    RC_EACH_LANE(All, (a.lane[i] op b.lane[i]));                                             \
  }                                                                                          \
  template <class T, int n>                                                                  \
  RC_CALLED Counted<Result, n> operator op(const Counted<T, n>& a, PlainOf<T> b) {           \
    count(kind);                                                                             \
    using All = Counted<Result, n>;                                                          \
    RC_EACH_LANE(All, (a.lane[i] op b));                                                     \
  }                                                                                          \
  template <class T, int n>                                                                  \
  RC_CALLED Counted<Result, n> operator op(PlainOf<T> a, const Counted<T, n>& b) {           \
    count(kind);                                                                             \
    using All = Counted<Result, n>;                                                          \
    RC_EACH_LANE(All, (a op b.lane[i]));                                                     \
  }
RC_COUNTED_BINARY(T, +, sum_kind<T>)
RC_COUNTED_BINARY(T, -, sum_kind<T>)
RC_COUNTED_BINARY(T, *, times_kind<T>)
RC_COUNTED_BINARY(T, /, Operation::divide)
RC_COUNTED_BINARY(T, &, Operation::logic)
RC_COUNTED_BINARY(T, |, Operation::logic)
RC_COUNTED_BINARY(T, ^, Operation::logic)
RC_COUNTED_BINARY(bool, <, Operation::compare)
RC_COUNTED_BINARY(bool, >, Operation::compare)
RC_COUNTED_BINARY(bool, <=, Operation::compare)
RC_COUNTED_BINARY(bool, >=, Operation::compare)
RC_COUNTED_BINARY(bool, ==, Operation::compare)
RC_COUNTED_BINARY(bool, !=, Operation::compare)
#undef RC_COUNTED_BINARY

// The same for functions and unary operators: `Type` to `Result`, `kind` where it is counted.
#define RC_COUNTED_UNARY(Result, name, Type, kind, expression) \
  template <int n>                                             \
  RC_CALLED Result<n> name(const Type<n>& a) {                 \
    count(Operation::kind);                                    \
    RC_EACH_LANE(Result<n>, (expression));                     \
  }
RC_COUNTED_UNARY(CountedFloats, operator-, CountedFloats, logic, -a.lane[i])
RC_COUNTED_UNARY(CountedWords, operator~, CountedWords, logic, ~a.lane[i])
RC_COUNTED_UNARY(CountedInts, operator~, CountedInts, logic, ~a.lane[i])
RC_COUNTED_UNARY(CountedMask, negate, CountedMask, logic, !a.lane[i])
RC_COUNTED_UNARY(CountedFloats, sqrt, CountedFloats, root, sqrt(a.lane[i]))
RC_COUNTED_UNARY(CountedFloats, to_float, CountedInts, convert, to_float(a.lane[i]))
RC_COUNTED_UNARY(CountedFloats, positive_part, CountedFloats, extreme, positive_part(a.lane[i]))
#undef RC_COUNTED_UNARY

#define RC_RENAMED(Result, name, Type)          \
  template <int n>                              \
  RC_CALLED Result<n> name(const Type<n>& a) {  \
    RC_EACH_LANE(Result<n>, (name(a.lane[i]))); \
  }
RC_RENAMED(CountedWords, bits, CountedFloats)
RC_RENAMED(CountedFloats, from_bits, CountedWords)
RC_RENAMED(CountedInts, as_int, CountedWords)
RC_RENAMED(CountedWords, as_word, CountedInts)
#undef RC_RENAMED

template <int n>
RC_CALLED CountedWords<n> operator<<(const CountedWords<n>& a, int by) {
  count(Operation::shift);
  RC_EACH_LANE(CountedWords<n>, a.lane[i] << by);
}
template <int n>
RC_CALLED CountedWords<n> operator>>(const CountedWords<n>& a, int by) {
  count(Operation::shift);
  RC_EACH_LANE(CountedWords<n>, a.lane[i] >> by);
}

template <int n>
RC_CALLED CountedMask<n> both(const CountedMask<n>& a, const CountedMask<n>& b) {
  return a & b;
}
template <int n>
RC_CALLED CountedMask<n> either(const CountedMask<n>& a, const CountedMask<n>& b) {
  return a | b;
}
template <int n>
RC_CALLED bool any(const CountedMask<n>& a) {
  count(Operation::any);
  bool found = false;
  for (int i = 0; i < n; ++i) found = found || a.lane[i];
  return found;
}

template <class T, int n>
RC_CALLED Counted<T, n> select(const CountedMask<n>& which, const Counted<T, n>& yes,
                               const Counted<T, n>& no) {
  count(Operation::select);
  using All = Counted<T, n>;
  RC_EACH_LANE(All, (which.lane[i] ? yes.lane[i] : no.lane[i]));
}
template <class T, int n>
RC_CALLED Counted<T, n> select(const CountedMask<n>& which, const Counted<T, n>& yes,
                               PlainOf<T> no) {
  count(Operation::select);
  using All = Counted<T, n>;
  RC_EACH_LANE(All, (which.lane[i] ? yes.lane[i] : no));
}
template <class T, int n>
RC_CALLED Counted<T, n> select(const CountedMask<n>& which, PlainOf<T> yes,
                               const Counted<T, n>& no) {
  count(Operation::select);
  using All = Counted<T, n>;
  RC_EACH_LANE(All, (which.lane[i] ? yes : no.lane[i]));
}

template <int n>
RC_CALLED CountedFloats<n> smaller(const CountedFloats<n>& a, const CountedFloats<n>& b) {
  count(Operation::extreme);
  RC_EACH_LANE(CountedFloats<n>, (smaller(a.lane[i], b.lane[i])));
}
template <int n>
RC_CALLED CountedFloats<n> larger(const CountedFloats<n>& a, const CountedFloats<n>& b) {
  count(Operation::extreme);
  RC_EACH_LANE(CountedFloats<n>, (larger(a.lane[i], b.lane[i])));
}

template <int n>
RC_CALLED CountedFloats<n> fma(const CountedFloats<n>& a, const CountedFloats<n>& b,
                               const CountedFloats<n>& c) {
  count(Operation::fused);
  RC_EACH_LANE(CountedFloats<n>, (fma(a.lane[i], b.lane[i], c.lane[i])));
}
template <int n>
RC_CALLED CountedFloats<n> fma(const CountedFloats<n>& a, const CountedFloats<n>& b, float c) {
  return fma(a, b, Lanes<CountedFloats<n>>::splat(c));
}
template <int n>
RC_CALLED CountedFloats<n> fma(const CountedFloats<n>& a, float b, const CountedFloats<n>& c) {
  return fma(a, Lanes<CountedFloats<n>>::splat(b), c);
}
template <int n>
RC_CALLED CountedFloats<n> fma(const CountedFloats<n>& a, float b, float c) {
  return fma(a, Lanes<CountedFloats<n>>::splat(b), c);
}

template <int n>
RC_CALLED CountedWords<n> exclusive_or(const CountedWords<n>& a, const CountedWords<n>& b,
                                       std::uint32_t c) {
  count(Operation::exclusive_or);
  RC_EACH_LANE(CountedWords<n>, a.lane[i] ^ b.lane[i] ^ c);
}
template <int n>
RC_CALLED Product<CountedWords<n>> product(std::uint32_t a, const CountedWords<n>& b) {
  count(Operation::word_product);
  Product<CountedWords<n>> result;
  for (int i = 0; i < n; ++i) {
    const Product<std::uint32_t> one = product(a, b.lane[i]);
    result.high.lane[i] = one.high;
    result.low.lane[i] = one.low;
  }
  return result;
}
#undef RC_EACH_LANE
#undef RC_CALLED

}  // namespace RC_ISA
}  // namespace racecast
