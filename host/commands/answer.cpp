#include "host/commands/answer.hpp"

#include <iostream>

#include "host/files/output.hpp"

namespace racecast {

void print(const std::string& text) { std::cout << text; }

void give_answer(const RunSettings& settings, const std::string& json, const std::string& text) {
  std::cout << (settings.json ? json : text) << std::flush;
  if (!settings.output.empty()) write_text_file(settings.output, json);
}

}  // namespace racecast
