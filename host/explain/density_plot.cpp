// The density of a prior in characters.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "host/explain/shape.hpp"
#include "host/text/text_lines.hpp"

namespace racecast {
namespace {

constexpr std::size_t plot_rows = 6;
constexpr std::size_t widest_bars = 72;
constexpr const char* eighths[] = {" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
constexpr const char* bar_eighths[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"};

// Eighths of a character that show `share` of `size` characters; none only for nothing.
std::size_t eighths_of(double share, std::size_t size) {
  const double exact = std::clamp(share, 0.0, 1.0) * static_cast<double>(8 * size);
  return std::max<std::size_t>(share > 0 ? 1 : 0, static_cast<std::size_t>(std::lround(exact)));
}

std::string bars(const std::vector<Atom>& atoms, std::size_t columns) {
  constexpr std::size_t value_width = 12, share_width = 8;
  const std::size_t room = columns > value_width + share_width + 12
                               ? std::min(widest_bars, columns) - value_width - share_width - 2
                               : 10;
  std::string text;
  for (const Atom& atom : atoms) {
    const std::size_t length = eighths_of(atom.probability, room);
    text += right_cell(short_number(atom.value), value_width) + "  ";
    for (std::size_t i = 0; i < length / 8; ++i) text += "█";
    text +=
        fmt::format("{} {} %\n", bar_eighths[length % 8], short_number(100 * atom.probability, 3));
  }
  return text;
}

std::string columns_of(const Shape& shape) {
  const double highest = std::ranges::max(shape.density);
  std::string text;
  for (std::size_t row = plot_rows; row-- > 0;) {
    std::string line;
    for (const double density : shape.density) {
      const std::size_t height = eighths_of(density / highest, plot_rows);
      line += eighths[std::clamp<std::size_t>(height, 8 * row, 8 * row + 8) - 8 * row];
    }
    text += line.substr(0, line.find_last_not_of(' ') + 1) + '\n';
  }
  return text;
}

/// A mark on the axis, and the text below it.
struct Mark {
  std::size_t cell;
  std::string text;
};

// The axis, the values at the marks and what they are, each mark's texts centred below it.
std::string axis(const std::vector<Mark>& values, const std::vector<Mark>& names,
                 std::size_t cells) {
  std::string line;
  for (std::size_t i = 0; i < cells; ++i) {
    const bool marked = std::ranges::any_of(values, [&](const Mark& m) { return m.cell == i; });
    line += marked ? "┴" : "─";
  }
  line += '\n';
  for (const std::vector<Mark>* marks : {&values, &names}) {
    std::string below;
    for (const Mark& mark : *marks) {
      const std::size_t half = mark.text.size() / 2;
      const std::size_t wanted = mark.cell > half ? mark.cell - half : 0;
      const std::size_t start = std::max(wanted, below.empty() ? 0 : below.size() + 1);
      below += std::string(start - below.size(), ' ') + mark.text;
    }
    line += below + '\n';
  }
  return line;
}

}  // namespace

std::string density_plot(const ConfigParameter& parameter, std::size_t columns) {
  const std::size_t cells = std::clamp<std::size_t>(columns, 24, widest_bars);
  const Shape shape = shape_of(parameter, static_cast<int>(cells));
  if (!shape.atoms.empty()) return bars(shape.atoms, columns);
  std::vector<Mark> values, names;
  for (const int percent : {5, 50, 95}) {
    const double value = percentile(parameter, percent);
    const double place = shape.place(value) * static_cast<double>(cells);
    const auto cell = static_cast<std::size_t>(
        std::clamp(std::floor(place), 0.0, static_cast<double>(cells - 1)));
    values.push_back({cell, short_number(value, 3)});
    names.push_back({cell, fmt::format("{} %", percent)});
  }
  return columns_of(shape) + axis(values, names, cells) +
         (shape.logarithmic ? "(logarithmic axis)\n" : "");
}

}  // namespace racecast
