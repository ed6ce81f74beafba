// The options that several commands take; their words and bounds stand in shared_options.cpp.
#pragma once

#include "host/command_line/option.hpp"

namespace racecast::options {

// Positionals: a config, a result, either.
extern const Option config, result, input;
// What is written.
extern const Option output, json_output, force, quiet, json, progress;
// What is asked.
extern const Option set, threshold, seed, trajectories, data, series;
// Where it is computed.
extern const Option device, threads, isa, hidden_isa, resume, shard;

}  // namespace racecast::options
