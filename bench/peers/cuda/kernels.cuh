// The kernels: month tables of the draws, then a block for each draw and a thread for each path.
#pragma once

#include "bench/peers/cuda/months.cuh"
#include "bench/peers/cuda/path.cuh"

using Count = unsigned long long;

/// Tables as race.new_counts() has them; those of outcomes follow from their batches.
struct Tables {
  Count *joint, *odds, *event_outcome, *outcome_batch, *arrival_batch;
};

DEVICE void count_one(const Tables& tables, int i, int draw, int us_code, int cn_code,
                      int at_horizon, int* wins) {
  const int us = us_code < 0 ? ~us_code & LOW : NEVER, cn = cn_code < 0 ? ~cn_code & LOW : NEVER;
  const int outcome = us < cn ? 0 : cn < us ? 1 : us == NEVER ? 3 : 2;
  const int first = us <= cn ? us_code : cn_code;
  const int pattern = first < 0 ? ~first >> SHIFT : at_horizon;
  const int months = HORIZON + 2;
  const int arrivals = (draw % ARRIVAL_BATCHES * THRESHOLD_COUNT + i) * 2 * months;
  atomicAdd(&tables.joint[(i * months + us) * months + cn], 1ull);
  atomicAdd(&tables.event_outcome[(i * PATTERNS + pattern) * 4 + outcome], 1ull);
  atomicAdd(&tables.outcome_batch[(draw % OUTCOME_BATCHES * THRESHOLD_COUNT + i) * 4 + outcome],
            1ull);
  atomicAdd(&tables.arrival_batch[arrivals + us], 1ull);
  atomicAdd(&tables.arrival_batch[arrivals + months + cn], 1ull);
  if (outcome == 0) atomicAdd(&wins[i], 1);
}

/// Copies `floats` numbers into shared memory, all threads of the block together.
DEVICE void stage(const float* from, float* to, int floats) {
  for (int i = threadIdx.x; i < floats; i += THREADS) to[i] = from[i];
}

extern "C" __global__ void month_tables(const Draw* draws, Month* months, int count) {
  const long long i = blockIdx.x * static_cast<long long>(blockDim.x) + threadIdx.x;
  const int rows = HORIZON + 1;
  if (i < static_cast<long long>(count) * rows)
    fill_month(draws[i / rows], static_cast<int>(i % rows), months[i]);
}

extern "C" __global__ void __launch_bounds__(THREADS, MIN_BLOCKS)
    run_draws(const Draw* draws, const Month* months, unsigned seed, int first_draw, Count* joint,
              Count* odds, Count* event_outcome, Count* outcome_batch, Count* arrival_batch) {
  __shared__ Draw draw;
  __shared__ Month row;
  __shared__ int codes[2 * THRESHOLD_COUNT * THREADS], wins[THRESHOLD_COUNT];
  const Tables tables{joint, odds, event_outcome, outcome_batch, arrival_batch};
  const int number = first_draw + static_cast<int>(blockIdx.x);
  const Month* const rows = months + blockIdx.x * static_cast<long long>(HORIZON + 1);
  int* const mine = codes + threadIdx.x;
  stage(reinterpret_cast<const float*>(draws + blockIdx.x), reinterpret_cast<float*>(&draw),
        sizeof(Draw) / sizeof(float));
  for (int i = threadIdx.x; i < THRESHOLD_COUNT; i += THREADS) wins[i] = 0;
  for (int first = 0; first < PATHS; first += THREADS) {
    Numbers numbers{static_cast<Count>(number) * PATHS + first + threadIdx.x, seed, 0u};
    Path path;
    for (int i = 0; i < 2 * THRESHOLD_COUNT; ++i) mine[i * THREADS] = 0;
    for (int month = 0; month <= HORIZON; ++month) {
      __syncthreads();
      stage(reinterpret_cast<const float*>(rows + month), reinterpret_cast<float*>(&row),
            sizeof(Month) / sizeof(float));
      __syncthreads();
      numbers.month = static_cast<unsigned>(month);
      if (month == 0)
        start_path(draw, row, path);
      else
        step_path(draw, row, numbers, path);
      follow_all(draw, month, path, mine);
      approach(draw, path, mine);
    }
    const int at_horizon = pattern_of(draw.world, HORIZON, path.world);
    if (first + static_cast<int>(threadIdx.x) < PATHS)
      for (int i = 0; i < THRESHOLD_COUNT; ++i)
        count_one(tables, i, number, mine[2 * i * THREADS], mine[(2 * i + 1) * THREADS], at_horizon,
                  wins);
  }
  __syncthreads();
  for (int i = threadIdx.x; i < THRESHOLD_COUNT; i += THREADS)
    atomicAdd(&tables.odds[i * (PATHS + 1) + wins[i]], 1ull);
}
