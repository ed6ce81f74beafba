#include <unordered_map>

#include "host/config/draft_reader.hpp"

namespace racecast {
namespace {

class StreamCheck {
 public:
  StreamCheck(Diagnostics& diagnostics, int swapped)
      : diagnostics_(diagnostics), swapped_(swapped) {}

  // All rows of the group, drawn or not: replacing a number by a prior must not fail later.
  void add(ParameterGroup group, int nation, const DraftElement& element) {
    for (const ParameterRow& row : parameter_rows()) {
      if (row.group != group) continue;
      const std::uint32_t stream = draw_stream(row, nation ^ swapped_, element.name.c_str());
      const auto [other, is_new] = taken_.emplace(stream, &element);
      if (is_new) continue;
      diagnostics_.add(element.place,
                       "'" + element.path + "' and '" + other->second->path +
                           "' would draw the same random numbers (their names collide)",
                       "rename one");
      found_ = true;
      return;
    }
  }

  bool found() const { return found_; }

 private:
  Diagnostics& diagnostics_;
  int swapped_;
  bool found_ = false;
  std::unordered_map<std::uint32_t, const DraftElement*> taken_;
};

}  // namespace

void check_streams(const DraftReader& reader) {
  for (int swapped = 0; swapped < 2; ++swapped) {
    StreamCheck check(reader.diagnostics, swapped);
    for (int nation = 0; nation < nation_count; ++nation) {
      for (const auto& channel : reader.draft.channels[nation]) {
        check.add(ParameterGroup::channel, nation, channel);
      }
    }
    for (const auto& programme : reader.draft.programmes) {
      check.add(ParameterGroup::programme, 0, programme);
    }
    for (const auto& threshold : reader.draft.thresholds) {
      check.add(ParameterGroup::threshold, 0, threshold);
    }
    // Elements of one group collide under both assignments; say it once.
    if (check.found()) return;
  }
}

}  // namespace racecast
