// The table of closed forms, as Markdown.
#pragma once

#include <string>

#include "verification/closed_forms/options.hpp"
#include "verification/findings.hpp"

namespace racecast::verification {

/// Closed forms against the engine, and what is wrong with them; where `page` is not empty, also
/// which rows it lacks or has too many.
Findings verification_table(const VerificationOptions& options, const std::string& page = {});

}  // namespace racecast::verification
