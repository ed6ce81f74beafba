// Progress of a run on stderr: how far, how fast, how long still, and the answer so far.
#pragma once

#include <string>

#include "host/forecast/run.hpp"

namespace racecast {

enum class ProgressStyle { none, plain, in_place };

/// "auto": in place on a terminal, else plain; "plain"; "none".
ProgressStyle progress_style(const std::string& option);

/// What the lines are about.
struct ProgressSubject {
  int paths_per_draw = 0;
  int horizon = 0;        ///< months
  int primary = 0;        ///< position of the threshold whose answer is shown
  std::string threshold;  ///< its name
};

/// One line of progress.
std::string progress_line(const ProgressSubject& subject, const Progress& progress);

/// Writes such lines to stderr: several a second in place, or one every ten seconds. The destructor
/// leaves the cursor on a fresh line.
class ProgressWriter {
 public:
  ProgressWriter(ProgressStyle style, ProgressSubject subject);
  ~ProgressWriter();
  ProgressWriter(const ProgressWriter&) = delete;
  ProgressWriter& operator=(const ProgressWriter&) = delete;

  void show(const Progress& progress);

 private:
  ProgressStyle style_;
  ProgressSubject subject_;
  double seen_ = 0;    ///< seconds of the last call
  double next_ = 0;    ///< seconds since the start when the next line is due
  bool open_ = false;  ///< the cursor stands behind a line that is rewritten in place
};

}  // namespace racecast
