"""Which parameters go with an early or late arrival, and how does the cloud look?

The samples are independent draws. Of hundreds of parameters some correlate by chance: with 256
samples expect 0.2 from the luckiest; a run with --set run.samples=4096 makes it 0.05."""
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

from common import LOOK, arguments, finish, group, primary


def scatter(file, threshold=None, nation="us"):
    """Parameters by sample, months of arrival (inf: not by the horizon), and the rank correlation
    of each parameter with the arrival, the strongest first."""
    samples = group(file, "samples")
    months = samples.arrival_month.sel(threshold=threshold or primary(file), nation=nation)
    months = months.where(months >= 0, np.inf).to_series()
    parameters = samples.parameter_value.to_pandas()
    correlation = parameters.rank().corrwith(months.rank()).dropna()
    return parameters, months, correlation.sort_values(key=abs, ascending=False)


def draw(values, months, dates, nation):
    figure, axes = plt.subplots(figsize=(6, 4.5))
    seen = np.isfinite(months)
    axes.scatter(values[seen], dates[months[seen].astype(int)], s=12, color=LOOK[nation]["color"])
    axes.scatter(values[~seen], np.full((~seen).sum(), dates[-1]), s=20, marker="^", color="0.5")
    axes.set(xlabel=values.name, ylabel=f"{LOOK[nation]['label']} arrives (triangles: later)")
    if values.min() > 0 and values.quantile(0.95) > 8 * values.quantile(0.05):
        axes.set_xscale("log")


if __name__ == "__main__":
    given = arguments(__doc__, ("--threshold", None), ("--nation", "us"), ("--parameter", None))
    table, arrivals, ranks = scatter(given.file, given.threshold, given.nation)
    print(ranks.head(10).to_string(float_format="{:+.2f}".format))
    dates = group(given.file, "samples").date.values
    draw(table[given.parameter or ranks.index[0]], arrivals, dates, given.nation)
    finish(given.output)
