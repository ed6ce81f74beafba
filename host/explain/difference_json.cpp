#include "host/explain/config_difference.hpp"
#include "host/explain/explain.hpp"

namespace racecast {
namespace {

using nlohmann::json;

json side(const ConfigParameter* parameter) {
  return parameter == nullptr ? json(nullptr) : parameter_json(*parameter);
}

json side(const ConfigSetting* setting) {
  return setting == nullptr ? json(nullptr) : json(setting->value);
}

json list_of(const std::vector<ParameterDifference>& parameters) {
  json list = json::array();
  for (const ParameterDifference& each : parameters) {
    list.push_back({{"path", each.path},
                    {"value_differs", each.value},
                    {"source_differs", each.source},
                    {"a", side(each.a)},
                    {"b", side(each.b)}});
  }
  return list;
}

json list_of(const std::vector<SettingDifference>& settings) {
  json list = json::array();
  for (const SettingDifference& each : settings) {
    list.push_back({{"path", each.path}, {"a", side(each.a)}, {"b", side(each.b)}});
  }
  return list;
}

json list_of(const std::vector<CorrelationDifference>& correlations) {
  const auto side = [](const Correlation* pair) {
    return pair == nullptr ? json(nullptr) : correlation_json(*pair);
  };
  json list = json::array();
  for (const CorrelationDifference& each : correlations) {
    list.push_back({{"a", side(each.a)}, {"b", side(each.b)}});
  }
  return list;
}

}  // namespace

json difference_json(const Config& a, const Config& b, const ConfigDifference& difference) {
  json orders = json::array();
  for (const OrderDifference& each : difference.orders) {
    orders.push_back({{"path", each.path}, {"a", each.a}, {"b", each.b}});
  }
  return {{"a", a.path},
          {"b", b.path},
          {"same_forecast", difference.same_forecast()},
          {"parameters", list_of(difference.parameters)},
          {"settings", list_of(difference.settings)},
          {"orders", orders},
          {"correlations", list_of(difference.correlations)},
          {"correlation_sources", list_of(difference.correlation_sources)},
          {"sources", list_of(difference.sources)},
          {"labels", list_of(difference.labels)}};
}

}  // namespace racecast
