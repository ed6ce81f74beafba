// A tree of named values: what a program reads of an answer.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace racecast {

struct DataField;

template <class T>
concept DataRow = requires(const T& list) {
  list.data();
  list.size();
}
&&!std::convertible_to<T, std::string_view>;

/// Null, true or false, a number, a text, a list or an object. What does not exist, such as the
/// value of an empty optional or a number that is not finite, is null.
class Data {
 public:
  using List = std::vector<Data>;
  using Object = std::vector<DataField>;
  using Tree = std::variant<std::nullptr_t, bool, std::int64_t, std::uint64_t, double, std::string,
                            List, Object>;

  Data(std::nullptr_t = nullptr) : tree_(nullptr) {}
  Data(std::same_as<bool> auto value) : tree_(value) {}
  Data(std::signed_integral auto value) : tree_(std::int64_t{value}) {}
  Data(std::unsigned_integral auto value) requires(!std::same_as<decltype(value), bool>)
      : tree_(std::uint64_t{value}) {}
  Data(std::floating_point auto value) { set_number(double{value}); }
  Data(std::string text) : tree_(std::move(text)) {}
  Data(const char* text) : tree_(std::string(text)) {}
  template <class T>
  Data(const std::optional<T>& value) {
    if (value) *this = Data(*value);
  }
  Data(List list) : tree_(std::move(list)) {}
  Data(Object fields);
  template <DataRow T>
  Data(const T& list) : tree_(List(list.data(), list.data() + list.size())) {}
  Data(std::initializer_list<DataField> fields);

  const Tree& tree() const { return tree_; }

  bool is_null() const { return std::holds_alternative<std::nullptr_t>(tree_); }
  /// Throw std::bad_variant_access where it is another.
  const List& list() const { return std::get<List>(tree_); }
  const std::string& text() const { return std::get<std::string>(tree_); }
  double number() const;

  /// Of an object. Throws std::out_of_range where there is no such field.
  const Data& operator[](std::string_view key) const;
  /// Adds fields to an object.
  Data& add(const std::string& key, Data value);
  Data& add(Data object);  ///< all of its
  /// Adds to a list.
  void push_back(Data value);

 private:
  void set_number(double value);

  Tree tree_;
};

struct DataField {
  std::string key;
  Data value;
};

/// What `make` gives of each of `items`, as a list.
template <class Items, class Make>
Data list_of(const Items& items, Make make) {
  Data list = Data::List{};
  for (const auto& item : items) list.push_back(make(item));
  return list;
}

/// What `make` gives of 0, 1 ... size - 1, as a list.
template <class Make>
Data numbered_list(std::integral auto size, Make make) {
  Data list = Data::List{};
  for (decltype(size) i = 0; i < size; ++i) list.push_back(make(i));
  return list;
}

/// An object of as many fields as there are `names`: make(i) is that of the i-th.
template <class Names, class Make>
Data object_of(const Names& names, Make make) {
  Data object = Data::Object{};
  std::size_t place = 0;
  for (const auto& name : names) object.add(name, make(place++));
  return object;
}

/// null where it is empty
inline Data text_or_null(const std::string& text) { return text.empty() ? Data() : Data(text); }

/// To so many significant digits.
Data rounded(double value, int digits);

/// How the fields of objects follow each other in JSON.
enum class KeyOrder { alphabet, as_given };

/// As JSON: `indent` spaces a level, or all on one line where it is negative. What is no UTF-8 is
/// replaced by U+FFFD.
std::string json_text(const Data& data, int indent = 2, KeyOrder order = KeyOrder::alphabet);

/// Of a text that is known to be JSON.
Data parse_json(std::string_view text);

}  // namespace racecast
