// What follows from the joint table by adding: outcomes, arrivals and leads.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "host/result/result.hpp"

namespace racecast {

/// Who is first when the nations arrive in these months (layout.never() where one does not).
Outcome outcome_of(const CountsLayout& layout, int us_month, int cn_month);

/// [threshold][outcome]
std::vector<std::uint64_t> outcome_counts(const Result& result);

/// Draws by how many of their paths the United States wins: [0 ... paths_per_draw].
std::span<const std::uint64_t> odds_of(const Result& result, int threshold);

/// [month 0 ... horizon, never] of one threshold and nation.
std::vector<std::uint64_t> arrivals_of(const Result& result, int threshold, int nation);

/// [threshold][nation][month 0 ... horizon]
std::vector<std::uint64_t> arrival_counts(const Result& result);

/// [threshold][nation]
std::vector<std::uint64_t> never_counts(const Result& result);

/// Lead of the United States: month of China minus month of the United States.
struct LeadCounts {
  std::vector<std::uint64_t>
      both;                    ///< [lead + horizon] where both arrive: leads -horizon ... horizon
  std::uint64_t us_alone = 0;  ///< China not by the horizon
  std::uint64_t cn_alone = 0;
};
LeadCounts leads_of(const Result& result, int threshold);

}  // namespace racecast
