"""The part of the raw CUDA kernel that follows from the config: records, constants, thresholds."""

import numpy as np

from draw_months import NATION_MONTHS, WORLD_MONTHS
from race import ARRIVAL_BATCHES, EVENTS, METRICS, OUTCOME_BATCHES, PATTERNS
from trees import Space


def struct(name, members):
    return f"struct {name} {{\n  float {', '.join(members)};\n}};\n"


def records(race, tree):
    """Declarations of what `tree` (a tree of a draw's arrays) holds, in the order of its leaves."""
    members = {"WorldGiven": tree.world_given, "WorldRates": tree.world, "Given": tree.given[0],
               "Rates": tree.rates[0], "Channel": (tree.channel[0] or tree.channel[1])[0],
               "Programme": tree.programme[0] if race.programmes else Space(none=None)}
    text = "".join(struct(name, vars(member)) for name, member in members.items())
    us, cn = race.channels
    text += struct("WorldMonth", WORLD_MONTHS) + struct("NationMonth", NATION_MONTHS)
    return text + f"""struct Month {{
  WorldMonth world;
  NationMonth nation[2];
}};
struct Draw {{
  WorldGiven world_given;
  WorldRates world;
  Given given[2];
  Rates rates[2];
  {f"Channel us_channel[{us}];" if us else ""}
  {f"Channel cn_channel[{cn}];" if cn else ""}
  {f"Programme programme[{len(race.programmes)}];" if race.programmes else ""}
  float bar[{len(race.thresholds)}];
}};
"""


def constants(race, threads, blocks):
    """Macros: sizes, event bits, and a row for each threshold and programme."""
    pool = [sum(1 << k for k in np.flatnonzero(pools)) for pools in race.state_pool]
    values = {"HORIZON": race.horizon, "PATHS": race.paths, "THREADS": threads,
              "MIN_BLOCKS": blocks, "THRESHOLD_COUNT": len(race.thresholds),
              "PRIMARY": race.primary, "PRIMARY_METRIC": race.metric[race.primary],
              "PRIMARY_ABOVE": int(race.sign[race.primary] > 0), "METRICS": len(METRICS),
              "CHANNELS": max(1, *race.channels), "US_CHANNELS": race.channels[0],
              "CN_CHANNELS": race.channels[1], "US_STATE_POOL": pool[0], "CN_STATE_POOL": pool[1],
              "PATTERNS": PATTERNS, "OUTCOME_BATCHES": OUTCOME_BATCHES,
              "ARRIVAL_BATCHES": ARRIVAL_BATCHES}
    values.update({"EVENT_" + name: 1 << bit for name, bit in EVENTS.items()})
    values.update({"METRIC_" + name: i for i, (name, _) in enumerate(METRICS)})
    thresholds = "".join(f" X({i}, {metric}, {int(sign > 0)}, {hold})" for i, (metric, sign, hold)
                         in enumerate(zip(race.metric, race.sign, race.hold)))
    plans = "".join(f" X({i}, {nation}, {destination}, {first:.8f}f, {last:.8f}f)"
                    for i, (nation, destination, first, last) in enumerate(
                        zip(race.plan_nation, race.plan_destination, race.plan_first,
                            race.plan_last)))
    values["THRESHOLDS(X)"], values["PLANS(X)"] = thresholds.strip(), plans.strip()
    return "".join(f"#define {name} {value}\n" for name, value in values.items())


def source_of(race, tree, threads, warps_of_multiprocessor):
    """The whole text; blocks as small as a draw, so many that their registers fit."""
    blocks = max(1, warps_of_multiprocessor // -(-threads // 32))
    return (constants(race, threads, blocks) + records(race, tree) +
            '#include "bench/peers/cuda/kernels.cuh"\n')
