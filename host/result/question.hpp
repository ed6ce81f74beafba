// What a result is about, before anything is counted.
#pragma once

#include <optional>
#include <string>

#include "host/result/result.hpp"

namespace racecast {

/// A result of `config` from draw `first_draw` on without counts: names, thresholds, months,
/// layout, and of the provenance what the config knows.
Result question_of(const Config& config, std::uint64_t first_draw = 0);

/// The first thresholds that two questions do not share in name, metric, direction and hold; none:
/// they share all, in the same order.
std::optional<std::string> find_other_thresholds(const Result& a, const Result& b);

}  // namespace racecast
