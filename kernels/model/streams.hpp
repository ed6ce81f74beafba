// The one table of random streams: the purpose of a random number, eight bits of its counter.
//
//   RC_STREAM(number, name, "meaning")
//
// Numbers are appended, never reused: a new stream leaves every other number as it was. A stream of a
// nation takes two numbers, the second for cn.
#pragma once

#define RC_STREAMS(RC_STREAM)                                                                 \
  RC_STREAM(0, prior, "the z of each parameter of a draw")                                    \
  RC_STREAM(1, world, "block 0: normals of sentiment, price-performance, energy efficiency, " \
                      "supply; block 1: chances of export controls, supply shock, escalation") \
  RC_STREAM(2, nation, "block 0: normals common to the channels, of fabs; chance and depth of a " \
                       "bust; block 1: normals of power, algorithms, both utilisations; block 2: " \
                       "normal of concentration; chances of grid stress and of a breakthrough") \
  RC_STREAM(4, channel, "normals: spending of each channel, four channels a block")

namespace racecast {

enum Stream : int {
#define RC_STREAM(number, name, meaning) stream_##name = number,
  RC_STREAMS(RC_STREAM)
#undef RC_STREAM
};

}  // namespace racecast
