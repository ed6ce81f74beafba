// What the page shows of exact counts.
#include "host/inference/probability.hpp"
#include "host/page/page.hpp"
#include "host/result/tally.hpp"

namespace racecast {
namespace {

/// Shares that have arrived by each month, with 95 % intervals from the spread between batches.
Data arrival_curve(const Result& result, int threshold, int nation) {
  const auto arrivals = [&](int batch, int month) {
    return result.counts[std::size_t(result.layout.arrival_batch(batch, threshold, nation, month))];
  };
  std::vector<std::uint64_t> arrived(arrival_batches), trajectories(arrival_batches);
  for (int batch = 0; batch < arrival_batches; ++batch)
    for (int month = 0; month < result.layout.months(); ++month)
      trajectories[std::size_t(batch)] += arrivals(batch, month);
  Data estimate = Data::List{}, low = Data::List{}, high = Data::List{};
  for (int month = 0; month <= result.layout.horizon; ++month) {
    for (int batch = 0; batch < arrival_batches; ++batch)
      arrived[std::size_t(batch)] += arrivals(batch, month);
    const Probability share =
        cluster_interval(sample_of_batches(arrived, trajectories, result.layout.paths_per_draw));
    estimate.push_back(rounded(share.estimate));
    low.push_back(rounded(share.low));
    high.push_back(rounded(share.high));
  }
  return {{"probability", estimate}, {"low", low}, {"high", high}};
}

Data lead_counts(const Result& result, int threshold) {
  const LeadCounts leads = leads_of(result, threshold);
  Data months = Data::List{}, counts = Data::List{};
  for (std::size_t i = 0; i < leads.both.size(); ++i) {
    if (leads.both[i] == 0) continue;
    months.push_back(static_cast<int>(i) - result.layout.horizon);
    counts.push_back(leads.both[i]);
  }
  return {{"months", months},
          {"counts", counts},
          {"us_alone", leads.us_alone},
          {"cn_alone", leads.cn_alone}};
}

}  // namespace

Data page_counts(const Result& result) {
  const auto arrivals = [&](int threshold) {
    return numbered_list(nation_count,
                         [&](int nation) { return arrival_curve(result, threshold, nation); });
  };
  const auto leads = [&](int threshold) { return lead_counts(result, threshold); };
  const auto event = [](const EventRow& row) { return row.name; };
  return {{"arrivals", numbered_list(result.layout.thresholds, arrivals)},
          {"leads", numbered_list(result.layout.thresholds, leads)},
          {"events", list_of(event_rows, event)}};
}

}  // namespace racecast
