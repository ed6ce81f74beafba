#include "host/sensitivity/factors.hpp"

#include <algorithm>
#include <numeric>
#include <unordered_map>

#include "host/results/parameter_of_prior.hpp"

namespace racecast {
namespace {

/// Sets that are joined pair by pair.
class Sets {
 public:
  explicit Sets(std::size_t size) : parent_(size) {
    std::iota(parent_.begin(), parent_.end(), std::size_t{0});
  }
  std::size_t of(std::size_t i) const {
    while (parent_[i] != i) i = parent_[i];
    return i;
  }
  void join(std::size_t a, std::size_t b) { parent_[of(b)] = of(a); }

 private:
  std::vector<std::size_t> parent_;
};

}  // namespace

std::string Factor::name() const {
  std::string text;
  for (const std::string& path : parameters) text += (text.empty() ? "" : " + ") + path;
  return text;
}

std::vector<Factor> factors_of(const Config& config, const TabledForecast& tabled) {
  const Forecast forecast = config.bound();
  const std::vector<std::uint32_t>& streams = tabled.streams();
  std::unordered_map<std::uint32_t, std::size_t> place_of;
  for (std::size_t i = 0; i < streams.size(); ++i) place_of.emplace(streams[i], i);
  Sets sets(streams.size());
  for (int i = 0; i < forecast.prior_count; ++i) {
    const Prior& prior = forecast.prior[i];
    for (int part = 0; part < prior.part_count; ++part)
      sets.join(place_of.at(prior.stream),
                place_of.at(forecast.score_part[prior.first_part + part].stream));
  }
  std::vector<Factor> factors;
  std::unordered_map<std::size_t, std::size_t> factor_of;  // set: factor
  for (int i = 0; i < forecast.prior_count; ++i) {
    const std::size_t set = sets.of(place_of.at(forecast.prior[i].stream));
    if (factor_of.emplace(set, factors.size()).second) factors.emplace_back();
    factors[factor_of.at(set)].parameters.push_back(
        parameter_of_prior(config, static_cast<std::size_t>(i)).path);
  }
  for (std::size_t i = 0; i < streams.size(); ++i)
    factors[factor_of.at(sets.of(i))].places.push_back(i);
  return factors;
}

}  // namespace racecast
