#include "host/commands/sweep_progress.hpp"

#include <fmt/format.h>

#include "host/command_line/terminal.hpp"
#include "host/text/count.hpp"
#include "host/text/text_lines.hpp"

namespace racecast {

std::string sweep_progress_line(const SweepProgress& progress) {
  const double done = static_cast<double>(progress.done) + progress.part;
  const double all = static_cast<double>(progress.scenarios);
  std::string line = fmt::format("{:3.0f} %  {}/{} scenarios", 100 * done / all, progress.done,
                                 progress.scenarios);
  if (progress.seconds > 0 && done > 0)
    line += fmt::format("  {} path-months/s  {} left",
                        short_count(done * progress.path_months / progress.seconds),
                        short_duration(progress.seconds * (all - done) / done));
  return line + "  " + one_line(progress.name);
}

void SweepProgressWriter::begins(const std::string& name) { progress_.name = name; }

void SweepProgressWriter::ended() {
  ++progress_.done;
  progress_.part = 0;
}

void SweepProgressWriter::show(const Progress& run) {
  progress_.part = static_cast<double>(run.draws_done) / static_cast<double>(run.draws);
  show(progress_.done + 1 == progress_.scenarios && run.draws_done == run.draws);
}

void SweepProgressWriter::show() { show(progress_.done == progress_.scenarios); }

void SweepProgressWriter::show(bool last) {
  progress_.seconds = std::chrono::duration<double>(Clock::now() - start_).count();
  if (lines_.due(progress_.seconds, last))
    lines_.show(progress_.seconds, sweep_progress_line(progress_));
}

void SweepProgressWriter::tell(const std::string& line) {
  lines_.end();
  say("{}\n", line);
}

}  // namespace racecast
