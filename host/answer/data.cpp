#include "host/answer/data.hpp"

#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace racecast {
namespace {

template <class Json>
Json json_of(const Data& data);

template <class Json>
struct JsonMaker {
  Json operator()(const Data::List& list) const {
    Json json = Json::array();
    for (const Data& each : list) json.push_back(json_of<Json>(each));
    return json;
  }
  Json operator()(const Data::Object& object) const {
    Json json = Json::object();
    for (const DataField& field : object) json[field.key] = json_of<Json>(field.value);
    return json;
  }
  Json operator()(const auto& value) const { return value; }
};

template <class Json>
Json json_of(const Data& data) {
  return std::visit(JsonMaker<Json>(), data.tree());
}

Data data_of(const nlohmann::json& json) {
  switch (json.type()) {
    case nlohmann::json::value_t::array:
      return list_of(json, data_of);
    case nlohmann::json::value_t::object: {
      Data object = Data::Object{};
      for (const auto& [key, value] : json.items()) object.add(key, data_of(value));
      return object;
    }
    case nlohmann::json::value_t::string:
      return json.get<std::string>();
    case nlohmann::json::value_t::boolean:
      return json.get<bool>();
    case nlohmann::json::value_t::number_integer:
      return json.get<std::int64_t>();
    case nlohmann::json::value_t::number_unsigned:
      return json.get<std::uint64_t>();
    case nlohmann::json::value_t::number_float:
      return json.get<double>();
    default:
      return nullptr;
  }
}

template <class Json>
std::string dumped(const Data& data, int indent) {
  return json_of<Json>(data).dump(indent, ' ', false, Json::error_handler_t::replace);
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
  return order == KeyOrder::alphabet ? dumped<nlohmann::json>(data, indent)
                                     : dumped<nlohmann::ordered_json>(data, indent);
}

}  // namespace racecast
