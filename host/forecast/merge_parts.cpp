#include "host/forecast/merge_parts.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <span>

#include "host/error.hpp"
#include "host/text/utf8.hpp"
#include "host/toml/value.hpp"

namespace racecast {
namespace {

std::uint64_t end_of(Range range) { return range.first_draw + range.draws; }

std::string draws_text(std::uint64_t first, std::uint64_t end) {
  return end - first == 1 ? fmt::format("draw {}", first)
                          : fmt::format("draws {} to {}", first, end - 1);
}

std::string named(const Part& part) {
  return part.shard.empty() ? part.path : fmt::format("{} (shard {})", part.path, part.shard);
}

void require_apart(std::span<const Part> parts) {
  for (std::size_t i = 1; i < parts.size(); ++i) {
    const Part &a = parts[i - 1], &b = parts[i];
    if (end_of(a.range) > b.range.first_draw)
      throw Error(
          ErrorKind::usage,
          fmt::format("{} and {} overlap (both have {}); leave one out", named(a), named(b),
                      draws_text(b.range.first_draw, std::min(end_of(a.range), end_of(b.range)))));
  }
}

/// The shards of `of` that have draws in a gap; empty: they are not known by number.
std::string shards_in(Range gap, std::uint64_t of, Range run) {
  std::vector<std::string> names;
  for (std::uint64_t number = 1; number <= of && names.size() < 20; ++number) {
    const Shard shard{number, of};
    if (run.draws * number / of == run.draws * (number - 1) / of) continue;
    const Range range = range_of(shard, run);
    if (range.first_draw < end_of(gap) && end_of(range) > gap.first_draw)
      names.push_back(shard.text());
  }
  return fmt::format("shard{} {}", names.size() == 1 ? "" : "s", fmt::join(names, ", "));
}

/// The draws of the shard that a file says it is; none where there is no such shard.
Range range_said(const std::string& shard, Range run) {
  try {
    return range_of(parse_shard(shard), run);
  } catch (const Error&) {
    return {};
  }
}

/// How many shards there are, where all parts agree; else 0.
std::uint64_t shards_of(std::span<const Part> parts) {
  std::uint64_t of = 0;
  for (const Part& part : parts) {
    const std::uint64_t here = part.shard.empty() ? 0 : parse_shard(part.shard).of;
    if (here == 0 || (of != 0 && here != of)) return 0;
    of = here;
  }
  return of;
}

}  // namespace

void require_own_draws(const Part& part, Range run) {
  if (part.shard.empty()) return;
  const Range said = range_said(part.shard, run);
  if (said.draws == 0 || said.draws != part.range.draws || said.first_draw != part.range.first_draw)
    throw Error(ErrorKind::file,
                fmt::format("{} is no shard of a run (it says that it is shard {} of {} draws, and "
                            "holds {}); run that shard again",
                            part.path, shown(part.shard), run.draws,
                            draws_text(part.range.first_draw, end_of(part.range))));
}

Range joined_range(std::vector<Part>& parts, const std::optional<Range>& known) {
  std::sort(parts.begin(), parts.end(),
            [](const Part& a, const Part& b) { return a.range.first_draw < b.range.first_draw; });
  require_apart(parts);
  const std::uint64_t first = parts.front().range.first_draw;
  const Range run = known.value_or(Range{first, end_of(parts.back().range) - first});
  const std::uint64_t of = shards_of(parts);
  std::vector<std::string> missing;
  std::uint64_t place = run.first_draw;
  const auto note_gap = [&](std::uint64_t end) {
    if (place >= end) return;
    const std::string draws = draws_text(place, end);
    missing.push_back(
        of > 0 ? fmt::format("{} ({})", shards_in({place, end - place}, of, run), draws) : draws);
  };
  for (const Part& part : parts) {
    note_gap(part.range.first_draw);
    place = end_of(part.range);
  }
  note_gap(end_of(run));
  if (!missing.empty())
    throw Error(ErrorKind::usage, fmt::format("not all of the run is there ({} missing); run what "
                                              "is missing and give its file too",
                                              fmt::join(missing, "; ")));
  return run;
}

void KeptDraws::add(Result&& part) {
  const Provenance& origin = part.provenance;
  // A thousand shards need not all be kept: only the first have what the run begins with.
  if (!origin.shard.empty() && origin.first_draw - origin.run_first_draw >= block_draws) return;
  kept_[origin.first_draw] = {std::move(part.draw_outcomes), std::move(part.samples)};
  // Of whole runs it turns out on the way.
  const std::uint64_t first = kept_.begin()->first;
  std::erase_if(kept_, [&](const auto& each) { return each.first - first >= block_draws; });
}

DrawOutcomes KeptDraws::outcomes(Range run, int thresholds) const {
  DrawOutcomes joined(thresholds, run.first_draw, run.draws);
  const std::size_t all = joined.paths.size();
  joined.paths.clear();
  for (const auto& [first_draw, part] : kept_) {
    if (joined.paths.size() == all) break;
    if (part.draws.draws() == 0 || first_draw != run.first_draw + joined.draws()) return {};
    const std::size_t rest = std::min(all - joined.paths.size(), part.draws.paths.size());
    joined.paths.insert(joined.paths.end(), part.draws.paths.begin(),
                        part.draws.paths.begin() + static_cast<std::ptrdiff_t>(rest));
  }
  return joined.paths.size() == all ? joined : DrawOutcomes{};
}

Samples KeptDraws::samples(std::uint64_t most) const {
  Samples joined;
  for (const auto& [first_draw, part] : kept_) append_samples(joined, part.samples, most);
  return joined;
}

}  // namespace racecast
