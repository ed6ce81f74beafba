// What was to be expected at the end of 2022, 2023 and 2024: the state of that date as it has been
// measured since, and a year later the trends that were known then. What came is not in it.
#include "host/report/evidence_ranges.hpp"

namespace racecast {
namespace {

constexpr int stock = metric_installed_compute, run = metric_training_compute;

constexpr EvidenceRange from_2023[] = {
    spending("capex of the five US hyperscalers", 2023, Money::channels, 150, 230,
             "155 in 2022, inflated by 1.06, growing 0.95 to 1.35 times",
             "capex-five-2022 growth-capex-five-to-2022"),
    level("US installed compute", 2022, stock, us, 0.15, 0.24, "M H100e", 1e6,
          "the five and others, no older chips", "us-five-compute-2022"),
    level("US installed compute", 2023, stock, us, 0.3, 0.9, "M H100e", 1e6,
          "a year like 2022, to a year of a chip three times as fast",
          "us-five-compute-2022 world-compute-2022"),
    level("China's installed compute", 2022, stock, cn, 0.035, 0.08, "M H100e", 1e6,
          "legal, domestic and older", "china-compute-2022 china-legal-compute-2022"),
    level("China's installed compute", 2023, stock, cn, 0.06, 0.25, "M H100e", 1e6,
          "additions of 0.03 to 0.17", "china-legal-compute-2022"),
    level("US AI power", 2022, metric_ai_power, us, 0.25, 0.8, "GW", 1, "1.5 to 3.5 kW an H100e",
          "us-five-compute-2022 power-per-h100e-2024"),
    level("largest run possible in the US", 2022, run, us, 2.5e24, 5e25, "FLOP", 1,
          "2.5e24 was known, more under way", "training-run-palm"),
    level("largest run possible in China", 2022, run, cn, 5e23, 4e24, "FLOP", 1, "1e24 in 2021",
          "training-run-ernie-titan"),
};

constexpr EvidenceRange from_2024[] = {
    spending("capex of the five US hyperscalers", 2024, Money::channels, 165, 250,
             "149 to 166 in 2023, inflated by 1.024, growing 1.0 to 1.45 times",
             "capex-five-2023 growth-capex-five-to-2023"),
    spending("AI capex of China", 2024, Money::cn_investment, 25, 70,
             "67 RMB_bn of internet companies, half of it AI, and the state",
             "china-internet-capex-2023"),
    level("US installed compute", 2023, stock, us, 0.95, 1.2, "M H100e", 1e6,
          "the five, CoreWeave and others", "us-five-compute-2023 coreweave-compute-2023"),
    level("US installed compute", 2024, stock, us, 2.2, 5, "M H100e", 1e6,
          "the last quarter's additions times four, to twice as much",
          "us-five-compute-2023 world-compute-2023"),
    level("China's installed compute", 2023, stock, cn, 0.2, 0.32, "M H100e", 1e6,
          "legal, domestic and smuggled", "china-compute-2023 china-legal-compute-2023"),
    level("China's installed compute", 2024, stock, cn, 0.3, 0.7, "M H100e", 1e6,
          "additions of 0.1 to 0.4", "china-legal-compute-2023"),
    level("US AI power", 2023, metric_ai_power, us, 1.4, 3, "GW", 1, "1.5 to 2.5 kW an H100e",
          "us-five-compute-2023 power-per-h100e-2024"),
    level("largest run possible in the US", 2023, run, us, 2e25, 2e26, "FLOP", 1, "5e25 in 2023",
          "training-run-gemini-ultra"),
    level("largest run possible in China", 2023, run, cn, 1.3e24, 1.5e25, "FLOP", 1,
          "1.3e24 is known of", "training-run-qwen-72b"),
};

constexpr EvidenceRange from_2025[] = {
    spending("capex of the five US hyperscalers", 2025, Money::channels, 280, 390,
             "262 in 2024 to 311 at the last quarter's rate, growing 1.07 to 1.25 times",
             "capex-five-2024-with-leases capex-four-2024q4 growth-capex-five-to-2024"),
    spending("AI capex of China", 2025, Money::cn_investment, 65, 105,
             "65 in 2024, growing 1.0 to 1.6 times", "china-ai-capex-2024"),
    level("US installed compute", 2024, stock, us, 4.4, 5.3, "M H100e", 1e6,
          "the five, CoreWeave, xAI and others",
          "us-five-compute-2024 coreweave-gpus-2024 xai-compute-2024"),
    level("US installed compute", 2025, stock, us, 9, 16, "M H100e", 1e6,
          "the last quarter's additions times four, to twice as much",
          "us-five-compute-2024 world-compute-2024"),
    level("China's installed compute", 2024, stock, cn, 0.45, 0.75, "M H100e", 1e6,
          "legal, domestic and smuggled",
          "china-compute-2024 china-legal-compute-2024 smuggled-chips-2024"),
    level("China's installed compute", 2025, stock, cn, 0.7, 1.5, "M H100e", 1e6,
          "additions of 0.3 to 0.9", "china-compute-2024 h20-deliveries-2024"),
    level("US AI power", 2024, metric_ai_power, us, 6, 10, "GW", 1,
          "9.4 in the world, 1.3 to 1.9 kW an H100e", "world-ai-power-2024 power-per-h100e-2024"),
    level("largest run possible in the US", 2024, run, us, 5e25, 8e26, "FLOP", 1,
          "5.3e25 in 2024, more under way", "training-run-grok-2 training-growth-2024"),
    level("largest run possible in China", 2024, run, cn, 1.2e25, 1e26, "FLOP", 1, "2.5e25 in 2024",
          "training-run-doubao-pro"),
};

// As printed; and what the same start has in common with the hindcast.
constexpr EvidenceRange of_article[] = {
    spending(
        "capex of the five US hyperscalers", 2025, Money::channels, 200, 350,
        "211 in 2024, more than 200 a year, growing by up to 66 %",
        "article-hyperscaler-capex-2024 article-us-capex-level article-hyperscaler-growth-2024"),
    spending("AI capex of China", 2025, Money::cn_investment, 80, 102,
             "84 to 98 in 2025, beside a programme", "article-china-ai-capex"),
    level("US installed compute", 2024, stock, us, 4.4, 5.3, "M H100e", 1e6,
          "the five, CoreWeave as printed, xAI and others",
          "us-five-compute-2024 article-coreweave-gpus xai-compute-2024"),
    level("US installed compute", 2025, stock, us, 8, 17, "M H100e", 1e6,
          "the last quarter's additions times four, to twice as much",
          "us-five-compute-2024 world-compute-2024"),
    level("China's installed compute", 2024, stock, cn, 0.23, 0.27, "M H100e", 1e6,
          "300 EFLOP/s in 2025, half more than in 2023",
          "article-compute-target article-compute-rise"),
    level("China's installed compute", 2025, stock, cn, 0.35, 1.2, "M H100e", 1e6,
          "additions of 0.15 to 0.9", "h20-deliveries-2024"),
    level("China's utilisation", 2024, metric_utilisation, cn, 0.2, 0.55, "1", 1,
          "20 to 30 % of state centres, companies more", "article-edwc-utilisation"),
};

}  // namespace

std::span<const EvidenceRange> ranges_of_2023() { return from_2023; }
std::span<const EvidenceRange> ranges_of_2024() { return from_2024; }
std::span<const EvidenceRange> ranges_of_2025() { return from_2025; }
std::span<const EvidenceRange> article_ranges() { return of_article; }

}  // namespace racecast
