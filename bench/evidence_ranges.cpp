#include "bench/evidence_ranges.hpp"

namespace racecast::bench {
namespace {

constexpr std::string_view us_capex_2026[] = {"guidance-four-2026-update", "capex-total-2026-early",
                                              "capex-total-2026-late", "guidance-oracle-2026"};
constexpr std::string_view us_capex_2027[] = {"capex-consensus-2027"};
constexpr std::string_view china_capex_2026[] = {"article-china-ai-capex"};
constexpr std::string_view us_stock[] = {"us-five-compute-2025", "coreweave-gpus-2025",
                                         "xai-compute-2025"};
constexpr std::string_view us_stock_2026[] = {"us-five-compute-2025", "world-compute-growth",
                                              "accelerator-life"};
constexpr std::string_view china_stock[] = {"china-compute-2025", "china-legal-compute-2025",
                                            "ascend-units-2025", "smuggled-chips-2024"};
constexpr std::string_view china_stock_2026[] = {"china-acquisition-2026"};
constexpr std::string_view us_power[] = {"world-ai-power-2025", "world-ai-power-2027",
                                         "us-share-owned"};
constexpr std::string_view us_run[] = {"training-run-grok-4", "training-growth-world"};
constexpr std::string_view china_run[] = {"training-run-doubao-pro", "training-growth-china"};

constexpr int level = -1;
constexpr int investment_cn = static_cast<int>(Money::cn_investment);
constexpr int five = static_cast<int>(Money::channels);

constexpr EvidenceRange ranges[] = {
    {"capex of the five US hyperscalers", 2026, five, 0, us, 610, 770, "USD_bn", 1,
     "guidance, deflated by 0.965", us_capex_2026},
    {"capex of the five US hyperscalers", 2027, five, 0, us, 850, 1150, "USD_bn", 1,
     "consensus, deflated by 0.94", us_capex_2027},
    {"AI capex of China", 2026, investment_cn, 0, cn, 90, 145, "USD_bn", 1,
     "84 to 98 in 2025, growing 1.2 to 1.5 times", china_capex_2026},
    {"US installed compute", 2025, level, metric_installed_compute, us, 14, 16.5, "M H100e", 1e6,
     "the five, CoreWeave, xAI and others", us_stock},
    {"US installed compute", 2026, level, metric_installed_compute, us, 28, 46, "M H100e", 1e6,
     "2.0 to 3.0 times more, after retirement", us_stock_2026},
    {"China's installed compute", 2025, level, metric_installed_compute, cn, 0.9, 1.3, "M H100e",
     1e6, "legal, domestic and smuggled", china_stock},
    {"China's installed compute", 2026, level, metric_installed_compute, cn, 1.4, 2.6, "M H100e",
     1e6, "additions of 0.3 to 1.2", china_stock_2026},
    {"US AI power", 2026, level, metric_ai_power, us, 27, 45, "GW", 1,
     "29.6 in the world at the end of 2025, the US share, growth", us_power},
    {"largest run possible in the US", 2026, level, metric_training_compute, us, 1e27, 1.5e28,
     "FLOP", 1, "5e26 in 2025, growing 4.8 times a year", us_run},
    {"largest run possible in China", 2026, level, metric_training_compute, cn, 5e25, 6e26, "FLOP",
     1, "2.5e25 in 2024, growing 2.0 to 5.5 times a year", china_run},
};

}  // namespace

std::span<const EvidenceRange> evidence_ranges() { return ranges; }

}  // namespace racecast::bench
