#include "host/forecast/shard.hpp"

#include <fmt/format.h>

#include <charconv>
#include <string_view>

#include "host/error.hpp"
#include "host/forecast/run.hpp"
#include "host/text/utf8.hpp"
#include "host/toml/value.hpp"

namespace racecast {
namespace {

constexpr std::uint64_t most_shards = 1'000'000;

bool read(std::string_view text, std::uint64_t& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size();
}

}  // namespace

std::string Shard::text() const { return whole() ? "" : fmt::format("{}/{}", number, of); }

Shard parse_shard(const std::string& text) {
  const std::string_view all = text;
  const std::size_t slash = all.find('/');
  Shard shard;
  if (slash == std::string_view::npos || !read(all.substr(0, slash), shard.number) ||
      !read(all.substr(slash + 1), shard.of) || shard.number < 1 || shard.number > shard.of ||
      shard.of > most_shards)
    throw Error(
        ErrorKind::usage,
        fmt::format("--shard takes a number and how many there are, 1/8 to 8/8, not \"{}\"; shards "
                    "are counted from 1, to at most {}",
                    shown(text), most_shards));
  return shard;
}

Range range_of(const Shard& shard, Range whole) {
  // Products of a number of shards and one of draws stay below 2^60.
  static_assert(most_shards < (1u << 20) && max_trajectories <= std::uint64_t{1} << 40);
  const std::uint64_t begin = whole.draws * (shard.number - 1) / shard.of;
  const std::uint64_t end = whole.draws * shard.number / shard.of;
  if (begin == end)
    throw Error(ErrorKind::usage,
                fmt::format("shard {}/{} of {} draws is empty; ask for fewer shards, or for more "
                            "trajectories",
                            shard.number, shard.of, whole.draws));
  return {whole.first_draw + begin, end - begin};
}

Range whole_range(const Config& config, const RunOptions& options) {
  const auto paths = static_cast<std::uint64_t>(config.forecast.paths_per_draw);
  const std::uint64_t most = max_trajectories / paths;
  const std::uint64_t draws = config.trajectories / paths;
  if (draws == 0) {
    throw Error(ErrorKind::usage, "no trajectories are asked for; ask for at least one");
  }
  if (draws > most || options.first_draw > most - draws) {
    throw Error(
        ErrorKind::usage,
        fmt::format("draws {} to {} are too many (trajectory numbers have 40 bits, which is "
                    "{} draws of {} paths); ask for fewer trajectories",
                    options.first_draw, options.first_draw + draws - 1, most, paths));
  }
  return {options.first_draw, draws};
}

}  // namespace racecast
