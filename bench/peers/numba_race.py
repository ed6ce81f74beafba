"""The race in Numba: draws in parallel, then paths, then months; state in small records."""

import collections
import math

import numba
import numpy as np
from numba import njit, prange

import derived
import draw_months
import draw_rates
from numba_base import BUST, DT, NATION_STATE, WORLD_STATE, compiled
from numba_nation import step_nation
from numba_world import set_market, start_world, step_world
from race import ARRIVAL_BATCHES, COUNTS, EVENTS, METRICS, OUTCOME_BATCHES, new_counts, sample_draws
from sections import F0, F1, TINY, USED, start_nation

CONTROLS, POOLING = EVENTS["controls_closed"], EVENTS["pooling_done"]
LEVELS = len(METRICS)


@compiled
def derive(race, world, nation, channel, programme, value, rates, months):
    """Rates and month tables of one draw."""
    world_rate, nation_rate, channel_rate = rates
    world_month, nation_month = months
    draw_rates.world_rates(world, nation[0], nation[1], value, world_rate[0])
    for month in range(race.horizon + 1):
        draw_months.world_month(world, month / 12, world_month[month])
    for n in range(2):
        own, rival = nation[n], nation[1 - n]
        draw_rates.nation_rates(own, rival, world, race.accounting, nation_rate[n])
        for k in range(race.channels[n]):
            draw_rates.channel_rates(channel[n, k], own, channel_rate[n, k])
        for month in range(race.horizon + 1):
            row, t = nation_month[n, month], month / 12
            draw_months.nation_month(own, t, row)
            draw_months.programme_month(race.plan_nation, race.plan_destination, race.plan_first,
                                    race.plan_last, programme, n, own, t, row)
            draw_months.algorithm_month(world, own, rival, t, row)


@compiled
def pattern_of(rates, month, world):
    events = world.events
    if world.closed_months > 0:
        events |= 1 << CONTROLS
    if month * DT >= rates.pooling_done:
        events |= 1 << POOLING
    return events


@compiled
def follow(race, value, month, events, level, waiting, count, run, arrival, pattern):
    """Section 11 after a month. `waiting`: the `count` (threshold, nation) not yet arrived."""
    k = 0
    while k < count:
        i, n = waiting[k] >> 1, waiting[k] & 1
        if race.sign[i] * level[n, race.metric[i]] < race.sign[i] * value[i]:
            run[i, n] = 0
        else:
            run[i, n] += 1
            if run[i, n] == 1:
                pattern[i, n] = events
            if run[i, n] == race.hold[i]:
                arrival[i, n] = month + 1 - race.hold[i]
                count -= 1
                waiting[k] = waiting[count]
                continue
        k += 1
    return count


@compiled
def proximity(race, rates, value, level, arrival):
    """How near the nations are to the primary threshold (7.2)."""
    nearest, sign = F0, race.sign[race.primary]
    for n in range(2):
        x = level[n, race.metric[race.primary]]
        if arrival[race.primary, n] > race.horizon and sign * x < sign * value[race.primary]:
            gap = abs(rates.log_primary - math.log(max(x, TINY)))
            nearest = max(nearest, F1 - gap * rates.proximity_inverse)
    return nearest


@compiled
def count(horizon, draw, events, arrival, pattern, wins, joint, outcomes, event_outcome,
          outcome_batch, arrival_batch):
    for i in range(len(arrival)):
        us, cn = arrival[i, 0], arrival[i, 1]
        first = 0 if us <= cn else 1
        outcome = 0 if us < cn else 1 if cn < us else 3 if us > horizon else 2
        joint[i, us, cn] += 1
        outcomes[i, outcome] += 1
        event_outcome[i, events if outcome == 3 else pattern[i, first], outcome] += 1
        outcome_batch[draw % OUTCOME_BATCHES, i, outcome] += 1
        arrival_batch[draw % ARRIVAL_BATCHES, i, 0, us] += 1
        arrival_batch[draw % ARRIVAL_BATCHES, i, 1, cn] += 1
        wins[i] += outcome == 0


