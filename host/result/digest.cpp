#include <bit>

#include "host/files/sha256.hpp"
#include "host/result/count_tables.hpp"

namespace racecast {
namespace {

/// Numbers of any type, each as 64 bits.
class NumberHash {
 public:
  explicit NumberHash(Sha256& sha) : sha_(sha) {}
  ~NumberHash() { flush(); }
  NumberHash(const NumberHash&) = delete;
  NumberHash& operator=(const NumberHash&) = delete;

  void put(std::uint64_t number) {
    buffer_.push_back(number);
    if (buffer_.size() == enough) flush();
  }
  template <class Number>
  void put_all(const std::vector<Number>& numbers) {
    put(numbers.size());
    for (const Number number : numbers) put(bits_of(number));
  }

 private:
  static constexpr std::size_t enough = 4096;
  static std::uint64_t bits_of(float number) { return std::bit_cast<std::uint32_t>(number); }
  static std::uint64_t bits_of(std::int32_t number) {
    return static_cast<std::uint64_t>(std::int64_t{number});
  }
  static std::uint64_t bits_of(std::uint32_t number) { return number; }
  static std::uint64_t bits_of(std::uint64_t number) { return number; }
  void flush() {
    sha_.update_u64(buffer_);
    buffer_.clear();
  }

  Sha256& sha_;
  std::vector<std::uint64_t> buffer_;
};

void put_fan(const FanCounts& fan, NumberHash& hash) {
  hash.put(fan.series().size());
  for (const FanSeries& series : fan.series()) {
    hash.put(static_cast<std::uint64_t>(series.first));
    hash.put_all(series.counts);
  }
}

void put_samples(const Samples& samples, NumberHash& hash) {
  hash.put_all(samples.trajectories);
  hash.put_all(samples.given);
  hash.put_all(samples.metrics);
  hash.put_all(samples.events);
  hash.put_all(samples.arrivals);
  hash.put_all(samples.patterns);
  hash.put_all(samples.outcomes);
}

}  // namespace

std::string counts_digest(const Result& result) {
  Sha256 sha;
  sha.update("racecast counts 1");
  {
    NumberHash hash(sha);
    for (const std::int32_t number :
         {result.layout.thresholds, result.layout.horizon, result.layout.paths_per_draw})
      hash.put(static_cast<std::uint64_t>(number));
  }
  std::vector<std::uint64_t> none;
  for (const CountTable& table : count_tables())
    if (table.stored()) sha.update_u64(values_of(table, result, none));
  return sha.hex();
}

std::string outcome_digest(const Result& result) {
  Sha256 sha;
  sha.update("racecast result 2 " + counts_digest(result));
  {
    NumberHash hash(sha);
    put_fan(result.fan, hash);
    hash.put_all(result.draw_outcomes.paths);
    put_samples(result.samples, hash);
  }
  return sha.hex();
}

std::string dataset_digest(const CountTable& table, const Result& result) {
  Sha256 sha;
  sha.update(table.name);
  {
    NumberHash hash(sha);
    for (const Axis axis : table.axes())
      hash.put(static_cast<std::uint64_t>(extent(axis, result.layout)));
  }
  std::vector<std::uint64_t> derived;
  sha.update_u64(values_of(table, result, derived));
  return sha.hex();
}

}  // namespace racecast
