// What the page shows of exact counts.
#include "host/inference/probability.hpp"
#include "host/page/page_parts.hpp"
#include "host/result/tally.hpp"

namespace racecast {
namespace {

/// Trajectories of each batch, and how many of them have arrived so far.
struct BatchArrivals {
  std::vector<std::uint64_t> arrived = std::vector<std::uint64_t>(arrival_batches);
  std::vector<std::uint64_t> trajectories = std::vector<std::uint64_t>(arrival_batches);
};

std::uint64_t arrivals_in(const Result& result, int batch, int threshold, int nation, int month) {
  return result.counts[static_cast<std::size_t>(
      result.layout.arrival_batch(batch, threshold, nation, month))];
}

/// Shares that have arrived by each month, with 95 % intervals from the spread between batches.
Data arrival_curve(const Result& result, int threshold, int nation) {
  BatchArrivals batches;
  for (int batch = 0; batch < arrival_batches; ++batch)
    for (int month = 0; month < result.layout.months(); ++month)
      batches.trajectories[std::size_t(batch)] +=
          arrivals_in(result, batch, threshold, nation, month);
  Data estimate = Data::List{}, low = Data::List{}, high = Data::List{};
  for (int month = 0; month <= result.layout.horizon; ++month) {
    for (int batch = 0; batch < arrival_batches; ++batch)
      batches.arrived[std::size_t(batch)] += arrivals_in(result, batch, threshold, nation, month);
    const Probability share = cluster_interval(
        sample_of_batches(batches.arrived, batches.trajectories, result.layout.paths_per_draw));
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
  Data arrivals = Data::List{}, leads = Data::List{};
  for (int threshold = 0; threshold < result.layout.thresholds; ++threshold) {
    Data nations = Data::List{};
    for (const int nation : {us, cn}) nations.push_back(arrival_curve(result, threshold, nation));
    arrivals.push_back(nations);
    leads.push_back(lead_counts(result, threshold));
  }
  const Data events = list_of(event_rows, [](const EventRow& row) { return row.name; });
  return {{"arrivals", arrivals}, {"leads", leads}, {"events", events}};
}

}  // namespace racecast
