// The bytes of a message: its fields one after the other.
#pragma once

#include <algorithm>
#include <concepts>
#include <cstddef>
#include <span>
#include <type_traits>
#include <vector>

namespace racecast::mpi {

using Bytes = std::vector<std::byte>;

// What is no number, text or list of those names what is sent of it in a function
// fields(stream, message), for a Writer with a constant message and a Reader with one to be filled.
template <class T, class Message>
concept MaybeConst = std::same_as<std::remove_const_t<T>, Message>;

template <class T>
concept List = requires(std::remove_const_t<T>& list) {
  list.resize(list.size());
};

/// Passes a field to a stream: a Writer, or a Reader that fills it.
template <class Stream, class T>
void pass(Stream& stream, T& value) {
  if constexpr (requires { fields(stream, value); }) {
    fields(stream, value);
  } else if constexpr (List<T>) {
    std::size_t size = value.size();
    stream.pass_plain(&size, 1);
    if constexpr (!std::is_const_v<T>) value.resize(size);
    if constexpr (std::is_trivially_copyable_v<typename T::value_type>)
      stream.pass_plain(value.data(), size);
    else
      for (auto& each : value) pass(stream, each);
  } else {
    stream.pass_plain(&value, 1);
  }
}

/// Appends fields to bytes.
class Writer {
 public:
  template <class... Fields>
  void operator()(const Fields&... field) {
    (pass(*this, field), ...);
  }
  template <class T>
  void pass_plain(const T* values, std::size_t size) {
    static_assert(std::is_trivially_copyable_v<T>);
    const std::span<const std::byte> from = std::as_bytes(std::span(values, size));
    bytes_.insert(bytes_.end(), from.begin(), from.end());
  }
  const Bytes& bytes() const { return bytes_; }

 private:
  Bytes bytes_;
};

/// Takes them off again.
class Reader {
 public:
  explicit Reader(std::span<const std::byte> bytes) : bytes_(bytes) {}
  template <class... Fields>
  void operator()(Fields&... field) {
    (pass(*this, field), ...);
  }
  template <class T>
  void pass_plain(T* values, std::size_t size) {
    static_assert(std::is_trivially_copyable_v<T>);
    const std::span<const std::byte> from = bytes_.first(size * sizeof(T));
    std::ranges::copy(from, std::as_writable_bytes(std::span(values, size)).begin());
    bytes_ = bytes_.subspan(from.size());
  }

 private:
  std::span<const std::byte> bytes_;
};

template <class T>
Bytes packed(const T& message) {
  Writer to;
  to(message);
  return to.bytes();
}
template <class T>
T unpacked(std::span<const std::byte> bytes) {
  T message{};
  Reader from(bytes);
  from(message);
  return message;
}

}  // namespace racecast::mpi
