#include "tests/fuzz/case.hpp"

#include <algorithm>

namespace racecast::fuzz {

Case split(std::string_view input) {
  Case found;
  std::string* to = &found.config;
  while (!input.empty()) {
    const std::size_t end = std::min(input.find('\n'), input.size() - 1) + 1;
    const std::string_view line = input.substr(0, end);
    input.remove_prefix(end);
    const std::string_view bare = line.back() == '\n' ? line.substr(0, end - 1) : line;
    const std::size_t equals = bare.find('=');
    if (bare.starts_with(file_mark)) {
      to = &found.files[std::string(bare.substr(file_mark.size()))];
    } else if (bare.starts_with(set_mark) && equals != std::string_view::npos) {
      found.set.emplace_back(bare.substr(set_mark.size(), equals - set_mark.size()),
                             bare.substr(equals + 1));
    } else {
      *to += line;
    }
  }
  return found;
}

}  // namespace racecast::fuzz
