// The answer of a command: on stdout, and in a file.
#pragma once

#include <string>

#include "host/commands/run_settings.hpp"

namespace racecast {

/// Writes to stdout.
void print(const std::string& text);

/// JSON or text on stdout, of which only the one that is asked for is made.
template <class MakeJson, class MakeText>
void print_answer(bool as_json, const MakeJson& make_json, const MakeText& make_text) {
  print(as_json ? make_json().dump(2) + '\n' : make_text());
}

/// JSON or text on stdout, and the JSON in the output file as well where one is asked for.
void give_answer(const RunSettings& settings, const std::string& json, const std::string& text);
template <class Json>
void give_answer(const RunSettings& settings, const Json& json, const std::string& text) {
  give_answer(settings, json.dump(2) + '\n', text);
}

}  // namespace racecast
