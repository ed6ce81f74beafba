"""Who is first to a threshold that nobody thought of before the run?

From the whole trajectories in /samples: independent draws, so that binomial (Clopper-Pearson)
intervals hold. There are 256 of them, and the intervals are wide; --set run.samples=16384 makes
the run keep more."""
import numpy as np
import pandas as pd
from scipy.stats import binomtest

from common import arguments, group


def arrivals(file, metric, level, hold_months=1, below=False):
    """Month of arrival by sample and nation: the first of hold_months months at or beyond the level
    (inf: none by the horizon; month 0 is the start)."""
    fan, samples = group(file, "fan"), group(file, "samples")
    path = samples[metric] * fan.metric_scale.sel(metric=metric, drop=True)
    held = ((path <= level) if below else (path >= level)).astype(int)
    runs = held.rolling(month=hold_months).sum() == hold_months  # true in the last month of a run
    first = runs.argmax("month") - (hold_months - 1)
    return first.where(runs.any("month"), np.inf).to_pandas()


def custom_threshold(months):
    """Outcomes with their counts, probabilities and 95 % intervals."""
    us, cn = months["us"], months["cn"]
    outcomes = {"us_first": us < cn, "cn_first": cn < us,
                "same_month": (us == cn) & np.isfinite(us), "neither": (us == cn) & np.isinf(us)}
    rows = {}
    for name, happened in outcomes.items():
        interval = binomtest(int(happened.sum()), len(months)).proportion_ci(0.95, method="exact")
        rows[name] = {"count": happened.sum(), "probability": happened.mean(),
                      "low": interval.low, "high": interval.high}
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("outcome")


if __name__ == "__main__":
    given = arguments(__doc__, ("--metric", "ai_power"), ("--level", 50.0), ("--hold", 1),
                      ("--side", "above"))
    first_held = arrivals(given.file, given.metric, given.level, given.hold, given.side == "below")
    table = custom_threshold(first_held)
    print(table.to_string(float_format="{:.4f}".format))
    if given.output:
        table.to_csv(given.output)
