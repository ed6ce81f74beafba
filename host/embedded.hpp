// Files of the repository that the program carries with it (racecast_embed() of cmake/Host.cmake).
#pragma once

#include <string_view>

namespace racecast {

/// Equations of docs/model.md, and where their functions stand (cmake/write_model_text.cmake).
extern const std::string_view model_text;
/// configs/evidence-ranges.csv
extern const std::string_view evidence_ranges_text;
/// docs/glossary.md
extern const std::string_view glossary_page;
/// configs/hindcast-scores.json
extern const std::string_view hindcast_scores_text;

}  // namespace racecast
