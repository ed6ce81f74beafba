"""By the end of each year: how likely is it that the US, that China was first, or nobody yet?"""
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

from common import LOOK, arguments, at_threshold, finish


def odds_by_year(file, threshold=None):
    """Years by us_first, cn_first, same_month and nobody_yet, which add up to 1. The year before
    the first month says what was held at the start."""
    root = at_threshold(file, threshold)
    joint = root.joint_count
    us, cn = (joint[axis].where(joint[axis] >= 0, np.inf) for axis in ("us_month", "cn_month"))
    first, total = np.minimum(us, cn), int(joint.sum())
    rows = {}
    for year, month in root.month.groupby(root.date.dt.year).max().to_series().items():
        reached = {"us_first": us < cn, "cn_first": cn < us, "same_month": us == cn}
        rows[year] = {name: int(joint.where((first <= month) & who, 0).sum()) / total
                      for name, who in reached.items()}
        rows[year]["nobody_yet"] = int(joint.where(first > month, 0).sum()) / total
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("year")


def draw(table):
    figure, axes = plt.subplots(figsize=(7, 4))
    for nation in LOOK:
        axes.plot(table.index, 100 * table[f"{nation}_first"], **LOOK[nation])
    axes.plot(table.index, 100 * table.nobody_yet, color="0.5", linestyle=":", label="nobody yet")
    axes.set(xlabel="end of year", ylabel="probability, %", ylim=(0, 100))
    axes.xaxis.get_major_locator().set_params(integer=True)
    axes.legend()


if __name__ == "__main__":
    given = arguments(__doc__, ("--threshold", None))
    odds = odds_by_year(given.file, given.threshold)
    print(odds.to_string(float_format="{:.4f}".format))
    draw(odds)
    finish(given.output)
