// Mutations that keep to the lines of a config, so that many cases come past the parser:
// libFuzzer's own, which know bytes only, are the other half.
#include <algorithm>
#include <cstdint>
#include <cstring>
#include <random>
#include <string>
#include <vector>

#include "kernels/model/parameter_table.hpp"

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t most);

namespace {

using namespace racecast;
using Random = std::minstd_rand;
using Lines = std::vector<std::string>;

std::size_t below(Random& random, std::size_t count) { return random() % count; }

Lines lines_of(const std::uint8_t* data, std::size_t size) {
  Lines lines(1);
  for (std::size_t i = 0; i < size; ++i) {
    if (data[i] == '\n') {
      lines.emplace_back();
    } else {
      lines.back() += static_cast<char>(data[i]);
    }
  }
  return lines;
}

const std::vector<std::string>& values() {
  static const std::vector<std::string> all = {
      "0",
      "1",
      "-1",
      "0.5",
      "1e300",
      "-1e-300",
      "inf",
      "nan",
      "9223372036854775807",
      "true",
      "1979-05-27",
      "[]",
      "{}",
      "\"\"",
      "\"a to b\"",
      "\"0.2 to 0.5\"",
      "\"-1 to 1\"",
      "\"1e-300 to 1e300\"",
      "\"0.1 to 0.10000000000000001\"",
      "\"2026-01\"",
      "\"market\"",
      "\"judgement\"",
      "{ value = 0.5 }",
      "{ interval = \"0.1 to 0.9\", min = 0.2 }",
      "{ interval = \"0.2 to 0.5\", source = \"capex-2025\" }"};
  return all;
}

std::string any_value(Random& random) {
  const std::size_t pick = below(random, values().size() + 1);
  if (pick < values().size()) return values()[pick];
  return std::to_string(static_cast<int>(below(random, 2000)) - 1000) + "e-" +
         std::to_string(below(random, 6));
}

std::string any_key(Random& random) {
  const auto rows = parameter_rows();
  const ParameterRow& row = rows[below(random, rows.size())];
  switch (row.group) {
    case ParameterGroup::world:
      return row.key;
    case ParameterGroup::nation:
      return std::string(below(random, 2) == 0 ? "us." : "cn.") + row.key;
    case ParameterGroup::channel:
      return std::string("us.channel.a.") + row.key;
    case ParameterGroup::programme:
      return std::string("programme.p.") + row.key;
    case ParameterGroup::threshold:
      return std::string("threshold.first_one.") + row.key;
  }
  return row.key;
}

void change(Lines& lines, Random& random) {
  const std::size_t at = below(random, lines.size()), other = below(random, lines.size());
  std::string& line = lines[at];
  const std::size_t equals = std::min(line.find('='), line.size());
  switch (below(random, 6)) {
    case 0:
      line = line.substr(0, equals) + "= " + any_value(random);
      break;
    case 1:
      line = any_key(random) + " = " + any_value(random);
      break;
    case 2:
      line = "#%set " + any_key(random) + "=" + any_value(random);
      break;
    case 3:
      std::swap(line, lines[other]);
      break;
    case 4:
      lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(at), std::string(lines[other]));
      break;
    default:
      lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(at));
  }
  if (lines.empty()) lines.emplace_back();
}

std::string joined(const Lines& lines) {
  std::string text;
  for (const std::string& line : lines) text += (&line == &lines.front() ? "" : "\n") + line;
  return text;
}

}  // namespace

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size,
                                               std::size_t most, unsigned seed) {
  Random random(seed);
  if (below(random, 2) == 0) return LLVMFuzzerMutate(data, size, most);
  Lines lines = lines_of(data, size);
  for (std::size_t times = 1 + below(random, 3); times > 0; --times) change(lines, random);
  const std::string text = joined(lines);
  const std::size_t length = std::min(text.size(), most);
  std::memcpy(data, text.data(), length);
  return length;
}
