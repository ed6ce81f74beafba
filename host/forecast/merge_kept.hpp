// What the parts of a run keep of single draws, joined.
#pragma once

#include <vector>

#include "host/result/result.hpp"

namespace racecast {

/// Every part keeps the draws it begins with, so those that the run begins with are among them.
class KeptDraws {
 public:
  /// Takes what may be needed of a part.
  void add(Result&& part);
  /// Of the first logical block of `run`; empty where a part that has some of them keeps none.
  DrawOutcomes outcomes(Range run, int thresholds);
  /// The first `most` samples of the run.
  Samples samples(std::uint64_t most);

 private:
  struct Kept {
    std::uint64_t first_draw = 0;
    DrawOutcomes draws;
    Samples samples;
  };
  void sort();

  std::vector<Kept> kept_;
};

}  // namespace racecast
