#include "host/rare/weighted_sums.hpp"

#include <algorithm>
#include <functional>

#include "host/files/sha256.hpp"
#include "host/rare/weight.hpp"

namespace racecast {

void WeightedSums::add(std::uint64_t w, std::uint32_t k) {
  const WideSum wide = w;
  ++draws;
  weight += wide;
  weight_square += wide * wide;
  if (k == 0) return;
  const WideSum counted = wide * k;
  ++event_draws;
  event_paths += k;
  event += counted;
  event_square += counted * counted;
  plain_square += counted * k;
}

void LargestWeights::add(std::uint64_t w, std::uint32_t k) {
  if (k == 0) return;
  const double value = static_cast<double>(w) / static_cast<double>(unit_weight) * k;
  if (heap_.size() == most) {
    if (value <= heap_.front()) return;
    std::pop_heap(heap_.begin(), heap_.end(), std::greater<>());
    heap_.pop_back();
  }
  heap_.push_back(value);
  std::push_heap(heap_.begin(), heap_.end(), std::greater<>());
}

std::vector<double> LargestWeights::falling() const {
  std::vector<double> sorted = heap_;
  std::sort(sorted.begin(), sorted.end(), std::greater<>());
  return sorted;
}

void WeightedRun::add(std::uint64_t draw, std::uint64_t w, std::uint32_t k) {
  half[draw & 1].add(w, k);
  largest.add(w, k);
}

std::string WeightedRun::digest() const {
  Sha256 hash;
  for (const WeightedSums& sums : half) {
    const std::uint64_t counts[] = {sums.draws, sums.event_draws, sums.event_paths};
    hash.update_u64(counts);
    for (const WideSum* sum :
         {&sums.weight, &sums.weight_square, &sums.event, &sums.event_square, &sums.plain_square})
      hash.update(sum->str(0, std::ios_base::hex)).update("\n");
  }
  return hash.hex();
}

}  // namespace racecast
