#include "host/commands/show.hpp"

#include <iostream>

#include "host/command_line/terminal.hpp"
#include "host/files/output.hpp"

namespace racecast {

void show(const Answer& answer) { std::cout << text_of(answer, stdout_style()); }

void show(const Data& data, KeyOrder order) { std::cout << json_text(data, 2, order) << '\n'; }

void show(const Answer& answer, const Data& data, bool as_json, const std::string& file,
          KeyOrder order) {
  as_json ? show(data, order) : show(answer);
  std::cout.flush();
  if (!file.empty()) write_text_file(file, json_text(data, 2, order) + '\n');
}

}  // namespace racecast
