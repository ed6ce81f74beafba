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

/// Lines of progress on stderr: several a second, each in the place of the one before, or one every
/// ten seconds. The destructor leaves the cursor on a fresh line.
class ProgressLines {
 public:
  explicit ProgressLines(ProgressStyle style);
  ~ProgressLines() { end(); }
  ProgressLines(const ProgressLines&) = delete;
  ProgressLines& operator=(const ProgressLines&) = delete;

  /// Whether it is time for a line, `seconds` after the start; `last`: there will be no other.
  /// Fewer seconds than before: another part of the work has begun.
  bool due(double seconds, bool last);
  void show(double seconds, const std::string& line);
  /// Goes to a fresh line where a line is being rewritten.
  void end();

 private:
  ProgressStyle style_;
  double seen_ = 0;    ///< seconds of the last call
  double next_ = 0;    ///< seconds since the start when the next line is due
  bool open_ = false;  ///< the cursor stands behind a line that is rewritten in place
};

/// Writes the progress of a run.
class ProgressWriter {
 public:
  ProgressWriter(ProgressStyle style, ProgressSubject subject);

  /// Shows the progress of a run that `stop` ends. This must outlive it.
  ForecastControl control(StopToken stop);

 private:
  ProgressLines lines_;
  ProgressSubject subject_;
};

}  // namespace racecast
