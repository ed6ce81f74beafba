#include "tests/damage/kinds.hpp"

#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "host/error.hpp"
#include "host/files/seal.hpp"
#include "host/hdf5/hdf5.hpp"
#include "host/results/result_file.hpp"
#include "tests/damage/bytes.hpp"
#include "tests/damage/forge.hpp"
#include "tests/damage/objects.hpp"

namespace racecast::damage {
namespace {

std::string contents(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

void put(const std::string& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

std::string sealed(const std::string& image) {
  return image + seal_of(std::as_bytes(std::span(image)));
}

std::string text_of(std::span<const std::byte> image) {
  return {reinterpret_cast<const char*>(image.data()), image.size()};
}

Damaged change_objects(const Sources& sources, const std::string& file, Random& random) {
  const h5::QuietErrors quiet;
  try {
    put(file, text_of(sources.image));
    damage_objects(file, random);
    put(file, sealed(contents(file)));
    return {Kind::objects};
  } catch (const h5::Failure&) {
    return {Kind::objects, false};
  }
}

Damaged forge_file(const Sources& sources, const std::string& file, Random& random) {
  Result result = sources.result;
  bool numbers = false;
  for (std::size_t i = random.below(2) + 1; i > 0; --i)
    numbers = forge(result, sources.other, random) == Lie::numbers || numbers;
  try {
    write_result(file, result);
    return {Kind::forged, true, numbers};
  } catch (const std::exception&) {
    return {Kind::forged, false, numbers};
  }
}

Damaged plant(const Sources& sources, const std::string& file, Random& random) {
  put(file, sources.bytes);
  const std::size_t choice = random.below(4);
  if (choice == 0) {
    std::signal(SIGSEGV, SIG_DFL);  // sanitizers would report it, and end with an exit code
    std::raise(SIGSEGV);
  }
  if (choice == 1) {
    alarm(1);
    for (;;) pause();
  }
  if (choice == 2) {
    put(std::filesystem::path(file).parent_path() / "merged" / "planted", "");
    return {Kind::planted};
  }
  return {Kind::bytes};  // which it is not
}

}  // namespace

int kind_named(const std::string& name) {
  return static_cast<int>(std::find(std::begin(kind_names), std::end(kind_names), name) -
                          std::begin(kind_names));
}

std::vector<std::string> all_kinds() {
  std::vector<std::string> names(std::begin(kind_names), std::end(kind_names));
  names.emplace_back("all");
  return names;
}

int usual_kind(Random& random) {
  const std::size_t choice = random.below(10);
  if (choice < 4) return Kind::bytes;
  return choice < 8 ? Kind::objects : Kind::forged;
}

Sources sources_of(const std::string& whole, const std::string& rest, const std::string& other) {
  return {whole, rest, contents(whole), read_sealed(whole), read_result(whole), read_result(other)};
}

Damaged damage(const Sources& sources, int kind, const std::string& file, Random& random) {
  switch (kind) {
    case Kind::bytes:
      put(file, damaged_bytes(sources.bytes, random));
      return {Kind::bytes};
    case Kind::objects:
      return change_objects(sources, file, random);
    case Kind::forged:
      return forge_file(sources, file, random);
    case Kind::resealed:
      put(file, sealed(damaged_bytes(text_of(sources.image), random)));
      return {Kind::resealed};
    default:
      return plant(sources, file, random);
  }
}

std::string wrong_answer(const Trial& trial, const Damaged& damaged, int command,
                         const Answer& answer) {
  const std::string name = command_names[command];
  if (damaged.kind == Kind::bytes) return name + " took a file whose bytes have changed";
  if (damaged.numbers && name == "verify") return "verify took numbers that its config never gives";
  // The numbers are what the digest in the file says, which no change of objects can mend.
  if (damaged.kind != Kind::objects || answer.out[0] != '{') return "";
  if (name == "summary" && outcomes_of(answer.out) != trial.outcomes)
    return "summary gives other outcomes than the result";
  if (name == "merge" && outcomes_of(answer.out) != trial.merged_outcomes)
    return "merge gives other outcomes than the run";
  return "";
}

}  // namespace racecast::damage
