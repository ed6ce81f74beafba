// A measured rare outcome, as an answer and as data.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "host/answer/answer.hpp"
#include "host/answer/data.hpp"
#include "host/rare/rare.hpp"

namespace racecast {

Answer rare_answer(const Config& config, const RareResult& result);

/// The same with every digit. Keys are stable; what does not exist is null.
Data rare_data(const Config& config, const RareResult& result);

/// Names of the parameters whose own scores were shifted, with their shifts, the farthest first.
std::vector<std::pair<std::string, double>> shifted_parameters(const Config& config,
                                                               const Proposal& proposal);

}  // namespace racecast