@compiled
def run_path(race, given, channel, value, rates, months, state, arrivals):
    """All months of a path; leaves its arrivals and returns the events at the horizon."""
    world_rate, nation_rate, channel_rate = rates
    world_month, nation_month = months
    world_state, own, log_spend, level = state
    run, arrival, pattern, waiting = arrivals
    world, rate = world_state[0], world_rate[0]
    run[:], pattern[:], arrival[:] = 0, 0, race.horizon + 1
    us, cn = own[0], own[1]
    start_world(rate, world)
    events, count = 0, len(waiting)
    for k in range(count):
        waiting[k] = k
    for month in range(race.horizon + 1):
        if month > 0:
            step_world(rate, us, cn, world)
        set_market(rate, nation_rate[0], nation_rate[1], world_month[month], world)
        not_smuggled = F1 - (nation_month[0, month].smuggled_share +
                             nation_month[1, month].smuggled_share)
        bust_us, algorithms_us, breakthrough_us = us.bust_depth > F0, us.algorithms, us.breakthrough
        bust_cn, algorithms_cn, breakthrough_cn = cn.bust_depth > F0, cn.algorithms, cn.breakthrough
        for n in range(2):
            quota = world.quota_cn if n else world.quota_us
            if month == 0:
                start_nation(given[n], nation_rate[n], rate, race.channels[n], race.state_pool[n],
                             channel[n], channel_rate[n], nation_month[n, 0], not_smuggled, quota,
                             world, F0, own[n], log_spend[n], level[n])
            else:
                step_nation(given[n], nation_rate[n], rate, race.channels[n], race.state_pool[n],
                            channel[n], channel_rate[n], nation_month[n, month], not_smuggled,
                            quota, BUST[n], bust_us if n else bust_cn,
                            algorithms_us if n else algorithms_cn,
                            breakthrough_us if n else breakthrough_cn, world, own[n], log_spend[n],
                            level[n])
        if month > 0:  # (12.1)
            gap = math.log(level[1, USED] + F1) - math.log(level[0, USED] + F1)
            us.perceived = gap + (us.perceived - gap) * nation_rate[0].perceive_keep
            cn.perceived = -gap + (cn.perceived + gap) * nation_rate[1].perceive_keep
        events = pattern_of(rate, month, world)
        count = follow(race, value, month, events, level, waiting, count, run, arrival, pattern)
        world.proximity = proximity(race, rate, value, level, arrival)
    return events


@njit(parallel=True, fastmath=True, error_model="numpy")
def run_draws(race, seed, world, nation, channel, programme, value, rates, months, states, arrivals,
              counts):
    """Every worker takes its draws, and has its own state and its own counts: the first axis."""
    workers = len(counts[0])
    for worker in prange(workers):
        np.random.seed(seed + worker)
        rate = (rates[0][worker], rates[1][worker], rates[2][worker])
        month = (months[0][worker], months[1][worker])
        state = (states[0][worker], states[1][worker], states[2][worker], states[3][worker])
        arrival = (arrivals[0][worker], arrivals[1][worker], arrivals[2][worker],
                   arrivals[3][worker])
        joint, outcomes, odds = counts[0][worker], counts[1][worker], counts[2][worker]
        event_outcome, outcome_batch = counts[3][worker], counts[4][worker]
        arrival_batch, wins = counts[5][worker], arrivals[4][worker]
        for draw in range(worker, len(world), workers):
            derive(race, world[draw], nation[draw], channel[draw], programme[draw],
                   value[draw, race.primary], rate, month)
            wins[:] = 0
            for _ in range(race.paths):
                events = run_path(race, nation[draw], channel[draw], value[draw], rate, month,
                                  state, arrival)
                count(race.horizon, draw, events, arrival[1], arrival[2], wins, joint, outcomes,
                      event_outcome, outcome_batch, arrival_batch)
            for i in range(len(wins)):
                odds[i, wins[i]] += 1


ASKED = ("horizon paths accounting primary metric sign hold channels state_pool plan_nation "
         "plan_destination plan_first plan_last").split()
Question = collections.namedtuple("Question", ASKED)


def run(race, draws, seed, threads):
    numba.set_num_threads(threads)
    world, nation, channel, programme, value = vars(
        sample_draws(race, draws, np.random.default_rng(seed))).values()
    question = Question(*(getattr(race, name) for name in ASKED))
    thresholds, months = len(race.thresholds), race.horizon + 1
    pools = race.state_pool.shape
    record = derived.record
    rates = (np.zeros((threads, 1), record(draw_rates.WORLD_RATES)),
             np.zeros((threads, 2), record(draw_rates.NATION_RATES)),
             np.zeros((threads, *pools), record(draw_rates.CHANNEL_RATES)))
    tables = (np.zeros((threads, months), record(draw_months.WORLD_MONTHS)),
              np.zeros((threads, 2, months), record(draw_months.NATION_MONTHS)))
    states = (np.zeros((threads, 1), WORLD_STATE), np.zeros((threads, 2), NATION_STATE),
              np.zeros((threads, *pools), np.float32), np.zeros((threads, 2, LEVELS), np.float32))
    arrivals = (*(np.zeros((threads, thresholds, 2), np.int32) for _ in range(3)),
                np.zeros((threads, 2 * thresholds), np.int32),
                np.zeros((threads, thresholds), np.int32))
    counts = new_counts(race, (threads,))
    run_draws(question, seed, world, nation, channel, programme, value, rates, tables, states,
              arrivals, tuple(counts[name] for name in COUNTS))
    return {name: table.sum(0) for name, table in counts.items()}
