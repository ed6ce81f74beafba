// What is weak about a measured probability, in sentences.
#include <fmt/format.h>

#include <cmath>

#include "host/inference/pareto_tail.hpp"
#include "host/rare/rare.hpp"

namespace racecast {
namespace {

constexpr double few_worlds = 50;    // effective: a relative error of about 14 %
constexpr double large_share = 0.1;  // of the estimate, in one draw
constexpr double far_from_one = 4;   // standard errors
constexpr double little_gain = 1.5;
constexpr double mostly_luck = 0.01;  // chance of the outcome in a world that has it

void about_weights(const RareEstimate& found, std::vector<std::string>& warnings) {
  if (found.effective_events < few_worlds)
    warnings.push_back(fmt::format(
        "The worlds with the outcome tell only as much as {:.1f} equal ones: ask for more "
        "--trajectories.",
        found.effective_events));
  if (found.largest_share > large_share)
    warnings.push_back(
        fmt::format("One draw makes {:.0f} % of the estimate: the shift does not reach all worlds "
                    "with the outcome; ask for more --trajectories or another --seed.",
                    100 * found.largest_share));
  if (found.pareto_shape > pareto_limit(found.event_draws))
    warnings.push_back(
        fmt::format("The weights have a heavy tail (Pareto shape {:.2f}, above "
                    "{:.2f}): the error may be understated.",
                    found.pareto_shape, pareto_limit(found.event_draws)));
}

}  // namespace

std::vector<std::string> rare_warnings(const RareResult& result) {
  const RareEstimate& found = result.estimate;
  std::vector<std::string> warnings;
  if (std::abs(found.weight_mean - 1) > far_from_one * found.weight_error + 1e-12)
    warnings.push_back(fmt::format(
        "The mean weight is {:.5f}, more than {:.0f} standard errors ({:.5f}) from 1: do not use "
        "this result, and report it.",
        found.weight_mean, far_from_one, found.weight_error));
  if (result.pilot.common) {
    warnings.push_back(
        "The outcome is not rare: no parameter was shifted, and `racecast run` does as well.");
    return warnings;
  }
  if (!found.is_measured()) return warnings;  // there is no more than a bound
  about_weights(found, warnings);
  if (!(found.gain >= little_gain))
    warnings.push_back(
        found.within < mostly_luck
            ? fmt::format("Shifting parameters helps little: even in a world that has the outcome "
                          "it has a chance of {:.2g} % only, so the luck of paths decides, which "
                          "is not shifted.",
                          100 * found.within)
            : std::string("Shifting parameters helps little: no direction in which the outcome is "
                          "much likelier was found."));
  return warnings;
}

}  // namespace racecast
