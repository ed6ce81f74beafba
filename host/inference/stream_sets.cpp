#include "host/inference/stream_sets.hpp"

namespace racecast {

StreamSets::StreamSets(const Forecast& forecast) {
  const auto note = [&](std::uint32_t stream) {
    if (place_.emplace(stream, parent_.size()).second) parent_.push_back(parent_.size());
  };
  for (int i = 0; i < forecast.prior_count; ++i) {
    const Prior& prior = forecast.prior[i];
    note(prior.stream);
    for (int part = 0; part < prior.part_count; ++part) {
      const std::uint32_t stream = forecast.score_part[prior.first_part + part].stream;
      note(stream);
      parent_[of(stream)] = of(prior.stream);
    }
  }
}

std::size_t StreamSets::of(std::uint32_t stream) const {
  std::size_t at = place_.at(stream);
  while (parent_[at] != at) at = parent_[at];
  return at;
}

std::vector<std::vector<std::size_t>> correlated_priors(const Forecast& forecast) {
  const StreamSets sets(forecast);
  std::vector<std::vector<std::size_t>> groups;
  std::unordered_map<std::size_t, std::size_t> group_of;  // set: place in groups
  for (int i = 0; i < forecast.prior_count; ++i) {
    const auto at = group_of.emplace(sets.of(forecast.prior[i].stream), groups.size());
    if (at.second) groups.emplace_back();
    groups[at.first->second].push_back(static_cast<std::size_t>(i));
  }
  return groups;
}

}  // namespace racecast
