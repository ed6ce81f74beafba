#include "host/command_line/progress.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <utility>

#include "host/command_line/terminal.hpp"
#include "host/text/count.hpp"

namespace racecast {
namespace {

constexpr double plain_interval = 10.0;  // seconds
constexpr double in_place_interval = 0.2;

double first_line(ProgressStyle style) {
  return style == ProgressStyle::plain ? plain_interval : in_place_interval;
}

std::string answer_so_far(const ProgressSubject& subject, const Progress& progress) {
  const auto row = static_cast<std::size_t>(subject.primary) * outcome_count;
  if (progress.outcomes.size() < row + outcome_count) return "";
  const auto counted = progress.outcomes.subspan(row, outcome_count);
  double all = 0;
  for (const std::uint64_t count : counted) all += static_cast<double>(count);
  if (all == 0) return "";
  return fmt::format("  US first {:.3f}, China {:.3f} ({})",
                     static_cast<double>(counted[us_first]) / all,
                     static_cast<double>(counted[cn_first]) / all, subject.threshold);
}

}  // namespace

ProgressStyle progress_style(const std::string& option) {
  if (option == "none") return ProgressStyle::none;
  if (option == "plain" || !stderr_is_terminal()) return ProgressStyle::plain;
  return ProgressStyle::in_place;
}

std::string progress_line(const ProgressSubject& subject, const Progress& progress) {
  const auto done = static_cast<double>(progress.draws_done);
  const auto all = static_cast<double>(progress.draws);
  const double trajectories = done * subject.paths_per_draw;
  std::string line = fmt::format("{:3.0f} %  {}/{}", 100 * done / all, short_count(trajectories),
                                 short_count(all * subject.paths_per_draw));
  if (progress.seconds > 0 && done > 0) {
    const double rate = trajectories * subject.horizon / progress.seconds;
    line += fmt::format("  {} path-months/s  {} left", short_count(rate),
                        short_duration(progress.seconds * (all - done) / done));
  }
  line += answer_so_far(subject, progress);
  if (!progress.note.empty()) line += "  " + progress.note;
  return line;
}

ProgressLines::ProgressLines(ProgressStyle style) : style_(style), next_(first_line(style)) {}

void ProgressLines::end() {
  if (open_) std::fputc('\n', stderr);
  open_ = false;
}

bool ProgressLines::due(double seconds, bool last) {
  if (seconds < seen_) next_ = first_line(style_);  // another part of the work begins
  seen_ = seconds;
  return style_ != ProgressStyle::none && (seconds >= next_ || (last && open_));
}

void ProgressLines::show(double seconds, const std::string& line) {
  if (style_ == ProgressStyle::plain) {
    next_ = seconds + plain_interval;
    say("{}\n", line);
    return;
  }
  next_ = seconds + in_place_interval;
  // One column stays free: a full line would wrap, and the next one not overwrite it.
  const auto columns = static_cast<std::size_t>(stderr_columns() - 1);
  say("\r\033[K{}", line.substr(0, columns));
  open_ = true;
}

ProgressWriter::ProgressWriter(ProgressStyle style, ProgressSubject subject)
    : lines_(style), subject_(std::move(subject)) {}

ForecastControl ProgressWriter::control(StopToken stop) {
  return {stop, [this](const Progress& progress) {
            if (lines_.due(progress.seconds, progress.draws_done == progress.draws))
              lines_.show(progress.seconds, progress_line(subject_, progress));
          }};
}

}  // namespace racecast
