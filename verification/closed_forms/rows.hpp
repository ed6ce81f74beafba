// The rows of docs/verification.md, by what they are about.
#pragma once

#include <vector>

#include "verification/closed_forms/experiment.hpp"

namespace racecast::verification {

using Checks = std::vector<Check>;

Checks passage_checks(const VerificationOptions& options);
Checks race_checks(const VerificationOptions& options);
Checks noise_checks(const VerificationOptions& options);
Checks correlated_noise_checks(const VerificationOptions& options);
Checks construction_checks(const VerificationOptions& options);
Checks world_chain_checks(const VerificationOptions& options);
Checks bust_checks(const VerificationOptions& options);
Checks jump_checks(const VerificationOptions& options);
Checks prior_checks(const VerificationOptions& options);
Checks correlated_prior_checks(const VerificationOptions& options);

}  // namespace racecast::verification
