"""How likely is it that the US is first where an event has happened, and where it has not?

Events count up to the first arrival. This is what went with them, not what they caused: a late
arrival leaves more time for events. Paths of a draw are not independent; errors take the design
effect of all trajectories for that of each part."""
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

from common import arguments, at_threshold, cluster_error, finish


def event_odds(file, threshold=None):
    """For each event: trajectories with it, P(US first) and standard error; the same without."""
    root = at_threshold(file, threshold)
    batches, counts = root.outcome_batch_count, root.event_outcome_count
    total, wins = int(counts.sum()), int(counts.sel(outcome="us_first").sum())
    error = cluster_error(batches.sel(outcome="us_first"), batches.sum("outcome"))
    design = error**2 * total**3 / max(wins * (total - wins), 1)
    pattern, flags, rows = counts.event_pattern, counts.event_pattern.attrs, {}
    for name, bit in zip(flags["flag_meanings"].split(), flags["flag_masks"]):
        row = rows[name] = {}
        for part, chosen in (("event", (pattern & bit) != 0), ("none", (pattern & bit) == 0)):
            chosen = counts.where(chosen, 0)
            n = int(chosen.sum())
            p = int(chosen.sel(outcome="us_first").sum()) / n if n else np.nan
            row |= {f"n_{part}": n, f"p_{part}": p,
                    f"error_{part}": np.sqrt(design * p * (1 - p) / max(n, 1))}
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("event")


if __name__ == "__main__":
    given = arguments(__doc__, ("--threshold", None))
    table = event_odds(given.file, given.threshold)
    print(table.to_string(float_format="{:.4f}".format))
    for part, mark in (("event", "ko"), ("none", "k+")):
        plt.errorbar(table[f"p_{part}"], table.index, xerr=1.96 * table[f"error_{part}"], fmt=mark)
    plt.legend(["it happened", "it did not"])
    plt.xlabel("P(US first), with 95 % intervals")
    finish(given.output)
