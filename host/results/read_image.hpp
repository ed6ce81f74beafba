// Reading a file whose bytes are at hand and fit its seal.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <variant>

#include "host/result/result.hpp"
#include "host/results/sweep_result.hpp"

namespace racecast {

/// As read_result() and read_sweep(); `path` is for messages.
Result read_result_image(const std::string& path, std::span<const std::byte> image);
SweepResult read_sweep_image(const std::string& path, std::span<const std::byte> image);

/// Whichever of the two the file at `path` is. Throws Error(file).
std::variant<Result, SweepResult> read_result_or_sweep(const std::string& path);

/// Runs `read` while HDF5 is quiet; its h5::Failure becomes Error(file): `path` is damaged.
void guard_reading(const std::string& path, const std::function<void()>& read);

}  // namespace racecast
