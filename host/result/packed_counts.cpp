#include "host/result/packed_counts.hpp"

#include <stdexcept>

namespace racecast {
namespace {

class Packer {
 public:
  void put(std::uint64_t number) {
    if (number == 0) {
      ++zeros_;
      return;
    }
    put_zeros();
    put_token(number << 1 | 1);
  }
  std::vector<std::byte> take() {
    put_zeros();
    return std::move(bytes_);
  }

 private:
  void put_zeros() {
    if (zeros_ > 0) put_token((zeros_ - 1) << 1);
    zeros_ = 0;
  }
  void put_token(std::uint64_t token) {
    for (; token >= 0x80; token >>= 7) bytes_.push_back(static_cast<std::byte>(token | 0x80));
    bytes_.push_back(static_cast<std::byte>(token));
  }

  std::vector<std::byte> bytes_;
  std::uint64_t zeros_ = 0;
};

class Unpacker {
 public:
  explicit Unpacker(std::span<const std::byte> bytes) : bytes_(bytes) {}

  std::uint64_t take() {
    if (zeros_ == 0) {
      const std::uint64_t token = take_token();
      if ((token & 1) != 0) return token >> 1;
      zeros_ = (token >> 1) + 1;
    }
    --zeros_;
    return 0;
  }
  /// The next number, which must be this one.
  void expect(std::uint64_t number) {
    if (take() != number) throw std::runtime_error("packed counts of other extents");
  }
  void expect_end() const {
    if (!bytes_.empty() || zeros_ > 0) throw std::runtime_error("packed counts are too many");
  }

 private:
  std::uint64_t take_token() {
    std::uint64_t token = 0;
    for (int shift = 0; shift < 64 && !bytes_.empty(); shift += 7) {
      const auto byte = std::to_integer<std::uint64_t>(bytes_.front());
      bytes_ = bytes_.subspan(1);
      token |= (byte & 0x7f) << shift;
      if ((byte & 0x80) == 0) return token;
    }
    throw std::runtime_error("packed counts are cut off");
  }

  std::span<const std::byte> bytes_;
  std::uint64_t zeros_ = 0;
};

void unpack_series(Unpacker& from, int metric, FanSeries& series) {
  const std::uint64_t first = from.take(), size = from.take();
  const auto buckets = static_cast<std::uint64_t>(fan_buckets(metric));
  if (size > buckets || first > buckets - size)
    throw std::runtime_error("packed counts of buckets that do not exist");
  for (std::uint64_t i = 0; i < size; ++i)
    if (const std::uint64_t count = from.take(); count != 0)
      series.add(static_cast<int>(first + i), count);
}

}  // namespace

std::vector<std::byte> pack_counts(std::span<const std::uint64_t> counts, const FanCounts& fan,
                                   const DrawOutcomes& draws) {
  Packer to;
  to.put(counts.size());
  for (const std::uint64_t count : counts) to.put(count);
  to.put(fan.series().size());
  for (const FanSeries& series : fan.series()) {
    to.put(static_cast<std::uint64_t>(series.first));
    to.put(series.counts.size());
    for (const std::uint64_t count : series.counts) to.put(count);
  }
  to.put(draws.first_draw);
  to.put(draws.paths.size());
  for (const std::uint32_t paths : draws.paths) to.put(paths);
  for (const std::uint32_t months : draws.months) to.put(months);
  return to.take();
}

void unpack_counts(std::span<const std::byte> bytes, const Tally& to) {
  Unpacker from(bytes);
  from.expect(to.counts.size());
  for (std::uint64_t& count : to.counts) count += from.take();
  std::span<FanSeries> fan;
  if (to.fan != nullptr) fan = to.fan->series();
  from.expect(fan.size());
  for (std::size_t i = 0; i < fan.size(); ++i)
    unpack_series(from, static_cast<int>(i % metric_count), fan[i]);
  from.expect(to.draws != nullptr ? to.draws->first_draw : 0);
  from.expect(to.draws != nullptr ? to.draws->paths.size() : 0);
  if (to.draws != nullptr)
    for (std::vector<std::uint32_t>* each : {&to.draws->paths, &to.draws->months})
      for (std::uint32_t& count : *each) count += static_cast<std::uint32_t>(from.take());
  from.expect_end();
}

}  // namespace racecast
