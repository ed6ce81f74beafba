// racecast_replay FILE...: the fuzzer's cases without the fuzzer, through the objects of the
// product. A file named valid-* must be accepted, one named refused-* must not.
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

#include "tests/fuzz/properties.hpp"

using namespace racecast::fuzz;

namespace {

std::string bytes_of(const char* path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// What is wrong with this case; empty: nothing.
std::string fault(const char* path) {
  const Verdict verdict = examine(split(bytes_of(path)));
  if (!verdict.broken.empty()) return verdict.broken;
  const std::string name = std::filesystem::path(path).filename().string();
  if (name.starts_with("valid-") && !verdict.accepted) return "is refused: " + verdict.text;
  if (name.starts_with("refused-") && verdict.accepted) return "is accepted";
  return {};
}

}  // namespace

int main(int argc, char** argv) {
  int bad = argc < 2 ? 1 : 0;
  for (int i = 1; i < argc; ++i) {
    const std::string found = fault(argv[i]);
    if (found.empty()) continue;
    std::cerr << argv[i] << ": " << found << '\n';
    bad = 1;
  }
  std::cout << argc - 1 << " cases\n";
  return bad;
}
