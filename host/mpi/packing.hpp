// The bytes of a message: its fields one after the other.
#pragma once

#include <algorithm>
#include <concepts>
#include <cstddef>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

namespace racecast::mpi {

using Bytes = std::vector<std::byte>;

// What is no number, text or list of those names what is sent of it in a function
// fields(stream, message), for a Writer with a constant message and a Reader with one to be filled.
template <class T, class Message>
concept MaybeConst = std::same_as<std::remove_const_t<T>, Message>;

/// Appends fields to bytes.
class Writer {
 public:
  template <class... Fields>
  void operator()(const Fields&... field) {
    (put(field), ...);
  }
  const Bytes& bytes() const { return bytes_; }

 private:
  template <class T>
  void put(const T& value) {
    if constexpr (requires { fields(*this, value); })
      fields(*this, value);
    else
      put_plain(&value, 1);
  }
  template <class T>
  void put(const std::vector<T>& values) {
    put(values.size());
    if constexpr (std::is_trivially_copyable_v<T>)
      put_plain(values.data(), values.size());
    else
      for (const T& value : values) put(value);
  }
  void put(const std::string& text) {
    put(text.size());
    put_plain(text.data(), text.size());
  }
  template <class T>
  void put_plain(const T* values, std::size_t size) {
    static_assert(std::is_trivially_copyable_v<T>);
    const std::span<const std::byte> from = std::as_bytes(std::span(values, size));
    bytes_.insert(bytes_.end(), from.begin(), from.end());
  }

  Bytes bytes_;
};

/// Takes them off again.
class Reader {
 public:
  explicit Reader(std::span<const std::byte> bytes) : bytes_(bytes) {}
  template <class... Fields>
  void operator()(Fields&... field) {
    (take(field), ...);
  }

 private:
  template <class T>
  void take(T& value) {
    if constexpr (requires { fields(*this, value); })
      fields(*this, value);
    else
      take_plain(&value, 1);
  }
  template <class T>
  void take(std::vector<T>& values) {
    values.resize(take_size());
    if constexpr (std::is_trivially_copyable_v<T>)
      take_plain(values.data(), values.size());
    else
      for (T& value : values) take(value);
  }
  void take(std::string& text) {
    text.resize(take_size());
    take_plain(text.data(), text.size());
  }
  std::size_t take_size() {
    std::size_t size = 0;
    take_plain(&size, 1);
    return size;
  }
  template <class T>
  void take_plain(T* values, std::size_t size) {
    static_assert(std::is_trivially_copyable_v<T>);
    const std::span<const std::byte> from = bytes_.first(size * sizeof(T));
    std::ranges::copy(from, std::as_writable_bytes(std::span(values, size)).begin());
    bytes_ = bytes_.subspan(from.size());
  }

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
