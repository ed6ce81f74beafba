#include "host/design/tabled_forecast.hpp"

#include <stdexcept>
#include <unordered_map>
#include <unordered_set>

namespace racecast {

std::vector<std::uint32_t> own_streams(const Forecast& forecast) {
  std::vector<std::uint32_t> streams;
  std::unordered_set<std::uint32_t> seen;
  const auto add = [&](std::uint32_t stream) {
    if (seen.insert(stream).second) streams.push_back(stream);
  };
  for (int i = 0; i < forecast.prior_count; ++i) add(forecast.prior[i].stream);
  for (int i = 0; i < forecast.score_part_count; ++i) add(forecast.score_part[i].stream);
  return streams;
}

TabledForecast::TabledForecast(const Forecast& forecast)
    : streams_(own_streams(forecast)), own_(forecast) {
  std::unordered_map<std::uint32_t, std::int32_t> place_of;
  for (std::size_t i = 0; i < streams_.size(); ++i)
    place_of.emplace(streams_[i], static_cast<std::int32_t>(i));
  for (Prior& prior : own_.tables.priors) prior.place = place_of.at(prior.stream);
  for (ScorePart& part : own_.tables.score_parts) part.place = place_of.at(part.stream);
}

Forecast TabledForecast::with(std::span<const float> z, std::uint64_t first_draw) const {
  if (width() == 0 || z.size() % width() != 0)
    throw std::invalid_argument("a table of scores does not consist of whole rows");
  Forecast tabled = own_.forecast;
  tabled.table = {z.data(), static_cast<std::int32_t>(width()), first_draw, z.size() / width()};
  return tabled;
}

}  // namespace racecast
