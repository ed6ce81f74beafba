#include "host/report/evidence_ranges.hpp"

#include <climits>

namespace racecast {
namespace {

constexpr EvidenceRange ranges[] = {
    spending("capex of the five US hyperscalers", 2026, Money::channels, 610, 770,
             "guidance, deflated by 0.965",
             "guidance-four-2026-update capex-total-2026-early capex-total-2026-late "
             "guidance-oracle-2026"),
    spending("capex of the five US hyperscalers", 2027, Money::channels, 850, 1150,
             "consensus, deflated by 0.94", "capex-consensus-2027"),
    spending("AI capex of China", 2026, Money::cn_investment, 90, 145,
             "84 to 98 in 2025, growing 1.2 to 1.5 times", "article-china-ai-capex"),
    level("US installed compute", 2025, metric_installed_compute, us, 14, 16.5, "M H100e", 1e6,
          "the five, CoreWeave, xAI and others",
          "us-five-compute-2025 coreweave-gpus-2025 xai-compute-2025"),
    level("US installed compute", 2026, metric_installed_compute, us, 28, 46, "M H100e", 1e6,
          "2.0 to 3.0 times more, after retirement",
          "us-five-compute-2025 world-compute-growth accelerator-life"),
    level("China's installed compute", 2025, metric_installed_compute, cn, 0.9, 1.3, "M H100e", 1e6,
          "legal, domestic and smuggled",
          "china-compute-2025 china-legal-compute-2025 ascend-units-2025 smuggled-chips-2024"),
    level("China's installed compute", 2026, metric_installed_compute, cn, 1.4, 2.6, "M H100e", 1e6,
          "additions of 0.3 to 1.2", "china-acquisition-2026"),
    level("US AI power", 2026, metric_ai_power, us, 27, 45, "GW", 1,
          "29.6 in the world at the end of 2025, the US share, growth",
          "world-ai-power-2025 world-ai-power-2027 us-share-owned"),
    level("largest run possible in the US", 2026, metric_training_compute, us, 1e27, 1.5e28, "FLOP",
          1, "5e26 in 2025, growing 4.8 times a year", "training-run-grok-4 training-growth-world"),
    level("largest run possible in China", 2026, metric_training_compute, cn, 5e25, 6e26, "FLOP", 1,
          "2.5e25 in 2024, growing 2.0 to 5.5 times a year",
          "training-run-doubao-pro training-growth-china"),
};

}  // namespace

std::span<const EvidenceRange> baseline_ranges() { return ranges; }

std::span<const EvidenceRange> evidence_ranges(std::string_view config) {
  if (config == "baseline") return baseline_ranges();
  if (config == "hindcast-2023") return ranges_of_2023();
  if (config == "hindcast-2024") return ranges_of_2024();
  if (config == "hindcast-2025") return ranges_of_2025();
  if (config == "article-2025") return article_ranges();
  return {};
}

std::vector<EvidenceRange> known_ranges(int metric, int nation) {
  std::vector<EvidenceRange> known;
  const auto add = [&](std::span<const EvidenceRange> ranges, int last_year) {
    for (const EvidenceRange& range : ranges)
      if (range.metric == metric && range.nation == nation && range.year <= last_year &&
          range.money != static_cast<int>(Money::channels))
        known.push_back(range);
  };
  add(ranges_of_2023(), 2022);
  add(ranges_of_2024(), 2023);
  add(ranges_of_2025(), 2024);
  add(baseline_ranges(), INT_MAX);
  return known;
}

}  // namespace racecast
