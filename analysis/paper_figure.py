"""A figure for a paper: how likely has each nation arrived, by date, with Monte Carlo error?

One column wide (89 mm), vector, text kept as text; in grey the dashes tell the nations apart."""
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

from common import LOOK, arguments, at_threshold, cluster_error, finish

STYLE = {"font.size": 8, "pdf.fonttype": 42, "svg.fonttype": "none", "axes.spines.top": False,
         "axes.spines.right": False, "legend.frameon": False, "lines.linewidth": 1.2}


def arrived(file, threshold=None):
    """Probability of having arrived and its standard error over 64 batches, by nation and date."""
    root = at_threshold(file, threshold)
    counts = root.arrival_batch_count
    trajectories = counts.sum("arrival_month")
    by_then = counts.isel(arrival_month=slice(0, -1)).cumsum("arrival_month")
    tables = {}
    for nation in LOOK:
        events, runs = by_then.sel(nation=nation), trajectories.sel(nation=nation).values
        tables[nation] = pd.DataFrame(
            {"probability": events.sum("arrival_batch").values / runs.sum(),
             "error": [cluster_error(each, runs) for each in events.values.T]}, root.date.values)
    return pd.concat(tables, axis=1)


def draw(table):
    figure, axes = plt.subplots(figsize=(89 / 25.4, 62 / 25.4))
    for nation, look in LOOK.items():
        p, error = 100 * table[nation].probability, 200 * table[nation].error
        band = {"color": look["color"], "alpha": 0.3, "linewidth": 0}
        axes.fill_between(table.index, p - error, p + error, **band)
        axes.plot(table.index, p, **look)
    axes.set(ylabel="has arrived, %", ylim=(0, 100), xlim=(table.index[0], table.index[-1]))
    axes.legend()


if __name__ == "__main__":
    given = arguments(__doc__, ("--threshold", None))
    curves = arrived(given.file, given.threshold)
    with plt.rc_context(STYLE):
        draw(curves)
        finish(given.output)
