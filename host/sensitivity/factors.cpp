#include "host/sensitivity/factors.hpp"

#include <unordered_map>

#include "host/config/parameter_of_prior.hpp"
#include "host/inference/stream_sets.hpp"

namespace racecast {

std::string Factor::name() const {
  std::string text;
  for (const std::string& path : parameters) text += (text.empty() ? "" : " + ") + path;
  return text;
}

std::vector<Factor> factors_of(const Config& config, const TabledForecast& tabled) {
  const Forecast forecast = config.forecast;
  const StreamSets sets(forecast);
  std::vector<Factor> factors;
  std::unordered_map<std::size_t, std::size_t> factor_of;  // set: factor
  for (const std::vector<std::size_t>& group : correlated_priors(forecast)) {
    factor_of.emplace(sets.of(forecast.prior[group.front()].stream), factors.size());
    factors.emplace_back();
    for (const std::size_t prior : group)
      factors.back().parameters.push_back(parameter_of_prior(config, prior).path);
  }
  for (std::size_t place = 0; place < tabled.width(); ++place)
    factors[factor_of.at(sets.of(tabled.streams()[place]))].places.push_back(place);
  return factors;
}

}  // namespace racecast
