// When a run ends: after its draws, or once its answer is precise enough.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>

#include "host/result/result.hpp"

namespace racecast {

/// Looks at the answer after 4, 8, 16, ... logical blocks, and stops at the first look at which it
/// is precise. What is seen before does not count: the same run stops at the same draw, whatever
/// it ran on and however often it was interrupted.
class StoppingRule {
 public:
  /// `most` draws at most; `half_width` of the 95 % intervals of the primary threshold's outcomes.
  StoppingRule(std::uint64_t most, std::optional<double> half_width)
      : most_(most), half_width_(half_width) {}

  /// The draws after which to look next, having done `done`; `done` itself where that is a look.
  std::uint64_t next_look(std::uint64_t done) const;
  /// Looks at a result of so many draws: true ends the run.
  bool ends(const Result& result);
  /// Whether a run that no look before has ended ends with this result.
  bool would_end(const Result& result) const;
  /// So many draws are done: more are to be expected.
  void reached(std::uint64_t done) { expected_ = std::max(expected_, next_look(done)); }

  /// The draws that it will take, as it looks by now.
  std::uint64_t expected() const { return expected_; }
  /// "until-ci 0.001"; empty: no rule.
  std::string text() const;
  /// "half width 0.0031 after 4 blocks, wanted 0.001"; empty before the first look.
  const std::string& note() const { return note_; }

 private:
  std::uint64_t most_;
  std::optional<double> half_width_;
  std::uint64_t expected_ = next_look(0);
  std::string note_;
};

/// Half the width of the widest 95 % interval of an outcome of the primary threshold.
double widest_half_width(const Result& result);

}  // namespace racecast
