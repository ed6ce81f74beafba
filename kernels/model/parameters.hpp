// The parameters of one draw, laid out from the rows of parameters.def.
#pragma once

#include "kernels/model/limits.hpp"

namespace racecast {

#define RC_ROW(group, id, member, key, unit, low, high, absent, meaning) RC_MEMBER_##group(member)

#define RC_MEMBER_WORLD(member) float member;
#define RC_MEMBER_NATION(member)
#define RC_MEMBER_CHANNEL(member)
#define RC_MEMBER_PROGRAMME(member)
#define RC_MEMBER_THRESHOLD(member)
struct WorldParameters {
#include "kernels/model/parameters.def"
};

#undef RC_MEMBER_WORLD
#undef RC_MEMBER_CHANNEL
#define RC_MEMBER_WORLD(member)
#define RC_MEMBER_CHANNEL(member) float member;
struct ChannelParameters {
#include "kernels/model/parameters.def"
};

#undef RC_MEMBER_CHANNEL
#undef RC_MEMBER_NATION
#define RC_MEMBER_CHANNEL(member)
#define RC_MEMBER_NATION(member) float member;
struct NationParameters {
#include "kernels/model/parameters.def"
  ChannelParameters channel[max_channels];
};

#undef RC_MEMBER_NATION
#undef RC_MEMBER_PROGRAMME
#define RC_MEMBER_NATION(member)
#define RC_MEMBER_PROGRAMME(member) float member;
struct ProgrammeParameters {
#include "kernels/model/parameters.def"
};

#undef RC_MEMBER_PROGRAMME
#undef RC_MEMBER_THRESHOLD
#define RC_MEMBER_PROGRAMME(member)
#define RC_MEMBER_THRESHOLD(member) float member;
struct ThresholdParameters {
#include "kernels/model/parameters.def"
};

#undef RC_MEMBER_WORLD
#undef RC_MEMBER_NATION
#undef RC_MEMBER_CHANNEL
#undef RC_MEMBER_PROGRAMME
#undef RC_MEMBER_THRESHOLD
#undef RC_ROW

/// Everything uncertain about one draw; nothing but floats, so that a parameter is a slot.
struct Parameters {
  WorldParameters world;
  NationParameters nation[nation_count];
  ProgrammeParameters programme[max_programmes];
  ThresholdParameters threshold[max_thresholds];
};

inline constexpr int parameter_slots = static_cast<int>(sizeof(Parameters) / sizeof(float));
static_assert(sizeof(Parameters) % sizeof(float) == 0);

}  // namespace racecast
