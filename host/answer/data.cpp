#include "host/answer/data.hpp"

#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace racecast {
namespace {

using Json = nlohmann::ordered_json;

Json json_of(const Data& data);

struct JsonMaker {
  Json operator()(const Data::List& list) const {
    Json json = Json::array();
    for (const Data& each : list) json.push_back(json_of(each));
    return json;
  }
  Json operator()(const Data::Object& object) const {
    Json json = Json::object();
    for (const DataField& field : object) json[field.key] = json_of(field.value);
    return json;
  }
  Json operator()(const auto& value) const { return value; }
};

Json json_of(const Data& data) { return std::visit(JsonMaker(), data.tree()); }

Data data_of(const nlohmann::json& json) {
  if (json.is_array()) return list_of(json, data_of);
  if (json.is_object()) {
    Data object = Data::Object{};
    for (const auto& [key, value] : json.items()) object.add(key, data_of(value));
    return object;
  }
  if (json.is_string()) return json.get<std::string>();
  if (json.is_boolean()) return json.get<bool>();
  if (json.is_number_unsigned()) return json.get<std::uint64_t>();
  if (json.is_number_integer()) return json.get<std::int64_t>();
  return json.is_number() ? Data(json.get<double>()) : Data();
}

}  // namespace

Data::Data(Object fields) : tree_(std::move(fields)) {}
Data::Data(std::initializer_list<DataField> fields) : tree_(Object(fields)) {}

void Data::set_number(double value) {
  if (std::isfinite(value)) tree_ = value;
}

double Data::number() const {
  return std::visit(
      [](const auto& value) -> double {
        if constexpr (std::is_arithmetic_v<std::remove_cvref_t<decltype(value)>>)
          return static_cast<double>(value);
        throw std::bad_variant_access();
      },
      tree_);
}

const Data& Data::operator[](std::string_view key) const {
  for (const DataField& field : std::get<Object>(tree_))
    if (field.key == key) return field.value;
  throw std::out_of_range(std::string(key));
}

Data& Data::add(const std::string& key, Data value) {
  std::get<Object>(tree_).push_back({key, std::move(value)});
  return *this;
}

Data& Data::add(Data object) {
  for (DataField& field : std::get<Object>(object.tree_))
    std::get<Object>(tree_).push_back(std::move(field));
  return *this;
}

void Data::push_back(Data value) { std::get<List>(tree_).push_back(std::move(value)); }

Data rounded(double value, int digits) {
  return std::isfinite(value) ? Data(std::stod(fmt::format("{:.{}g}", value, digits))) : Data();
}

Data parse_json(std::string_view text) { return data_of(nlohmann::json::parse(text)); }

std::string json_text(const Data& data, int indent, KeyOrder order) {
  const auto text = [&](const auto& json) {
    return json.dump(indent, ' ', false, Json::error_handler_t::replace);
  };
  const Json as_given = json_of(data);
  return order == KeyOrder::alphabet ? text(nlohmann::json(as_given)) : text(as_given);
}

}  // namespace racecast
