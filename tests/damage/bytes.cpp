#include "tests/damage/bytes.hpp"

#include <algorithm>

namespace racecast::damage {
namespace {

void flip_bits(std::string& bytes, Random& random) {
  for (std::size_t i = random.below(8) + 1; i > 0; --i) {
    char& byte = bytes[random.below(bytes.size())];
    byte = static_cast<char>(byte ^ (1 << random.below(8)));
  }
}

void fill_stretch(std::string& bytes, Random& random) {
  const std::size_t start = random.below(bytes.size());
  const std::size_t size = std::min(bytes.size() - start, random.below(5000) + 1);
  const char fill = random.below(2) == 0 ? '\0' : static_cast<char>(random.below(256));
  std::fill_n(bytes.begin() + static_cast<std::ptrdiff_t>(start), size, fill);
}

void cut(std::string& bytes, Random& random) { bytes.resize(random.below(bytes.size())); }

void take_out(std::string& bytes, Random& random) {
  const std::size_t start = random.below(bytes.size());
  bytes.erase(start, random.below(5000) + 1);
}

void put_in(std::string& bytes, Random& random) {
  std::string more(random.below(5000) + 1, '\0');
  for (char& byte : more) byte = static_cast<char>(random.below(256));
  bytes.insert(random.below(bytes.size() + 1), more);
}

void append(std::string& bytes, Random& random) {
  bytes += random.below(2) == 0 ? bytes.substr(random.below(bytes.size())) : std::string(1, '\n');
}

/// The line behind HDF5's bytes.
void change_seal(std::string& bytes, Random& random) {
  const std::size_t place = bytes.rfind("\nracecast seal");
  if (place == std::string::npos) return;
  char& byte = bytes[place + random.below(bytes.size() - place)];
  byte = static_cast<char>(byte ^ (1 << random.below(8)));
}

}  // namespace

std::string damaged_bytes(const std::string& whole, Random& random) {
  constexpr void (*changes[])(std::string&, Random&) = {
      flip_bits, fill_stretch, cut, take_out, put_in, append, change_seal};
  std::string bytes = whole;
  while (bytes == whole) changes[random.below(std::size(changes))](bytes, random);
  return bytes;
}

}  // namespace racecast::damage
