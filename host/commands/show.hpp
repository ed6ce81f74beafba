// An answer on stdout: for a person, or as JSON.
#pragma once

#include <string>

#include "host/answer/answer.hpp"
#include "host/answer/data.hpp"

namespace racecast {

void show(const Answer& answer);
void show(const Data& data, KeyOrder order = KeyOrder::alphabet);

/// One of both; the data in `file` as well, where one is named. Throws Error(runtime) where that
/// cannot be written.
void show(const Answer& answer, const Data& data, bool as_json, const std::string& file,
          KeyOrder order = KeyOrder::alphabet);

}  // namespace racecast
