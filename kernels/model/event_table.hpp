// The rows of events.def.
#pragma once

namespace racecast {

enum Event : int {
#define RC_EVENT(bit, member, meaning) event_##member = bit,
#include "kernels/model/events.def"
#undef RC_EVENT
};

struct EventRow {
  const char* name;
  const char* meaning;
};

inline constexpr EventRow event_rows[] = {
#define RC_EVENT(bit, member, meaning) {#member, meaning},
#include "kernels/model/events.def"
#undef RC_EVENT
};

inline constexpr int event_count = static_cast<int>(sizeof(event_rows) / sizeof(event_rows[0]));
inline constexpr int event_patterns = 1 << event_count;
static_assert(event_count <= 8);

}  // namespace racecast
