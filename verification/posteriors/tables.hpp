// The table of simulated histories, as Markdown.
#pragma once

#include "verification/findings.hpp"
#include "verification/posteriors/sbc.hpp"

namespace racecast::verification {

/// Ranks of the truths of simulated histories among their posteriors; wrong: those beyond the band.
Findings sbc_table(const SbcQuestion& question);

}  // namespace racecast::verification
