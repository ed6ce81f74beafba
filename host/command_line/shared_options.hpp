// The options that several commands take; their words and bounds stand in shared_options.cpp.
#pragma once

#include "host/command_line/command.hpp"

namespace racecast::options {

/// `option`, which has to be given.
Option required(Option option);
/// An option that takes one of `choices`.
template <class Choices = std::initializer_list<const char*>>
Option choice(std::string names, std::string text, const Choices& choices) {
  Option option{std::move(names), ValueKind::choice, std::move(text)};
  option.choices.assign(std::begin(choices), std::end(choices));
  return option;
}

// Positionals: a config, a result, either.
extern const Option config, result, input;
// What is written.
extern const Option output, json_output, force, quiet, json, progress;
// What is asked.
extern const Option set, threshold, seed, trajectories, data, series;
// Where it is computed.
extern const Option device, threads, isa, hidden_isa, resume, shard;

}  // namespace racecast::options
