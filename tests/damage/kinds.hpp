// The kinds of damage, each a row: how a file is made, and what must be said of it.
#pragma once

#include <string>
#include <vector>

#include "host/result/result.hpp"
#include "tests/damage/random.hpp"
#include "tests/damage/trial.hpp"

namespace racecast::damage {

/// bytes: changed bytes. objects: another content of the file under a seal that fits. forged: a
/// whole file, digests and all, of a result that was never run. resealed: changed bytes under a
/// seal that fits, at which HDF5 itself may fail. planted: no damage, or a crash, hang or file
/// left behind of this program itself, to see each called a fault.
enum Kind : int { bytes, objects, forged, resealed, planted };
inline constexpr int kind_count = 5;
inline constexpr const char* kind_names[] = {"bytes", "objects", "forged", "resealed", "planted"};

int kind_named(const std::string& name);
std::vector<std::string> all_kinds();  ///< and "all": the first three
/// One of the first three.
int usual_kind(Random& random);

/// What damaged files are made of: a shard of a run, and that of another seed; and the other shard.
struct Sources {
  std::string whole, rest;
  std::string bytes;             ///< of the file
  std::vector<std::byte> image;  ///< without its seal
  Result result, other;
};
Sources sources_of(const std::string& whole, const std::string& rest, const std::string& other);

/// A file that has been made, or not, where HDF5 or write_result() refused to.
struct Damaged {
  Kind kind = Kind::bytes;
  bool made = true;
  bool numbers = false;  ///< forged: numbers of the result are not those of its config
};
Damaged damage(const Sources& sources, int kind, const std::string& file, Random& random);

/// What is wrong with exit code 0; empty: nothing.
std::string wrong_answer(const Trial& trial, const Damaged& damaged, int command,
                         const Answer& answer);

}  // namespace racecast::damage
