// What stdout and stderr are connected to, and what is written there: messages, and answers for a
// person or as JSON.
#pragma once

#include <fmt/format.h>

#include <string>
#include <utility>

#include "host/answer/answer.hpp"
#include "host/answer/data.hpp"
#include "host/text/text_lines.hpp"

namespace racecast {

/// Whether a line on stderr can be rewritten in place.
bool stderr_is_terminal();
/// Columns of the terminal on stderr; 80 where they are not known.
int stderr_columns();
/// What stdout shows: the columns of its terminal, or without one so many that no line is ever cut;
/// colour on a terminal that has it, unless NO_COLOR is set.
TextStyle stdout_style();
/// "racecast: error: ", in colour on a terminal unless NO_COLOR is set.
std::string error_prefix();

/// Writes to stderr at once. What cannot be written there (the log's disk is full, the terminal has
/// gone) stops no work.
void say_text(const std::string& text);
/// The same, of a format and its values.
template <class... Values>
void say(fmt::format_string<Values...> format, Values&&... values) {
  say_text(fmt::format(format, std::forward<Values>(values)...));
}

void show(const Answer& answer);
void show(const Data& data, KeyOrder order = KeyOrder::alphabet);

/// One of both; the data in `file` as well, where one is named. Throws Error(runtime) where that
/// cannot be written.
void show(const Answer& answer, const Data& data, bool as_json, const std::string& file,
          KeyOrder order = KeyOrder::alphabet);

}  // namespace racecast
