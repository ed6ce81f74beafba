#include <fmt/format.h>

#include "verification/posteriors/tables.hpp"

namespace racecast::verification {

Findings sbc_table(const SbcQuestion& question) {
  const SbcResult result = simulate_calibrations(question);
  Findings findings;
  findings.table = fmt::format(
      "{} simulations, errors of observation taken for {:g} times the true ones; {} reached the "
      "size "
      "wanted, {:.0f} effective draws on average, {:.0f} s. Least binomial tail of 99.9 % of "
      "uniform "
      "ranks: {:.2e}.\n\n| parameter | least tail | ranks below 25, 50, 75 of 100 | in the band |\n"
      "|---|---|---|---|\n",
      question.simulations, question.believed_errors, result.reached, result.mean_effective,
      result.seconds, result.limit);
  for (const SbcParameter& parameter : result.parameter) {
    std::uint64_t below[3] = {}, sum = 0;
    for (std::uint32_t rank = 0; rank <= sbc_draws; ++rank) {
      sum += parameter.rank_count[rank];
      for (std::uint32_t quarter = 0; quarter < 3; ++quarter)
        if (rank + 1 == 25 * (quarter + 1)) below[quarter] = sum;
    }
    findings.table +=
        fmt::format("| `{}` | {:.2e} | {}, {}, {} | {} |\n", parameter.path, parameter.least_tail,
                    below[0], below[1], below[2], parameter.inside ? "yes" : "no");
    if (!parameter.inside) findings.wrong.push_back(parameter.path);
  }
  return findings;
}

}  // namespace racecast::verification
