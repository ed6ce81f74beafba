// Sizes that fix the layout of device memory and of the packed records of a trajectory.
#pragma once

#include <cstdint>

namespace racecast {

inline constexpr int nation_count = 2;
enum Nation : int { us = 0, cn = 1 };
/// As configs, commands and results write them.
inline constexpr const char* nation_names[nation_count] = {"us", "cn"};

inline constexpr int max_channels = 8;     // a nation
inline constexpr int max_programmes = 32;  // both nations together
inline constexpr int max_thresholds = 16;
inline constexpr int max_horizon = 1022;  // months
inline constexpr int months_per_year = 12;

/// Paths that advance together: the lanes of one GPU warp, or the vector groups of one CPU thread.
inline constexpr int warp_paths = 32;

/// Draws in a logical block: the unit of stopping, checkpoints and shard borders.
inline constexpr std::uint64_t block_draws = std::uint64_t{1} << 15;

/// Trajectory numbers fill 40 bits of the random-number counter.
inline constexpr std::uint64_t max_trajectories = std::uint64_t{1} << 40;

}  // namespace racecast
