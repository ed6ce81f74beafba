#include "host/text/suggest.hpp"

#include <algorithm>

#include "host/text/utf8.hpp"

namespace racecast {

int edit_distance(std::string_view a, std::string_view b) {
  std::vector<int> before(b.size() + 1), last(b.size() + 1), now(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = static_cast<int>(j);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    now[0] = static_cast<int>(i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const int replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      now[j] = std::min({last[j] + 1, now[j - 1] + 1, replaced});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        now[j] = std::min(now[j], before[j - 2] + 1);
      }
    }
    std::swap(before, last);
    std::swap(last, now);
  }
  return last[b.size()];
}

std::string suggestion(std::string_view word, const std::vector<std::string>& known) {
  constexpr std::size_t longest_word = 64;  // a longer one is no slip of the finger
  constexpr std::size_t few = 32;
  const std::string* nearest = nullptr;
  int least = std::max(1, static_cast<int>(word.size()) / 3) + 1;
  if (word.size() <= longest_word) {
    for (const std::string& candidate : known) {
      const int distance = edit_distance(word, candidate);
      if (distance < least) {
        least = distance;
        nearest = &candidate;
      }
    }
  }
  if (nearest != nullptr) return "did you mean '" + shown(*nearest) + "'?";
  if (known.empty()) return "none is known here";
  if (known.size() > few) {
    return "none of the " + std::to_string(known.size()) + " known here is like it";
  }
  return "known here: " + joined_words(known);
}

std::string joined_words(const std::vector<std::string>& words) {
  std::string list;
  for (const std::string& word : words) list += (&word == &words.front() ? "" : ", ") + shown(word);
  return list;
}

}  // namespace racecast
